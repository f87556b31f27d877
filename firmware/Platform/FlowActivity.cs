namespace Gateway.Platform
{
    /// <summary>
    /// The layout of an activity record: what a flow cache forwarded since the last reading. Ints at these places; packets
    /// and bytes are unsigned 32-bit differences (a board reads at least every 30 s: 4 GiB in 30 s is over 1 Gbit/s).
    /// </summary>
    public static class FlowActivity
    {
        /// <summary>The flow's index.</summary>
        public const int Flow = 0;

        /// <summary>The flow's generation.</summary>
        public const int Generation = 1;

        /// <summary>Packets from the LAN to the WAN.</summary>
        public const int OutboundPackets = 2;

        /// <summary>Bytes from the LAN to the WAN, IP headers included.</summary>
        public const int OutboundBytes = 3;

        /// <summary>Packets from the WAN to the LAN.</summary>
        public const int InboundPackets = 4;

        /// <summary>Bytes from the WAN to the LAN, IP headers included.</summary>
        public const int InboundBytes = 5;

        /// <summary>Milliseconds since the latest packet.</summary>
        public const int IdleMs = 6;

        /// <summary>Ints a record.</summary>
        public const int RecordInts = 7;
    }
}
