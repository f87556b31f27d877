using System;
using System.IO;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    /// <summary>nullmailer, a queue and nothing else.</summary>
    [TestClass]
    public sealed class NullmailerTests : MailClientTests
    {
        private const string Spool = "var/spool/nullmailer";

        private static PrivateRoot? _root;
        private static Daemon? _daemon;

        /// <inheritdoc/>
        protected override string Client => "nullmailer";

        private static PrivateRoot Root => _root!;

        [ClassInitialize]
        public static void Start(TestContext _)
        {
            _root = new PrivateRoot("nullmailer", "nullmailer", World.Home.Pc);
            _root.Write("etc/mailname", "home.example\n");
            _root.Write("etc/lab-ca.crt", File.ReadAllText(World.Foreign.CertificatePath));
            _root.Write("etc/nullmailer/remotes", "");
            Command.Run(["mkfifo", _root.At(Spool + "/trigger")]).OrThrow();
            _root.Own(Spool + "/trigger", "mail");
            _daemon = new Daemon(
                World.Home.Pc.Inside("chroot", "--userspec=mail:mail", _root.Folder, "nullmailer-send"),
                _root.At("var/log/nullmailer.log"));
            _daemon.RequireLog("Rescanning queue.");
        }

        [ClassCleanup]
        public static void Stop()
        {
            _daemon?.Dispose();
            _root?.Dispose();
        }

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            string submission = $" starttls user={LabPlan.Account} pass={LabPlan.Password} x509cafile=/etc/lab-ca.crt";
            Root.Write(
                "etc/nullmailer/remotes",
                $"{(route.IsSubmission ? LabPlan.ForeignName : route.Address)} smtp port={route.Port}{(route.IsSubmission ? submission : "")}\n");
            int from = _daemon!.Log.Length;
            Root.Run(mail.Text, "nullmailer-inject", "-f", LabPlan.Sender, route.Recipient).OrThrow();
            string text = "";
            Deadline.Require(
                $"an end of {mail.Id} in nullmailer's log",
                () => (text = _daemon.Log[from..]).Contains("Delivery complete", StringComparison.Ordinal),
                () => _daemon.Log);
            return new MailOutcome(text.Contains("smtp: Succeeded", StringComparison.Ordinal), text);
        }

        /// <inheritdoc/>
        protected override void AssertTold(MailOutcome outcome)
        {
            base.AssertTold(outcome);
            Assert.Contains("Permanent error in sending the message", outcome.Text);
            Assert.IsNotEmpty(Directory.GetFiles(Root.At(Spool + "/failed")), "It keeps the mail among the failed ones.");
        }
    }
}
