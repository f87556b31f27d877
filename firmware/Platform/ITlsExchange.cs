namespace Gateway.Platform
{
    /// <summary>
    /// TLS connections of the gateway's own stack to the ISP's servers: TLS 1.2 at the least, the server's chain held against the
    /// board's provisioned authorities and no others, its name against the one asked for. Nothing here waits: a board does that in
    /// a thread of its own. How long is too long, the caller says, and closes.
    /// </summary>
    public interface ITlsExchange
    {
        /// <summary>Begins a connection; whether it comes about, <see cref="Receive"/> tells.</summary>
        /// <param name="localPort">Its port: the caller's choice, so that it lies where the gateway's own are (nat.md).</param>
        /// <param name="address">The server's IPv4 address, in host order.</param>
        /// <param name="port">Its port.</param>
        /// <param name="hostName">The server's name: for SNI, and what its certificate must bear.</param>
        /// <returns>A number for it, from 0 on; negative when the port is taken, there is no socket left, or no authority was provisioned.</returns>
        int Open(int localPort, uint address, int port, string hostName);

        /// <summary>Sends bytes: at once, or as soon as the connection stands.</summary>
        /// <param name="connection">As opened.</param>
        /// <param name="buffer">Holds them; it is the caller's again on return.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="length">How many.</param>
        /// <returns>How many were taken: 0 while earlier ones still wait; negative when the connection is over.</returns>
        int Send(int connection, byte[] buffer, int offset, int length);

        /// <summary>Takes bytes that came.</summary>
        /// <param name="connection">As opened.</param>
        /// <param name="buffer">Takes them.</param>
        /// <param name="offset">Where they go.</param>
        /// <param name="length">How many at the most, 1 at the least.</param>
        /// <returns>Bytes; 0 when there are none yet; negative when there will be none: <see cref="FailureOf"/> says why.</returns>
        int Receive(int connection, byte[] buffer, int offset, int length);

        /// <summary>Why it is over.</summary>
        /// <param name="connection">As opened.</param>
        TlsFailure FailureOf(int connection);

        /// <summary>Closes it, whatever its state; what was not sent is lost.</summary>
        /// <param name="connection">As opened.</param>
        void Close(int connection);
    }
}
