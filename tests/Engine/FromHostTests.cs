using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests
{
    /// <summary>From the gateway's own stack: to a side by address, as it is (nat.md, "What is for whom").</summary>
    [TestClass]
    public class FromHostTests
    {
        private const uint Lan = TestGateway.Lan;
        private const uint Wan = TestGateway.Wan;

        // source, destination, side (-1: none), reason
        [DataRow(Lan, 0xC0A80164u, 0, 0)]
        [DataRow(Lan, 0xC0A801FFu, 0, 0)] // the LAN's broadcast
        [DataRow(Lan, 0xFFFFFFFFu, 0, 0)] // DHCP offers
        [DataRow(Lan, 0xE00000FBu, 0, 0)] // mDNS
        [DataRow(Wan, 0xC0A80164u, 0, 0)]
        [DataRow(Wan, 0xC0000219u, 1, 0)]
        [DataRow(Wan, 0x0A000001u, 1, 0)]
        [DataRow(Wan, 0xFFFFFFFFu, 1, 0)]
        [DataRow(0x00000000u, 0xFFFFFFFFu, 1, 0)] // DHCP discover
        [DataRow(Wan, 0xE0000001u, 1, 0)]
        [DataRow(Lan, 0xC0000219u, -1, 12)] // A private source never leaves: SpoofedSource
        [DataRow(0xC0000219u, 0xC000021Au, -1, 12)]
        [DataRow(Wan, 0x7F000001u, -1, 29)] // HostNoRoute
        [DataRow(Wan, 0x00000001u, -1, 29)]
        [DataRow(Wan, 0xF0000001u, -1, 29)]
        [TestMethod]
        public void By_address(uint source, uint destination, int to, int reason)
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(source, 50000, destination, 67, new byte[4]);

            SentPacket sent = gateway.Receive(Side.Host, packet);

            Assert.AreEqual(to, sent == null ? -1 : (int)sent.To);
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            if (sent != null)
            {
                Assert.AreEqual(Hex.Format(packet), Hex.Format(sent.Bytes));
            }

            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        // What the gateway begins itself needs no flow for its answer.
        [TestMethod]
        public void An_answer_to_the_gateway_s_own_question_is_for_it()
        {
            var gateway = new TestGateway();
            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Host, PacketBuilder.Udp(Wan, 50000, TestGateway.Foreign, 53, new byte[4])).To);

            Assert.AreEqual((int)Side.Host, (int)Exchange.UdpIn(gateway, TestGateway.Foreign, 53, 50000).To);
        }

        // Before the line has given an address, the gateway asks for one.
        [TestMethod]
        public void Without_a_WAN_address_DHCP_goes_out()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanAddress = EngineSettings.NoAddress;
            var gateway = new TestGateway(settings, null);

            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Host, PacketBuilder.Udp(0, 68, 0xFFFFFFFF, 67, new byte[240])).To);
        }

        // What a stack says to a port scan stays here; only its own pings leave. type, to the WAN, whether it passes
        [DataRow(8, true, true)] // echo request
        [DataRow(0, true, false)]
        [DataRow(3, true, false)] // port unreachable, say
        [DataRow(4, true, false)]
        [DataRow(5, true, false)]
        [DataRow(11, true, false)]
        [DataRow(12, true, false)]
        [DataRow(14, true, false)]
        [DataRow(0, false, true)]
        [DataRow(3, false, true)]
        [DataRow(11, false, true)]
        [TestMethod]
        public void ICMP_by_type(int type, bool isToWan, bool passes)
        {
            var gateway = new TestGateway();

            SentPacket sent = gateway.Receive(Side.Host, PacketBuilder.Icmp(Wan, isToWan ? TestGateway.Foreign : TestGateway.HostA, type, 0, new byte[28]));

            Assert.AreEqual(passes ? (int)(isToWan ? Side.Wan : Side.Lan) : -1, sent == null ? -1 : (int)sent.To);
            Assert.AreEqual((int)(passes ? DropReason.None : DropReason.HostAnswersStranger), (int)gateway.Engine.LastDropReason);
        }

        // An RST leaves for a connection that the stack has opened. the other end, its port, our port, whether it passes
        [DataRow(TestGateway.Foreign, 443, 50000, true)]
        [DataRow(TestGateway.Foreign, 443, 50001, false)]
        [DataRow(TestGateway.Foreign, 444, 50000, false)]
        [DataRow(TestGateway.Foreign2, 443, 50000, false)]
        [DataRow(TestGateway.HostA, 40000, 80, true)] // the LAN's own are told
        [TestMethod]
        public void Strangers_get_no_RST(uint destination, int destinationPort, int sourcePort, bool passes)
        {
            var gateway = new TestGateway();
            Assert.IsNotNull(gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, 50000, TestGateway.Foreign, 443, TcpFlags.Syn)));

            SentPacket sent = gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, sourcePort, destination, destinationPort, TcpFlags.Rst));
            Assert.AreEqual(passes, sent != null);
            sent = gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, sourcePort, destination, destinationPort, TcpFlags.Rst | TcpFlags.Ack));
            Assert.AreEqual(passes, sent != null);
            Assert.AreEqual(passes ? 0L : 2L, gateway.Engine.Drops.Of(DropReason.HostAnswersStranger));
        }

        // Sixteen are remembered. A SYN that is sent again takes no second place.
        [DataRow(15, true)]
        [DataRow(16, false)]
        [TestMethod]
        public void The_latest_connections_may_end_by_an_RST(int laterConnections, bool passes)
        {
            var gateway = new TestGateway();
            for (int port = 50000; port <= 50000 + laterConnections; port++)
            {
                gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, port, TestGateway.Foreign, 443, TcpFlags.Syn));
                gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, port, TestGateway.Foreign, 443, TcpFlags.Syn));
            }

            Assert.AreEqual(passes, gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, 50000, TestGateway.Foreign, 443, TcpFlags.Rst)) != null);
            Assert.IsNotNull(gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, 50000 + laterConnections, TestGateway.Foreign, 443, TcpFlags.Rst)));
        }

        // Data, ACK and FIN need no SYN to have been seen: the engine may be younger than a connection.
        [DataRow(TcpFlags.Ack)]
        [DataRow(TcpFlags.Ack | TcpFlags.Fin)]
        [DataRow(TcpFlags.Ack | TcpFlags.Psh)]
        [TestMethod]
        public void Other_segments_pass(int flags)
        {
            Assert.IsNotNull(new TestGateway().Receive(Side.Host, PacketBuilder.Tcp(Wan, 50000, TestGateway.Foreign, 443, flags)));
        }

        // destination, whether it passes
        [DataRow(TestGateway.Foreign, false)]
        [DataRow(TestGateway.Relay, true)]
        [TestMethod]
        public void The_gateway_itself_sends_mail_to_nobody_but_a_relay(uint destination, bool passes)
        {
            var gateway = new TestGateway();

            SentPacket sent = gateway.Receive(Side.Host, PacketBuilder.Tcp(Wan, 50000, destination, 25, TcpFlags.Syn));

            Assert.AreEqual(passes, sent != null);
            Assert.AreEqual((int)(passes ? DropReason.None : DropReason.Port25Blocked), (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(passes ? 0L : 1L, gateway.Engine.Op25b.HostPort25Dropped);
        }
    }
}
