using Gateway.Platform;

namespace Gateway.Control
{
    /// <summary>The datagrams of a gateway without a stack of its own: there is no socket to be had, so nothing else is called.</summary>
    internal sealed class NoUdpExchange : IUdpExchange
    {
        private const int None = -1;

        /// <inheritdoc/>
        public int Open(int localPort)
        {
            return None;
        }

        /// <inheritdoc/>
        public bool Send(int socket, uint address, int port, byte[] buffer, int offset, int length)
        {
            return false;
        }

        /// <inheritdoc/>
        public int Receive(int socket, byte[] buffer, out uint address, out int port)
        {
            address = 0;
            port = 0;
            return None;
        }

        /// <inheritdoc/>
        public void Close(int socket)
        {
        }
    }
}
