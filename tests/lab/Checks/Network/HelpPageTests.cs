using System.IO;
using System.Text.RegularExpressions;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>A mail that was stopped leads in one step to the page that names the right server and port.</summary>
    [TestClass]
    public sealed class HelpPageTests : LabTest
    {
        // What the browser shows, not only what came over the wire: it has parsed it.
        [TestMethod]
        [DataRow("ja", "送信サーバー（SMTP）")]
        [DataRow("en", "Sending server (SMTP)")]
        public void The_error_s_address_tells_a_browser_what_to_do(string language, string label)
        {
            string picture = Path.Combine(World.Folder, $"help-{language}.png");
            string page = Browser.Open(World.Home.Pc, AddressInAFailedMail(), language, picture);

            Assert.Contains($"<html lang=\"{language}\">", page);
            Assert.Contains($"<th scope=\"row\">{label}</th><td><code>{LabPlan.RelayName}</code>", page);
            Assert.Contains("<td>587 (STARTTLS)</td>", page);
            Assert.IsGreaterThan(0, new FileInfo(picture).Length);
            AssertWitnessSawNoMailToOthers();
        }

        // Whoever has no language of ours, or no browser.
        [TestMethod]
        public void The_error_s_address_tells_curl_what_to_do()
        {
            string page = World.Home.Pc.Run("curl", "-sS", "-f", "--max-time", "10", AddressInAFailedMail()).OrThrow().Output;

            Assert.Contains($"<td><code>{LabPlan.RelayName}</code>", page);
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

        private static string AddressInAFailedMail()
        {
            CommandResult mail = World.Home.Pc.Run(
                "swaks", "--server", $"{LabPlan.Foreign}:{LabPlan.SmtpPort}", "--from", LabPlan.Sender, "--to", LabPlan.Recipient);
            Assert.AreNotEqual(0, mail.ExitCode);
            return Regex.Match(mail.Output, @"Help: (http://\S+)").Groups[1].Value;
        }
    }
}
