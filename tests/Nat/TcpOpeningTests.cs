using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>What may open a TCP connection, and what becomes of segments that belong to none (RFC 5382 §4.2 and §4.3).</summary>
    [TestClass]
    public class TcpOpeningTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const int Port = 30000;
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;

        [TestMethod]
        public void Rfc5382_Req2_three_way_handshake()
        {
            var gateway = new TestGateway();

            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn), Port));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, Port, SynAck), A, Port));
            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Ack), Port));
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);
        }

        // RFC 9293 §3.5, figure 7: both send a SYN, and both a SYN-ACK.
        [TestMethod]
        public void Rfc5382_Req2_simultaneous_open_with_crossed_SYNs()
        {
            var gateway = new TestGateway();

            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn), Port));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Syn), A, Port));
            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, SynAck), Port));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, Port, SynAck), A, Port));
            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Ack), Port));
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        // The peer's first SYN comes before ours went out: it is lost, the one that it sends again is not.
        [TestMethod]
        public void Rfc5382_Req2_simultaneous_open_when_the_peer_s_SYN_comes_first()
        {
            var gateway = new TestGateway();

            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Syn));
            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn), Port));
            gateway.Pass(3000);
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Syn), A, Port));
        }

        // A SYN is sent again until it is answered.
        [TestMethod]
        public void Rfc5382_Req2_a_repeated_SYN_belongs_to_the_same_flow()
        {
            var gateway = new TestGateway();
            for (int i = 0; i < 5; i++)
            {
                Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn), Port));
                gateway.Pass(3000);
            }

            Assert.AreEqual(1L, gateway.Engine.Nat.SessionsCreated);
            Assert.AreEqual(5L, gateway.FindFlow(IpProtocol.Tcp, A, Port).OutboundPackets);
        }

        // RFC 5382 REQ-4: no answer for 6 seconds at the least, in case it is a simultaneous open. Ours: never one.
        [TestMethod]
        public void Rfc5382_Req4_an_unsolicited_SYN_gets_nothing()
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, Port, Peer, 80);
            for (int port = 1; port < 65536; port += 4999)
            {
                Assert.IsNull(Exchange.TcpIn(gateway, TestGateway.Foreign2, 80, port, TcpFlags.Syn), "port " + port);
                Assert.AreEqual((int)DropReason.Unsolicited, (int)gateway.Engine.LastDropReason);
            }

            gateway.Output.Clear();
            gateway.Pass(10000);
            Assert.AreEqual(0, gateway.Output.Count);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        // flags, data bytes, and the RST's flags and numbers (RFC 9293 §3.10.7.1); the segment has number 1000 and acknowledges 2000
        [DataRow(0x10, 0, 0x04, 2000u, 0u)] // ACK
        [DataRow(0x18, 10, 0x04, 2000u, 0u)] // PSH ACK with data
        [DataRow(0x11, 0, 0x04, 2000u, 0u)] // FIN ACK
        [DataRow(0x12, 0, 0x04, 2000u, 0u)] // SYN ACK
        [TestMethod]
        public void Tcp_without_a_flow_and_without_a_bare_SYN_gets_an_RST_and_nothing_goes_to_the_WAN(
            int flags,
            int dataLength,
            int resetFlags,
            uint sequenceNumber,
            uint acknowledgmentNumber)
        {
            var gateway = new TestGateway();

            SentPacket reset = gateway.Receive(Side.Lan, PacketBuilder.Tcp(A, Port, Peer, 80, flags, 1000, 2000, new byte[dataLength]));

            Assert.AreEqual(1, gateway.Output.Count);
            Assert.IsTrue(Exchange.IsTo(reset, A, Port));
            Assert.AreEqual(Peer, reset.Source);
            Assert.AreEqual(80, reset.SourcePort);
            Assert.AreEqual(40, reset.Bytes.Length);
            Assert.AreEqual(resetFlags, TcpHeader.Flags(reset.Bytes, 20));
            Assert.AreEqual(sequenceNumber, TcpHeader.SequenceNumber(reset.Bytes, 20));
            Assert.AreEqual(acknowledgmentNumber, TcpHeader.AcknowledgmentNumber(reset.Bytes, 20));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(reset.Bytes));
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual((int)PacketFate.Answered, (int)gateway.Engine.LastFate);
        }

        // An RST never answers an RST.
        [DataRow(0x04)]
        [DataRow(0x14)]
        [TestMethod]
        public void An_RST_without_a_flow_gets_nothing(int flags)
        {
            var gateway = new TestGateway();

            Assert.IsNull(Exchange.TcpOut(gateway, A, Port, Peer, 80, flags));
            Assert.AreEqual((int)DropReason.NoFlow, (int)gateway.Engine.LastDropReason);
        }

        // After a restart of the gateway both sides find out at once that the connection is gone.
        [TestMethod]
        public void From_the_WAN_a_segment_without_a_flow_gets_nothing()
        {
            var gateway = new TestGateway();

            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Ack));
            Assert.AreEqual((int)DropReason.Unsolicited, (int)gateway.Engine.LastDropReason);
        }

        // none, SYN FIN, SYN RST, SYN FIN RST, FIN alone, FIN RST, all, PSH alone
        [DataRow(0x00)]
        [DataRow(0x03)]
        [DataRow(0x06)]
        [DataRow(0x07)]
        [DataRow(0x01)]
        [DataRow(0x05)]
        [DataRow(0x3F)]
        [DataRow(0x08)]
        [TestMethod]
        public void Flags_that_no_segment_can_have_open_nothing_and_get_nothing(int flags)
        {
            var gateway = new TestGateway();

            Assert.IsNull(Exchange.TcpOut(gateway, A, Port, Peer, 80, flags));
            Assert.AreEqual((int)DropReason.TcpFlagsInvalid, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        [DataRow(0x03)]
        [DataRow(0x06)]
        [DataRow(0x07)]
        [DataRow(0x01)]
        [DataRow(0x05)]
        [TestMethod]
        public void Flags_that_no_segment_can_have_change_no_flow(int flags)
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, Port, Peer, 80);

            Assert.IsNull(Exchange.TcpOut(gateway, A, Port, Peer, 80, flags));
            Assert.AreEqual((int)DropReason.TcpFlagsInvalid, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 80, Port, flags));
            Assert.AreEqual((int)DropReason.TcpFlagsInvalid, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);
        }

        // The bits behind the six say something else (RFC 3168): a SYN that asks for ECN opens a connection.
        [TestMethod]
        public void A_SYN_with_ECN_bits_opens_a_connection()
        {
            var gateway = new TestGateway();

            Assert.IsTrue(Exchange.IsFromWan(Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn | 0xC0), Port));
        }
    }
}
