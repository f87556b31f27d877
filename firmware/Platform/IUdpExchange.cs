namespace Gateway.Platform
{
    /// <summary>
    /// Datagrams of the gateway's own stack toward servers on the WAN: questions, and their answers. Nothing here waits, and
    /// nothing here judges: whose answer it is, and whether it fits, the caller checks.
    /// </summary>
    public interface IUdpExchange
    {
        /// <summary>Opens a socket.</summary>
        /// <param name="localPort">Its port: the caller's choice, so that nobody can guess it (RFC 5452 §9.2).</param>
        /// <returns>A number for it, from 0 on; negative when the port is taken or there is no socket left: another port, or another time.</returns>
        int Open(int localPort);

        /// <summary>Sends one datagram.</summary>
        /// <param name="socket">As opened.</param>
        /// <param name="address">The server's IPv4 address, in host order.</param>
        /// <param name="port">Its port.</param>
        /// <param name="buffer">Holds the payload.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="length">Bytes.</param>
        /// <returns>False when it could not go out: no address yet, no route, no memory.</returns>
        bool Send(int socket, uint address, int port, byte[] buffer, int offset, int length);

        /// <summary>Takes the next datagram that came, from whomever.</summary>
        /// <param name="socket">As opened.</param>
        /// <param name="buffer">Takes the payload; what is longer is cut.</param>
        /// <param name="address">The sender's IPv4 address, in host order.</param>
        /// <param name="port">Its port.</param>
        /// <returns>Bytes; negative when there is none (a datagram may be empty).</returns>
        int Receive(int socket, byte[] buffer, out uint address, out int port);

        /// <summary>Closes the socket; what comes later is lost.</summary>
        void Close(int socket);
    }
}
