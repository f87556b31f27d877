namespace Gateway.Nat
{
    /// <summary>The state of a flow: bits of <see cref="FlowRow.State"/>.</summary>
    internal static class FlowBits
    {
        /// <summary>The queue (<see cref="FlowQueue"/>) that the flow waits in.</summary>
        public const int QueueMask = 0x0007;

        /// <summary>A SYN went out.</summary>
        public const int OutboundSyn = 0x0010;

        /// <summary>A SYN came in.</summary>
        public const int InboundSyn = 0x0020;

        /// <summary>A FIN went out.</summary>
        public const int OutboundFin = 0x0040;

        /// <summary>A FIN came in.</summary>
        public const int InboundFin = 0x0080;

        /// <summary>An RST passed, and nothing since.</summary>
        public const int Reset = 0x0100;

        /// <summary>TCP: both SYNs, and then activity of the opener.</summary>
        public const int Established = 0x0200;

        /// <summary>UDP, ICMP: the other side answered.</summary>
        public const int Answered = 0x0400;

        /// <summary>The first packet came from the WAN.</summary>
        public const int OpenedInbound = 0x0800;

        /// <summary>The outside host is a LAN host behind our own WAN address.</summary>
        public const int Hairpin = 0x1000;

        /// <summary>A flow cache has it.</summary>
        public const int Offloaded = 0x2000;

        /// <summary>A plain packet can still change the state: TCP not established, UDP or ICMP not answered.</summary>
        public const int Unsettled = 0x4000;

        /// <summary>Both SYNs.</summary>
        public const int BothSyn = OutboundSyn | InboundSyn;

        /// <summary>Both FINs.</summary>
        public const int BothFin = OutboundFin | InboundFin;

        /// <summary>All that TCP's segments change.</summary>
        public const int TcpMask = BothSyn | BothFin | Reset | Established;
    }
}
