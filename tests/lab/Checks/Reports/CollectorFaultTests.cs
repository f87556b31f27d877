using System;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>A collector that does not do well.</summary>
    [TestClass]
    public sealed class CollectorFaultTests : ReportTest
    {
        private const int RetryAfterS = 3; // ours: more than a report's second, and not long to wait
        private const long HugeBound = 1 << 20; // ours: a thousandth of what is sent; so much may lie in buffers until the connection's end is known
        private const string WanBytes = "Device.IP.Interface.1.Stats.BytesReceived";

        // What the gateway says of it: state, failure, status code.
        [TestMethod]
        [DataRow("error", "failing status 500")]
        [DataRow("unauthorized", "refused status 401")]
        [DataRow("forbidden", "refused status 403")]
        [DataRow("redirect", "failing status 307")]
        [DataRow("close-before-answer", "failing connection 0")]
        [DataRow("garbage", "failing answer 0")]
        [DataRow("wrong-authority", "failing handshake 0")]
        [DataRow("expired", "failing handshake 0")]
        [DataRow("wrong-name", "failing handshake 0")]
        public void A_report_that_failed_comes_before_the_next_one(string behaviour, string state)
        {
            int met = Isp.Met(behaviour);
            Isp.Behave(behaviour);
            World.Gateway.Report();
            RequireState(state);
            Assert.IsGreaterThan(met, Isp.Met(behaviour));
            Isp.Behave("well");

            long after = Isp.LastReport;
            World.Gateway.Report();
            long[] times = TimesOf(RequireAccepted(after, 2));
            Assert.IsGreaterThan(times[0], times[1]);
            RequireState("good - 0");
        }

        [TestMethod]
        [DataRow("no-content")]
        [DataRow("chunked")]
        [DataRow("trickle")]
        [DataRow("close-in-answer")]
        public void A_report_is_accepted_with_any_2xx_and_comes_once(string behaviour)
        {
            int met = Isp.Met(behaviour);
            Isp.Behave(behaviour);
            Report();
            Assert.IsGreaterThan(met, Isp.Met(behaviour));
            Isp.Behave("well");

            long after = Isp.LastReport;
            Report();
            JsonNode[] next = Isp.Reports(after);
            Assert.HasCount(1, next, World.Gateway.Log);
            Assert.AreEqual(0L, (long)next[0]["position"]!);
        }

        [TestMethod]
        [DataRow("busy-seconds")]
        [DataRow("busy-date")]
        public void Retry_After_is_kept(string behaviour)
        {
            int met = Isp.Met(behaviour);
            Isp.Behave(behaviour, RetryAfterS);
            World.Gateway.Report();
            Deadline.Require("the collector's 503", () => Isp.Met(behaviour) > met, () => World.Gateway.Log);
            RequireState("failing status 503");
            Isp.Behave("well");
            long after = Isp.LastReport;
            long refused = Isp.LastRequest;
            World.Gateway.Report(); // too early: it waits
            DateTimeOffset over = At(Isp.RequestsFrom(refused - 1)[0]) + TimeSpan.FromSeconds(RetryAfterS + 1);
            Deadline.Require("the end of the wait", () => DateTimeOffset.UtcNow >= over);
            World.Gateway.Report();
            Assert.IsGreaterThanOrEqualTo(2, RequireAccepted(after, 2).Length);
            RequireState("good - 0");

            double waitedS = (At(Isp.RequestsFrom(refused)[0]) - At(Isp.RequestsFrom(refused - 1)[0])).TotalSeconds;
            Assert.IsGreaterThanOrEqualTo(behaviour == "busy-date" ? RetryAfterS - 1 : RetryAfterS, waitedS); // a date has whole seconds
        }

        [TestMethod]
        public void Of_an_endless_answer_no_more_comes_than_lay_on_the_way()
        {
            long before = Number(Report(), WanBytes);
            Isp.Behave("huge");
            World.Gateway.Report();
            RequireState("failing status 500");
            Isp.Behave("well");

            long after = Isp.LastReport;
            World.Gateway.Report();
            long bytes = Number(ParametersOf(RequireAccepted(after, 2)[1]), WanBytes) - before;
            TellFigure($"of an answer of 1 GB the gateway let {bytes} bytes come");
            Assert.IsLessThan(HugeBound, bytes);
        }

        // The one wait for the gateway's own time limit (20 s); ReporterTests have the others, on a moved clock.
        [TestMethod]
        public void While_the_handshake_hangs_the_gateway_goes_on()
        {
            long before = Number(Report(), Redirected);
            int met = Isp.Met("hang-in-handshake");
            Isp.Behave("hang-in-handshake");
            World.Gateway.Report();
            Deadline.Require("a handshake", () => Isp.Met("hang-in-handshake") > met);
            Isp.Behave("well");
            ConnectToForeign();
            TcpProbe.RequireOpen(World.Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.EchoPort);
            RequireState("good - 0");
            RequireState("failing timeout 0");

            long after = Isp.LastReport;
            World.Gateway.Report();
            JsonNode[] both = RequireAccepted(after, 2);
            Assert.AreEqual(before, Number(ParametersOf(both[0]), Redirected));
            Assert.AreEqual(before + 1, Number(ParametersOf(both[1]), Redirected));
        }

        private static DateTimeOffset At(JsonNode request)
        {
            return DateTimeOffset.Parse((string)request["at"]!, CultureInfo.InvariantCulture);
        }
    }
}
