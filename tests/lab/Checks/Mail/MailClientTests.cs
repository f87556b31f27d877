using System;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    /// <summary>What one mail client goes through (op25b.md, "What each client does with that greeting").</summary>
    public abstract class MailClientTests : LabTest
    {
        /// <summary>What the notice says, line by line (op25b.md, "The SMTP notice").</summary>
        protected static readonly string[] NoticeLines =
        [
            "5.7.1 Outbound port 25 is blocked by your ISP (OP25B). This mail was NOT sent.",
            $"5.7.1 Set your mail software to {LabPlan.RelayName} port 587 or 465 with SMTP AUTH.",
            $"5.7.1 Help: http://{LabPlan.GatewayLan}/op25b",
        ];

        /// <summary>The client's name.</summary>
        protected abstract string Client { get; }

        [TestMethod]
        public void Delivers_to_the_relay_byte_for_byte()
        {
            int before = World.Witness.Count(Witness.MailToRelay);
            TestMail mail = MakeMail(MailRoute.Relay);
            MailOutcome outcome = Send(MailRoute.Relay, mail);
            Assert.IsTrue(outcome.IsAccepted, outcome.Text);
            Assert.IsNull(mail.DifferenceFrom(World.Relay.Inbox.Receive(mail.Id)));
            Assert.IsGreaterThan(before, World.Witness.Count(Witness.MailToRelay), "The witness saw nothing of it: it sleeps.");
        }

        [TestMethod]
        public void Is_told_why_at_port_25_of_others()
        {
            TestMail mail = MakeMail(MailRoute.Direct);
            MailOutcome outcome = Send(MailRoute.Direct, mail);
            TestContext.WriteLine(outcome.Text);
            Assert.IsFalse(outcome.IsAccepted, outcome.Text);
            AssertTold(outcome);
            Assert.IsNull(World.Foreign.Inbox.Find(mail.Id), "It arrived all the same.");
            AssertWitnessSawNoMailToOthers();
        }

        [TestMethod]
        public void Delivers_by_submission_with_starttls_and_auth()
        {
            TestMail mail = MakeMail(MailRoute.Submission);
            MailOutcome outcome = Send(MailRoute.Submission, mail);
            Assert.IsTrue(outcome.IsAccepted, outcome.Text);
            Assert.IsNull(mail.DifferenceFrom(World.Foreign.Inbox.Receive(mail.Id)));
            string line = Array.Find(World.Foreign.Log.Split('\n'), entry => entry.Contains($"id={mail.Id}", StringComparison.Ordinal)) ?? "";
            Assert.Contains(" P=esmtpsa ", line, "the server's log: with TLS (s) and AUTH (a)");
            Assert.MatchesRegex($" A=(plain|login):{LabPlan.Account} ", line, "the server's log");
        }

        /// <summary>Makes a message for the client.</summary>
        protected virtual TestMail MakeMail(MailRoute route)
        {
            return new TestMail(Client, route);
        }

        /// <summary>Sends a message and waits until the client knows what became of it.</summary>
        protected abstract MailOutcome Send(MailRoute route, TestMail mail);

        /// <summary>Checks what the client's user sees of the notice: all of it, or what op25b.md's table says of this client.</summary>
        protected virtual void AssertTold(MailOutcome outcome)
        {
            foreach (string line in NoticeLines)
            {
                Assert.Contains(line, outcome.Text);
            }
        }
    }
}
