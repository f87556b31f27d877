namespace Gateway.Wire
{
    /// <summary>Control bits of the TCP header (RFC 9293 §3.1).</summary>
    public static class TcpFlags
    {
        /// <summary>No more data from the sender.</summary>
        public const int Fin = 0x01;

        /// <summary>Synchronize sequence numbers.</summary>
        public const int Syn = 0x02;

        /// <summary>Reset the connection.</summary>
        public const int Rst = 0x04;

        /// <summary>Push function.</summary>
        public const int Psh = 0x08;

        /// <summary>The acknowledgment number counts.</summary>
        public const int Ack = 0x10;
    }
}
