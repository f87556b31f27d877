namespace Gateway.Nat
{
    /// <summary>
    /// A flow's row in the table: ints at these places behind flow * <see cref="Ints"/>. One array for all rows, not an array a
    /// column: a packet touches one or two cache lines, and on the device one array reference instead of twenty.
    /// <code>
    ///  31             16 15              0
    /// +-----------------+-----------------+
    /// |            LanAddress             |
    /// |           RemoteAddress           |
    /// |     LAN port    |   remote port   |  Ports
    /// |  external port  |     protocol    |  External
    /// |     verdict     |      state      |  State
    /// |  next outbound  |   next inbound  |  Chains (of the hash buckets)
    /// |            FirstSeenS             |
    /// |            LastSeenS              |
    /// | transport delta |  address delta  |  Deltas (outbound, RFC 1624)
    /// |    previous     |      next       |  QueueLinks (of the timeout's queue)
    /// |    previous     |      next       |  HostLinks (of the LAN host's flows)
    /// |     mapping     |      host       |  Owners
    /// |            Generation             |
    /// </code>
    /// </summary>
    internal static class FlowRow
    {
        /// <summary>Ints a row.</summary>
        public const int Ints = 13;

        /// <summary>No flow, mapping or host: the last index of 16 bits.</summary>
        public const int None = 0xFFFF;

        /// <summary>The low half of a word of two halves.</summary>
        public const int LowHalf = 0xFFFF;

        public const int LanAddress = 0;
        public const int RemoteAddress = 1;
        public const int Ports = 2;
        public const int External = 3;
        public const int State = 4;
        public const int Chains = 5;
        public const int FirstSeenS = 6;
        public const int LastSeenS = 7;
        public const int Deltas = 8;
        public const int QueueLinks = 9;
        public const int HostLinks = 10;
        public const int Owners = 11;
        public const int Generation = 12;

        /// <summary>The protocol in <see cref="External"/>; 0 in a free row.</summary>
        public const int ProtocolMask = 0xFF;

        /// <summary>The verdict's place in <see cref="State"/>.</summary>
        public const int VerdictShift = 16;
    }
}
