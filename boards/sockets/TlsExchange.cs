using System;
using System.Net.Sockets;
using Gateway.Platform;

namespace Gateway.Boards.Sockets
{
    /// <summary>A TLS connection on the board's own sockets, one at a time. One thread uses it; the connection has two more.</summary>
    public sealed class TlsExchange : ITlsExchange, IDisposable
    {
        private const int Number = 0; // of the one connection
        private const int None = -1;

        // Ours: whoever uses this closes sooner; it is for who forgets.
        private const int TimeoutMs = 60 * 1000;

        private readonly TlsAuthority _authority;
        private TlsConnection _connection;

        /// <summary>Makes it.</summary>
        /// <param name="authority">Whom to trust; null where nobody was provisioned: there is no connection then.</param>
        public TlsExchange(TlsAuthority authority)
        {
            _authority = authority;
        }

        /// <inheritdoc/>
        public int Open(int localPort, uint address, int port, string hostName)
        {
            Socket socket = _authority == null || _connection != null
                ? null
                : BoundSocket.TryMake(SocketType.Stream, ProtocolType.Tcp, localPort, TimeoutMs);
            if (socket == null)
            {
                return None;
            }

            _connection = new TlsConnection(socket, Ipv4EndPoint.Make(address, port), _authority, hostName);
            return Number;
        }

        /// <inheritdoc/>
        public int Send(int connection, byte[] buffer, int offset, int length)
        {
            return _connection.Send(buffer, offset, length);
        }

        /// <inheritdoc/>
        public int Receive(int connection, byte[] buffer, int offset, int length)
        {
            return _connection.Receive(buffer, offset, length);
        }

        /// <inheritdoc/>
        public TlsFailure FailureOf(int connection)
        {
            return _connection.Failure;
        }

        /// <inheritdoc/>
        public void Close(int connection)
        {
            _connection.Dispose();
            _connection = null;
        }

        /// <summary>Closes the connection, where there is one.</summary>
        public void Dispose()
        {
            if (_connection != null)
            {
                Close(Number);
            }
        }
    }
}
