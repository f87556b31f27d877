using System;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    /// <summary>A household's Exim.</summary>
    [TestClass]
    public sealed class EximTests : MailClientTests
    {
        private static PrivateRoot? _root;

        /// <inheritdoc/>
        protected override string Client => "Exim";

        private static PrivateRoot Root => _root!;

        [ClassInitialize]
        public static void Start(TestContext _)
        {
            _root = new PrivateRoot("exim-client", EximFolders.Package, World.Home.Pc);
            EximFolders.Make(_root);
            _root.Configure(EximFolders.Configuration, "exim-client.conf");
            _root.Write("etc/lab-ca.crt", File.ReadAllText(World.Foreign.CertificatePath));
        }

        [ClassCleanup]
        public static void Stop()
        {
            _root?.Dispose();
        }

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            // -odf: it delivers, or fails to, before it returns.
            Root.Run(mail.Text, "exim4", "-odf", "-oi", "-f", LabPlan.Sender, route.Recipient).OrThrow();
            string[] lines = File.ReadAllLines(Root.At(EximFolders.MainLog));
            string arrival = Array.Find(lines, line => line.Contains($"id={mail.Id}", StringComparison.Ordinal)) ?? "";
            string queueId = arrival.Split(' ')[2];
            string text = string.Join('\n', lines.Where(line => line.Contains($" {queueId} ", StringComparison.Ordinal)));
            return new MailOutcome(text.Contains($"{queueId} => ", StringComparison.Ordinal), text);
        }

        /// <inheritdoc/>
        protected override void AssertTold(MailOutcome outcome)
        {
            base.AssertTold(outcome);
            Assert.Contains($" ** {LabPlan.Recipient} ", outcome.Text, "It bounces at once.");
            string bounce = Encoding.UTF8.GetString(new MailInbox(Root.At("var/inbox")).Receive("X-Failed-Recipients: " + LabPlan.Recipient));
            foreach (string line in NoticeLines)
            {
                Assert.Contains(line, bounce, "the bounce that its user gets");
            }
        }
    }
}
