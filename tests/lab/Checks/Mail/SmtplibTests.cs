using System.Globalization;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Mail
{
    /// <summary>Python's smtplib, as scripts use it.</summary>
    [TestClass]
    public sealed class SmtplibTests : MailClientTests
    {
        /// <inheritdoc/>
        protected override string Client => "smtplib";

        /// <inheritdoc/>
        protected override MailOutcome Send(MailRoute route, TestMail mail)
        {
            string[] submission = [World.Foreign.CertificatePath, LabPlan.Account, LabPlan.Password];
            CommandResult result = Command.Run(
                World.Home.Pc.Inside(
                [
                    "python3", PrivateRoot.ConfigPath("smtplib-client.py"), route.Address, route.Port.ToString(CultureInfo.InvariantCulture),
                    LabPlan.Sender, route.Recipient, .. route.IsSubmission ? submission : [],
                ]),
                mail.Wire);
            return new MailOutcome(result.ExitCode == 0, result.ToString());
        }

        /// <inheritdoc/>
        protected override void AssertTold(MailOutcome outcome)
        {
            base.AssertTold(outcome);
            Assert.Contains("SMTPConnectError: (554, ", outcome.Text);
        }
    }
}
