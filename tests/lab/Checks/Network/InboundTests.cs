using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>What comes from outside.</summary>
    [TestClass]
    public sealed class InboundTests : LabTest
    {
        private const int MailSourcePort = 25;
        private const int OtherSourcePort = 2525;
        private const string OwnPorts = "49152-65535"; // nat.md, "What is for whom"
        private const int Segments = 20; // ours: one that is lost by chance proves nothing

        private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3); // ours: Linux has repeated its SYN once by then

        [TestMethod]
        public void A_port_forward_lets_strangers_in()
        {
            using EchoClient client = new(TcpProbe.Connect(World.Wan, LabPlan.Stranger, LabPlan.GatewayWan, LabPlan.ForwardPort));
            Assert.AreEqual(LabPlan.Stranger, client.SeenAs.Address.ToString(), "The server inside sees who it is.");
            Assert.IsTrue(client.Echoes("from outside"));
        }

        [TestMethod]
        public void A_port_forward_works_from_inside_too()
        {
            string way = $"src host {LabPlan.Pc} and dst port {LabPlan.ForwardPort}";
            string wayBack = $"dst host {LabPlan.Printer} and dst port {LabPlan.ForwardedPort}";
            using Witness wire = World.WatchLan("tcp", "hairpin.pcap");
            using EchoClient client = new(TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.GatewayWan, LabPlan.ForwardPort));
            Assert.AreEqual(LabPlan.GatewayWan, client.SeenAs.Address.ToString(), "the external source address (RFC 4787 REQ-9)");
            Assert.IsTrue(client.Echoes("turned back at the gateway"));
            Assert.IsGreaterThan(0, wire.Count(way), "packets to the gateway");
            Assert.IsGreaterThan(0, wire.Count(wayBack), "packets that it turned back");
        }

        [TestMethod]
        public void A_scan_from_outside_finds_nothing_but_the_forward()
        {
            string forward = $"{LabPlan.ForwardPort}/tcp";
            CommandResult all = Scan("-sS", "-p-", "--min-rate", "8000", "--max-retries", "1", "--open");
            TestContext.WriteLine(all.Output);
            Assert.IsEmpty(PortsThatAre("open", all.Output).Where(port => port != forward), all.ToString());

            // At that rate nmap itself may miss an answer: once more, at leisure.
            CommandResult one = Scan("-sS", "-p", $"{LabPlan.ForwardPort}");
            Assert.Contains(forward, PortsThatAre("open", one.Output), one.ToString());
        }

        [TestMethod]
        public void A_scan_for_udp_finds_nothing()
        {
            CommandResult result = Scan("-sU", "--top-ports", "200", "--min-rate", "2000", "--max-retries", "0");
            Assert.IsEmpty(PortsThatAre("open", result.Output), result.ToString());
            Assert.IsEmpty(PortsThatAre("closed", result.Output), result.ToString());
        }

        // What comes to them may be an answer to the gateway's own stack, and goes to it. The kernel's answers must stay inside.
        [TestMethod]
        [DataRow("-sU", "icmp", DisplayName = "The_own_stacks_ports_are_silent (UDP)")]
        [DataRow("-sA", "tcp", DisplayName = "The_own_stacks_ports_are_silent (ACK)")]
        [DataRow("-sM", "tcp", DisplayName = "The_own_stacks_ports_are_silent (FIN and ACK)")]
        public void The_own_stacks_ports_are_silent(string method, string answer)
        {
            string answers = $"{answer} and dst host {LabPlan.Stranger}";
            using Witness inside = World.WatchOwnStack(answers, "own-stack.pcap");
            using Witness outside = World.WatchWan(answers, "own-stack-wan.pcap");
            CommandResult result = Scan(method, "-p", OwnPorts, "--min-rate", "8000", "--max-retries", "0");
            Assert.IsGreaterThan(0, inside.Count(answers), "The kernel answered nothing: nothing came.");
            Assert.AreEqual(0, outside.Count(answers), result.ToString());
            foreach (string state in (string[])["open", "closed", "unfiltered"])
            {
                Assert.DoesNotContain($" {state} ", result.Output, result.ToString());
            }
        }

        [TestMethod]
        public void A_connection_from_source_port_25_reaches_nobody()
        {
            using Witness inside = World.WatchLan($"src host {LabPlan.Stranger}", "source-port-25.pcap");
            using (Socket other = TcpProbe.Connect(World.Wan, LabPlan.Stranger, LabPlan.GatewayWan, LabPlan.ForwardPort, OtherSourcePort))
            {
                Assert.IsTrue(other.Connected, "From another port it does.");
            }

            using Socket? socket = TcpProbe.TryConnect(World.Wan, LabPlan.Stranger, LabPlan.GatewayWan, LabPlan.ForwardPort, Silence, MailSourcePort);
            Assert.IsNull(socket, "It was answered.");
            Assert.IsGreaterThan(0, inside.Count($"tcp src port {OtherSourcePort}"), "The LAN's witness sleeps.");
            Assert.AreEqual(0, inside.Count($"tcp src port {MailSourcePort}"), "packets on the LAN's wire");
        }

        // Triangular spamming: the bot sent from elsewhere under our address, and the mail host's answers come here.
        [TestMethod]
        public void A_forged_answer_from_source_port_25_reaches_nobody()
        {
            using Witness inside = World.WatchLan($"src host {LabPlan.Stranger}", "forged-answer.pcap");
            using EchoClient living = new(TcpProbe.Connect(World.Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.EchoPort));
            using Socket raw = World.Wan.BindRaw();
            foreach (int port in (int[])[living.SeenAs.Port, LabPlan.ForwardPort])
            {
                TcpSegment answer = new(LabPlan.Stranger, LabPlan.GatewayWan, port, TcpSegment.Syn | TcpSegment.Ack);
                for (uint i = 0; i < Segments; i++)
                {
                    answer.Set(MailSourcePort, i, i);
                    raw.SendTo(answer.Bytes, SocketFlags.None, new IPEndPoint(IPAddress.Parse(LabPlan.GatewayWan), 0));
                }
            }

            Assert.IsTrue(living.Echoes("behind all of them"), "The gateway has had them all by now.");
            Assert.AreEqual(0, inside.Count($"tcp src port {MailSourcePort}"), "packets on the LAN's wire");
        }

        private static CommandResult Scan(params string[] options)
        {
            return World.Wan.Run(["nmap", "-n", "-Pn", "-T5", "-S", LabPlan.Stranger, "-e", "wan0", .. options, LabPlan.GatewayWan]).OrThrow();
        }

        private static IEnumerable<string> PortsThatAre(string state, string report)
        {
            foreach (string line in report.Split('\n'))
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 1 && words[1] == state)
                {
                    yield return words[0];
                }
            }
        }
    }
}
