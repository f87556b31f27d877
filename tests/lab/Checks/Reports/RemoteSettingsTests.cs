using System.Text.Json.Nodes;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>Settings from afar. That they are taken back when no report goes through takes an interval: the shared RemoteSettingsTests have it.</summary>
    [TestClass]
    public sealed class RemoteSettingsTests : ReportTest
    {
        [TestInitialize]
        public void Forget()
        {
            StartAnew();
        }

        [TestMethod]
        public void The_ISP_names_a_relay_from_afar()
        {
            Confirm(Relays(LabPlan.Relay, LabPlan.Announced));
            Assert.IsTrue(IsRelay(LabPlan.Announced));
            Confirm(Relays(LabPlan.Relay));

            Assert.IsTrue(IsNotice(LabPlan.Announced));
            Assert.IsTrue(IsRelay(LabPlan.Relay));
        }

        [TestMethod]
        public void The_same_ones_are_not_sent_again()
        {
            Confirm(Relays(LabPlan.Relay, LabPlan.Announced));
            long sent = Isp.Count("settingsSent");
            long unchanged = Isp.Count("settingsUnchanged");
            ReportAndAsk();

            Assert.AreEqual(unchanged + 1, Isp.Count("settingsUnchanged"));
            Assert.AreEqual(sent, Isp.Count("settingsSent"));
        }

        [TestMethod]
        public void Confirmed_ones_outlast_a_crash_and_a_trial_does_not()
        {
            Confirm(Relays(LabPlan.Relay, LabPlan.Announced));
            Isp.Serve(Relays(LabPlan.Relay));
            ReportAndAsk();
            Isp.Behave("error"); // no report confirms these
            Deadline.Require("a trial", () => IsNotice(LabPlan.Announced), () => World.Gateway.Log);
            Restart(hasState: true);

            Assert.IsTrue(IsRelay(LabPlan.Announced), World.Gateway.Log);
        }

        [TestMethod]
        [DataRow("{\"op25b\":{\"mode\":\"perhaps\",\"relays\":[\"192.0.2.26\"]}}", "op25b.mode")]
        [DataRow("{\"op25b\":{\"mode\":\"enforce\",\"relays\":[\"192.0.2.26\"]},\"nat\":{}}", "\"nat\"")]
        [DataRow("{\"op25b\":{\"mode\":\"enforce\",\"relays\":[\"192.0.2.26\"]},\"reporting\":{\"url\":\"https://thief.example/\"}}", "reporting.\"url\"")]
        [DataRow("{\"op25b\":", "the file")]
        public void Such_as_are_wrong_change_nothing_and_are_told(string document, string path)
        {
            Isp.ServeText(document);
            long errors = Number(ReportAndAsk(), Op25b + "SettingsErrors");
            World.Gateway.RequireLog("remote settings:");
            JsonNode report = ReportAndAsk();

            Assert.Contains(path, (string)report[Op25b + "SettingsError"]!);
            Assert.AreEqual(errors + 1, Number(report, Op25b + "SettingsErrors"));
            Assert.IsTrue(IsNotice(LabPlan.Announced));
        }

        [TestMethod]
        public void Right_ones_end_an_error()
        {
            Isp.ServeText("nonsense");
            ReportAndAsk();
            World.Gateway.RequireLog("remote settings:");
            Confirm(Relays(LabPlan.Relay));
            JsonNode report = Report();

            Assert.IsNull(report[Op25b + "SettingsError"]);
            Assert.AreEqual(1, Number(report, Op25b + "SettingsErrors"));
        }

        private static object Relays(params string[] relays)
        {
            return new { op25b = new { mode = "enforce", onBlock = "redirect", relays } };
        }

        // Offers settings, and waits until they are on trial and a report has confirmed them.
        private static void Confirm(object settings)
        {
            int trials = Trials();
            Isp.Serve(settings);
            ReportAndAsk();
            Deadline.Require("a trial", () => Trials() > trials, () => World.Gateway.Log);
            ReportAndAsk();
        }

        // Each report is followed by a question for settings: with it the gateway is through.
        private static JsonNode ReportAndAsk()
        {
            long asked = Isp.Count("settingsRequests");
            JsonNode report = Report();
            Deadline.Require("the question for settings", () => Isp.Count("settingsRequests") > asked, () => World.Gateway.Log);
            return report;
        }

        private static int Trials()
        {
            return World.Gateway.Log.Split("remote settings on trial").Length - 1;
        }
    }
}
