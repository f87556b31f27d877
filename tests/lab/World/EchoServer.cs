using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Gateway.Lab
{
    /// <summary>
    /// Says to each TCP client what address and port it sees it under, in a line; then gives back all it gets. UDP likewise,
    /// without the line.
    /// </summary>
    public sealed class EchoServer : IDisposable
    {
        private const int Backlog = 512; // ours: more than the most connections a test opens at once
        private const int BufferLength = 65536; // ours: the longest datagram

        private readonly Socket _listener;
        private readonly Socket? _datagrams;

        /// <summary>Starts it.</summary>
        /// <param name="place">Where.</param>
        /// <param name="address">Its address.</param>
        /// <param name="port">Its port.</param>
        /// <param name="isUdpToo">Whether it answers datagrams too.</param>
        public EchoServer(LabNamespace place, string address, int port, bool isUdpToo)
        {
            _listener = place.Bind(ProtocolType.Tcp, address, port);
            _listener.Listen(Backlog);
            _ = Accept();
            if (isUdpToo)
            {
                _datagrams = place.Bind(ProtocolType.Udp, address, port);
                new Thread(() => Answer(_datagrams)) { IsBackground = true }.Start();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _listener.Dispose();
            _datagrams?.Dispose();
        }

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    Socket client = await _listener.AcceptAsync();
                    _ = Serve(client);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The end.
            }
        }

        private static async Task Serve(Socket client)
        {
            using Socket _ = client;
            try
            {
                client.NoDelay = true;
                await client.SendAsync(Encoding.ASCII.GetBytes($"{client.RemoteEndPoint}\n"));
                byte[] buffer = new byte[BufferLength];
                int count;
                while ((count = await client.ReceiveAsync(buffer)) > 0)
                {
                    await client.SendAsync(buffer.AsMemory(0, count));
                }
            }
            catch (SocketException)
            {
                // The client went away.
            }
        }

        // On a thread of its own: round trips are measured with it, and must not wait for the pool's.
        private static void Answer(Socket socket)
        {
            byte[] buffer = new byte[BufferLength];
            EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
            try
            {
                while (true)
                {
                    int count = socket.ReceiveFrom(buffer, ref sender);
                    socket.SendTo(buffer, 0, count, SocketFlags.None, sender);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // The end.
            }
        }
    }
}
