using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>How long UDP flows live without packets (RFC 4787 §4.3).</summary>
    [TestClass]
    public class UdpTimeoutTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const int Port = 30000;

        // seconds without a packet, whether a reply then passes
        [DataRow(119, true)]
        [DataRow(121, true)]
        [DataRow(299, true)]
        [DataRow(300, true)]
        [DataRow(301, false)]
        [TestMethod]
        public void Rfc4787_Req5_a_flow_lives_5_minutes(int seconds, bool isAlive)
        {
            for (int i = 0; i < 4; i++)
            {
                bool isTicked = (i & 1) != 0;
                bool isAnswered = (i & 2) != 0;
                var gateway = new TestGateway();
                Begin(gateway, 80, isAnswered);

                Wait(gateway, seconds, isTicked);

                Assert.AreEqual(isAlive ? 1 : 0, CountFlows(gateway));
                Assert.AreEqual(isAlive, Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 80, Port), A, Port), "case " + i);
            }
        }

        // RFC 4787 REQ-5a: well-known ports may be shorter.
        [DataRow(29, true)]
        [DataRow(30, true)]
        [DataRow(31, false)]
        [TestMethod]
        public void Rfc4787_Req5a_a_question_to_port_53_lives_30_seconds(int seconds, bool isAlive)
        {
            for (int i = 0; i < 4; i++)
            {
                var gateway = new TestGateway();
                Begin(gateway, 53, (i & 2) != 0);

                Wait(gateway, seconds, (i & 1) != 0);

                Assert.AreEqual(isAlive, Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 53, Port), A, Port), "case " + i);
            }
        }

        // The time counts from a packet's second: never earlier than the timeout says.
        [TestMethod]
        public void Rfc4787_Req5_a_flow_that_began_late_in_a_second_lives_its_whole_time()
        {
            var gateway = new TestGateway();
            gateway.Clock.Advance(999);
            Begin(gateway, 80, false);

            gateway.Pass(300000);

            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 80, Port), A, Port));
        }

        // which way the packets go that keep it alive
        [DataRow(true)]
        [DataRow(false)]
        [TestMethod]
        public void Rfc4787_Req6_one_way_traffic_keeps_a_flow(bool isOutbound)
        {
            var gateway = new TestGateway();
            Begin(gateway, 80, false);
            for (int i = 0; i < 5; i++)
            {
                gateway.Pass(299000);
                SentPacket packet = isOutbound
                    ? Exchange.UdpOut(gateway, A, Port, Peer, 80)
                    : Exchange.UdpIn(gateway, Peer, 80, Port);
                Assert.IsNotNull(packet);
            }

            Assert.AreEqual(1L, gateway.Engine.Nat.SessionsCreated);
            gateway.Pass(301000);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(1L, gateway.Engine.Nat.Expired);
        }

        // What is refused refreshes nothing.
        [TestMethod]
        public void Rfc4787_Req6_another_peer_s_packets_keep_nothing_alive()
        {
            var gateway = new TestGateway();
            Begin(gateway, 80, true);
            for (int i = 0; i < 4; i++)
            {
                gateway.Pass(99000);
                Assert.IsNull(Exchange.UdpIn(gateway, TestGateway.Foreign2, 80, Port));
                Assert.IsNull(Exchange.UdpIn(gateway, Peer, 81, Port));
            }

            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        // Whether ticks came or not: what a late packet finds is a new flow.
        [TestMethod]
        public void A_packet_after_the_end_begins_a_new_flow()
        {
            var gateway = new TestGateway();
            Begin(gateway, 80, true);
            gateway.Clock.Advance(301000);

            Assert.IsTrue(Exchange.IsFromWan(Exchange.UdpOut(gateway, A, Port, Peer, 80), Port));

            Assert.AreEqual(2L, gateway.Engine.Nat.SessionsCreated);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
            Assert.AreEqual(1L, gateway.FindFlow(IpProtocol.Udp, A, Port).OutboundPackets);
            Assert.AreEqual(301, gateway.FindFlow(IpProtocol.Udp, A, Port).FirstSeenS);
        }

        private static void Begin(TestGateway gateway, int remotePort, bool isAnswered)
        {
            Exchange.UdpOut(gateway, A, Port, Peer, remotePort);
            if (isAnswered)
            {
                Exchange.UdpIn(gateway, Peer, remotePort, Port);
            }
        }

        private static void Wait(TestGateway gateway, int seconds, bool isTicked)
        {
            if (isTicked)
            {
                gateway.Pass(seconds * 1000L);
            }
            else
            {
                gateway.Clock.Advance(seconds * 1000L);
                gateway.Engine.Receive(Gateway.Platform.Side.Wan, new byte[0], 0, 0);
            }
        }

        private static int CountFlows(TestGateway gateway)
        {
            return gateway.FindFlow(IpProtocol.Udp, A, Port) == null ? 0 : 1;
        }
    }
}
