using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Who makes room when the table is full, in what order (nat.md, "Full tables"; RFC 4787 REQ-11: always the same way).</summary>
    [TestClass]
    public class FullTableTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint C = TestGateway.HostA + 2;
        private const uint Peer = TestGateway.Foreign;

        [DataRow(4)]
        [DataRow(8)]
        [DataRow(16)]
        [TestMethod]
        public void Rfc4787_Req11_expired_flows_go_first(int maximumFlows)
        {
            TestGateway gateway = Make(maximumFlows);
            Exchange.PingOut(gateway, A, Peer, 30000);
            gateway.Clock.Advance(30000);
            for (int i = 1; i < maximumFlows; i++)
            {
                Exchange.UdpOut(gateway, A + (uint)(i & 1), 30000 + i, Peer, 80);
            }

            gateway.Clock.Advance(31000); // the echo's 60 s are over, and no tick came

            Assert.IsNotNull(Exchange.UdpOut(gateway, C, 30000, Peer, 80));
            Assert.IsNull(gateway.FindFlow(IpProtocol.Icmp, A, 30000));
            Assert.AreEqual(maximumFlows, gateway.Engine.FlowCount);
            CheckCounters(gateway, 1, 0, 0, 0);
        }

        // kind of the oldest and of the second oldest flow: t TCP opening, c closing, u UDP unanswered, d DNS, i ICMP
        [DataRow("t", "u")]
        [DataRow("u", "t")]
        [DataRow("c", "u")]
        [DataRow("u", "c")]
        [DataRow("d", "i")]
        [DataRow("i", "t")]
        [DataRow("t", "t")]
        [DataRow("r", "d")]
        [TestMethod]
        public void Opening_closing_and_unanswered_flows_go_next_oldest_first(string oldest, string second)
        {
            TestGateway gateway = Make(4);
            Exchange.Establish(gateway, A, 30001, Peer, 80);
            gateway.Clock.Advance(5000);
            int protocol = Begin(gateway, oldest, A, 30002);
            gateway.Clock.Advance(5000);
            int secondProtocol = Begin(gateway, second, B, 30003);
            gateway.Clock.Advance(5000);
            Exchange.Answer(gateway, B, 30004, Peer, 80);
            gateway.Clock.Advance(5000);

            Assert.IsNotNull(Exchange.TcpOut(gateway, C, 30000, Peer, 80, TcpFlags.Syn));
            Assert.IsNull(gateway.FindFlow(protocol, A, 30002));
            Assert.AreEqual(4, gateway.Engine.FlowCount);
            CheckCounters(gateway, 0, 1, 0, 0);

            // The new one is now the youngest: the other old one is next.
            gateway.Clock.Advance(5000);
            Assert.IsNotNull(Exchange.TcpOut(gateway, C, 30001, Peer, 80, TcpFlags.Syn));
            Assert.IsNull(gateway.FindFlow(secondProtocol, B, 30003));
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Tcp, A, 30001));
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Udp, B, 30004));
            CheckCounters(gateway, 0, 2, 0, 0);
        }

        // A packet makes a flow the youngest.
        [TestMethod]
        public void Oldest_is_who_was_not_seen_for_longest()
        {
            TestGateway gateway = Make(4);
            for (int i = 0; i < 4; i++)
            {
                Exchange.UdpOut(gateway, A + (uint)(i & 1), 30000 + i, Peer, 80);
                gateway.Clock.Advance(1000);
            }

            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            gateway.Clock.Advance(1000);
            Exchange.UdpOut(gateway, C, 30009, Peer, 80);

            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Udp, A, 30000));
            Assert.IsNull(gateway.FindFlow(IpProtocol.Udp, B, 30001));
        }

        // seconds idle, whether an established flow makes room
        [DataRow(239, false)]
        [DataRow(240, false)]
        [DataRow(241, true)]
        [TestMethod]
        public void An_established_flow_makes_room_only_when_idle_for_more_than_4_minutes(int seconds, bool makesRoom)
        {
            TestGateway gateway = Make(4);
            for (int i = 0; i < 4; i++)
            {
                Exchange.Establish(gateway, A + (uint)(i & 1), 30000 + i, Peer, 80);
            }

            gateway.Clock.Advance(seconds * 1000L);
            SentPacket sent = Exchange.UdpOut(gateway, C, 30000, Peer, 80);

            Assert.AreEqual(makesRoom, sent.To == Side.Wan);
            Assert.AreEqual(!makesRoom, Exchange.IsError(sent, Side.Lan, C, 3, 13)); // RFC 5508 REQ-8
            Assert.AreEqual(4, gateway.Engine.FlowCount);
            Assert.AreEqual((int)(makesRoom ? DropReason.None : DropReason.TableFull), (int)gateway.Engine.LastDropReason);
            CheckCounters(gateway, 0, 0, makesRoom ? 1 : 0, makesRoom ? 0 : 1);
        }

        // A has 3 established flows, B 2, and the longest idle one of all is B's.
        [TestMethod]
        public void The_longest_idle_flow_of_the_host_with_most_flows_makes_room()
        {
            TestGateway gateway = Make(6);
            Exchange.Establish(gateway, B, 30010, Peer, 80);
            Exchange.Establish(gateway, C, 30020, Peer, 80);
            gateway.Clock.Advance(10000);
            Exchange.Establish(gateway, A, 30000, Peer, 80);
            Exchange.Establish(gateway, A, 30001, Peer, 80);
            Exchange.Establish(gateway, A, 30002, Peer, 80);
            Exchange.Establish(gateway, B, 30011, Peer, 80);
            gateway.Clock.Advance(10000);
            Exchange.TcpOut(gateway, A, 30000, Peer, 80, TcpFlags.Ack);
            gateway.Clock.Advance(241000);

            Assert.IsNotNull(Exchange.UdpOut(gateway, C, 30021, Peer, 80));

            Assert.IsNull(gateway.FindFlow(IpProtocol.Tcp, A, 30001));
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Tcp, A, 30000));
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Tcp, A, 30002));
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Tcp, B, 30010));
            CheckCounters(gateway, 0, 0, 1, 0);
        }

        [DataRow(4)]
        [DataRow(8)]
        [DataRow(16)]
        [TestMethod]
        public void A_host_at_its_half_gives_up_only_its_own_flows(int maximumFlows)
        {
            TestGateway gateway = Make(maximumFlows);
            Exchange.UdpOut(gateway, B, 30000, Peer, 80);
            gateway.Clock.Advance(1000);
            for (int i = 0; i < maximumFlows / 2; i++)
            {
                Exchange.UdpOut(gateway, A, 30000 + i, Peer, 80);
                gateway.Clock.Advance(1000);
            }

            Assert.AreEqual((maximumFlows / 2) + 1, gateway.Engine.FlowCount);
            Assert.IsNotNull(Exchange.UdpOut(gateway, A, 31000, Peer, 80));

            // B's is older, and the table is not full; A's oldest went.
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Udp, B, 30000));
            Assert.IsNull(gateway.FindFlow(IpProtocol.Udp, A, 30000));
            Assert.AreEqual((maximumFlows / 2) + 1, gateway.Engine.FlowCount);
            CheckCounters(gateway, 0, 1, 0, 0);
        }

        // seconds idle, whether the host's own established flow makes room
        [DataRow(240, false)]
        [DataRow(241, true)]
        [TestMethod]
        public void A_host_at_its_half_with_established_flows_only_waits_until_one_is_idle(int seconds, bool makesRoom)
        {
            TestGateway gateway = Make(8);
            Exchange.Establish(gateway, B, 30000, Peer, 80);
            for (int i = 0; i < 4; i++)
            {
                Exchange.Establish(gateway, A, 30000 + i, Peer, 80);
            }

            gateway.Clock.Advance(seconds * 1000L);
            SentPacket sent = Exchange.UdpOut(gateway, A, 31000, Peer, 80);

            Assert.AreEqual(makesRoom, sent.To == Side.Wan);
            Assert.AreEqual(!makesRoom, Exchange.IsError(sent, Side.Lan, A, 3, 13));
            Assert.AreEqual((int)(makesRoom ? DropReason.None : DropReason.HostQuota), (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(makesRoom, gateway.FindFlow(IpProtocol.Tcp, A, 30000) == null);
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Tcp, B, 30000));
            CheckCounters(gateway, 0, 0, makesRoom ? 1 : 0, makesRoom ? 0 : 1);

            // Another host is not concerned: there is room in the table.
            Assert.IsNotNull(Exchange.UdpOut(gateway, B, 31000, Peer, 80));
        }

        [TestMethod]
        public void A_host_at_its_half_gives_up_an_expired_flow_first()
        {
            TestGateway gateway = Make(4);
            Exchange.PingOut(gateway, A, Peer, 30000);
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            gateway.Clock.Advance(61000);

            Assert.IsNotNull(Exchange.UdpOut(gateway, A, 30001, Peer, 80));
            Assert.IsNotNull(gateway.FindFlow(IpProtocol.Udp, A, 30000));
            CheckCounters(gateway, 1, 0, 0, 0);
        }

        // A bot opens connections without end; the other host's one keeps working, and it gets a new one.
        [TestMethod]
        public void A_flood_of_one_host_does_not_hurt_another()
        {
            TestGateway gateway = Make(8);
            int port = Exchange.Establish(gateway, B, 30000, Peer, 80);
            for (int i = 0; i < 60; i++)
            {
                Assert.IsNotNull(Exchange.TcpOut(gateway, A, 20000 + i, Peer, 80, TcpFlags.Syn));
            }

            Assert.AreEqual(5, gateway.Engine.FlowCount);
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, port, TcpFlags.Ack), B, 30000));
            Assert.IsNotNull(Exchange.UdpOut(gateway, B, 30001, Peer, 80));
            CheckCounters(gateway, 0, 56, 0, 0);
        }

        [TestMethod]
        public void An_evicted_flow_s_mapping_port_and_host_are_free_again()
        {
            TestGateway gateway = Make(4);
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            gateway.Clock.Advance(1000);
            Exchange.UdpOut(gateway, B, 30001, Peer, 80);
            Exchange.UdpOut(gateway, B, 30002, Peer, 80);
            Exchange.UdpOut(gateway, C, 30003, Peer, 80);
            Assert.AreEqual(3, gateway.Engine.HostCount);
            gateway.Clock.Advance(1000);

            // A's flow goes for this one, and its port is free at once.
            Assert.AreEqual(30000, Exchange.UdpOut(gateway, C, 30000, Peer, 80).SourcePort);
            Assert.AreEqual(2, gateway.Engine.HostCount);
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 80, 30000), C, 30000));
            Assert.AreEqual(4, gateway.Engine.FlowCount);
        }

        [DataRow(1)]
        [DataRow(2)]
        [TestMethod]
        public void The_smallest_tables_work(int maximumFlows)
        {
            TestGateway gateway = Make(maximumFlows);
            for (int i = 0; i < 10; i++)
            {
                Assert.AreEqual(30000 + i, Exchange.UdpOut(gateway, A + (uint)i, 30000 + i, Peer, 80).SourcePort);
                Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 80, 30000 + i), A + (uint)i, 30000 + i));
                gateway.Clock.Advance(241000);
            }

            Assert.AreEqual(maximumFlows, gateway.Engine.FlowCount);
        }

        // Four flows have four buckets of hosts: hosts four addresses apart share one. Each of them ends once before the others.
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [TestMethod]
        public void Hosts_that_share_a_bucket_are_told_apart_when_one_of_them_goes(int first)
        {
            TestGateway gateway = Make(4);
            for (int i = 0; i < 3; i++)
            {
                uint host = A + (uint)(4 * i);
                Assert.IsNotNull(i == first ? Exchange.PingOut(gateway, host, Peer, 30000) : Exchange.UdpOut(gateway, host, 30000 + i, Peer, 80));
            }

            Assert.AreEqual(3, gateway.Engine.HostCount);
            gateway.Pass(61000);
            Assert.AreEqual(2, gateway.Engine.HostCount);

            // The others are known still: each has one flow, and its half is two.
            for (int i = 0; i < 3; i++)
            {
                if (i != first)
                {
                    Assert.IsNotNull(Exchange.UdpOut(gateway, A + (uint)(4 * i), 31000 + i, Peer, 80));
                }
            }

            Assert.AreEqual(2, gateway.Engine.HostCount);
            Assert.AreEqual(4, gateway.Engine.FlowCount);
            gateway.Pass(301000);
            Assert.AreEqual(0, gateway.Engine.HostCount);
        }

        // The table of hosts has 256 rows, whatever room the flows have.
        [TestMethod]
        public void More_than_256_hosts_with_flows_are_refused_until_one_has_none()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.LanPrefixLength = 16;
            var gateway = new TestGateway(settings, null);
            Exchange.PingOut(gateway, A, Peer, 30000);
            for (uint i = 1; i < 256; i++)
            {
                Assert.IsNotNull(Exchange.UdpOut(gateway, 0xC0A80200 + i, 20000 + (int)i, Peer, 80));
            }

            Assert.IsTrue(Exchange.IsError(Exchange.UdpOut(gateway, B, 30000, Peer, 80), Side.Lan, B, 3, 13));
            Assert.AreEqual((int)DropReason.HostTableFull, (int)gateway.Engine.LastDropReason);
            CheckCounters(gateway, 0, 0, 0, 1);
            Assert.AreEqual(256, gateway.Engine.HostCount);

            gateway.Pass(61000);
            Assert.AreEqual(30000, Exchange.UdpOut(gateway, B, 30000, Peer, 80).SourcePort);
            Assert.AreEqual(256, gateway.Engine.HostCount);
        }

        // A hairpin needs two flows; where there is room for one, nothing breaks.
        [TestMethod]
        public void A_hairpin_in_a_table_of_one_flow_breaks_nothing()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 1;
            settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = 5000, LanAddress = B, LanPort = 5001 },
            };
            var gateway = new TestGateway(settings, null);
            for (int i = 0; i < 5; i++)
            {
                Exchange.UdpOut(gateway, A, 30000, TestGateway.Wan, 5000);
                Exchange.UdpOut(gateway, B, 5001, TestGateway.Wan, 30000);
                gateway.Pass(1000);
                Assert.IsTrue(gateway.Engine.FlowCount <= 1);
            }

            gateway.Pass(301000);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
        }

        private static TestGateway Make(int maximumFlows)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = maximumFlows;
            return new TestGateway(settings, null);
        }

        private static int Begin(TestGateway gateway, string kind, uint host, int port)
        {
            switch (kind)
            {
                case "t":
                    Exchange.TcpOut(gateway, host, port, Peer, 80, TcpFlags.Syn);
                    return IpProtocol.Tcp;
                case "c":
                    Exchange.Establish(gateway, host, port, Peer, 80);
                    Exchange.TcpOut(gateway, host, port, Peer, 80, TcpFlags.Fin | TcpFlags.Ack);
                    Exchange.TcpIn(gateway, Peer, 80, port, TcpFlags.Fin | TcpFlags.Ack);
                    return IpProtocol.Tcp;
                case "r":
                    Exchange.Establish(gateway, host, port, Peer, 80);
                    Exchange.TcpIn(gateway, Peer, 80, port, TcpFlags.Rst);
                    return IpProtocol.Tcp;
                case "u":
                    Exchange.UdpOut(gateway, host, port, Peer, 80);
                    return IpProtocol.Udp;
                case "d":
                    Exchange.UdpOut(gateway, host, port, Peer, 53);
                    return IpProtocol.Udp;
                default:
                    Exchange.PingOut(gateway, host, Peer, port);
                    return IpProtocol.Icmp;
            }
        }

        private static void CheckCounters(TestGateway gateway, int expired, int transitory, int established, int refused)
        {
            Assert.AreEqual((long)expired, gateway.Engine.Nat.Expired, "expired");
            Assert.AreEqual((long)transitory, gateway.Engine.Nat.EvictedTransitory, "transitory");
            Assert.AreEqual((long)established, gateway.Engine.Nat.EvictedEstablished, "established");
            Assert.AreEqual((long)refused, gateway.Engine.Nat.TableFullDrops, "refused");
        }
    }
}
