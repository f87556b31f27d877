using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    [TestClass]
    public sealed class CurlTests : MailClientTests
    {
        /// <inheritdoc/>
        protected override string Client => "curl";

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            string[] submission = ["--ssl-reqd", "--cacert", World.Foreign.CertificatePath, "--user", $"{LabPlan.Account}:{LabPlan.Password}"];
            CommandResult result = Command.Run(
                World.Home.Pc.Inside(
                [
                    "curl", "-sS", $"smtp://{route.HostAndPort}", "--mail-from", LabPlan.Sender, "--mail-rcpt", route.Recipient, "--upload-file", "-",
                    .. route.IsSubmission ? submission : [],
                ]),
                mail.Wire);
            return new MailOutcome(result.ExitCode == 0, result.ToString());
        }

        /// <inheritdoc/>
        protected override void AssertTold(MailOutcome outcome)
        {
            // It shows the code only, and closes without QUIT.
            Assert.Contains("554", outcome.Text);
        }
    }
}
