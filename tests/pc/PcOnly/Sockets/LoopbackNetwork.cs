using System;
using Gateway.Boards.Sockets;
using Gateway.Platform;
using Gateway.Tests.Support;

namespace Gateway.PcTests.Sockets
{
    /// <summary>Real sockets, to which a server on this machine looks as if it were at <see cref="TestResolver.Server1"/>, port 53.</summary>
    internal sealed class LoopbackNetwork : IUdpExchange, ITcpExchange, IDisposable
    {
        private readonly UdpExchange _udp = new();
        private readonly TcpExchange _tcp = new();
        private readonly int _serverPort;

        /// <summary>Makes it.</summary>
        /// <param name="serverPort">Where the server really is.</param>
        public LoopbackNetwork(int serverPort)
        {
            _serverPort = serverPort;
        }

        /// <inheritdoc/>
        public int Open(int localPort)
        {
            return _udp.Open(localPort);
        }

        /// <inheritdoc/>
        public bool Send(int socket, uint address, int port, byte[] buffer, int offset, int length)
        {
            return _udp.Send(socket, LoopbackPort.Address, _serverPort, buffer, offset, length);
        }

        /// <inheritdoc/>
        public int Receive(int socket, byte[] buffer, out uint address, out int port)
        {
            int length = _udp.Receive(socket, buffer, out address, out port);
            if (address == LoopbackPort.Address && port == _serverPort)
            {
                address = TestResolver.Server1;
                port = TestResolver.DnsPort;
            }

            return length;
        }

        /// <inheritdoc/>
        public int Open(int localPort, uint address, int port)
        {
            return _tcp.Open(localPort, LoopbackPort.Address, _serverPort);
        }

        /// <inheritdoc/>
        public bool Send(int connection, byte[] buffer, int offset, int length)
        {
            return _tcp.Send(connection, buffer, offset, length);
        }

        /// <inheritdoc/>
        public int Receive(int connection, byte[] buffer, int offset, int length)
        {
            return _tcp.Receive(connection, buffer, offset, length);
        }

        /// <inheritdoc/>
        void IUdpExchange.Close(int socket)
        {
            _udp.Close(socket);
        }

        /// <inheritdoc/>
        void ITcpExchange.Close(int connection)
        {
            _tcp.Close(connection);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _udp.Dispose();
            _tcp.Dispose();
        }
    }
}
