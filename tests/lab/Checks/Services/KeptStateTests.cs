using System;
using System.IO;
using Gateway.Lab;
using Gateway.LabTests.Mail;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Services
{
    /// <summary>A start while the name server is down: with what was kept, and without.</summary>
    [TestClass]
    public sealed class KeptStateTests : ServiceTest
    {
        [TestMethod]
        public void After_a_restart_the_relay_is_known_at_once()
        {
            World.TestNames.Serve(TestNameServer.Address(LabPlan.RelayName, LabPlan.Relay));
            StartAnew(ByName(LabPlan.RelayName));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            World.TestNames.Stop();
            World.Gateway.KillAndStart();

            AssertAnswers(Relay, LabPlan.Relay);
            AssertAnswers(Notice, LabPlan.Foreign);
            World.Gateway.RequireLog($"{LabPlan.RelayName} is {LabPlan.Relay}, as before the restart");
        }

        [TestMethod]
        public void A_spoiled_settings_file_leaves_the_last_good_settings()
        {
            World.TestNames.Serve(TestNameServer.Address(LabPlan.RelayName, LabPlan.Relay));
            StartAnew(ByName(LabPlan.RelayName));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            File.WriteAllText(World.Gateway.SettingsPath, "{ \"op25b\": { \"mode\": \"perhaps\" } }");
            World.Gateway.KillAndStart();

            World.Gateway.RequireLog("settings refused, the last good ones are used");
            World.Gateway.RequireLog("op25b.mode (line 1)");
            AssertAnswers(Relay, LabPlan.Relay);
            AssertAnswers(Notice, LabPlan.Foreign);
        }

        // A household's Postfix, whose transport leads to the ISP's relay: the mail waits, and bounces not.
        [TestMethod]
        public void Mail_to_a_relay_whose_name_is_not_known_waits_in_the_queue_and_then_goes()
        {
            StartAnew(ByName(LabPlan.RelayName));
            using PostfixDaemon postfix = new(
                "postfix-waiting", World.Home.Pc, "postfix-client.cf", File.ReadAllText(World.Foreign.CertificatePath), "");
            postfix.Ready();
            postfix.Root.Run(null, "postconf", "-e", "smtp_connect_timeout=3s").OrThrow();
            postfix.Root.Run(null, "postfix", "reload").OrThrow();
            TestMail mail = new("waiting", MailRoute.Relay);
            postfix.Root.Run(mail.Text, "sendmail", "-i", "-f", LabPlan.Sender, MailRoute.Relay.Recipient).OrThrow();
            Deadline.Require("a status", () => postfix.Log.Contains("status=", StringComparison.Ordinal), () => postfix.Log);

            Assert.Contains("status=deferred", postfix.Log);
            Assert.DoesNotContain("status=bounced", postfix.Log);
            Assert.Contains("Connection timed out", postfix.Log);
            Assert.Contains(MailRoute.Relay.Recipient, postfix.Root.Run(null, "postqueue", "-p").Output);

            World.TestNames.Serve(TestNameServer.Address(LabPlan.RelayName, LabPlan.Relay));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            postfix.Root.Run(null, "postqueue", "-f").OrThrow();
            Assert.IsNull(mail.DifferenceFrom(World.Relay.Inbox.Receive(mail.Id)));
        }
    }
}
