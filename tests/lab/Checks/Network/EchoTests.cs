using System.Text.RegularExpressions;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>ping and traceroute.</summary>
    [TestClass]
    public sealed class EchoTests : LabTest
    {
        [TestMethod]
        [DataRow("56")]
        [DataRow("1472", DisplayName = "A_ping_comes_back (a full packet)")]
        [DataRow("4000", DisplayName = "A_ping_comes_back (three fragments)")]
        public void A_ping_comes_back(string length)
        {
            CommandResult result = World.Home.Pc.Run("ping", "-n", "-c", "5", "-i", "0.2", "-W", "10", "-s", length, LabPlan.Web);
            Assert.Contains(" 0% packet loss", result.Output, result.ToString());
        }

        [TestMethod]
        public void The_gateway_answers_the_household()
        {
            CommandResult result = World.Home.Pc.Run("ping", "-n", "-c", "2", "-i", "0.2", "-W", "10", LabPlan.GatewayLan);
            Assert.Contains(" 0% packet loss", result.Output, result.ToString());
        }

        [TestMethod]
        public void The_gateway_does_not_answer_strangers()
        {
            CommandResult result = World.Wan.Run("ping", "-n", "-c", "2", "-i", "0.2", "-W", "1", "-I", LabPlan.Stranger, LabPlan.GatewayWan);
            Assert.Contains(" 100% packet loss", result.Output, result.ToString());
        }

        [TestMethod]
        [DataRow("-I", DisplayName = "Traceroute_sees_the_gateway_and_its_destination (ICMP)")]
        [DataRow("-T", DisplayName = "Traceroute_sees_the_gateway_and_its_destination (TCP)")]
        [DataRow("-U", DisplayName = "Traceroute_sees_the_gateway_and_its_destination (UDP to port 53)")]
        [DataRow("--module=default", DisplayName = "Traceroute_sees_the_gateway_and_its_destination (UDP)")]
        public void Traceroute_sees_the_gateway_and_its_destination(string method)
        {
            CommandResult result = World.Home.Pc.Run("traceroute", method, "-n", "-N", "1", "-q", "2", "-w", "2", "-m", "3", LabPlan.Web);
            Assert.MatchesRegex($@"(?m)^ 1 .*{Regex.Escape(LabPlan.GatewayLan)}", result.Output, result.ToString());
            Assert.MatchesRegex(@"(?m)^ 2 .*192\.0\.2\.80", result.Output, result.ToString());
        }
    }
}
