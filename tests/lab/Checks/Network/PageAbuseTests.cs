using System;
using System.Diagnostics;
using System.Globalization;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>A LAN host abuses the gateway's page: the gateway keeps routing for the others, and the page is there again at once.</summary>
    [TestClass]
    public sealed class PageAbuseTests : LabTest
    {
        private const double BitsAByte = 8;
        private const double Half = 50;
        private const double NinetyNine = 99;

        private static readonly TimeSpan Duration = TimeSpan.FromSeconds(6); // ours: 1000 round trips or so
        private static readonly TimeSpan DownloadTimeout = TimeSpan.FromMinutes(1); // ours: 13 Mbit/s would be a fault

        [TestMethod]
        public void Slow_connections_garbage_and_endless_heads_take_nothing_from_routing()
        {
            BrowsingFigures without = BrowsingHost.Browse(World.Home.Pc, Duration / 2);
            double rateWithout = Download();
            BrowsingFigures with;
            double rateWith;
            using (PageAbuse abuse = new(World.Home.Printer, LabPlan.Printer))
            {
                Deadline.Require("the abuse", () => abuse.Opened >= PageAbuse.SlowConnections && abuse.EndlessHeads > 0);
                with = BrowsingHost.Browse(World.Home.Pc, Duration);
                rateWith = Download();
                CommandResult page = OwnPage();
                TellFigure($"page-abuse-page-for-others {(page.ExitCode == 0 ? page.Output.Trim() + " s" : "did not come")}");
                Tell("connections", abuse.Opened, "slow");
                Tell("garbage", abuse.Garbage, "connections");
                Tell("heads", abuse.EndlessHeads, "of 1 MB");
            }

            Tell("rtt-p50-us-without", without.Probes.Percentile(Half), "us");
            Tell("rtt-p50-us-with", with.Probes.Percentile(Half), "us");
            Tell("rtt-p99-us-without", without.Probes.Percentile(NinetyNine), "us");
            Tell("rtt-p99-us-with", with.Probes.Percentile(NinetyNine), "us");
            Tell("loss-with", with.LossPercent, "%");
            Tell("download-without", rateWithout, "Mbit/s");
            Tell("download-with", rateWith, "Mbit/s");
            Assert.AreEqual(0, with.LossPercent, "datagrams lost, in percent");
            Assert.AreEqual(0, with.FailedPages, "pages of the Internet that did not come");

            OwnPage().OrThrow();
            Assert.IsTrue(World.Gateway.IsRunning);
        }

        private static CommandResult OwnPage()
        {
            return World.Home.Pc.Run("curl", "-sS", "-f", "-o", "/dev/null", "-w", "%{time_total}", "--max-time", "10", $"http://{LabPlan.GatewayLan}/op25b");
        }

        private static double Download()
        {
            Stopwatch watch = Stopwatch.StartNew();
            Command.Run(World.Home.Pc.Inside("curl", "-sS", "-f", "-o", "/dev/null", $"http://{LabPlan.Web}/large.bin"), timeout: DownloadTimeout).OrThrow();
            return LabWorld.DownloadLength * BitsAByte / watch.Elapsed.TotalMicroseconds;
        }

        private void Tell(string name, double value, string unit)
        {
            TellFigure(string.Create(CultureInfo.InvariantCulture, $"page-abuse-{name} {value:0.##} {unit}"));
        }
    }
}
