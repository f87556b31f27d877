namespace Gateway.Platform
{
    /// <summary>
    /// One direction of a flow, as a flow cache needs it: the key as the packet comes in, and what it becomes. Addresses and
    /// ports in host order. Plain fields: it is filled anew for every installation.
    /// </summary>
    public sealed class FlowCacheEntry
    {
        /// <summary>The flow's index in the NAT table.</summary>
        public int Flow;

        /// <summary>Grows with every use of the index, so that a stale entry hits nothing.</summary>
        public int Generation;

        /// <summary>The side that the packet comes from.</summary>
        public Side InputSide;

        /// <summary>The side that it goes to.</summary>
        public Side OutputSide;

        /// <summary>IP protocol: TCP or UDP.</summary>
        public int Protocol;

        /// <summary>Source address of the packet as it comes in.</summary>
        public uint SourceAddress;

        /// <summary>Destination address of the packet as it comes in.</summary>
        public uint DestinationAddress;

        /// <summary>Source port of the packet as it comes in.</summary>
        public int SourcePort;

        /// <summary>Destination port of the packet as it comes in.</summary>
        public int DestinationPort;

        /// <summary>Source address as it goes out.</summary>
        public uint NewSourceAddress;

        /// <summary>Destination address as it goes out.</summary>
        public uint NewDestinationAddress;

        /// <summary>Source port as it goes out.</summary>
        public int NewSourcePort;

        /// <summary>Destination port as it goes out.</summary>
        public int NewDestinationPort;

        /// <summary>What the IPv4 header checksum's complement grows by, the TTL's step included (RFC 1624 eqn. 3).</summary>
        public int Ipv4ChecksumDelta;

        /// <summary>What the TCP or UDP checksum's complement grows by (RFC 1624 eqn. 3).</summary>
        public int TransportChecksumDelta;

        /// <summary>Set where the policy allowed this flow to port 25; without it a cache refuses port 25.</summary>
        public bool IsPort25Allowed;
    }
}
