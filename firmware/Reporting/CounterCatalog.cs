namespace Gateway.Reporting
{
    /// <summary>
    /// Every counter's names and meaning, once: reports, /metrics, /api/status and the documents take them from here. In code
    /// and not in arrays: literals lie in flash, arrays would be on the heap.
    /// </summary>
    public static class CounterCatalog
    {
        /// <summary>How many counters are reported: the first ones.</summary>
        public const int ReportedCount = (int)Counter.CacheRingDrops + 1;

        /// <summary>How many there can be in a stored record, a later firmware's included. Ours: room for half as many again.</summary>
        public const int MaximumReportedCount = 64;

        /// <summary>How many there are.</summary>
        public const int Count = (int)Counter.DroppedPackets + 1;

        /// <summary>In the place of a number: it was not measured.</summary>
        public const long Unmeasured = -1;

        /// <summary>Where the vendor stands in a report's names (TR-106 §3.3).</summary>
        public const string VendorMark = "<VENDOR>";

        /// <summary>Gives a counter's line.</summary>
        /// <param name="counter">The counter.</param>
        /// <param name="into">Takes the line.</param>
        public static void Read(Counter counter, CounterEntry into)
        {
            const CounterKind Total = CounterKind.Total;
            const CounterKind Gauge = CounterKind.Gauge;
            switch (counter)
            {
                case Counter.UpTime:
                    into.Set("Device.DeviceInfo.UpTime", "uptime_seconds", Gauge, "seconds", "Since the gateway started.");
                    break;
                case Counter.MemoryTotal:
                    into.Set("Device.DeviceInfo.MemoryStatus.Total", "memory_total_kib", Gauge, "KiB", "Memory that there is.");
                    break;
                case Counter.MemoryFree:
                    into.Set("Device.DeviceInfo.MemoryStatus.Free", "memory_free_kib", Gauge, "KiB", "Memory that is free.");
                    break;
                case Counter.BootCount:
                    into.Set("Device.DeviceInfo.Reboots.BootCount", null, Gauge, "starts", "Starts of the gateway, this one included.");
                    break;
                case Counter.WanBytesSent:
                    into.Set(
                        "Device.IP.Interface.1.Stats.BytesSent", "wan_bytes_sent_total", Total, "bytes",
                        "Bytes to the WAN, IP headers included.");
                    break;
                case Counter.WanBytesReceived:
                    into.Set(
                        "Device.IP.Interface.1.Stats.BytesReceived", "wan_bytes_received_total", Total, "bytes",
                        "Bytes from the WAN, IP headers included.");
                    break;
                case Counter.WanPacketsSent:
                    into.Set("Device.IP.Interface.1.Stats.PacketsSent", "wan_packets_sent_total", Total, "packets", "Packets to the WAN.");
                    break;
                case Counter.WanPacketsReceived:
                    into.Set("Device.IP.Interface.1.Stats.PacketsReceived", "wan_packets_received_total", Total, "packets", "Packets from the WAN.");
                    break;
                case Counter.WanDiscardPacketsReceived:
                    into.Set(
                        "Device.IP.Interface.1.Stats.DiscardPacketsReceived", "wan_packets_dropped_total", Total, "packets",
                        "Packets from the WAN that were dropped, for whatever reason.");
                    break;
                case Counter.WanDiscardPacketsSent:
                    into.Set(
                        "Device.IP.Interface.1.Stats.DiscardPacketsSent", "wan_packets_lost_total", Total, "packets",
                        "Packets to the WAN that the board could not send.");
                    break;
                case Counter.LanBytesSent:
                    into.Set(
                        "Device.IP.Interface.2.Stats.BytesSent", "lan_bytes_sent_total", Total, "bytes",
                        "Bytes to the LAN, IP headers included.");
                    break;
                case Counter.LanBytesReceived:
                    into.Set(
                        "Device.IP.Interface.2.Stats.BytesReceived", "lan_bytes_received_total", Total, "bytes",
                        "Bytes from the LAN, IP headers included.");
                    break;
                case Counter.LanPacketsSent:
                    into.Set("Device.IP.Interface.2.Stats.PacketsSent", "lan_packets_sent_total", Total, "packets", "Packets to the LAN.");
                    break;
                case Counter.LanPacketsReceived:
                    into.Set("Device.IP.Interface.2.Stats.PacketsReceived", "lan_packets_received_total", Total, "packets", "Packets from the LAN.");
                    break;
                case Counter.LanDiscardPacketsReceived:
                    into.Set(
                        "Device.IP.Interface.2.Stats.DiscardPacketsReceived", "lan_packets_dropped_total", Total, "packets",
                        "Packets from the LAN that were dropped, for whatever reason.");
                    break;
                case Counter.LanDiscardPacketsSent:
                    into.Set(
                        "Device.IP.Interface.2.Stats.DiscardPacketsSent", "lan_packets_lost_total", Total, "packets",
                        "Packets to the LAN that the board could not send.");
                    break;
                case Counter.HostNumberOfEntries:
                    into.Set("Device.Hosts.HostNumberOfEntries", "nat_hosts", Gauge, "hosts", "LAN hosts that have flows.");
                    break;
                case Counter.Mode:
                    into.Set("Device.X_<VENDOR>_OP25B.Mode", null, CounterKind.Mode, "mode", "What OP25B is set to: Off, Monitor or Enforce.");
                    break;
                case Counter.RelayNumberOfEntries:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.RelayNumberOfEntries", "op25b_relays", Gauge, "relays",
                        "Addresses and blocks that port 25 is open to, those that names gave included.");
                    break;
                case Counter.AllowedConnections:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.AllowedConnections", "op25b_allowed_connections_total", Total, "connections",
                        "Connections to port 25 that were allowed: relay, exempt host, mode off.");
                    break;
                case Counter.RedirectedConnections:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.RedirectedConnections", "op25b_redirected_connections_total", Total, "connections",
                        "Connections to port 25 that got the SMTP notice.");
                    break;
                case Counter.RejectedConnections:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.RejectedConnections", "op25b_rejected_connections_total", Total, "connections",
                        "Connection attempts to port 25 that got ICMP 3/13.");
                    break;
                case Counter.WouldBlockConnections:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.WouldBlockConnections", "op25b_would_block_connections_total", Total, "connections",
                        "Connections to port 25 that enforcement would have blocked.");
                    break;
                case Counter.BlockedPackets:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.BlockedPackets", "op25b_blocked_packets_total", Total, "packets",
                        "Packets from the LAN to port 25 that were not forwarded.");
                    break;
                case Counter.BlockedPacketsIpv6:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.BlockedPacketsIPv6", "op25b_blocked_packets_ipv6_total", Total, "packets",
                        "IPv6 packets from the LAN to port 25, dropped as all IPv6 is.");
                    break;
                case Counter.InboundSourcePort25Dropped:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.InboundSourcePort25Dropped", "op25b_inbound_source_port25_dropped_total", Total, "packets",
                        "Packets from the WAN from source port 25 of no relay, dropped.");
                    break;
                case Counter.SpoofedSourceDropped:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.SpoofedSourceDropped", "op25b_spoofed_source_dropped_total", Total, "packets",
                        "Packets dropped for a source address that is not the sender's (BCP 38).");
                    break;
                case Counter.FragmentDropped:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.FragmentDropped", "op25b_fragment_dropped_total", Total, "packets",
                        "Fragments dropped, for whatever is wrong in them.");
                    break;
                case Counter.AffectedHosts:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.AffectedHosts", "op25b_affected_hosts", Gauge, "hosts",
                        "LAN hosts that tried port 25 in the last 24 hours and did not get it, or will not.");
                    break;
                case Counter.NoticesDelivered:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.NoticesDelivered", "op25b_notices_delivered_total", Total, "notices",
                        "SMTP notices of which the client acknowledged the whole greeting.");
                    break;
                case Counter.NoticePageViews:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.NoticePageViews", "page_notice_views_total", Total, "views",
                        "Views of the page that the SMTP notice names.");
                    break;
                case Counter.RelayResolveFailures:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.RelayResolveFailures", "op25b_relay_resolve_failures_total", Total, "lookups",
                        "Lookups of a relay's name that failed, after all servers and repetitions.");
                    break;
                case Counter.SettingsErrors:
                    into.Set(
                        "Device.X_<VENDOR>_OP25B.SettingsErrors", "settings_errors_total", Total, "settings",
                        "Settings that were refused for an error in them.");
                    break;
                case Counter.ActiveSessions:
                    into.Set("Device.X_<VENDOR>_NAT.ActiveSessions", "nat_flows", Gauge, "flows", "Living flows.");
                    break;
                case Counter.SessionsCreated:
                    into.Set("Device.X_<VENDOR>_NAT.SessionsCreated", "nat_sessions_created_total", Total, "flows", "Flows that were opened.");
                    break;
                case Counter.TableFullDrops:
                    into.Set(
                        "Device.X_<VENDOR>_NAT.TableFullDrops", "nat_table_full_drops_total", Total, "flows",
                        "New flows refused: the table was full.");
                    break;
                case Counter.Evictions:
                    into.Set("Device.X_<VENDOR>_NAT.Evictions", "nat_evictions_total", Total, "flows", "Flows that gave way to others.");
                    break;
                case Counter.PortExhaustion:
                    into.Set(
                        "Device.X_<VENDOR>_NAT.PortExhaustion", "nat_port_exhaustion_total", Total, "flows",
                        "New flows refused: no external port was free.");
                    break;
                case Counter.CacheHits:
                    into.Set(
                        "Device.X_<VENDOR>_NAT.CacheHits", "nat_offloaded_packets_total", Total, "packets",
                        "Packets that the flow cache forwarded.");
                    break;
                case Counter.CacheMisses:
                    into.Set(
                        "Device.X_<VENDOR>_NAT.CacheMisses", "nat_cache_misses_total", Total, "packets",
                        "Packets that the flow cache left to the engine.");
                    break;
                case Counter.CacheRingDrops:
                    into.Set(
                        "Device.X_<VENDOR>_NAT.CacheRingDrops", "nat_cache_ring_drops_total", Total, "packets",
                        "Packets that found no room between the flow cache and the engine.");
                    break;
                case Counter.InForce:
                    into.Set(null, "op25b_in_force", Gauge, "0 or 1", "Whether outbound port 25 is blocked.");
                    break;
                case Counter.InboundSourcePort25WouldDrop:
                    into.Set(
                        null, "op25b_inbound_source_port25_would_drop_total", Total, "packets",
                        "Packets from source port 25 of no relay that enforcement would have dropped.");
                    break;
                case Counter.HostPort25Dropped:
                    into.Set(
                        null, "op25b_host_port25_dropped_total", Total, "packets",
                        "Packets of the gateway's own stack to port 25 of no relay, dropped.");
                    break;
                case Counter.FlowsCutByPolicy:
                    into.Set(null, "op25b_flows_cut_by_policy_total", Total, "flows", "Living flows that settings or the start date ended.");
                    break;
                case Counter.Expired:
                    into.Set(null, "nat_expired_total", Total, "flows", "Flows that ended by their timeout.");
                    break;
                case Counter.EvictedTransitory:
                    into.Set(null, "nat_evicted_transitory_total", Total, "flows", "Opening, closing or unanswered flows that gave way to others.");
                    break;
                case Counter.EvictedEstablished:
                    into.Set(null, "nat_evicted_established_total", Total, "flows", "Established flows that gave way to others.");
                    break;
                case Counter.Offloaded:
                    into.Set(null, "nat_offloaded_total", Total, "flows", "Flows installed in the flow cache.");
                    break;
                case Counter.OffloadRefused:
                    into.Set(null, "nat_offload_refused_total", Total, "flows", "Flows that the flow cache did not take.");
                    break;
                case Counter.OffloadedBytes:
                    into.Set(null, "nat_offloaded_bytes_total", Total, "bytes", "Bytes that the flow cache forwarded.");
                    break;
                case Counter.OffloadedOutboundPackets:
                    into.Set(null, "nat_offloaded_outbound_packets_total", Total, "packets", "Packets that the flow cache forwarded to the WAN.");
                    break;
                case Counter.OffloadedOutboundBytes:
                    into.Set(null, "nat_offloaded_outbound_bytes_total", Total, "bytes", "Bytes that the flow cache forwarded to the WAN.");
                    break;
                case Counter.LanPacketsForwarded:
                    into.Set(null, "lan_packets_forwarded_total", Total, "packets", "Packets that the engine forwarded to the LAN.");
                    break;
                case Counter.LanPacketsOriginated:
                    into.Set(null, "lan_packets_originated_total", Total, "packets", "Packets to the LAN that the gateway wrote itself.");
                    break;
                case Counter.WanPacketsOriginated:
                    into.Set(null, "wan_packets_originated_total", Total, "packets", "Packets to the WAN that the gateway wrote itself.");
                    break;
                case Counter.WanFragmentsAdded:
                    into.Set(
                        null, "wan_fragments_added_total", Total, "packets",
                        "Packets to the WAN beyond those that came in: fragments of what was too large.");
                    break;
                case Counter.HostPacketsReceived:
                    into.Set(null, "host_packets_received_total", Total, "packets", "Packets from the gateway's own stack.");
                    break;
                case Counter.ToHost:
                    into.Set(null, "to_host_total", Total, "packets", "Packets to the gateway's own stack.");
                    break;
                case Counter.Answered:
                    into.Set(null, "answered_total", Total, "packets", "Packets that the gateway answered itself.");
                    break;
                case Counter.IcmpErrorsSent:
                    into.Set(null, "icmp_errors_sent_total", Total, "packets", "ICMP errors that the gateway sent.");
                    break;
                case Counter.IcmpErrorsWithheld:
                    into.Set(
                        null, "icmp_errors_withheld_total", Total, "packets",
                        "ICMP errors that the gateway did not send, for they had become too many.");
                    break;
                case Counter.FragmentsHeld:
                    into.Set(null, "fragments_held", Gauge, "packets", "Fragments that wait for their first one.");
                    break;
                case Counter.PageRequests:
                    into.Set(null, "page_requests_total", Total, "requests", "Requests to this server.");
                    break;
                case Counter.PageRefused:
                    into.Set(null, "page_refused_total", Total, "requests", "Requests to this server that were refused.");
                    break;
                case Counter.PageEvicted:
                    into.Set(null, "page_evicted_total", Total, "connections", "Connections to this server closed for others to have room.");
                    break;
                case Counter.ReportsTaken:
                    into.Set(null, "reports_taken_total", Total, "reports", "Reports taken.");
                    break;
                case Counter.ReportsAccepted:
                    into.Set(null, "reports_accepted_total", Total, "reports", "Reports that the collector accepted.");
                    break;
                case Counter.ReportsDropped:
                    into.Set(
                        null, "reports_dropped_total", Total, "reports",
                        "Reports that made room for newer ones before the collector accepted them.");
                    break;
                case Counter.ReportsWaiting:
                    into.Set(null, "reports_waiting", Gauge, "reports", "Reports that wait to be accepted.");
                    break;
                case Counter.ReportStorageFailures:
                    into.Set(
                        null, "reports_storage_failures_total", Total, "writes",
                        "Writes of totals and reports that the storage did not finish.");
                    break;
                default:
                    into.Set(null, "dropped_packets_total", Total, "packets", "Packets dropped, by reason.");
                    break;
            }
        }

        /// <summary>Gives a counter's name in a report.</summary>
        /// <param name="entry">Its line.</param>
        /// <param name="vendor">The vendor: an upper-case OUI or a domain.</param>
        public static string ReportNameOf(CounterEntry entry, string vendor)
        {
            string name = entry.ReportName;
            int mark = name.IndexOf(VendorMark);
            return mark < 0 ? name : name.Substring(0, mark) + vendor + name.Substring(mark + VendorMark.Length);
        }

        /// <summary>Gives a counter's name in /api/status: the end of its TR-181 name, the first letter small.</summary>
        /// <param name="entry">Its line; it is reported.</param>
        public static string JsonNameOf(CounterEntry entry)
        {
            string name = entry.ReportName.Substring(entry.ReportName.LastIndexOf('.') + 1);
            return name.Substring(0, 1).ToLower() + name.Substring(1);
        }
    }
}
