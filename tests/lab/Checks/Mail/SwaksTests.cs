using System.IO;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    [TestClass]
    public sealed class SwaksTests : MailClientTests
    {
        /// <inheritdoc/>
        protected override string Client => "swaks";

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            string file = Path.Combine(World.Folder, "swaks-message");
            File.WriteAllBytes(file, mail.Text[..^1]); // it adds the last line end itself
            string[] submission =
            [
                "-tls", "--tls-ca-path", World.Foreign.CertificatePath, "--tls-verify",
                "--auth", "PLAIN", "-au", LabPlan.Account, "-ap", LabPlan.Password,
            ];
            CommandResult result = World.Home.Pc.Run(
            [
                "swaks", "--server", route.HostAndPort, "--from", LabPlan.Sender, "--to", route.Recipient, "--data", "@" + file, "--hide-send",
                .. route.IsSubmission ? submission : [],
            ]);
            return new MailOutcome(result.ExitCode == 0, result.ToString());
        }

        /// <inheritdoc/>
        protected override void AssertTold(MailOutcome outcome)
        {
            base.AssertTold(outcome);
            Assert.Contains("221 2.0.0 Goodbye", outcome.Text, "It says QUIT, and gets its answer.");
        }
    }
}
