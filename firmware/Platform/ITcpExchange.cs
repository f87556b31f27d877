namespace Gateway.Platform
{
    /// <summary>
    /// TCP connections of the gateway's own stack to servers on the WAN. Nothing here waits: a board does that in a thread of
    /// its own. How long is too long, the caller says, and closes.
    /// </summary>
    public interface ITcpExchange
    {
        /// <summary>Begins a connection; whether it comes about, <see cref="Receive"/> tells.</summary>
        /// <param name="localPort">Its port: the caller's choice, so that it lies where the gateway's own are (nat.md).</param>
        /// <param name="address">The server's IPv4 address, in host order.</param>
        /// <param name="port">Its port.</param>
        /// <returns>A number for it, from 0 on; negative when the port is taken or there is no socket left: another port, or another time.</returns>
        int Open(int localPort, uint address, int port);

        /// <summary>Sends bytes: at once, or as soon as the connection stands.</summary>
        /// <param name="connection">As opened.</param>
        /// <param name="buffer">Holds them; it is the caller's again on return.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="length">How many.</param>
        /// <returns>False when they were not taken: the connection is over, or earlier bytes still wait for it.</returns>
        bool Send(int connection, byte[] buffer, int offset, int length);

        /// <summary>Takes bytes that came.</summary>
        /// <param name="connection">As opened.</param>
        /// <param name="buffer">Takes them.</param>
        /// <param name="offset">Where they go.</param>
        /// <param name="length">How many at the most, 1 at the least.</param>
        /// <returns>Bytes; 0 when there are none yet; negative when there will be none: refused, reset, or the server closed.</returns>
        int Receive(int connection, byte[] buffer, int offset, int length);

        /// <summary>Closes it, whatever its state; what was not sent is lost.</summary>
        void Close(int connection);
    }
}
