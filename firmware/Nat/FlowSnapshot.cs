namespace Gateway.Nat
{
    /// <summary>A copy of one flow, as a conntrack line shows it. Addresses and ports in host order.</summary>
    public sealed class FlowSnapshot
    {
        /// <summary>The flow's index in the table.</summary>
        public int Flow;

        /// <summary>IP protocol: TCP, UDP or ICMP.</summary>
        public int Protocol;

        /// <summary>Address of the LAN host.</summary>
        public uint LanAddress;

        /// <summary>Port of the LAN host; for ICMP the identifier.</summary>
        public int LanPort;

        /// <summary>Address of the outside host.</summary>
        public uint RemoteAddress;

        /// <summary>Port of the outside host; 0 for ICMP.</summary>
        public int RemotePort;

        /// <summary>Port of the WAN address; for ICMP the identifier outside.</summary>
        public int ExternalPort;

        /// <summary>Where the flow stands.</summary>
        public FlowState State;

        /// <summary>The policy's verdict (a <see cref="Policy.Verdict"/>).</summary>
        public Policy.Verdict Verdict;

        /// <summary>Whether the first packet came from the WAN.</summary>
        public bool IsOpenedInbound;

        /// <summary>Whether a flow cache forwards it.</summary>
        public bool IsOffloaded;

        /// <summary>Packets from the LAN.</summary>
        public long OutboundPackets;

        /// <summary>Bytes from the LAN, IP headers included.</summary>
        public long OutboundBytes;

        /// <summary>Packets to the LAN.</summary>
        public long InboundPackets;

        /// <summary>Bytes to the LAN, IP headers included.</summary>
        public long InboundBytes;

        /// <summary>When the first packet came, in monotonic seconds.</summary>
        public int FirstSeenS;

        /// <summary>When the latest packet came, in monotonic seconds.</summary>
        public int LastSeenS;

        /// <summary>Seconds until the flow ends if nothing comes.</summary>
        public int TimeoutS;
    }
}
