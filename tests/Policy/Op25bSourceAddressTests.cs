using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>Source addresses that a LAN host can't have (BCP 38), and what is for the gateway all the same.</summary>
    [TestClass]
    public class Op25bSourceAddressTests
    {
        private const uint Network = 0xC0A80100u;
        private const uint Broadcast = 0xC0A801FFu;

        // source
        [DataRow(0x00000000u)] // 0.0.0.0
        [DataRow(TestGateway.Foreign)]
        [DataRow(TestGateway.Foreign2)]
        [DataRow(TestGateway.Relay)]
        [DataRow(0xC0A80264u)] // 192.168.2.100: the neighbour's prefix
        [DataRow(0xC0A80064u)] // 192.168.0.100
        [DataRow(0x0A000001u)]
        [DataRow(0x7F000001u)]
        [DataRow(0xE0000001u)]
        [DataRow(0xFFFFFFFFu)]
        [DataRow(TestGateway.Lan)] // the gateway's own
        [DataRow(TestGateway.Wan)]
        [DataRow(Network)]
        [DataRow(Broadcast)]
        [TestMethod]
        public void A_foreign_source_is_dropped_and_counted(uint source)
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Tcp(source, 50000, TestGateway.Foreign, 25, TcpFlags.Syn)));
            Assert.AreEqual((int)DropReason.SpoofedSource, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Tcp(source, 50000, TestGateway.Relay, 25, TcpFlags.Syn)));
            Assert.AreEqual((int)DropReason.SpoofedSource, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Udp(source, 50000, TestGateway.Foreign, 53, new byte[1])));
            Assert.AreEqual((int)DropReason.SpoofedSource, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Icmp(source, TestGateway.Foreign, IcmpHeader.EchoRequest, 1, new byte[1])));
            Assert.AreEqual((int)DropReason.SpoofedSource, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(4, gateway.Engine.Drops.Of(DropReason.SpoofedSource));
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
        }

        // The edges of 192.168.1.0/24.
        [DataRow(0xC0A80102u)]
        [DataRow(0xC0A801FEu)]
        [TestMethod]
        public void The_prefix_s_first_and_last_hosts_pass(uint source)
        {
            Assert.AreEqual(
                (int)Side.Wan,
                (int)new TestGateway().Receive(Side.Lan, PacketBuilder.Udp(source, 50000, TestGateway.Foreign, 53, new byte[1])).To);
        }

        // source, destination: DHCP comes from 0.0.0.0, and a host with a wrong address may look for help
        [DataRow(0x00000000u, 0xFFFFFFFFu)]
        [DataRow(0x00000000u, Broadcast)]
        [DataRow(0x00000000u, TestGateway.Lan)]
        [DataRow(0xA9FE0101u, TestGateway.Lan)]
        [DataRow(0xA9FEFFFFu, 0xE00000FBu)] // mDNS
        [DataRow(TestGateway.HostA, TestGateway.Lan)]
        [TestMethod]
        public void What_is_for_the_gateway_gets_there_first(uint source, uint destination)
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(source, 68, destination, 67, new byte[4]);
            SentPacket sent = gateway.Receive(Side.Lan, packet);

            Assert.AreEqual((int)Side.Host, (int)sent.To);
            Assert.AreEqual(Hex.Format(packet), Hex.Format(sent.Bytes), "unchanged");
            Assert.AreEqual((int)PacketFate.ToHost, (int)gateway.Engine.LastFate);
            Assert.AreEqual(0, gateway.Engine.Drops.Total);
        }

        // source, destination: a LAN host that answers in the place of a resolver or time server outside, or of the gateway itself
        [DataRow(TestGateway.Foreign, TestGateway.Lan)]
        [DataRow(TestGateway.Relay, Broadcast)]
        [DataRow(TestGateway.Foreign, 0xFFFFFFFFu)]
        [DataRow(0x0A000001u, 0xE00000FBu)]
        [DataRow(0xC0A80264u, TestGateway.Lan)] // the neighbour's prefix
        [DataRow(TestGateway.Lan, TestGateway.Lan)]
        [DataRow(TestGateway.Wan, TestGateway.Lan)]
        [DataRow(Broadcast, TestGateway.Lan)]
        [DataRow(Network, TestGateway.Lan)]
        [DataRow(0x00000001u, TestGateway.Lan)] // 0.0.0.1
        [DataRow(0xA9FDFFFFu, TestGateway.Lan)] // beside 169.254/16
        [DataRow(0xA9FF0000u, TestGateway.Lan)]
        [TestMethod]
        public void Nobody_outside_is_heard_from_the_LAN(uint source, uint destination)
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Udp(source, 53, destination, 50000, new byte[4])));
            Assert.AreEqual((int)DropReason.SpoofedSource, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Tcp(source, 53, destination, 50000, TcpFlags.Ack)));
            Assert.AreEqual(2, gateway.Engine.Drops.Of(DropReason.SpoofedSource));
        }

        // The help page is no business of OP25B: not even on port 25.
        [TestMethod]
        public void The_gateway_s_own_port_25_is_the_own_stack_s()
        {
            var gateway = new TestGateway();

            Assert.AreEqual(
                (int)Side.Host,
                (int)gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Lan, 25, TcpFlags.Syn)).To);
            Assert.AreEqual(0, gateway.Engine.Op25b.BlockedPackets);
        }

        // With another prefix other sources are foreign.
        [DataRow(25, 0xC0A801FEu, true)]
        [DataRow(25, 0xC0A80102u, false)]
        [DataRow(16, 0xC0A80264u, false)]
        [DataRow(16, 0xC0A90101u, true)]
        [DataRow(8, 0xC0000001u, false)]
        [DataRow(30, 0xC0A80102u, false)]
        [DataRow(30, 0xC0A80103u, true)] // its broadcast
        [DataRow(30, 0xC0A80104u, true)]
        [TestMethod]
        public void The_prefix_length_counts(int prefixLength, uint source, bool isSpoofed)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.LanPrefixLength = prefixLength;
            var gateway = new TestGateway(settings, null);
            gateway.Receive(Side.Lan, PacketBuilder.Udp(source, 50000, 0x08080808u, 53, new byte[1]));

            Assert.AreEqual(isSpoofed ? (int)DropReason.SpoofedSource : (int)DropReason.None, (int)gateway.Engine.LastDropReason);
        }
    }
}
