using System;
using System.Linq;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>Reports to the ISP's collector, over TLS.</summary>
    [TestClass]
    public sealed class ReportTests : LabTest
    {
        private const string Op25b = $"Device.X_{Collector.Vendor}_OP25B.";
        private const string Redirected = Op25b + "RedirectedConnections";
        private const string BootCount = "Device.DeviceInfo.Reboots.BootCount";

        private static readonly TimeSpan Second = TimeSpan.FromSeconds(1); // two reports of one second would have one time

        private static Collector Isp => World.Collector;

        [TestInitialize]
        public void Begin()
        {
            Isp.Behave("well");
            Isp.ServeNoSettings();
            World.Gateway.Apply(new GatewaySettings { IsReporting = true, DnsServers = [LabPlan.NameServer] });
            World.Gateway.RequireLog($"{LabPlan.CollectorName} is {LabPlan.Collector}");
        }

        [TestCleanup]
        public void End()
        {
            Isp.Behave("well");
            World.Gateway.Apply(new GatewaySettings());
            AssertWitnessSawNoMailToOthers();
            Assert.AreEqual("", string.Join('\n', Isp.Violations));
        }

        [ClassCleanup]
        public static void The_collector_saw_no_violation()
        {
            Assert.AreEqual(0, Isp.Stop(), Isp.Log);
        }

        [TestMethod]
        public void Redirected_mail_is_counted_in_the_next_report()
        {
            long before = Number(Report(), Redirected);
            ConnectToForeign();

            Assert.AreEqual(before + 1, Number(Report(), Redirected));
        }

        [TestMethod]
        [DataRow("error")]
        [DataRow("busy-seconds")]
        [DataRow("unauthorized")]
        [DataRow("redirect")]
        [DataRow("close-in-answer")]
        [DataRow("close-before-answer")]
        [DataRow("huge")]
        [DataRow("garbage")]
        [DataRow("wrong-authority")]
        [DataRow("expired")]
        [DataRow("wrong-name")]
        public void A_report_that_failed_comes_before_the_next_one(string behaviour)
        {
            Report();
            int met = Isp.Met(behaviour);
            Isp.Behave(behaviour);
            Trigger();
            Deadline.Require($"the collector's {behaviour}", () => Isp.Met(behaviour) > met, () => World.Gateway.Log);
            Isp.Behave("well");

            long after = Isp.LastReport;
            Trigger();
            Deadline.Require("both reports", () => Accepted(after).Length >= 2, () => World.Gateway.Log);
            long[] times = [.. Accepted(after).Select(report => (long)report["time"]!)];
            Assert.HasCount(2, times);
            Assert.IsGreaterThan(times[0], times[1]);
        }

        [TestMethod]
        public void Totals_go_on_over_a_crash()
        {
            JsonNode before = Report();
            World.Gateway.KillAndStart();
            World.Gateway.RequireLog($"{LabPlan.CollectorName} is {LabPlan.Collector}");
            JsonNode after = Report();

            Assert.AreEqual(Number(before, BootCount) + 1, Number(after, BootCount));
            Assert.IsGreaterThanOrEqualTo(Number(before, Redirected), Number(after, Redirected));
        }

        private static void ConnectToForeign()
        {
            using Socket? socket = TcpProbe.TryConnect(World.Home.Pc, LabPlan.Pc, LabPlan.Foreign, LabPlan.SmtpPort, Deadline.Usual);
            Assert.IsNotNull(socket, World.Gateway.Log);
        }

        private static void Trigger()
        {
            Thread.Sleep(Second);
            World.Gateway.Report();
        }

        // The latest one that was accepted.
        private static JsonNode Report()
        {
            long after = Isp.LastReport;
            Trigger();
            Deadline.Require("a report", () => Accepted(after).Length > 0, () => World.Gateway.Log + Isp.Log);
            return JsonNode.Parse((string)Accepted(after)[^1]["parameters"]!)!;
        }

        private static JsonNode[] Accepted(long after)
        {
            return [.. Isp.Reports(after).Where(report => (long)report["accepted"]! == 1)];
        }

        private static long Number(JsonNode report, string name)
        {
            return (long)report[name]!;
        }
    }
}
