using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Linq;
using System.Net;
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

        [ClassInitialize]
        public static void Begin(TestContext _)
        {
            World.Gateway.Apply(new GatewaySettings { IsReporting = true, DnsServers = [LabPlan.NameServer] });
            World.Gateway.RequireLog($"{LabPlan.CollectorName} is {LabPlan.Collector}");
        }

        [TestCleanup]
        public void End()
        {
            Isp.Behave("well");
            Isp.ServeNoSettings();
            AssertWitnessSawNoMailToOthers();
            Assert.AreEqual("", string.Join('\n', Isp.Violations));
            AssertNobodyIsNamed();
        }

        // Last, so that no check meets what was kept of remote settings.
        [ClassCleanup]
        public static void Stop()
        {
            new GatewaySettings().Write(World.Gateway.SettingsPath);
            World.Gateway.KillAndStart(hasState: false);
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

        [TestMethod]
        public void The_ISP_names_a_relay_from_afar()
        {
            Isp.Serve(Remote(LabPlan.Relay, LabPlan.Announced));
            Report();
            Deadline.Require("the relay's second address", () => IsRelay(LabPlan.Announced), () => World.Gateway.Log);
            Report(); // which confirms them
            Isp.Serve(Remote(LabPlan.Relay));
            Report();
            Deadline.Require("the relay's second address to be foreign", () => !IsRelay(LabPlan.Announced), () => World.Gateway.Log);
            Report();

            Assert.IsGreaterThan(0, World.AnnounceMail());
        }

        [TestMethod]
        public void Settings_from_afar_that_are_wrong_change_nothing_and_are_told()
        {
            Isp.Serve(new { op25b = new { mode = "perhaps", relays = new[] { LabPlan.Announced } } });
            Report();
            JsonNode report = Report();

            Assert.Contains("op25b.mode", (string)report[Op25b + "SettingsError"]!);
            Assert.IsFalse(IsRelay(LabPlan.Announced));
        }

        private static object Remote(params string[] relays)
        {
            return new { op25b = new { mode = "enforce", onBlock = "redirect", relays } };
        }

        private static bool IsRelay(string address)
        {
            using Socket? socket = TcpProbe.TryConnect(World.Home.Pc, LabPlan.Pc, address, LabPlan.SmtpPort, Second);
            byte[] greeting = new byte[3];
            return socket != null && socket.Receive(greeting) == greeting.Length && greeting.AsSpan().SequenceEqual("220"u8);
        }

        private static void AssertNobodyIsNamed()
        {
            string requests = Isp.Requests();
            foreach (string address in (string[])[LabPlan.Pc, LabPlan.Printer, LabPlan.Foreign, LabPlan.Announced, LabPlan.Relay])
            {
                uint number = BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(address).GetAddressBytes());
                Assert.DoesNotContain(address, requests);
                Assert.DoesNotContain(number.ToString(CultureInfo.InvariantCulture), requests);
                Assert.DoesNotContain(number.ToString("x8", CultureInfo.InvariantCulture), requests, StringComparison.OrdinalIgnoreCase);
            }

            Assert.DoesNotContain(LabPlan.ForeignDomain, requests);
            Assert.DoesNotContain(LabPlan.RelayName, requests);
            Assert.DoesNotContain(LabPlan.Password, requests);
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
