using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Mappings: one a LAN host's port, and no two with one external port (RFC 4787 §4, RFC 5382 §4.1 and §7.1).</summary>
    [TestClass]
    public class MappingTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Peer = TestGateway.Foreign;

        // protocol, source port: kept, and not kept
        [DataRow(17, 30000)]
        [DataRow(17, 5000)]
        [DataRow(17, 700)]
        [DataRow(6, 30000)]
        [DataRow(6, 5000)]
        [DataRow(6, 443)]
        [TestMethod]
        public void Rfc4787_Req1_Rfc5382_Req1_one_source_has_one_port_for_three_destinations(int protocol, int port)
        {
            var gateway = new TestGateway();

            int first = Exchange.Open(gateway, protocol, A, port, Peer, 80).SourcePort;

            Assert.AreEqual(first, Exchange.Open(gateway, protocol, A, port, Peer, 81).SourcePort);
            Assert.AreEqual(first, Exchange.Open(gateway, protocol, A, port, TestGateway.Foreign2, 80).SourcePort);
            Assert.AreEqual(3, gateway.Engine.FlowCount);
        }

        [DataRow(17, 30000)]
        [DataRow(17, 5000)]
        [DataRow(17, 700)]
        [DataRow(6, 30000)]
        [DataRow(6, 5000)]
        [DataRow(6, 700)]
        [TestMethod]
        public void Rfc4787_Req3_two_hosts_with_one_source_port_do_not_share_an_external_port(int protocol, int port)
        {
            var gateway = new TestGateway();

            int ofA = Exchange.Open(gateway, protocol, A, port, Peer, 80).SourcePort;
            int ofB = Exchange.Open(gateway, protocol, B, port, Peer, 80).SourcePort;

            Assert.AreNotEqual((long)ofA, ofB);
            Assert.IsTrue(Exchange.IsTo(Reply(gateway, protocol, ofA), A, port));
            Assert.IsTrue(Exchange.IsTo(Reply(gateway, protocol, ofB), B, port));
        }

        // source port, lowest and highest external port
        [DataRow(1, 600, 1023)]
        [DataRow(599, 600, 1023)]
        [DataRow(1023, 600, 1023)]
        [DataRow(1024, 20000, 49151)]
        [DataRow(19999, 20000, 49151)]
        [DataRow(49152, 20000, 49151)]
        [DataRow(65535, 20000, 49151)]
        [TestMethod]
        public void Rfc4787_Req3a_ports_below_1024_map_below_1024_and_the_rest_above(int port, int lowest, int highest)
        {
            var gateway = new TestGateway();
            for (uint host = A; host < A + 10; host++)
            {
                int udp = Exchange.UdpOut(gateway, host, port, Peer, 80).SourcePort;
                int tcp = Exchange.TcpOut(gateway, host, port, Peer, 80, TcpFlags.Syn).SourcePort;

                Assert.IsTrue(udp >= lowest && udp <= highest, "UDP " + udp);
                Assert.IsTrue(tcp >= lowest && tcp <= highest, "TCP " + tcp);
            }
        }

        [DataRow(600)]
        [DataRow(1023)]
        [DataRow(20000)]
        [DataRow(32768)]
        [DataRow(49151)]
        [TestMethod]
        public void Rfc7857_S9_a_port_in_the_range_is_kept(int port)
        {
            var gateway = new TestGateway();

            Assert.AreEqual(port, Exchange.UdpOut(gateway, A, port, Peer, 80).SourcePort);
            Assert.AreEqual(port, Exchange.TcpOut(gateway, A, port, Peer, 80, TcpFlags.Syn).SourcePort);
        }

        [DataRow(700)]
        [DataRow(30000)]
        [TestMethod]
        public void Rfc6056_a_port_that_is_taken_gives_a_random_one(int port)
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, port, Peer, 80);
            int previous = port;
            int steps = 0;
            for (uint host = A + 1; host <= A + 8; host++)
            {
                int external = Exchange.UdpOut(gateway, host, port, Peer, 80).SourcePort;
                steps += external == previous + 1 ? 1 : 0;
                previous = external;
            }

            Assert.IsTrue(steps < 4, "in order: " + steps);
        }

        // Other protocols have ports of their own.
        [TestMethod]
        public void Tcp_Udp_and_Icmp_have_port_spaces_of_their_own()
        {
            var gateway = new TestGateway();

            Assert.AreEqual(30000, Exchange.UdpOut(gateway, A, 30000, Peer, 80).SourcePort);
            Assert.AreEqual(30000, Exchange.TcpOut(gateway, B, 30000, Peer, 80, TcpFlags.Syn).SourcePort);
            Assert.AreEqual(30000, Exchange.PingOut(gateway, A + 2, Peer, 30000).Identifier);
        }

        [TestMethod]
        public void A_mapping_lives_as_long_as_it_has_a_flow_and_its_port_is_free_then()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            gateway.Pass(200000);
            Exchange.UdpOut(gateway, A, 30000, TestGateway.Foreign2, 80);
            gateway.Pass(200000);

            // The first flow is over, the second holds the mapping.
            Assert.AreEqual(1, gateway.Engine.FlowCount);
            Assert.AreNotEqual(30000L, Exchange.UdpOut(gateway, B, 30000, Peer, 80).SourcePort);

            gateway.Pass(301000);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
            Assert.AreEqual(30000, Exchange.UdpOut(gateway, B, 30000, Peer, 80).SourcePort);
        }

        // 600 to 1023 are 424 ports: the 425th host port finds none, and is dropped and counted; one that ends frees one.
        [TestMethod]
        public void Rfc4787_Req11_when_no_port_is_free_the_new_flow_is_refused()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 900;
            var gateway = new TestGateway(settings, null);
            for (int port = 1; port <= 424; port++)
            {
                Assert.IsNotNull(Exchange.UdpOut(gateway, A, port, Peer, 80), "port " + port);
            }

            Assert.IsTrue(Exchange.IsError(Exchange.UdpOut(gateway, B, 1, Peer, 80), Side.Lan, B, 3, 13));
            Assert.AreEqual((int)DropReason.PortsExhausted, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(1L, gateway.Engine.Nat.PortExhaustion);
            Assert.AreEqual(424, gateway.Engine.FlowCount);
            Assert.AreEqual(1, gateway.Engine.HostCount);

            // The same mapping again needs no port, and TCP has its own.
            Assert.IsNotNull(Exchange.UdpOut(gateway, A, 7, Peer, 81));
            Assert.IsNotNull(Exchange.TcpOut(gateway, B, 1, Peer, 80, TcpFlags.Syn));

            gateway.Clock.Advance(200000);
            for (int port = 2; port <= 424; port++)
            {
                Exchange.UdpOut(gateway, A, port, Peer, 80);
            }

            // Port 1 ends.
            gateway.Pass(101000);
            Assert.IsNotNull(Exchange.UdpOut(gateway, B, 1, Peer, 80));
        }

        private static SentPacket Reply(TestGateway gateway, int protocol, int externalPort)
        {
            return protocol == IpProtocol.Tcp
                ? Exchange.TcpIn(gateway, Peer, 80, externalPort, TcpFlags.Syn | TcpFlags.Ack)
                : gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 80, TestGateway.Wan, externalPort, new byte[3]));
        }
    }
}
