using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>ICMP queries by their identifier (RFC 5508 §3), and what an ICMP error does to flows.</summary>
    [TestClass]
    public class IcmpEchoTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Peer = TestGateway.Foreign;

        // identifier: kept in the range of ports, else another
        [DataRow(30000, true)]
        [DataRow(1, false)]
        [DataRow(700, false)]
        [DataRow(0, false)]
        [DataRow(65535, false)]
        [TestMethod]
        public void Rfc5508_Req1_an_echo_goes_out_and_its_reply_comes_back(int identifier, bool isKept)
        {
            var gateway = new TestGateway();

            SentPacket request = Exchange.PingOut(gateway, A, Peer, identifier);

            Assert.AreEqual((int)Side.Wan, (int)request.To);
            Assert.AreEqual(TestGateway.Wan, request.Source);
            Assert.AreEqual(isKept, request.Identifier == identifier);
            Assert.IsTrue(request.Identifier >= 20000 && request.Identifier <= 49151);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(request.Bytes));

            SentPacket reply = Exchange.PingIn(gateway, Peer, request.Identifier);

            Assert.AreEqual((int)Side.Lan, (int)reply.To);
            Assert.AreEqual(A, reply.Destination);
            Assert.AreEqual(identifier, reply.Identifier);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(reply.Bytes));
            Assert.AreEqual((int)FlowState.Answered, (int)gateway.FindFlow(IpProtocol.Icmp, A, identifier).State);
        }

        [TestMethod]
        public void Rfc5508_Req1_one_identifier_has_one_outside_for_two_destinations()
        {
            var gateway = new TestGateway();

            int first = Exchange.PingOut(gateway, A, Peer, 7).Identifier;

            Assert.AreEqual(first, Exchange.PingOut(gateway, A, TestGateway.Foreign2, 7).Identifier);
        }

        [DataRow(7)]
        [DataRow(30000)]
        [TestMethod]
        public void Rfc5508_Req1_two_hosts_with_one_identifier_get_their_own_replies(int identifier)
        {
            var gateway = new TestGateway();
            int ofA = Exchange.PingOut(gateway, A, Peer, identifier).Identifier;
            int ofB = Exchange.PingOut(gateway, B, Peer, identifier).Identifier;

            Assert.AreNotEqual((long)ofA, ofB);
            Assert.AreEqual(A, Exchange.PingIn(gateway, Peer, ofA).Destination);
            Assert.AreEqual(B, Exchange.PingIn(gateway, Peer, ofB).Destination);
        }

        [DataRow(59, true)]
        [DataRow(60, true)]
        [DataRow(61, false)]
        [TestMethod]
        public void Rfc5508_Req2_an_echo_lives_60_seconds(int seconds, bool isAlive)
        {
            for (int i = 0; i < 2; i++)
            {
                var gateway = new TestGateway();
                Exchange.PingOut(gateway, A, Peer, 30000);
                if (i == 1)
                {
                    Exchange.PingIn(gateway, Peer, 30000);
                }

                gateway.Pass(seconds * 1000L);

                // A reply without a flow is for our own stack.
                Assert.AreEqual((int)(isAlive ? Side.Lan : Side.Host), (int)Exchange.PingIn(gateway, Peer, 30000).To);
                Assert.AreEqual(isAlive ? 1 : 0, gateway.Engine.FlowCount);
            }
        }

        [TestMethod]
        public void A_reply_of_another_host_is_not_the_LAN_host_s()
        {
            var gateway = new TestGateway();
            Exchange.PingOut(gateway, A, Peer, 30000);

            Assert.AreEqual((int)Side.Host, (int)Exchange.PingIn(gateway, TestGateway.Foreign2, 30000).To);
            Assert.AreEqual((int)Side.Host, (int)Exchange.PingIn(gateway, Peer, 30001).To);
        }

        // type, reason: echo reply, unreachable, redirect, time exceeded, timestamp. None of them begins a flow
        [DataRow(0, (int)DropReason.IcmpNotForwarded)]
        [DataRow(3, (int)DropReason.IcmpErrorMalformed)]
        [DataRow(5, (int)DropReason.IcmpNotForwarded)]
        [DataRow(11, (int)DropReason.IcmpErrorMalformed)]
        [DataRow(13, (int)DropReason.IcmpNotForwarded)]
        [TestMethod]
        public void From_the_LAN_only_echo_requests_open_a_flow(int type, int reason)
        {
            var gateway = new TestGateway();
            Exchange.PingOut(gateway, A, Peer, 30000);

            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Icmp(A, Peer, type, 30000, new byte[4])));
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        // type, code: of an unreachable, a time exceeded and a parameter problem
        [DataRow(3, 0)]
        [DataRow(3, 1)]
        [DataRow(3, 3)]
        [DataRow(3, 4)]
        [DataRow(3, 13)]
        [DataRow(11, 0)]
        [DataRow(12, 0)]
        [TestMethod]
        public void Rfc4787_Req12_Rfc5382_Req10_Rfc5508_Req6_an_ICMP_error_ends_no_flow_and_refreshes_none(int type, int code)
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            Exchange.Establish(gateway, A, 30000, Peer, 80);
            Exchange.PingOut(gateway, A, Peer, 30000);
            byte[] udp = PacketBuilder.Udp(TestGateway.Wan, 30000, Peer, 80, new byte[5]);
            byte[] tcp = PacketBuilder.Tcp(TestGateway.Wan, 30000, Peer, 80, TcpFlags.Ack);
            byte[] echo = PacketBuilder.Icmp(TestGateway.Wan, Peer, IcmpHeader.EchoRequest, 30000, new byte[5]);
            gateway.Pass(50000);

            Complain(gateway, type, code, udp);
            Complain(gateway, type, code, tcp);
            Complain(gateway, type, code, echo);

            var flow = new FlowSnapshot();
            int cursor = 0;
            int flows = 0;
            while (gateway.Engine.ReadFlow(ref cursor, flow))
            {
                Assert.AreEqual(0, flow.LastSeenS);
                flows++;
            }

            Assert.AreEqual(3, flows);
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 80, 30000), A, 30000));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, 30000, TcpFlags.Ack), A, 30000));
            Assert.AreEqual(A, Exchange.PingIn(gateway, Peer, 30000).Destination);
        }

        private static void Complain(TestGateway gateway, int type, int code, byte[] about)
        {
            byte[] error = PacketBuilder.IcmpError(TestGateway.Foreign2, TestGateway.Wan, type, code, about, about.Length);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, error).To);
        }
    }
}
