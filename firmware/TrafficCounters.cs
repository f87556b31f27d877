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

        /// <summary>Packets of the gateway's own making sent to the LAN: answers, and the notice's repetitions.</summary>
        public long LanPacketsOriginated;

        /// <summary>Bytes sent to the LAN.</summary>
        public long LanBytesSent;

        /// <summary>Packets sent to the WAN: all of them forwarded, the engine says nothing there itself.</summary>
        public long WanPacketsSent;

        /// <summary>Bytes sent to the WAN.</summary>
        public long WanBytesSent;

        /// <summary>Packets that the gateway took in the destination's place: those to the SMTP notice, and those that got ICMP 3/13 or an RST.</summary>
        public long Answered;

        /// <summary>Packets given to the gateway's own stack.</summary>
        public long ToHost;

        /// <summary>Packets forwarded: LAN to WAN, WAN to LAN, hairpin, and the own stack's to either.</summary>
        public long Forwarded
        {
            get { return WanPacketsSent + LanPacketsForwarded; }
        }

        /// <summary>Packets sent to the LAN, those of the gateway's own making included.</summary>
        public long LanPacketsSent
        {
            get { return LanPacketsForwarded + LanPacketsOriginated; }
        }

        /// <summary>Packets received on any side.</summary>
        public long Received
        {
            get { return LanPacketsReceived + WanPacketsReceived + HostPacketsReceived; }
        }
    }
}
