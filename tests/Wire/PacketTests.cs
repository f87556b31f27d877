using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>What a packet's headers together say of the flow that it belongs to.</summary>
    [TestClass]
    public class PacketTests
    {
        [TestMethod]
        public void TCP_gives_ports_and_flags()
        {
            Packet packet = Parse(PacketBuilder.Tcp(1, 50000, 2, 25, TcpFlags.Syn | TcpFlags.Ack), true);

            Assert.AreEqual((int)ParseResult.Valid, (int)packet.Transport);
            Assert.AreEqual(50000, packet.SourcePort);
            Assert.AreEqual(25, packet.DestinationPort);
            Assert.AreEqual(TcpFlags.Syn | TcpFlags.Ack, packet.TcpFlags);
            Assert.IsFalse(packet.IsOtherIcmp);
            Assert.IsFalse(packet.IsFragment);
            Assert.AreEqual(20, packet.TransportOffset);
        }

        // The next packet must not wear the last one's flags.
        [TestMethod]
        public void UDP_and_ICMP_have_ports_and_no_flags()
        {
            var packet = new Packet();
            byte[] tcp = PacketBuilder.Tcp(1, 50000, 2, 25, TcpFlags.Syn);
            packet.Parse(tcp, 0, tcp.Length, true);
            byte[] udp = PacketBuilder.Udp(1, 65535, 2, 53, new byte[1]);
            packet.Parse(udp, 0, udp.Length, true);

            Assert.AreEqual((int)ParseResult.Valid, (int)packet.Transport);
            Assert.AreEqual(65535, packet.SourcePort);
            Assert.AreEqual(53, packet.DestinationPort);
            Assert.AreEqual(0, packet.TcpFlags);

            packet.Parse(tcp, 0, tcp.Length, true);
            byte[] echo = PacketBuilder.Icmp(1, 2, IcmpHeader.EchoRequest, 7, new byte[1]);
            packet.Parse(echo, 0, echo.Length, true);

            Assert.AreEqual(0, packet.TcpFlags);
        }

        // type, from the LAN, other than a query that belongs to a flow
        [DataRow(IcmpHeader.EchoRequest, true, false)]
        [DataRow(IcmpHeader.EchoReply, true, true)]
        [DataRow(IcmpHeader.EchoRequest, false, true)]
        [DataRow(IcmpHeader.EchoReply, false, false)]
        [DataRow(IcmpHeader.DestinationUnreachable, true, true)]
        [DataRow(IcmpHeader.DestinationUnreachable, false, true)]
        [DataRow(5, true, true)] // redirect
        [DataRow(IcmpHeader.TimeExceeded, false, true)]
        [DataRow(IcmpHeader.ParameterProblem, true, true)]
        [DataRow(13, true, true)] // timestamp
        [DataRow(255, false, true)]
        [TestMethod]
        public void Only_requests_of_the_LAN_and_replies_from_elsewhere_belong_to_a_flow(int type, bool isFromLan, bool isOther)
        {
            Packet packet = Parse(PacketBuilder.Icmp(1, 2, type, 0x8001, new byte[0]), isFromLan);

            Assert.AreEqual((int)ParseResult.Valid, (int)packet.Transport);
            Assert.AreEqual(isOther, packet.IsOtherIcmp);
        }

        [TestMethod]
        public void An_echo_s_identifier_stands_in_the_LAN_host_s_place()
        {
            Packet request = Parse(PacketBuilder.Icmp(1, 2, IcmpHeader.EchoRequest, 0x8001, new byte[0]), true);
            Packet reply = Parse(PacketBuilder.Icmp(2, 1, IcmpHeader.EchoReply, 0x8001, new byte[0]), false);

            Assert.AreEqual(0x8001, request.SourcePort);
            Assert.AreEqual(0, request.DestinationPort);
            Assert.AreEqual(0, reply.SourcePort);
            Assert.AreEqual(0x8001, reply.DestinationPort);
        }

        // The port after an ICMP error is TCP's again.
        [TestMethod]
        public void TCP_after_an_ICMP_error_is_no_ICMP()
        {
            var packet = new Packet();
            byte[] error = PacketBuilder.Icmp(1, 2, IcmpHeader.DestinationUnreachable, 0, new byte[28]);
            packet.Parse(error, 0, error.Length, true);
            byte[] tcp = PacketBuilder.Tcp(1, 50000, 2, 25, TcpFlags.Syn);
            packet.Parse(tcp, 0, tcp.Length, true);

            Assert.IsFalse(packet.IsOtherIcmp);
        }

        // flags and offset: no fragment is read behind its IP header
        [DataRow(0x2000, true)] // more fragments
        [DataRow(0x2001, true)]
        [DataRow(0x0001, true)]
        [DataRow(0x1FFF, true)]
        [DataRow(0x6000, true)] // more fragments, and don't fragment
        [DataRow(0x4000, false)]
        [DataRow(0x0000, false)]
        [DataRow(0x8000, false)] // RFC 3514
        [TestMethod]
        public void A_fragment_has_no_transport_header(int fragmentField, bool isFragment)
        {
            for (int protocol = IpProtocol.Icmp; protocol <= IpProtocol.Udp; protocol++)
            {
                byte[] bytes = PacketBuilder.Ip(protocol, 1, 2, 24);
                bytes[32] = 0x50;
                bytes[25] = 8;
                Packet packet = Parse(PacketBuilder.WithIpv4Word(bytes, Ipv4Header.FragmentOffset, fragmentField), true);
                bool isKnown = protocol == IpProtocol.Icmp || protocol == IpProtocol.Tcp || protocol == IpProtocol.Udp;
                ParseResult expected = isKnown && !isFragment ? ParseResult.Valid : ParseResult.Malformed;

                Assert.AreEqual(isFragment, packet.IsFragment);
                Assert.AreEqual((int)expected, (int)packet.Transport, "protocol " + protocol.ToString());
            }
        }

        [DataRow(IpProtocol.Icmp)]
        [DataRow(IpProtocol.Tcp)]
        [DataRow(IpProtocol.Udp)]
        [TestMethod]
        public void Behind_IP_options_nothing_is_read(int protocol)
        {
            byte[] bytes = PacketBuilder.Ip(protocol, 1, 2, 24);
            bytes[32] = 0x50;
            bytes[25] = 8;
            Packet packet = Parse(PacketBuilder.WithIpv4Options(bytes, Hex.Parse("01010100")), true);

            Assert.AreEqual((int)ParseResult.Malformed, (int)packet.Transport);
            Assert.AreEqual(24, packet.TransportOffset);
        }

        // protocol: IGMP, IPv4 in IPv4, IPv6 in IPv4, GRE, ESP, SCTP, reserved
        [DataRow(0)]
        [DataRow(2)]
        [DataRow(4)]
        [DataRow(41)]
        [DataRow(47)]
        [DataRow(50)]
        [DataRow(132)]
        [DataRow(255)]
        [TestMethod]
        public void Other_protocols_have_no_transport_header(int protocol)
        {
            byte[] bytes = PacketBuilder.Ip(protocol, 1, 2, 40);
            bytes[32] = 0x50;

            Assert.AreEqual((int)ParseResult.Malformed, (int)Parse(bytes, true).Transport);
        }

        // protocol, bytes behind the IP header, result
        [DataRow(IpProtocol.Tcp, 0, (int)ParseResult.Truncated)]
        [DataRow(IpProtocol.Tcp, 19, (int)ParseResult.Truncated)]
        [DataRow(IpProtocol.Tcp, 20, (int)ParseResult.Malformed)] // data offset 0
        [DataRow(IpProtocol.Udp, 0, (int)ParseResult.Truncated)]
        [DataRow(IpProtocol.Udp, 7, (int)ParseResult.Truncated)]
        [DataRow(IpProtocol.Udp, 8, (int)ParseResult.Malformed)] // length 0
        [DataRow(IpProtocol.Icmp, 0, (int)ParseResult.Truncated)]
        [DataRow(IpProtocol.Icmp, 7, (int)ParseResult.Truncated)]
        [DataRow(IpProtocol.Icmp, 8, (int)ParseResult.Valid)]
        [TestMethod]
        public void The_total_length_ends_the_transport_header_and_padding_does_not(int protocol, int length, int result)
        {
            byte[] bytes = PacketBuilder.Ip(protocol, 1, 2, length);
            byte[] padded = new byte[bytes.Length + 40];
            System.Array.Copy(bytes, padded, bytes.Length);

            Assert.AreEqual(result, (int)Parse(padded, true).Transport);
        }

        [TestMethod]
        public void An_invalid_IPv4_header_leaves_no_transport_header()
        {
            byte[] bytes = PacketBuilder.Tcp(1, 2, 3, 4, TcpFlags.Syn);
            var packet = new Packet();

            Assert.AreEqual((int)ParseResult.Valid, (int)packet.Parse(bytes, 0, bytes.Length, true));
            Assert.AreEqual((int)ParseResult.Truncated, (int)packet.Parse(bytes, 0, bytes.Length - 1, true));
            Assert.AreEqual((int)ParseResult.Malformed, (int)packet.Transport);
        }

        // protocol, flags and offset, bytes behind the IP header, evasion: RFC 1858 and RFC 3128
        [DataRow(IpProtocol.Tcp, 0x2000, 0, true)]
        [DataRow(IpProtocol.Tcp, 0x2000, 8, true)] // ports, and no flags
        [DataRow(IpProtocol.Tcp, 0x2000, 16, true)]
        [DataRow(IpProtocol.Tcp, 0x2000, 19, true)]
        [DataRow(IpProtocol.Tcp, 0x2000, 20, false)]
        [DataRow(IpProtocol.Tcp, 0x2000, 1480, false)]
        [DataRow(IpProtocol.Tcp, 0x2001, 1480, true)] // overwrites flags
        [DataRow(IpProtocol.Tcp, 0x0001, 8, true)]
        [DataRow(IpProtocol.Tcp, 0x0002, 8, false)]
        [DataRow(IpProtocol.Tcp, 0x1FFF, 8, false)]
        [DataRow(IpProtocol.Udp, 0x2000, 8, false)]
        [DataRow(IpProtocol.Udp, 0x2001, 8, false)]
        [DataRow(IpProtocol.Icmp, 0x0001, 8, false)]
        [TestMethod]
        public void A_TCP_fragment_that_could_hide_ports_or_flags_is_told(int protocol, int fragmentField, int length, bool isEvasion)
        {
            byte[] bytes = PacketBuilder.WithIpv4Word(PacketBuilder.Ip(protocol, 1, 2, length), Ipv4Header.FragmentOffset, fragmentField);

            Assert.AreEqual(isEvasion, Parse(bytes, true).IsTcpFragmentEvasion);
        }

        // With options 20 bytes of TCP end at 44, not at 40.
        [DataRow(19, true)]
        [DataRow(20, false)]
        [TestMethod]
        public void Options_are_no_part_of_a_first_fragment_s_TCP_header(int length, bool isEvasion)
        {
            byte[] bytes = PacketBuilder.WithIpv4Options(PacketBuilder.Ip(IpProtocol.Tcp, 1, 2, length), Hex.Parse("01010100"));
            PacketBuilder.WithIpv4Word(bytes, Ipv4Header.FragmentOffset, 0x2000);

            Assert.AreEqual(isEvasion, Parse(bytes, true).IsTcpFragmentEvasion);
        }

        private static Packet Parse(byte[] bytes, bool isFromLan)
        {
            // At an offset, which every packet from a board has.
            byte[] buffer = new byte[bytes.Length + 18];
            System.Array.Copy(bytes, 0, buffer, 14, bytes.Length);
            var packet = new Packet();
            Assert.AreEqual((int)ParseResult.Valid, (int)packet.Parse(buffer, 14, bytes.Length, isFromLan));
            packet.Offset -= 14;
            return packet;
        }
    }
}
