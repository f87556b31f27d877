using System;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>Ways to port 25 that get past simple filters, by nmap and by scapy. What nmap believes to see is of no interest: the witness tells.</summary>
    [TestClass]
    public sealed class EvasionTests : LabTest
    {
        private const string Tricks = "5000"; // ours: every trick some hundred times, within half a minute

        [TestMethod]
        [DataRow("-sS")]
        [DataRow("-sA")]
        [DataRow("-sF")]
        [DataRow("-sX")]
        [DataRow("-sN")]
        [DataRow("-sM")]
        [DataRow("-sW")]
        [DataRow("-sS", "-f")]
        [DataRow("-sS", "--mtu", "16")]
        [DataRow("-sS", "--ip-options", "R")]
        [DataRow("-sS", "--ip-options", "L 192.0.2.25")]
        [DataRow("-sS", "--badsum")]
        [DataRow("-sS", "-g", "53")]
        [DataRow("-sS", "--data-length", "1000")]
        public void No_trick_gets_a_packet_to_port_25(params string[] trick)
        {
            string name = string.Concat(trick.SelectMany(word => word).Where(char.IsAsciiLetterOrDigit));
            using Witness tried = World.WatchLan($"dst host {LabPlan.Foreign}", $"trick-{name}.pcap");
            string[] common = ["-n", "-Pn", "-e", HomeNetwork.HostDevice, "-p", "25", "--max-retries", "1", "--host-timeout", "60s"];
            World.Home.Pc.Run(["nmap", .. common, .. trick, LabPlan.Foreign]).OrThrow();
            Assert.IsGreaterThan(0, tried.Count($"dst host {LabPlan.Foreign}"), "nmap sent nothing.");
            AssertWitnessSawNoMailToOthers();
        }

        // The seed chooses the tricks; another one: LAB_EVASION_SEED.
        [TestMethod]
        public void No_random_trick_gets_a_packet_to_port_25()
        {
            string seed = Environment.GetEnvironmentVariable("LAB_EVASION_SEED") ?? "20060531"; // when NetLaputa's blocking began
            using Witness tried = World.WatchLan($"dst host {LabPlan.Foreign}", "tricks.pcap");
            (Witness lan, Witness answers) = World.WatchBothWires(Witness.AnswersOfForeignMail, "answers");
            using Witness _ = lan;
            using Witness __ = answers;
            string[] words = [PrivateRoot.ConfigPath("evasion.py"), seed, Tricks, HomeNetwork.HostDevice, LabPlan.Pc, LabPlan.GatewayLan, LabPlan.Foreign];
            CommandResult result = World.Home.Pc.Run(["/usr/bin/python3", .. words]).OrThrow();
            TestContext.WriteLine($"seed {seed}\n{result.Output}");
            Assert.IsGreaterThan(int.Parse(Tricks, CultureInfo.InvariantCulture) / 2, tried.Count($"dst host {LabPlan.Foreign}"), "Few packets came to the gateway.");
            AssertWitnessSawNoMailToOthers();
            Assert.AreEqual(0, answers.Count(Witness.AnswersOfForeignMail), "The foreign mail host was spoken to.");
            string all = result.Output.Split('\n').Single(line => line.StartsWith("all ", StringComparison.Ordinal));
            TellFigure($"evasions: {all["all ".Length..]} packets, 0 seen to port 25 of others");
        }

        [TestMethod]
        public void The_gateway_itself_sends_no_mail()
        {
            using Socket? socket = TcpProbe.TryConnect(
                World.GatewayPlace, LabPlan.GatewayWan, LabPlan.Foreign, LabPlan.SmtpPort, TimeSpan.FromSeconds(2));
            Assert.IsNull(socket);
            AssertWitnessSawNoMailToOthers();
        }
    }
}
