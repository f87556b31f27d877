using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    [TestClass]
    public sealed class MsmtpTests : MailClientTests
    {
        /// <inheritdoc/>
        protected override string Client => "msmtp";

        [TestMethod]
        public void Is_told_why_even_where_it_demands_starttls_and_auth()
        {
            MailOutcome outcome = Send(MailRoute.Direct, new TestMail(Client, MailRoute.Direct), isSecure: true);
            Assert.IsFalse(outcome.IsAccepted, outcome.Text);
            AssertTold(outcome);
            AssertWitnessSawNoMailToOthers();
        }

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            return Send(route, mail, route.IsSubmission);
        }

        private static MailOutcome Send(MailRoute route, TestMail mail, bool isSecure)
        {
            string[] security =
            [
                "--tls=on", "--tls-starttls=on", $"--tls-trust-file={World.Foreign.CertificatePath}",
                "--auth=plain", $"--user={LabPlan.Account}", $"--passwordeval=echo {LabPlan.Password}",
            ];
            CommandResult result = Command.Run(
                World.Home.Pc.Inside(
                [
                    "msmtp", "--file=/dev/null", $"--host={route.Address}", $"--port={route.Port}", $"--from={LabPlan.Sender}",
                    .. isSecure ? security : ["--tls=off"],
                    route.Recipient,
                ]),
                mail.Text);
            return new MailOutcome(result.ExitCode == 0, result.ToString());
        }
    }
}
