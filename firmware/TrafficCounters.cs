namespace Gateway
{
    /// <summary>
    /// Packets in and out. For every packet in, exactly one of forwarded, answered, to the host, dropped (by reason) grows,
    /// so that the four sum up to what came in. Plain fields, written by the engine alone.
    /// </summary>
    public sealed class TrafficCounters
    {
        /// <summary>Packets from the LAN.</summary>
        public long LanPacketsReceived;

        /// <summary>Bytes from the LAN.</summary>
        public long LanBytesReceived;

        /// <summary>Packets from the WAN.</summary>
        public long WanPacketsReceived;

        /// <summary>Bytes from the WAN.</summary>
        public long WanBytesReceived;

        /// <summary>Packets from the gateway's own stack.</summary>
        public long HostPacketsReceived;

        /// <summary>Packets forwarded to the LAN.</summary>
        public long LanPacketsForwarded;

        /// <summary>Packets of the gateway's own making sent to the LAN: answers, ICMP errors, and the notice's repetitions.</summary>
        public long LanPacketsOriginated;

        /// <summary>Bytes sent to the LAN.</summary>
        public long LanBytesSent;

        /// <summary>Packets sent to the WAN, those of the gateway's own making included.</summary>
        public long WanPacketsSent;

        /// <summary>Packets of the gateway's own making sent to the WAN: ICMP errors about packets of living flows.</summary>
        public long WanPacketsOriginated;

        /// <summary>Packets sent to the WAN beyond the one that came in, since that was too large for one.</summary>
        public long WanFragmentsAdded;

        /// <summary>Bytes sent to the WAN.</summary>
        public long WanBytesSent;

        /// <summary>Packets from the LAN that were dropped: their part of what DropCounters tells by reason.</summary>
        public long LanPacketsDropped;

        /// <summary>Likewise, packets from the WAN.</summary>
        public long WanPacketsDropped;

        /// <summary>Packets that the gateway took in the destination's place: those to the SMTP notice, and those that got ICMP 3/13 or an RST.</summary>
        public long Answered;

        /// <summary>ICMP errors of the gateway's own making, to either side.</summary>
        public long IcmpErrorsSent;

        /// <summary>Likewise, not sent because there were too many (RFC 1812 §4.3.2.8).</summary>
        public long IcmpErrorsWithheld;

        /// <summary>Packets given to the gateway's own stack.</summary>
        public long ToHost;

        /// <summary>Fragments that wait for their datagram's first one, just now.</summary>
        public long FragmentsHeld;

        /// <summary>Packets forwarded: LAN to WAN, WAN to LAN, hairpin, and the own stack's to either.</summary>
        public long Forwarded
        {
            get { return WanPacketsSent - WanPacketsOriginated - WanFragmentsAdded + LanPacketsForwarded; }
        }

        /// <summary>Packets sent to the LAN, those of the gateway's own making included.</summary>
        public long LanPacketsSent
        {
            get { return LanPacketsForwarded + LanPacketsOriginated; }
        }

        /// <summary>Packets received on any side, without the fragments that wait.</summary>
        public long Received
        {
            get { return LanPacketsReceived + WanPacketsReceived + HostPacketsReceived - FragmentsHeld; }
        }

        /// <summary>Gives a copy.</summary>
        public TrafficCounters Copy()
        {
            return (TrafficCounters)MemberwiseClone();
        }
    }
}
