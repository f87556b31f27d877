using Gateway.Policy;
using Gateway.Reporting;

namespace Gateway.StatusPage
{
    /// <summary>Counters for Prometheus, in its text format 0.0.4: HELP and TYPE once for each.</summary>
    public sealed class MetricsText : Page
    {
        private const int FirstCounter = 4;
        private const int Counters = 41;
        private const int DropsStep = FirstCounter + Counters;
        private const int EndStep = DropsStep + DropCounters.ReasonCount;

        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.Metrics; }
        }

        /// <inheritdoc/>
        public override string ContentType
        {
            get { return "text/plain; version=0.0.4; charset=utf-8"; }
        }

        /// <inheritdoc/>
        public override bool Write(int step, PageWriter to)
        {
            EngineStatus status = to.Facts.Status;
            if (step == 0)
            {
                WriteGauge("uptime_seconds", "Since the gateway started.", status.NowS - status.StartedS, to);
            }
            else if (step == 1)
            {
                WriteGauge("op25b_in_force", "Whether outbound port 25 is blocked.", to.Facts.Enforcement == Enforcement.InForce ? 1 : 0, to);
            }
            else if (step == 2)
            {
                WriteGauge("nat_flows", "Living flows.", status.FlowCount, to);
            }
            else if (step == 3)
            {
                WriteGauge("nat_hosts", "LAN hosts that have flows.", status.HostCount, to);
            }
            else if (step < DropsStep)
            {
                WriteCounter(step - FirstCounter, to);
            }
            else if (step == DropsStep)
            {
                WriteHead("dropped_packets_total", "Packets dropped, by reason.", "counter", to);
            }
            else if (step < EndStep)
            {
                WriteDrops((DropReason)(step - DropsStep), to);
            }

            return step < EndStep;
        }

        private static void WriteDrops(DropReason reason, PageWriter to)
        {
            to.Own("gateway_dropped_packets_total{reason=\"");
            to.Own(DropReasonName.Of(reason));
            to.Own("\"} ");
            to.Number(to.Facts.Status.Drops.Of(reason));
            to.Own("\n");
        }

        private static void WriteGauge(string name, string help, long value, PageWriter to)
        {
            WriteHead(name, help, "gauge", to);
            WriteValue(name, value, to);
        }

        private static void WriteCounter(string name, string help, long value, PageWriter to)
        {
            WriteHead(name, help, "counter", to);
            WriteValue(name, value, to);
        }

        private static void WriteHead(string name, string help, string type, PageWriter to)
        {
            to.Own("# HELP gateway_");
            to.Own(name);
            to.Own(" ");
            to.Own(help);
            to.Own("\n# TYPE gateway_");
            to.Own(name);
            to.Own(" ");
            to.Own(type);
            to.Own("\n");
        }

        private static void WriteValue(string name, long value, PageWriter to)
        {
            to.Own("gateway_");
            to.Own(name);
            to.Own(" ");
            to.Number(value);
            to.Own("\n");
        }

        private static void WriteCounter(int index, PageWriter to)
        {
            EngineStatus status = to.Facts.Status;
            PageCounters page = to.Facts.Counters;
            switch (index)
            {
                case 0:
                    WriteCounter("op25b_redirected_connections_total", "Connections to port 25 that got the SMTP notice.", status.Op25b.RedirectedConnections, to);
                    break;
                case 1:
                    WriteCounter("op25b_rejected_connections_total", "Connection attempts to port 25 that got ICMP 3/13.", status.Op25b.RejectedConnections, to);
                    break;
                case 2:
                    WriteCounter("op25b_would_block_connections_total", "Connections to port 25 that enforcement would have blocked.", status.Op25b.WouldBlockConnections, to);
                    break;
                case 3:
                    WriteCounter("op25b_allowed_connections_total", "Connections to port 25 that were allowed: relay, exempt host, mode off.", status.Op25b.AllowedConnections, to);
                    break;
                case 4:
                    WriteCounter("op25b_blocked_packets_total", "Packets from the LAN to port 25 that were not forwarded.", status.Op25b.BlockedPackets, to);
                    break;
                case 5:
                    WriteCounter("op25b_notices_delivered_total", "SMTP notices of which the client acknowledged the whole greeting.", status.Op25b.NoticesDelivered, to);
                    break;
                case 6:
                    WriteCounter("op25b_inbound_source_port25_dropped_total", "Packets from the WAN from source port 25 of no relay, dropped.", status.Op25b.InboundSourcePort25Dropped, to);
                    break;
                case 7:
                    WriteCounter("op25b_inbound_source_port25_would_drop_total", "Packets from source port 25 of no relay that enforcement would have dropped.", status.Op25b.InboundSourcePort25WouldDrop, to);
                    break;
                case 8:
                    WriteCounter("op25b_host_port25_dropped_total", "Packets of the gateway's own stack to port 25 of no relay, dropped.", status.Op25b.HostPort25Dropped, to);
                    break;
                case 9:
                    WriteCounter("op25b_flows_cut_by_policy_total", "Living flows that settings or the start date ended.", status.Op25b.FlowsCutByPolicy, to);
                    break;
                case 10:
                    WriteCounter("nat_sessions_created_total", "Flows that were opened.", status.Nat.SessionsCreated, to);
                    break;
                case 11:
                    WriteCounter("nat_expired_total", "Flows that ended by their timeout.", status.Nat.Expired, to);
                    break;
                case 12:
                    WriteCounter("nat_evicted_transitory_total", "Opening, closing or unanswered flows that gave way to others.", status.Nat.EvictedTransitory, to);
                    break;
                case 13:
                    WriteCounter("nat_evicted_established_total", "Established flows that gave way to others.", status.Nat.EvictedEstablished, to);
                    break;
                case 14:
                    WriteCounter("nat_table_full_drops_total", "New flows refused: the table was full.", status.Nat.TableFullDrops, to);
                    break;
                case 15:
                    WriteCounter("nat_port_exhaustion_total", "New flows refused: no external port was free.", status.Nat.PortExhaustion, to);
                    break;
                case 16:
                    WriteCounter("nat_offloaded_total", "Flows installed in the flow cache.", status.Nat.Offloaded, to);
                    break;
                case 17:
                    WriteCounter("nat_offload_refused_total", "Flows that the flow cache did not take.", status.Nat.OffloadRefused, to);
                    break;
                case 18:
                    WriteCounter("nat_offloaded_packets_total", "Packets that the flow cache forwarded.", status.Nat.OffloadedPackets, to);
                    break;
                case 19:
                    WriteCounter("nat_offloaded_bytes_total", "Bytes that the flow cache forwarded.", status.Nat.OffloadedBytes, to);
                    break;
                case 20:
                    WriteCounter("lan_packets_received_total", "Packets from the LAN.", status.Traffic.LanPacketsReceived, to);
                    break;
                case 21:
                    WriteCounter("lan_bytes_received_total", "Bytes from the LAN.", status.Traffic.LanBytesReceived, to);
                    break;
                case 22:
                    WriteCounter("lan_packets_forwarded_total", "Packets forwarded to the LAN.", status.Traffic.LanPacketsForwarded, to);
                    break;
                case 23:
                    WriteCounter("lan_packets_originated_total", "Packets to the LAN that the gateway wrote itself.", status.Traffic.LanPacketsOriginated, to);
                    break;
                case 24:
                    WriteCounter("lan_bytes_sent_total", "Bytes to the LAN.", status.Traffic.LanBytesSent, to);
                    break;
                case 25:
                    WriteCounter("wan_packets_received_total", "Packets from the WAN.", status.Traffic.WanPacketsReceived, to);
                    break;
                case 26:
                    WriteCounter("wan_bytes_received_total", "Bytes from the WAN.", status.Traffic.WanBytesReceived, to);
                    break;
                case 27:
                    WriteCounter("wan_packets_sent_total", "Packets to the WAN.", status.Traffic.WanPacketsSent, to);
                    break;
                case 28:
                    WriteCounter("wan_bytes_sent_total", "Bytes to the WAN.", status.Traffic.WanBytesSent, to);
                    break;
                case 29:
                    WriteCounter("host_packets_received_total", "Packets from the gateway's own stack.", status.Traffic.HostPacketsReceived, to);
                    break;
                case 30:
                    WriteCounter("answered_total", "Packets that the gateway answered itself.", status.Traffic.Answered, to);
                    break;
                case 31:
                    WriteCounter("to_host_total", "Packets to the gateway's own stack.", status.Traffic.ToHost, to);
                    break;
                case 32:
                    WriteCounter("wan_packets_originated_total", "Packets to the WAN that the gateway wrote itself.", status.Traffic.WanPacketsOriginated, to);
                    break;
                case 33:
                    WriteCounter("wan_fragments_added_total", "Packets to the WAN beyond those that came in: fragments of what was too large.", status.Traffic.WanFragmentsAdded, to);
                    break;
                case 34:
                    WriteCounter("icmp_errors_sent_total", "ICMP errors that the gateway sent.", status.Traffic.IcmpErrorsSent, to);
                    break;
                case 35:
                    WriteCounter("icmp_errors_withheld_total", "ICMP errors that the gateway did not send, for they had become too many.", status.Traffic.IcmpErrorsWithheld, to);
                    break;
                case 36:
                    WriteGauge("fragments_held", "Fragments that wait for their first one.", status.Traffic.FragmentsHeld, to);
                    break;
                case 37:
                    WriteCounter("page_requests_total", "Requests to this server.", page.Requests, to);
                    break;
                case 38:
                    WriteCounter("page_refused_total", "Requests to this server that were refused.", page.Refused, to);
                    break;
                case 39:
                    WriteCounter("page_notice_views_total", "Views of the page that the SMTP notice names.", page.NoticePageViews, to);
                    break;
                default:
                    WriteCounter("page_evicted_total", "Connections to this server closed for others to have room.", page.Evicted, to);
                    break;
            }
        }
    }
}
