using System;
using System.Net.Sockets;
using Gateway.Platform;

namespace Gateway.Boards.Sockets
{
    /// <summary>Connections on the board's own sockets. One thread uses it; each connection has one more until it stands.</summary>
    public sealed class TcpExchange : ITcpExchange, IDisposable
    {
        /// <summary>Connections at a time. Ours: the resolver needs one, and seldom.</summary>
        public const int MaximumConnections = 2;

        // Ours: a message fits a new connection's buffer, so that nothing waits here; were it full, not for long.
        private const int TimeoutMs = 1000;

        private const int None = -1;

        private readonly TcpConnection[] _connections = new TcpConnection[MaximumConnections];

        /// <inheritdoc/>
        public int Open(int localPort, uint address, int port)
        {
            int free = None;
            for (int i = 0; i < MaximumConnections && free == None; i++)
            {
                free = _connections[i] == null ? i : None;
            }

            if (free == None)
            {
                return None;
            }

            Socket socket = BoundSocket.TryMake(SocketType.Stream, ProtocolType.Tcp, localPort, TimeoutMs);
            if (socket == null)
            {
                return None;
            }

            _connections[free] = new TcpConnection(socket, Ipv4EndPoint.Make(address, port));
            return free;
        }

        /// <inheritdoc/>
        public bool Send(int connection, byte[] buffer, int offset, int length)
        {
            return _connections[connection].Send(buffer, offset, length);
        }

        /// <inheritdoc/>
        public int Receive(int connection, byte[] buffer, int offset, int length)
        {
            return _connections[connection].Receive(buffer, offset, length);
        }

        /// <inheritdoc/>
        public void Close(int connection)
        {
            _connections[connection].Close();
            _connections[connection] = null;
        }

        /// <summary>Closes all connections.</summary>
        public void Dispose()
        {
            for (int i = 0; i < MaximumConnections; i++)
            {
                if (_connections[i] != null)
                {
                    Close(i);
                }
            }
        }
    }
}
