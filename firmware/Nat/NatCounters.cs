namespace Gateway.Nat
{
    /// <summary>What the NAT table did. Plain fields, written by the firmware alone.</summary>
    public sealed class NatCounters
    {
        /// <summary>Flows made.</summary>
        public long SessionsCreated;

        /// <summary>Flows that ended because their time was over.</summary>
        public long Expired;

        /// <summary>Opening or closing flows that made room for a new one.</summary>
        public long EvictedTransitory;

        /// <summary>Idle established flows that made room for a new one.</summary>
        public long EvictedEstablished;

        /// <summary>New flows refused because the table, the LAN host's share of it or the table of hosts was full.</summary>
        public long TableFullDrops;

        /// <summary>New flows refused because no external port was free.</summary>
        public long PortExhaustion;

        /// <summary>Flows handed to the flow cache.</summary>
        public long Offloaded;

        /// <summary>Flows that the flow cache refused.</summary>
        public long OffloadRefused;

        /// <summary>Packets that the flow cache forwarded.</summary>
        public long OffloadedPackets;

        /// <summary>Bytes that the flow cache forwarded, IP headers included.</summary>
        public long OffloadedBytes;

        /// <summary>Of the packets, those from the LAN to the WAN.</summary>
        public long OffloadedOutboundPackets;

        /// <summary>Of the bytes, likewise.</summary>
        public long OffloadedOutboundBytes;

        /// <summary>Gives a copy.</summary>
        public NatCounters Copy()
        {
            return (NatCounters)MemberwiseClone();
        }
    }
}
