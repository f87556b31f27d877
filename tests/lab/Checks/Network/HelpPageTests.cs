using System.Text.RegularExpressions;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>A mail that was stopped leads in one step to the page that names the right server and port.</summary>
    [TestClass]
    public sealed class HelpPageTests : LabTest
    {
        [TestMethod]
        [DataRow("ja", "送信サーバー（SMTP）")]
        [DataRow("en", "Sending server (SMTP)")]
        public void The_error_s_address_tells_what_to_do(string language, string label)
        {
            CommandResult mail = World.Home.Pc.Run(
                "swaks", "--server", $"{LabPlan.Foreign}:{LabPlan.SmtpPort}", "--from", LabPlan.Sender, "--to", LabPlan.Recipient);
            Assert.AreNotEqual(0, mail.ExitCode);
            string address = Regex.Match(mail.ToString(), @"Help: (http://\S+)").Groups[1].Value;

            string page = World.Home.Pc.Run("curl", "-sS", "-f", "--max-time", "10", "-H", $"Accept-Language: {language}", address).OrThrow().ToString();
            Assert.Contains($"<th scope=\"row\">{label}</th><td><code>{LabPlan.RelayName}</code>", page);
            Assert.Contains("587 (STARTTLS)", page);
            AssertWitnessSawNoMailToOthers();
        }

        // The page is for the home: from outside there is none.
        [TestMethod]
        [DataRow(LabPlan.GatewayWan)]
        [DataRow(LabPlan.GatewayLan)]
        public void From_outside_there_is_no_page(string address)
        {
            CommandResult result = World.Wan.Run("curl", "-sS", "--max-time", "3", $"http://{address}/op25b");

            Assert.AreNotEqual(0, result.ExitCode, result.ToString());
        }
    }
}
