using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Port forwards: open to every outside host, and what becomes of flows when they change.</summary>
    [TestClass]
    public class PortForwardTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Peer = TestGateway.Foreign;
        private const uint Other = TestGateway.Foreign2;
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;

        // external port: below and above the range, in it, and of our own
        [DataRow(80, 80)]
        [DataRow(8080, 80)]
        [DataRow(30000, 30000)]
        [DataRow(50000, 22)]
        [TestMethod]
        public void A_TCP_forward_takes_connections_of_every_host(int externalPort, int lanPort)
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Tcp, externalPort, B, lanPort));

            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 40000, externalPort, TcpFlags.Syn), B, lanPort));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Other, 40000, externalPort, TcpFlags.Syn), B, lanPort));
            SentPacket answer = Exchange.TcpOut(gateway, B, lanPort, Peer, 40000, SynAck);
            Assert.IsTrue(Exchange.IsFromWan(answer, externalPort));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(answer.Bytes));
            Assert.AreEqual((int)FlowState.SynReceived, (int)Find(gateway, Peer).State);
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 40000, externalPort, TcpFlags.Ack), B, lanPort));
            Assert.AreEqual((int)FlowState.Established, (int)Find(gateway, Peer).State);
            Assert.IsTrue(Find(gateway, Peer).IsOpenedInbound);
            Assert.AreEqual((int)FlowState.SynSent, (int)Find(gateway, Other).State);
        }

        [TestMethod]
        public void A_UDP_forward_takes_datagrams_of_every_host()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Udp, 5000, B, 5001));

            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 40000, 5000), B, 5001));
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Other, 40000, 5000), B, 5001));
            Assert.AreEqual((int)FlowState.Unanswered, (int)Find(gateway, Peer).State);
            Assert.IsTrue(Exchange.IsFromWan(Exchange.UdpOut(gateway, B, 5001, Peer, 40000), 5000));
            Assert.AreEqual((int)FlowState.Answered, (int)Find(gateway, Peer).State);
        }

        // The host's own flows from the forwarded port have the forward's port outside (RFC 4787 REQ-1).
        [TestMethod]
        public void What_the_host_begins_from_the_forwarded_port_has_the_forward_s_port()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Udp, 5000, B, 5001));

            Assert.IsTrue(Exchange.IsFromWan(Exchange.UdpOut(gateway, B, 5001, Peer, 53), 5000));
        }

        // protocol, flags: of another protocol, and what does not open
        [DataRow(17, 0)]
        [DataRow(6, 0x10)]
        [DataRow(6, 0x12)]
        [DataRow(6, 0x04)]
        [DataRow(6, 0x11)]
        [TestMethod]
        public void A_forward_takes_nothing_but_a_bare_SYN_of_its_protocol(int protocol, int flags)
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Tcp, 50000, B, 80));

            if (protocol == IpProtocol.Tcp)
            {
                Assert.IsNull(Exchange.TcpIn(gateway, Peer, 40000, 50000, flags));
            }
            else
            {
                Assert.AreEqual((int)Side.Host, (int)Exchange.UdpIn(gateway, Peer, 40000, 50000).To);
            }

            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void A_flow_of_a_forward_ends_in_its_time_and_the_forward_stays()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Udp, 5000, B, 5001));
            Exchange.UdpIn(gateway, Peer, 40000, 5000);

            gateway.Pass(301000);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 40000, 5000), B, 5001));
        }

        [TestMethod]
        public void Equal_forwards_applied_again_keep_their_flows()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Tcp, 8080, B, 80), Forward(IpProtocol.Udp, 5000, B, 5001));
            Exchange.TcpIn(gateway, Peer, 40000, 8080, TcpFlags.Syn);
            Exchange.UdpIn(gateway, Peer, 40000, 5000);

            // In another order, and as other objects.
            Apply(gateway, Forward(IpProtocol.Udp, 5000, B, 5001), Forward(IpProtocol.Tcp, 8080, B, 80));

            Assert.AreEqual(2, gateway.Engine.FlowCount);
            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, B, 80, Peer, 40000, SynAck), 8080));
        }

        [TestMethod]
        public void A_removed_forward_ends_its_flows_and_only_those()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Tcp, 8080, B, 80), Forward(IpProtocol.Udp, 5000, B, 5001));
            Exchange.TcpIn(gateway, Peer, 40000, 8080, TcpFlags.Syn);
            Exchange.UdpIn(gateway, Peer, 40000, 5000);
            Exchange.UdpOut(gateway, B, 30000, Peer, 40000);

            Apply(gateway, Forward(IpProtocol.Udp, 5000, B, 5001));

            Assert.AreEqual(2, gateway.Engine.FlowCount);
            Assert.IsNull(gateway.FindFlow(IpProtocol.Tcp, B, 80));
            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 40000, 8080, TcpFlags.Syn));
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Other, 40000, 5000), B, 5001));
        }

        [TestMethod]
        public void A_forward_to_another_host_ends_the_flows_to_the_old_one()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Tcp, 8080, B, 80));
            Exchange.TcpIn(gateway, Peer, 40000, 8080, TcpFlags.Syn);

            Apply(gateway, Forward(IpProtocol.Tcp, 8080, A, 80));

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 40000, 8080, TcpFlags.Syn), A, 80));
        }

        // Port 30000 was B's by chance; so was A's port 80 outside.
        [TestMethod]
        public void A_new_forward_takes_the_port_that_a_flow_had_by_chance()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, Peer, 40000);
            Exchange.UdpOut(gateway, A, 800, Peer, 40000);
            Exchange.UdpOut(gateway, A, 30001, Peer, 40000);

            Apply(gateway, Forward(IpProtocol.Udp, 30000, A, 800));

            Assert.AreEqual(1, gateway.Engine.FlowCount);
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Other, 40000, 30000), A, 800));
            Assert.IsTrue(Exchange.IsFromWan(Exchange.UdpOut(gateway, A, 800, Peer, 40000), 30000));

            // B goes on with another one.
            Assert.AreNotEqual(30000L, Exchange.UdpOut(gateway, B, 30000, Peer, 40000).SourcePort);
        }

        [TestMethod]
        public void A_forward_s_port_is_given_to_nobody_else()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Udp, 30000, A, 80));

            Assert.AreNotEqual(30000L, Exchange.UdpOut(gateway, B, 30000, Peer, 40000).SourcePort);
        }

        [TestMethod]
        public void The_second_forward_of_a_port_is_ignored()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Tcp, 8080, A, 80), Forward(IpProtocol.Tcp, 8080, B, 80));

            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 40000, 8080, TcpFlags.Syn), A, 80));
        }

        // 33 forwards, of which the last has no effect.
        [TestMethod]
        public void At_most_32_forwards_count()
        {
            var gateway = new TestGateway();
            PortForward[] forwards = new PortForward[NatSettings.MaximumPortForwards + 1];
            for (int i = 0; i < forwards.Length; i++)
            {
                forwards[i] = Forward(IpProtocol.Tcp, 1000 + i, A, 1000 + i);
            }

            gateway.Settings.Nat.PortForwards = forwards;
            gateway.Engine.Apply(gateway.Settings);

            for (int i = 0; i < forwards.Length; i++)
            {
                bool isForwarded = Exchange.TcpIn(gateway, Peer, 40000, 1000 + i, TcpFlags.Syn) != null;
                Assert.AreEqual(i < 32, isForwarded, "forward " + i);
            }
        }

        // All rows of the mapping table beyond the flows are forwards' own: a full table of flows still has mappings.
        [TestMethod]
        public void Forwards_take_no_mapping_from_flows()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 8;
            var gateway = new TestGateway(settings, null);
            PortForward[] forwards = new PortForward[NatSettings.MaximumPortForwards];
            for (int i = 0; i < forwards.Length; i++)
            {
                forwards[i] = Forward(IpProtocol.Udp, 1000 + i, A, 1000 + i);
            }

            settings.Nat.PortForwards = forwards;
            gateway.Engine.Apply(settings);
            for (int i = 0; i < 8; i++)
            {
                Assert.IsNotNull(Exchange.UdpOut(gateway, A + (uint)(i & 1), 30000 + i, Peer, 80), "flow " + i);
            }

            Assert.AreEqual(8, gateway.Engine.FlowCount);
        }

        // Triangular spamming does not end at a forward (op25b.md).
        [TestMethod]
        public void From_source_port_25_of_no_relay_nothing_passes_a_forward()
        {
            var gateway = new TestGateway();
            Apply(gateway, Forward(IpProtocol.Tcp, 8080, B, 80));

            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 25, 8080, TcpFlags.Syn));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, TestGateway.Relay, 25, 8080, TcpFlags.Syn), B, 80));
        }

        private static void Apply(TestGateway gateway, params PortForward[] forwards)
        {
            gateway.Settings.Nat.PortForwards = forwards;
            gateway.Engine.Apply(gateway.Settings);
        }

        private static PortForward Forward(int protocol, int externalPort, uint host, int lanPort)
        {
            return new PortForward { Protocol = protocol, ExternalPort = externalPort, LanAddress = host, LanPort = lanPort };
        }

        private static FlowSnapshot Find(TestGateway gateway, uint remote)
        {
            var flow = new FlowSnapshot();
            int cursor = 0;
            while (gateway.Engine.ReadFlow(ref cursor, flow))
            {
                if (flow.RemoteAddress == remote)
                {
                    return flow;
                }
            }

            return null;
        }
    }
}
