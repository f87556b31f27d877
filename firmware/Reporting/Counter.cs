namespace Gateway.Reporting
{
    /// <summary>
    /// The counters, in the order of the <see cref="CounterCatalog"/>, which says what each is. The numbers of the reported ones,
    /// which come first, are those of stored records: new ones are added behind the last of them, and none is ever taken out.
    /// <see cref="DroppedPackets"/> stays the last of all: in /metrics its rows follow, one a reason.
    /// </summary>
    public enum Counter
    {
        /// <summary>Since the gateway started.</summary>
        UpTime,

        /// <summary>Memory that there is.</summary>
        MemoryTotal,

        /// <summary>Memory that is free.</summary>
        MemoryFree,

        /// <summary>Starts of the gateway, this one included.</summary>
        BootCount,

        /// <summary>Bytes to the WAN, IP headers included.</summary>
        WanBytesSent,

        /// <summary>Bytes from the WAN, IP headers included.</summary>
        WanBytesReceived,

        /// <summary>Packets to the WAN.</summary>
        WanPacketsSent,

        /// <summary>Packets from the WAN.</summary>
        WanPacketsReceived,

        /// <summary>Packets from the WAN that were dropped, for whatever reason.</summary>
        WanDiscardPacketsReceived,

        /// <summary>Packets to the WAN that the board could not send.</summary>
        WanDiscardPacketsSent,

        /// <summary>Bytes to the LAN, IP headers included.</summary>
        LanBytesSent,

        /// <summary>Bytes from the LAN, IP headers included.</summary>
        LanBytesReceived,

        /// <summary>Packets to the LAN.</summary>
        LanPacketsSent,

        /// <summary>Packets from the LAN.</summary>
        LanPacketsReceived,

        /// <summary>Packets from the LAN that were dropped, for whatever reason.</summary>
        LanDiscardPacketsReceived,

        /// <summary>Packets to the LAN that the board could not send.</summary>
        LanDiscardPacketsSent,

        /// <summary>LAN hosts that have flows.</summary>
        HostNumberOfEntries,

        /// <summary>What OP25B is set to: Off, Monitor or Enforce.</summary>
        Mode,

        /// <summary>Addresses and blocks that port 25 is open to, those that names gave included.</summary>
        RelayNumberOfEntries,

        /// <summary>Connections to port 25 that were allowed: relay, exempt host, mode off.</summary>
        AllowedConnections,

        /// <summary>Connections to port 25 that got the SMTP notice.</summary>
        RedirectedConnections,

        /// <summary>Connection attempts to port 25 that got ICMP 3/13.</summary>
        RejectedConnections,

        /// <summary>Connections to port 25 that enforcement would have blocked.</summary>
        WouldBlockConnections,

        /// <summary>Packets from the LAN to port 25 that were not forwarded.</summary>
        BlockedPackets,

        /// <summary>IPv6 packets from the LAN to port 25, dropped as all IPv6 is.</summary>
        BlockedPacketsIpv6,

        /// <summary>Packets from the WAN from source port 25 of no relay, dropped.</summary>
        InboundSourcePort25Dropped,

        /// <summary>Packets dropped for a source address that is not the sender's (BCP 38).</summary>
        SpoofedSourceDropped,

        /// <summary>Fragments dropped, for whatever is wrong in them.</summary>
        FragmentDropped,

        /// <summary>LAN hosts that tried port 25 in the last 24 hours and did not get it, or will not.</summary>
        AffectedHosts,

        /// <summary>SMTP notices of which the client acknowledged the whole greeting.</summary>
        NoticesDelivered,

        /// <summary>Views of the page that the SMTP notice names.</summary>
        NoticePageViews,

        /// <summary>Lookups of a relay's name that failed, after all servers and repetitions.</summary>
        RelayResolveFailures,

        /// <summary>Settings that were refused for an error in them.</summary>
        SettingsErrors,

        /// <summary>Living flows.</summary>
        ActiveSessions,

        /// <summary>Flows that were opened.</summary>
        SessionsCreated,

        /// <summary>New flows refused: the table was full.</summary>
        TableFullDrops,

        /// <summary>Flows that gave way to others.</summary>
        Evictions,

        /// <summary>New flows refused: no external port was free.</summary>
        PortExhaustion,

        /// <summary>Packets that the flow cache forwarded.</summary>
        CacheHits,

        /// <summary>Packets that the flow cache left to the engine.</summary>
        CacheMisses,

        /// <summary>Packets that found no room between the flow cache and the engine.</summary>
        CacheRingDrops,

        /// <summary>Whether outbound port 25 is blocked.</summary>
        InForce,

        /// <summary>Packets from source port 25 of no relay that enforcement would have dropped.</summary>
        InboundSourcePort25WouldDrop,

        /// <summary>Packets of the gateway's own stack to port 25 of no relay, dropped.</summary>
        HostPort25Dropped,

        /// <summary>Living flows that settings or the start date ended.</summary>
        FlowsCutByPolicy,

        /// <summary>Flows that ended by their timeout.</summary>
        Expired,

        /// <summary>Opening, closing or unanswered flows that gave way to others.</summary>
        EvictedTransitory,

        /// <summary>Established flows that gave way to others.</summary>
        EvictedEstablished,

        /// <summary>Flows installed in the flow cache.</summary>
        Offloaded,

        /// <summary>Flows that the flow cache did not take.</summary>
        OffloadRefused,

        /// <summary>Bytes that the flow cache forwarded.</summary>
        OffloadedBytes,

        /// <summary>Of these packets, those from the LAN to the WAN.</summary>
        OffloadedOutboundPackets,

        /// <summary>Of these bytes, those from the LAN to the WAN.</summary>
        OffloadedOutboundBytes,

        /// <summary>Packets that the engine forwarded to the LAN.</summary>
        LanPacketsForwarded,

        /// <summary>Packets to the LAN that the gateway wrote itself.</summary>
        LanPacketsOriginated,

        /// <summary>Packets to the WAN that the gateway wrote itself.</summary>
        WanPacketsOriginated,

        /// <summary>Packets to the WAN beyond those that came in: fragments of what was too large.</summary>
        WanFragmentsAdded,

        /// <summary>Packets from the gateway's own stack.</summary>
        HostPacketsReceived,

        /// <summary>Packets to the gateway's own stack.</summary>
        ToHost,

        /// <summary>Packets that the gateway answered itself.</summary>
        Answered,

        /// <summary>ICMP errors that the gateway sent.</summary>
        IcmpErrorsSent,

        /// <summary>ICMP errors that the gateway did not send, for they had become too many.</summary>
        IcmpErrorsWithheld,

        /// <summary>Fragments that wait for their first one.</summary>
        FragmentsHeld,

        /// <summary>Requests to this server.</summary>
        PageRequests,

        /// <summary>Requests to this server that were refused.</summary>
        PageRefused,

        /// <summary>Connections to this server closed for others to have room.</summary>
        PageEvicted,

        /// <summary>Reports taken.</summary>
        ReportsTaken,

        /// <summary>Reports that the collector accepted.</summary>
        ReportsAccepted,

        /// <summary>Reports that made room for newer ones before the collector accepted them.</summary>
        ReportsDropped,

        /// <summary>Reports that wait to be accepted.</summary>
        ReportsWaiting,

        /// <summary>Writes of totals and reports that the storage did not finish.</summary>
        ReportStorageFailures,

        /// <summary>Packets dropped, by reason.</summary>
        DroppedPackets,
    }
}
