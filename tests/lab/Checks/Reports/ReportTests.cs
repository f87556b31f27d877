using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>What reports say, to a collector that does well.</summary>
    [TestClass]
    public sealed class ReportTests : ReportTest
    {
        /// <summary>The card of a host that tells the gateway its name.</summary>
        internal const string GuestCard = "02:00:5e:7f:31:d9";

        private const string BootCount = "Device.DeviceInfo.Reboots.BootCount";
        private const string Stats = "Device.IP.Interface.";
        private const string Nat = $"Device.X_{CollectorProcess.Vendor}_NAT.";

        // A report's name, its name in /metrics, and whether reporting and asking move it themselves.
        private static readonly (string Report, string Metric, bool Moves)[] Counters =
        [
            ("Device.DeviceInfo.UpTime", "uptime_seconds", true),
            (Stats + "1.Stats.BytesSent", "wan_bytes_sent_total", true),
            (Stats + "1.Stats.BytesReceived", "wan_bytes_received_total", true),
            (Stats + "1.Stats.PacketsSent", "wan_packets_sent_total", true),
            (Stats + "1.Stats.PacketsReceived", "wan_packets_received_total", true),
            (Stats + "1.Stats.DiscardPacketsReceived", "wan_packets_dropped_total", true),
            (Stats + "1.Stats.DiscardPacketsSent", "wan_packets_lost_total", false),
            (Stats + "2.Stats.BytesSent", "lan_bytes_sent_total", true),
            (Stats + "2.Stats.BytesReceived", "lan_bytes_received_total", true),
            (Stats + "2.Stats.PacketsSent", "lan_packets_sent_total", true),
            (Stats + "2.Stats.PacketsReceived", "lan_packets_received_total", true),
            (Stats + "2.Stats.DiscardPacketsReceived", "lan_packets_dropped_total", true),
            (Stats + "2.Stats.DiscardPacketsSent", "lan_packets_lost_total", false),
            (Op25b + "RelayNumberOfEntries", "op25b_relays", false),
            (Op25b + "AllowedConnections", "op25b_allowed_connections_total", false),
            (Op25b + "RedirectedConnections", "op25b_redirected_connections_total", false),
            (Op25b + "RejectedConnections", "op25b_rejected_connections_total", false),
            (Op25b + "WouldBlockConnections", "op25b_would_block_connections_total", false),
            (Op25b + "BlockedPackets", "op25b_blocked_packets_total", false),
            (Op25b + "BlockedPacketsIPv6", "op25b_blocked_packets_ipv6_total", false),
            (Op25b + "InboundSourcePort25Dropped", "op25b_inbound_source_port25_dropped_total", false),
            (Op25b + "SpoofedSourceDropped", "op25b_spoofed_source_dropped_total", false),
            (Op25b + "FragmentDropped", "op25b_fragment_dropped_total", false),
            (Op25b + "AffectedHosts", "op25b_affected_hosts", false),
            (Op25b + "NoticesDelivered", "op25b_notices_delivered_total", false),
            (Op25b + "NoticePageViews", "page_notice_views_total", false),
            (Op25b + "RelayResolveFailures", "op25b_relay_resolve_failures_total", false),
            (Op25b + "SettingsErrors", "settings_errors_total", false),
            (Nat + "SessionsCreated", "nat_sessions_created_total", true),
            (Nat + "TableFullDrops", "nat_table_full_drops_total", false),
            (Nat + "Evictions", "nat_evictions_total", false),
            (Nat + "PortExhaustion", "nat_port_exhaustion_total", false),
        ];

        [TestMethod]
        public void Redirected_mail_is_counted_in_the_next_report()
        {
            long before = Number(Report(), Redirected);
            ConnectToForeign();

            Assert.AreEqual(before + 1, Number(Report(), Redirected));
            RequireState("good - 0");
        }

        // A name that reports and /metrics share means one number. Since this gateway never reported before, its totals are those since its start.
        [TestMethod]
        public void A_report_says_what_the_gateway_s_own_metrics_say()
        {
            StartAnew();
            ConnectToForeign();
            Page("/op25b");
            Dictionary<string, long> before = Metrics();
            JsonNode report = Report();
            Dictionary<string, long> after = Metrics();

            foreach ((string name, string metric, bool moves) in Counters)
            {
                long number = Number(report, name);
                string what = $"{name}: {before[metric]} before, {number} reported, {after[metric]} after";
                Assert.IsTrue(moves ? before[metric] <= number && number <= after[metric] : before[metric] == number && number == after[metric], what);
            }

            Assert.AreEqual(1, Number(report, BootCount));
            Assert.AreEqual(1, Number(report, Redirected));
            Assert.AreEqual(1, Number(report, Op25b + "NoticePageViews"));
            Assert.AreEqual("Enforce", (string)report[Op25b + "Mode"]!);
        }

        [TestMethod]
        public void Totals_go_on_over_a_crash()
        {
            ConnectToForeign();
            JsonNode before = Report();
            Restart(hasState: true);
            ConnectToForeign();
            JsonNode after = Report();

            Assert.AreEqual(Number(before, BootCount) + 1, Number(after, BootCount));
            Assert.AreEqual(Number(before, Redirected) + 1, Number(after, Redirected));
            Assert.IsGreaterThan(0, Number(before, Redirected));
        }

        // The cleanup behind each check looks for all of them in all that the collector ever got, heads too.
        [TestMethod]
        public void A_guest_that_gives_its_name_and_is_blocked_is_a_number_in_the_report()
        {
            using DhcpClient guest = new(World.Home, DhcpProgram.Udhcpc, "guest", GuestCard);
            guest.Start();
            long before = Number(Report(), Redirected);
            guest.Host.Run("curl", "-sS", "--max-time", "2", $"http://{LabPlan.Foreign}:{LabPlan.SmtpPort}/");

            Assert.IsGreaterThan(before, Number(Report(), Redirected));
        }

        private static Dictionary<string, long> Metrics()
        {
            const string Prefix = "gateway_";
            return Page("/metrics").Split('\n').Where(line => line.StartsWith(Prefix, StringComparison.Ordinal) && !line.Contains('{', StringComparison.Ordinal))
                .Select(line => line[Prefix.Length..].Split(' '))
                .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture));
        }
    }
}
