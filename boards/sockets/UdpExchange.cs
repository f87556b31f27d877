using System;
using System.Net;
using System.Net.Sockets;
using Gateway.Platform;

namespace Gateway.Boards.Sockets
{
    /// <summary>
    /// Datagrams on the board's own sockets. No thread of its own: <see cref="Receive"/> looks whether something is there. One
    /// thread uses it.
    /// </summary>
    public sealed class UdpExchange : IUdpExchange, IDisposable
    {
        /// <summary>Sockets at a time. Ours: one for names and one for the time, and as many to spare; a device has 16 in all.</summary>
        public const int MaximumSockets = 4;

        // Ours: what was there when we looked may be gone when we take it (a wrong checksum, on Linux). Not for ever, then.
        private const int TimeoutMs = 100;

        private const int None = -1;

        private readonly Socket[] _sockets = new Socket[MaximumSockets];

        /// <inheritdoc/>
        public int Open(int localPort)
        {
            int free = None;
            for (int i = 0; i < MaximumSockets && free == None; i++)
            {
                free = _sockets[i] == null ? i : None;
            }

            if (free == None)
            {
                return None;
            }

            _sockets[free] = BoundSocket.TryMake(SocketType.Dgram, ProtocolType.Udp, localPort, TimeoutMs);
            return _sockets[free] == null ? None : free;
        }

        /// <inheritdoc/>
        public bool Send(int socket, uint address, int port, byte[] buffer, int offset, int length)
        {
            try
            {
                return _sockets[socket].SendTo(buffer, offset, length, SocketFlags.None, Ipv4EndPoint.Make(address, port)) == length;
            }
            catch (SocketException)
            {
                // No address yet, no route, no memory.
                return false;
            }
        }

        /// <inheritdoc/>
        public int Receive(int socket, byte[] buffer, out uint address, out int port)
        {
            address = 0;
            port = 0;
            try
            {
                if (!_sockets[socket].Poll(0, SelectMode.SelectRead))
                {
                    return None;
                }

                EndPoint sender = new IPEndPoint(IPAddress.Any, 0);
                int length = _sockets[socket].ReceiveFrom(buffer, ref sender);
                var endPoint = (IPEndPoint)sender;
                address = Ipv4EndPoint.AddressOf(endPoint);
                port = endPoint.Port;
                return length;
            }
            catch (SocketException)
            {
                return None;
            }
        }

        /// <inheritdoc/>
        public void Close(int socket)
        {
            _sockets[socket].Close();
            _sockets[socket] = null;
        }

        /// <summary>Closes all sockets.</summary>
        public void Dispose()
        {
            for (int i = 0; i < MaximumSockets; i++)
            {
                if (_sockets[i] != null)
                {
                    Close(i);
                }
            }
        }
    }
}
