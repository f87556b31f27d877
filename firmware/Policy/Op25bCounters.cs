namespace Gateway.Policy
{
    /// <summary>What OP25B did. Plain fields, written by the engine alone.</summary>
    public sealed class Op25bCounters
    {
        /// <summary>Connections to port 25 that were allowed for good: relay, exempt host, mode off.</summary>
        public long AllowedConnections;

        /// <summary>Connections to port 25 that enforcement would have blocked.</summary>
        public long WouldBlockConnections;

        /// <summary>Connections that reached the notice: counted when the handshake completes, not on SYN.</summary>
        public long RedirectedConnections;

        /// <summary>Connection attempts (SYN) that got ICMP 3/13.</summary>
        public long RejectedConnections;

        /// <summary>Packets from the LAN to port 25 that were not forwarded, answered ones included.</summary>
        public long BlockedPackets;

        /// <summary>IPv6 packets from the LAN to TCP port 25, dropped as all IPv6 is; not those that hide it behind extension headers.</summary>
        public long BlockedPacketsIpv6;

        /// <summary>Packets from the WAN from source port 25 of no relay, dropped.</summary>
        public long InboundSourcePort25Dropped;

        /// <summary>Packets from source port 25 of no relay that enforcement would have dropped.</summary>
        public long InboundSourcePort25WouldDrop;

        /// <summary>Packets of the gateway's own stack to port 25 of no relay, dropped.</summary>
        public long HostPort25Dropped;

        /// <summary>Living flows that ended because settings or the start date changed the verdict.</summary>
        public long FlowsCutByPolicy;

        /// <summary>Notices of which the client acknowledged the whole greeting.</summary>
        public long NoticesDelivered;

        /// <summary>Gives a copy.</summary>
        public Op25bCounters Copy()
        {
            return (Op25bCounters)MemberwiseClone();
        }
    }
}
