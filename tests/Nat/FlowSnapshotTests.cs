using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>What a walk over the table shows of a flow: all that a conntrack line has.</summary>
    [TestClass]
    public class FlowSnapshotTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;

        // udp 17 255 src=192.168.1.100 dst=192.0.2.25 sport=5000 dport=80 ... src=192.0.2.25 dst=203.0.113.10 sport=80 dport=...
        [TestMethod]
        public void A_UDP_flow_shows_every_field()
        {
            var gateway = new TestGateway();
            gateway.Clock.Advance(10500);
            int external = gateway.Receive(Side.Lan, PacketBuilder.Udp(A, 5000, Peer, 80, new byte[10])).SourcePort;
            gateway.Clock.Advance(20000);
            gateway.Receive(Side.Lan, PacketBuilder.Udp(A, 5000, Peer, 80, new byte[100]));
            gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 80, TestGateway.Wan, external, new byte[1000]));
            gateway.Clock.Advance(15000);
            gateway.Engine.Tick();

            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Udp, A, 5000);

            Assert.AreEqual(IpProtocol.Udp, flow.Protocol);
            Assert.AreEqual(A, flow.LanAddress);
            Assert.AreEqual(5000, flow.LanPort);
            Assert.AreEqual(Peer, flow.RemoteAddress);
            Assert.AreEqual(80, flow.RemotePort);
            Assert.AreEqual(external, flow.ExternalPort);
            Assert.AreEqual((int)FlowState.Answered, (int)flow.State);
            Assert.AreEqual((int)Verdict.NotConcerned, (int)flow.Verdict);
            Assert.IsFalse(flow.IsOpenedInbound);
            Assert.IsFalse(flow.IsOffloaded);
            Assert.AreEqual(2L, flow.OutboundPackets);
            Assert.AreEqual(38L + 128, flow.OutboundBytes);
            Assert.AreEqual(1L, flow.InboundPackets);
            Assert.AreEqual(1028L, flow.InboundBytes);
            Assert.AreEqual(10, flow.FirstSeenS);
            Assert.AreEqual(30, flow.LastSeenS);
            Assert.AreEqual(285, flow.TimeoutS);
        }

        [TestMethod]
        public void A_TCP_flow_to_a_relay_shows_its_verdict()
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, 30000, TestGateway.Relay, 25);

            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Tcp, A, 30000);

            Assert.AreEqual(25, flow.RemotePort);
            Assert.AreEqual((int)Verdict.AllowRelay, (int)flow.Verdict);
            Assert.AreEqual((int)FlowState.Established, (int)flow.State);
            Assert.AreEqual(2L, flow.OutboundPackets);
            Assert.AreEqual(80L, flow.OutboundBytes);
            Assert.AreEqual(7440, flow.TimeoutS);
        }

        [TestMethod]
        public void An_ICMP_flow_shows_its_identifiers()
        {
            var gateway = new TestGateway();
            int outside = Exchange.PingOut(gateway, A, Peer, 7).Identifier;

            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Icmp, A, 7);

            Assert.AreEqual(outside, flow.ExternalPort);
            Assert.AreEqual(0, flow.RemotePort);
            Assert.AreEqual((int)FlowState.Unanswered, (int)flow.State);
            Assert.AreEqual(60, flow.TimeoutS);
        }

        // High ports and addresses, whose top bits are set.
        [TestMethod]
        public void Ports_and_addresses_keep_all_their_bits()
        {
            const uint Remote = 0xDFFFFFFE; // 223.255.255.254
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 65535, Remote, 65535);
            Exchange.UdpOut(gateway, A, 49151, Remote, 65534);

            FlowSnapshot first = gateway.FindFlow(IpProtocol.Udp, A, 65535);
            Assert.AreEqual(Remote, first.RemoteAddress);
            Assert.AreEqual(65535, first.RemotePort);
            FlowSnapshot second = gateway.FindFlow(IpProtocol.Udp, A, 49151);
            Assert.AreEqual(49151, second.ExternalPort);
            Assert.AreEqual(65534, second.RemotePort);
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Remote, 65534, 49151), A, 49151));
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Remote, 65535, first.ExternalPort), A, 65535));
        }

        [TestMethod]
        public void A_dropped_packet_is_in_no_flow_s_count()
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, 30000, Peer, 80);

            Exchange.TcpIn(gateway, Peer, 80, 30000, TcpFlags.Syn | TcpFlags.Fin);
            gateway.Receive(Side.Wan, PacketBuilder.WithTimeToLive(PacketBuilder.Tcp(Peer, 80, TestGateway.Wan, 30000, TcpFlags.Ack), 1));

            Assert.AreEqual(1L, gateway.FindFlow(IpProtocol.Tcp, A, 30000).InboundPackets);
            Assert.AreEqual(40L, gateway.FindFlow(IpProtocol.Tcp, A, 30000).InboundBytes);
        }

        // Padding behind the total length is no byte of the flow.
        [TestMethod]
        public void Bytes_are_those_of_the_total_length()
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 80, new byte[2]);
            byte[] padded = new byte[46];
            System.Array.Copy(packet, padded, packet.Length);

            gateway.Receive(Side.Lan, padded);

            Assert.AreEqual(30L, gateway.FindFlow(IpProtocol.Udp, A, 30000).OutboundBytes);
        }

        // The walk goes over all flows once, passes expired ones over, and ends.
        [TestMethod]
        public void A_walk_shows_every_living_flow_once()
        {
            var gateway = new TestGateway();
            for (int i = 0; i < 10; i++)
            {
                Exchange.UdpOut(gateway, A, 30000 + i, Peer, 80);
            }

            gateway.Clock.Advance(200000);
            for (int i = 5; i < 10; i++)
            {
                Exchange.UdpOut(gateway, A, 30000 + i, Peer, 80);
            }

            gateway.Clock.Advance(101000);
            Exchange.UdpOut(gateway, A, 30005, Peer, 80);

            var flow = new FlowSnapshot();
            int cursor = 0;
            int seen = 0;
            while (gateway.Engine.ReadFlow(ref cursor, flow))
            {
                Assert.IsTrue(flow.LanPort >= 30005 && flow.LanPort < 30010);
                Assert.AreEqual(0, seen & (1 << (flow.LanPort - 30000)));
                seen |= 1 << (flow.LanPort - 30000);
            }

            Assert.AreEqual(0x3E0, seen);
            Assert.IsFalse(gateway.Engine.ReadFlow(ref cursor, flow));
        }
    }
}
