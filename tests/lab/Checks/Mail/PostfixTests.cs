using System;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    /// <summary>A household's Postfix, with its queue.</summary>
    [TestClass]
    public sealed class PostfixTests : MailClientTests
    {
        private static PostfixDaemon? _postfix;

        /// <inheritdoc/>
        protected override string Client => "Postfix";

        private static PrivateRoot Root => _postfix!.Root;

        [ClassInitialize]
        public static void Start(TestContext _)
        {
            string certificate = System.IO.File.ReadAllText(World.Foreign.CertificatePath);
            _postfix = new PostfixDaemon("postfix-client", World.Home.Pc, "postfix-client.cf", certificate, "");
            _postfix.Ready();
        }

        [ClassCleanup]
        public static void Stop()
        {
            _postfix?.Dispose();
        }

        [TestMethod]
        public void Delivers_what_it_kept_once_a_relayhost_is_set()
        {
            TestMail mail = MakeMail(MailRoute.Direct);
            MailOutcome outcome = Send(MailRoute.Direct, mail);
            Assert.IsFalse(outcome.IsAccepted, outcome.Text);
            try
            {
                Root.Run(null, "postconf", "-e", $"relayhost=[{LabPlan.Relay}]").OrThrow();
                Root.Run(null, "postfix", "reload").OrThrow();
                Root.Run(null, "postqueue", "-f").OrThrow();
                Assert.IsNull(mail.DifferenceFrom(World.Relay.Inbox.Receive(mail.Id)));
            }
            finally
            {
                Root.Run(null, "postconf", "-e", "relayhost=");
                Root.Run(null, "postfix", "reload");
            }
        }

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            Root.Run(mail.Text, "sendmail", "-i", "-f", LabPlan.Sender, route.Recipient).OrThrow();
            string line = "";
            Deadline.Require($"a status of {mail.Id} in Postfix's log", () => (line = StatusOf(mail.Id)).Length > 0, () => _postfix!.Log);
            return new MailOutcome(line.Contains("status=sent", StringComparison.Ordinal), line);
        }

        /// <inheritdoc/>
        protected override void AssertTold(MailOutcome outcome)
        {
            base.AssertTold(outcome);
            Assert.Contains("status=deferred", outcome.Text, "It keeps the mail.");
            string queue = Root.Run(null, "postqueue", "-p").Output;
            foreach (string line in NoticeLines)
            {
                Assert.Contains(line, queue, "the queue as postqueue shows it");
            }
        }

        // The log names the message by its Message-ID once, and from then on by the name of its queue file.
        private static string StatusOf(string id)
        {
            string[] lines = _postfix!.Log.Split('\n');
            string? first = Array.Find(lines, line => line.Contains($"message-id=<{id}>", StringComparison.Ordinal));
            if (first == null)
            {
                return "";
            }

            string queueFile = first.Split("]: ", 2)[1].Split(':', 2)[0];
            bool IsStatus(string line)
            {
                return line.Contains($" {queueFile}: ", StringComparison.Ordinal) && line.Contains("status=", StringComparison.Ordinal);
            }

            return Array.FindLast(lines, IsStatus) ?? "";
        }
    }
}
