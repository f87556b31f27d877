using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests
{
    /// <summary>From the LAN: what is for the gateway itself, what goes out, and what goes nowhere (nat.md, "What is for whom").</summary>
    [TestClass]
    public class FromLanTests
    {
        private const uint A = TestGateway.HostA;

        // source, destination, the side it goes to (-1: none), the reason when none. A datagram to port 80.
        [DataRow(A, 0xC0A80101u, 2, 0)] // our LAN address
        [DataRow(A, 0xC0A801FFu, 2, 0)] // the LAN's broadcast
        [DataRow(A, 0xFFFFFFFFu, 2, 0)] // 255.255.255.255
        [DataRow(A, 0xE0000001u, 2, 0)] // 224.0.0.1
        [DataRow(A, 0xEFFFFFFAu, 2, 0)] // 239.255.255.250
        [DataRow(0x00000000u, 0xFFFFFFFFu, 2, 0)] // DHCP: 0.0.0.0 is no LAN host, but for us it may be
        [DataRow(0x00000000u, 0xC0A80101u, 2, 0)]
        [DataRow(A, 0xC0000219u, 1, 0)] // a foreign host
        [DataRow(A, 0x0A000001u, 1, 0)] // 10.0.0.1: private, but the ISP may have it
        [DataRow(A, 0xC0A80001u, 1, 0)] // 192.168.0.1, beside the LAN
        [DataRow(A, 0xC0A80200u, 1, 0)]
        [DataRow(A, 0xDFFFFFFFu, 1, 0)] // the last address below multicast
        [DataRow(A, 0x01000000u, 1, 0)] // the first behind 0/8
        [DataRow(A, 0x7EFFFFFFu, 1, 0)]
        [DataRow(A, 0x80000000u, 1, 0)]
        [DataRow(A, 0xA9FDFFFFu, 1, 0)]
        [DataRow(A, 0xA9FF0000u, 1, 0)]
        [DataRow(A, TestGateway.Wan, -1, 18)] // our WAN address: HairpinNoMapping
        [DataRow(A, 0x00000000u, -1, 14)] // 0/8: MartianDestination
        [DataRow(A, 0x00FFFFFFu, -1, 14)]
        [DataRow(A, 0x7F000001u, -1, 14)] // 127/8
        [DataRow(A, 0x7FFFFFFFu, -1, 14)]
        [DataRow(A, 0xA9FE0000u, -1, 14)] // 169.254/16
        [DataRow(A, 0xA9FEFFFFu, -1, 14)]
        [DataRow(A, 0xF0000000u, -1, 14)] // 240/4
        [DataRow(A, 0xFFFFFFFEu, -1, 14)]
        [DataRow(A, 0xC0A80165u, -1, 14)] // the LAN itself: the switch does that
        [DataRow(A, 0xC0A80100u, -1, 14)]
        [DataRow(0xC0A80201u, 0xC0000219u, -1, 12)] // beside the LAN: SpoofedSource (BCP 38)
        [DataRow(0xC0A80101u, 0xC0000219u, -1, 12)] // our own LAN address
        [DataRow(0xC0A80100u, 0xC0000219u, -1, 12)] // the network's
        [DataRow(0xC0A801FFu, 0xC0000219u, -1, 12)] // its broadcast
        [DataRow(TestGateway.Wan, 0xC0000219u, -1, 12)]
        [DataRow(0x00000000u, 0xC0000219u, -1, 12)]
        [DataRow(0x7F000001u, 0xC0000219u, -1, 12)]
        [DataRow(0xC0000219u, 0xC000021Au, -1, 12)]
        [DataRow(0xC0000219u, TestGateway.Wan, -1, 12)]
        [TestMethod]
        public void A_datagram_by_its_addresses(uint source, uint destination, int to, int reason)
        {
            var gateway = new TestGateway();

            SentPacket sent = Exchange.UdpOut(gateway, source, 30000, destination, 80);

            Assert.AreEqual(to, sent == null ? -1 : (int)sent.To);
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(to == 1 ? 1 : 0, gateway.Engine.FlowCount);
        }

        // The same for TCP, which may be answered instead: never for these.
        [DataRow(0xC0A80101u, 2, 0)]
        [DataRow(TestGateway.Wan, -1, 18)]
        [DataRow(0x7F000001u, -1, 14)]
        [DataRow(0xC0A80165u, -1, 14)]
        [TestMethod]
        public void A_SYN_to_port_25_by_its_destination(uint destination, int to, int reason)
        {
            var gateway = new TestGateway();

            SentPacket sent = Exchange.TcpOut(gateway, A, 30000, destination, 25, TcpFlags.Syn);

            Assert.AreEqual(to, sent == null ? -1 : (int)sent.To);
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual((int)Verdict.NotConcerned, (int)gateway.Engine.LastVerdict);
        }

        // protocol: IGMP, IP in IP, IPv6 in IPv4, GRE, ESP, SCTP, and one without a name
        [DataRow(2)]
        [DataRow(4)]
        [DataRow(41)]
        [DataRow(47)]
        [DataRow(50)]
        [DataRow(132)]
        [DataRow(0)]
        [DataRow(255)]
        [TestMethod]
        public void Other_protocols_are_not_forwarded_and_reach_the_gateway_itself(int protocol)
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Ip(protocol, A, TestGateway.Foreign, 32)));
            Assert.AreEqual((int)DropReason.ProtocolNotForwarded, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual((int)Side.Host, (int)gateway.Receive(Side.Lan, PacketBuilder.Ip(protocol, A, 0xE0000016, 32)).To);
        }

        // destination, and whether it is for us: with options too
        [DataRow(TestGateway.Foreign, false)]
        [DataRow(TestGateway.Lan, true)]
        [TestMethod]
        public void IP_options_are_not_forwarded(uint destination, bool isForHost)
        {
            var gateway = new TestGateway();
            byte[] packet = WithOptions(PacketBuilder.Udp(A, 30000, destination, 80, new byte[8]));

            SentPacket sent = gateway.Receive(Side.Lan, packet);

            Assert.AreEqual(isForHost, sent != null && sent.To == Side.Host);
            Assert.AreEqual((int)(isForHost ? DropReason.None : DropReason.Ipv4Options), (int)gateway.Engine.LastDropReason);
        }

        // Bytes behind the IP header: too few for the transport header.
        [DataRow(6, 0)]
        [DataRow(6, 19)]
        [DataRow(17, 0)]
        [DataRow(17, 7)]
        [DataRow(1, 0)]
        [DataRow(1, 7)]
        [TestMethod]
        public void A_cut_transport_header_is_not_forwarded(int protocol, int length)
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Ip(protocol, A, TestGateway.Foreign, length)));
            Assert.AreEqual((int)DropReason.TransportMalformed, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Ip(protocol, TestGateway.Foreign, TestGateway.Wan, length)));
            Assert.AreEqual((int)DropReason.TransportMalformed, (int)gateway.Engine.LastDropReason);
        }

        // No header at all, cut, of another version, with lengths that contradict each other.
        [DataRow("", 1)] // Ipv4Truncated
        [DataRow("45", 1)]
        [DataRow("45000014000000004011000000000000000000", 1)]
        [DataRow("00", 2)] // Ipv4Malformed
        [DataRow("f5000014000000004011000000000000000000ff", 2)]
        [DataRow("44000014000000004011000000000000000000ff", 2)]
        [DataRow("45000013000000004011000000000000000000ff", 2)]
        [DataRow("46000014000000004011000000000000000000ff", 2)]
        [DataRow("45000015000000004011000000000000000000ff", 1)]
        [DataRow("45000014000000004011000000000000000000ff", 3)] // Ipv4ChecksumWrong
        [DataRow("60", 4)] // Ipv6NotForwarded
        [DataRow("6000000000003b40", 4)]
        [TestMethod]
        public void What_is_no_IPv4_packet_is_dropped_from_every_side(string packet, int reason)
        {
            var gateway = new TestGateway();
            for (int side = 0; side < 3; side++)
            {
                Assert.IsNull(gateway.Receive((Side)side, Hex.Parse(packet)));
                Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            }

            Assert.AreEqual(3L, gateway.Engine.Drops.Of((DropReason)reason));
        }

        private static byte[] WithOptions(byte[] packet)
        {
            byte[] longer = new byte[packet.Length + 4];
            System.Array.Copy(packet, 0, longer, 0, Ipv4Header.MinimumLength);
            System.Array.Copy(packet, Ipv4Header.MinimumLength, longer, Ipv4Header.MinimumLength + 4, packet.Length - Ipv4Header.MinimumLength);
            longer[Ipv4Header.VersionOffset] = 0x46;
            longer[Ipv4Header.MinimumLength] = 1; // no operation (RFC 791 §3.1)
            return PacketBuilder.WithIpv4Word(longer, Ipv4Header.TotalLengthOffset, longer.Length);
        }
    }
}
