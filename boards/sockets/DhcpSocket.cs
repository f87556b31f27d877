using System;
using System.Net;
using System.Net.Sockets;
using Gateway.Lan;
using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Boards.Sockets
{
    /// <summary>
    /// UDP port 67 of the LAN, between the network and the DHCP server. No thread of its own: <see cref="Step"/> looks whether
    /// something is there. One thread uses it, and the server.
    /// </summary>
    /// <remarks>
    /// Two sockets. One is bound to the LAN address: it takes what comes to that address, and what it sends has that source, also to
    /// 255.255.255.255, so that it leaves on the LAN side and nowhere else. The other is bound to 255.255.255.255, for Linux gives
    /// broadcasts to no socket that is bound to an address. lwIP does, and may refuse the second one: it is not needed there.
    /// </remarks>
    public sealed class DhcpSocket : IDisposable
    {
        /// <summary>Messages that one step takes at the most. Ours: a flood is left to the sockets' queues.</summary>
        public const int MaximumMessagesAStep = 16;

        /// <summary>When sockets that could not be had are tried again. Ours: the address comes soon after the start, or with other settings.</summary>
        public const int RetryMs = 1000;

        // Ours: what was there when we looked may be gone when we take it (a wrong checksum, on Linux). Not for ever, then.
        private const int TimeoutMs = 100;

        private readonly DhcpServer _server;
        private readonly IPlatformClock _clock;
        private readonly byte[] _message = new byte[DhcpServer.MaximumMessageLength];
        private Socket _own;
        private Socket _broadcasts;
        private uint _address;
        private long _retryAtMs;

        /// <summary>Makes it; no socket is open yet.</summary>
        public DhcpSocket(DhcpServer server, IPlatformClock clock)
        {
            _server = server;
            _clock = clock;
        }

        /// <summary>Whether the port is ours.</summary>
        public bool IsOpen
        {
            get { return _own != null; }
        }

        /// <summary>Answers the messages that came. At least four times a second.</summary>
        /// <param name="lanAddress">The gateway's LAN address, in host order.</param>
        public void Step(uint lanAddress)
        {
            if (lanAddress != _address || !_server.IsEnabled)
            {
                // Where there is no server the port is another's.
                Dispose();
                _address = lanAddress;
            }

            if (_own == null && _server.IsEnabled && _clock.MonotonicMs >= _retryAtMs)
            {
                Open();
                _retryAtMs = _clock.MonotonicMs + RetryMs;
            }

            for (int i = 0; i < MaximumMessagesAStep && (TryAnswer(_broadcasts) || TryAnswer(_own)); i++)
            {
            }

            _server.Step();
        }

        /// <summary>Closes the sockets.</summary>
        public void Dispose()
        {
            _own?.Close();
            _broadcasts?.Close();
            _own = null;
            _broadcasts = null;
            _retryAtMs = 0;
        }

        private void Open()
        {
            _own = BoundSocket.TryMake(SocketType.Dgram, ProtocolType.Udp, Ipv4EndPoint.Make(_address, DhcpServer.Port), TimeoutMs);
            if (_own == null)
            {
                return;
            }

            _own.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Broadcast, true);
            _broadcasts = BoundSocket.TryMake(
                SocketType.Dgram, ProtocolType.Udp, Ipv4EndPoint.Make(Ipv4Address.Broadcast, DhcpServer.Port), TimeoutMs);
        }

        // False when there was no message.
        private bool TryAnswer(Socket socket)
        {
            try
            {
                if (socket == null || !socket.Poll(0, SelectMode.SelectRead))
                {
                    return false;
                }

                EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
                int length = socket.ReceiveFrom(_message, ref sender);
                int answer = _server.Receive(Ipv4EndPoint.AddressOf((IPEndPoint)sender), _message, length);
                if (answer > 0)
                {
                    _own.SendTo(_server.Answer, 0, answer, SocketFlags.None, Ipv4EndPoint.Make(_server.AnswerTo, DhcpServer.ClientPort));
                }

                return true;
            }
            catch (SocketException)
            {
                // Gone, too long, or no way out: the client asks again.
                return true;
            }
        }
    }
}
