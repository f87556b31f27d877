using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Gateway.PcTests.Sockets
{
    /// <summary>A DNS server on this machine, over UDP and TCP, that answers as the test says.</summary>
    internal sealed class LoopbackDnsServer : IDisposable
    {
        private readonly Func<byte[], bool, byte[]> _answer;
        private readonly UdpClient _udp;
        private readonly TcpListener _tcp;

        /// <summary>Starts it.</summary>
        /// <param name="answer">From a question, and whether it came over TCP, to the answer; null says nothing.</param>
        public LoopbackDnsServer(Func<byte[], bool, byte[]> answer)
        {
            _answer = answer;
            _udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            Port = ((IPEndPoint)_udp.Client.LocalEndPoint).Port;
            _tcp = new TcpListener(IPAddress.Loopback, Port);
            _tcp.Start();
            Task.Run(ServeUdp);
            Task.Run(ServeTcp);
        }

        /// <summary>Its port.</summary>
        public int Port { get; }

        /// <inheritdoc/>
        public void Dispose()
        {
            _udp.Dispose();
            _tcp.Dispose();
        }

        private async Task ServeUdp()
        {
            try
            {
                while (true)
                {
                    UdpReceiveResult question = await _udp.ReceiveAsync();
                    if (_answer(question.Buffer, false) is byte[] answer)
                    {
                        await _udp.SendAsync(answer, question.RemoteEndPoint);
                    }
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The end.
            }
        }

        private async Task ServeTcp()
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _tcp.AcceptTcpClientAsync();
                    byte[] length = new byte[2];
                    await client.GetStream().ReadExactlyAsync(length);
                    byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await client.GetStream().ReadExactlyAsync(question);
                    byte[] answer = _answer(question, true);
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await client.GetStream().WriteAsync(length);
                    await client.GetStream().WriteAsync(answer);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
            {
                // The end.
            }
        }
    }
}
