using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests
{
    /// <summary>From the WAN, without a flow: what is for the gateway itself, and what goes nowhere (nat.md, "What is for whom").</summary>
    [TestClass]
    public class FromWanTests
    {
        private const uint Peer = TestGateway.Foreign;
        private const uint Wan = TestGateway.Wan;

        // destination port, flags (-1: UDP), whether it is for us
        [DataRow(49152, -1, true)]
        [DataRow(65535, -1, true)]
        [DataRow(49151, -1, false)]
        [DataRow(20000, -1, false)]
        [DataRow(19999, -1, false)]
        [DataRow(53, -1, false)]
        [DataRow(0, -1, false)]
        [DataRow(49152, 0x10, true)] // ACK
        [DataRow(49152, 0x12, true)] // SYN ACK
        [DataRow(49152, 0x04, true)] // RST
        [DataRow(65535, 0x11, true)] // FIN ACK
        [DataRow(49152, 0x02, false)] // SYN
        [DataRow(65535, 0x02, false)]
        [DataRow(49152, 0xC2, false)] // SYN with ECN
        [DataRow(49151, 0x12, false)]
        [DataRow(22, 0x02, false)]
        [DataRow(80, 0x02, false)]
        [DataRow(80, 0x10, false)]
        [TestMethod]
        public void By_port(int port, int flags, bool isForHost)
        {
            var gateway = new TestGateway();

            SentPacket sent = flags < 0 ? Exchange.UdpIn(gateway, Peer, 1234, port) : Exchange.TcpIn(gateway, Peer, 1234, port, flags);

            Assert.AreEqual(isForHost ? (int)Side.Host : -1, sent == null ? -1 : (int)sent.To);
            Assert.AreEqual((int)(isForHost ? DropReason.None : DropReason.Unsolicited), (int)gateway.Engine.LastDropReason);
            Assert.AreEqual((int)(isForHost ? PacketFate.ToHost : PacketFate.Dropped), (int)gateway.Engine.LastFate);
        }

        [DataRow(0x03)]
        [DataRow(0x06)]
        [DataRow(0x00)]
        [DataRow(0x01)]
        [TestMethod]
        public void Flags_that_no_segment_can_have_are_not_for_us(int flags)
        {
            var gateway = new TestGateway();

            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 1234, 50000, flags));
            Assert.AreEqual((int)DropReason.TcpFlagsInvalid, (int)gateway.Engine.LastDropReason);
        }

        // type, whether it is for us: echo reply, unreachable, time exceeded, parameter problem; the rest asks something
        [DataRow(0, true)]
        [DataRow(3, true)]
        [DataRow(11, true)]
        [DataRow(12, true)]
        [DataRow(8, false)] // echo request
        [DataRow(4, false)] // source quench
        [DataRow(5, false)] // redirect
        [DataRow(9, false)]
        [DataRow(13, false)] // timestamp
        [DataRow(17, false)] // address mask
        [DataRow(255, false)]
        [TestMethod]
        public void ICMP_by_type(int type, bool isForHost)
        {
            var gateway = new TestGateway();
            Exchange.PingOut(gateway, TestGateway.HostA, Peer, 30000);

            byte[] ours = PacketBuilder.Udp(Wan, 50000, Peer, 53, new byte[4]);
            SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.Icmp(Peer, Wan, type, 7, ours));

            Assert.AreEqual(isForHost ? (int)Side.Host : -1, sent == null ? -1 : (int)sent.To);
            Assert.AreEqual((int)(isForHost ? DropReason.None : DropReason.Unsolicited), (int)gateway.Engine.LastDropReason);
        }

        // An echo request with a LAN host's identifier is no reply.
        [TestMethod]
        public void An_echo_request_passes_no_flow()
        {
            var gateway = new TestGateway();
            Exchange.PingOut(gateway, TestGateway.HostA, Peer, 30000);

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Icmp(Peer, Wan, IcmpHeader.EchoRequest, 30000, new byte[4])));
        }

        // our WAN address (0: none yet), source, source port, destination, destination port, whether it is for us
        [DataRow(0u, Peer, 67, 0xFFFFFFFFu, 68, true)]
        [DataRow(0u, Peer, 67, Wan, 68, true)]
        [DataRow(0u, 0xC0A80101u, 67, 0xFFFFFFFFu, 68, true)] // a server may have any address, private ones too
        [DataRow(Wan, Peer, 67, 0xFFFFFFFFu, 68, true)]
        [DataRow(Wan, Peer, 67, Wan, 68, true)]
        [DataRow(0u, Peer, 68, 0xFFFFFFFFu, 67, false)] // we are nobody's server there
        [DataRow(Wan, Peer, 68, 0xFFFFFFFFu, 67, false)]
        [DataRow(0u, Peer, 67, 0xFFFFFFFFu, 69, false)]
        [DataRow(0u, Peer, 66, 0xFFFFFFFFu, 68, false)]
        [DataRow(Wan, Peer, 66, Wan, 68, false)]
        [TestMethod]
        public void DHCP_answers_are_for_us_before_and_after_there_is_a_WAN_address(
            uint wanAddress,
            uint source,
            int sourcePort,
            uint destination,
            int destinationPort,
            bool isForHost)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanAddress = wanAddress;
            var gateway = new TestGateway(settings, null);

            SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.Udp(source, sourcePort, destination, destinationPort, new byte[240]));

            Assert.AreEqual(isForHost ? (int)Side.Host : -1, sent == null ? -1 : (int)sent.To);
        }

        [TestMethod]
        public void TCP_on_DHCP_s_ports_is_nothing()
        {
            var gateway = new TestGateway();

            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 67, 68, TcpFlags.Ack));
        }

        // source: ours, the LAN's, loopback, multicast, broadcast, this network, one that no router forwards from (RFC 3927 §2.7)
        [DataRow(Wan)]
        [DataRow(0xC0A80101u)]
        [DataRow(0xC0A80164u)]
        [DataRow(0xC0A801FFu)]
        [DataRow(0x7F000001u)]
        [DataRow(0xE0000001u)]
        [DataRow(0xF0000001u)]
        [DataRow(0xFFFFFFFFu)]
        [DataRow(0x00000000u)]
        [DataRow(0xA9FE0001u)]
        [DataRow(0xA9FEFFFFu)]
        [TestMethod]
        public void Sources_that_cannot_be_there_are_dropped(uint source)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new Gateway.Nat.PortForward { Protocol = IpProtocol.Udp, ExternalPort = 5000, LanAddress = TestGateway.HostA, LanPort = 5001 },
            };
            var gateway = new TestGateway(settings, null);

            Assert.IsNull(Exchange.UdpIn(gateway, source, 1234, 50000));
            Assert.AreEqual((int)DropReason.MartianSource, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(Exchange.UdpIn(gateway, source, 1234, 5000));
            Assert.AreEqual((int)DropReason.MartianSource, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(Exchange.PingIn(gateway, source, 7));
            Assert.AreEqual(3L, gateway.Engine.Drops.Of(DropReason.MartianSource));
        }

        // Private and shared addresses of the ISP's own network are hosts there.
        [DataRow(0x0A000001u)]
        [DataRow(0x64400001u)]
        [DataRow(0xC0A80001u)]
        [DataRow(0xA9FDFFFFu)]
        [DataRow(0xA9FF0000u)]
        [TestMethod]
        public void Private_sources_are_hosts_on_the_WAN(uint source)
        {
            var gateway = new TestGateway();

            Assert.AreEqual((int)Side.Host, (int)Exchange.UdpIn(gateway, source, 1234, 50000).To);
        }

        // destination: the LAN's, another's, broadcast, multicast
        [DataRow(0xC0A80101u)]
        [DataRow(0xC0A80164u)]
        [DataRow(0xCB00710Bu)]
        [DataRow(0xFFFFFFFFu)]
        [DataRow(0xE0000001u)]
        [DataRow(0x7F000001u)]
        [TestMethod]
        public void Other_destinations_are_not_ours(uint destination)
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 1234, destination, 50000, new byte[4])));
            Assert.AreEqual((int)DropReason.NotForUs, (int)gateway.Engine.LastDropReason);
        }

        [DataRow(2)]
        [DataRow(4)]
        [DataRow(41)]
        [DataRow(47)]
        [DataRow(50)]
        [TestMethod]
        public void Other_protocols_are_dropped(int protocol)
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Ip(protocol, Peer, Wan, 32)));
            Assert.AreEqual((int)DropReason.ProtocolNotForwarded, (int)gateway.Engine.LastDropReason);
        }

        // Not even of a flow.
        [TestMethod]
        public void IP_options_are_dropped()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, TestGateway.HostA, 30000, Peer, 80);
            byte[] packet = PacketBuilder.Udp(Peer, 80, Wan, 30000, new byte[8]);
            packet[Ipv4Header.VersionOffset] = 0x46;

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.FixIpv4Checksum(packet)));
            Assert.AreEqual((int)DropReason.Ipv4Options, (int)gateway.Engine.LastDropReason);
        }
    }
}
