using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>What an IPv4 header may look like, and every way in which one is cut short or contradicts itself.</summary>
    [TestClass]
    public class Ipv4HeaderTests
    {
        // RFC 791 by hand: 192.168.1.100 to 192.0.2.25, TCP, TTL 64, 40 bytes.
        private const string Header = "45000028 12344000 4006a476 c0a80164 c0000219";

        [TestMethod]
        public void A_header_without_options_gives_its_fields()
        {
            byte[] packet = Sized(Header, 40);
            var header = new Ipv4Header();

            Assert.AreEqual((int)ParseResult.Valid, (int)header.Parse(packet, 0, packet.Length));
            Assert.AreEqual(20, header.HeaderLength);
            Assert.AreEqual(40, header.TotalLength);
            Assert.AreEqual(Ipv4Header.DontFragment, header.FragmentField);
            Assert.AreEqual(64, header.TimeToLive);
            Assert.AreEqual(IpProtocol.Tcp, header.Protocol);
            Assert.AreEqual(TestGateway.HostA, header.Source);
            Assert.AreEqual(TestGateway.Foreign, header.Destination);
        }

        // options, header length
        [DataRow("01010101", 24)]
        [DataRow("830704c0000219 00", 28)] // loose source route
        [DataRow("01010101 01010101 01010101 01010101 01010101 01010101 01010101 01010101 01010101 01010100", 60)]
        [TestMethod]
        public void Options_count_to_the_header_and_to_its_checksum(string options, int headerLength)
        {
            byte[] packet = PacketBuilder.WithIpv4Options(PacketBuilder.Ip(IpProtocol.Udp, 1, 2, 8), Hex.Parse(options));
            var header = new Ipv4Header();

            Assert.AreEqual((int)ParseResult.Valid, (int)header.Parse(packet, 0, packet.Length));
            Assert.AreEqual(headerLength, header.HeaderLength);
            Assert.AreEqual(headerLength + 8, header.TotalLength);

            packet[headerLength - 1] ^= 1;
            Assert.AreEqual((int)ParseResult.ChecksumWrong, (int)header.Parse(packet, 0, packet.Length));
        }

        // Ethernet pads to 60 bytes: 46 of IP.
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(26)]
        [DataRow(1480)]
        [TestMethod]
        public void Padding_behind_the_total_length_is_none_of_the_packet(int padding)
        {
            byte[] packet = Sized(Header, 40 + padding);
            for (int i = 40; i < packet.Length; i++)
            {
                packet[i] = 0xFF;
            }

            var header = new Ipv4Header();

            Assert.AreEqual((int)ParseResult.Valid, (int)header.Parse(packet, 0, packet.Length));
            Assert.AreEqual(40, header.TotalLength);
        }

        [TestMethod]
        public void Truncated_at_every_length_is_truncated()
        {
            byte[] packet = Sized(Header, 40);
            for (int length = 0; length < 40; length++)
            {
                Assert.AreEqual((int)ParseResult.Truncated, (int)new Ipv4Header().Parse(packet, 0, length), "length " + length.ToString());
            }
        }

        // The array itself ends there: nothing behind it may be read.
        [TestMethod]
        public void Nothing_is_read_behind_the_array()
        {
            for (int length = 0; length < 40; length++)
            {
                Assert.AreEqual((int)ParseResult.Truncated, (int)new Ipv4Header().Parse(Sized(Header, length), 0, length), "length " + length.ToString());
            }
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [DataRow(4)]
        [TestMethod]
        public void A_header_length_below_20_bytes_is_malformed(int headerWords)
        {
            byte[] packet = Sized(Header, 40);
            packet[0] = (byte)(0x40 | headerWords);

            Assert.AreEqual((int)ParseResult.Malformed, (int)new Ipv4Header().Parse(PacketBuilder.FixIpv4Checksum(packet), 0, packet.Length));
        }

        // header words, total length: the header would end behind the packet
        [DataRow(6, 20)]
        [DataRow(6, 23)]
        [DataRow(15, 40)]
        [DataRow(15, 59)]
        [TestMethod]
        public void A_header_length_beyond_the_total_length_is_malformed(int headerWords, int totalLength)
        {
            byte[] packet = Sized(Header, 80);
            packet[0] = (byte)(0x40 | headerWords);
            PacketBuilder.WithIpv4Word(packet, Ipv4Header.TotalLengthOffset, totalLength);

            Assert.AreEqual((int)ParseResult.Malformed, (int)new Ipv4Header().Parse(packet, 0, packet.Length));
        }

        [TestMethod]
        public void A_total_length_below_the_header_is_malformed()
        {
            for (int totalLength = 0; totalLength < 20; totalLength++)
            {
                byte[] packet = PacketBuilder.WithIpv4Word(Sized(Header, 40), Ipv4Header.TotalLengthOffset, totalLength);

                Assert.AreEqual((int)ParseResult.Malformed, (int)new Ipv4Header().Parse(packet, 0, 40), "total length " + totalLength.ToString());
            }
        }

        // total length, result
        [DataRow(20, (int)ParseResult.Valid)]
        [DataRow(21, (int)ParseResult.Valid)]
        [DataRow(40, (int)ParseResult.Valid)]
        [DataRow(41, (int)ParseResult.Truncated)]
        [DataRow(65535, (int)ParseResult.Truncated)]
        [TestMethod]
        public void A_total_length_beyond_what_is_there_is_truncated(int totalLength, int result)
        {
            byte[] packet = PacketBuilder.WithIpv4Word(Sized(Header, 40), Ipv4Header.TotalLengthOffset, totalLength);

            Assert.AreEqual(result, (int)new Ipv4Header().Parse(packet, 0, 40));
        }

        [TestMethod]
        public void The_longest_packet_is_valid()
        {
            byte[] packet = PacketBuilder.Ip(IpProtocol.Udp, 1, 2, 65515);
            var header = new Ipv4Header();

            Assert.AreEqual((int)ParseResult.Valid, (int)header.Parse(packet, 0, packet.Length));
            Assert.AreEqual(65535, header.TotalLength);
        }

        // Version, IHL and total length have their own results: from the type of service on all is the checksum's.
        [TestMethod]
        public void Every_flipped_bit_is_found()
        {
            byte[] packet = Sized(Header, 40);
            var header = new Ipv4Header();
            for (int bit = 0; bit < 160; bit++)
            {
                packet[bit / 8] ^= (byte)(0x80 >> (bit % 8));
                int result = (int)header.Parse(packet, 0, 40);
                packet[bit / 8] ^= (byte)(0x80 >> (bit % 8));

                Assert.AreNotEqual((int)ParseResult.Valid, result, "bit " + bit.ToString());
                if (bit / 8 > 3 || bit / 8 == 1)
                {
                    Assert.AreEqual((int)ParseResult.ChecksumWrong, result, "bit " + bit.ToString());
                }
            }

            Assert.AreEqual((int)ParseResult.Valid, (int)header.Parse(packet, 0, 40));
        }

        [TestMethod]
        public void Only_version_4_is_read_and_6_has_its_own_result()
        {
            for (int version = 0; version < 16; version++)
            {
                byte[] packet = Sized(Header, 40);
                packet[0] = (byte)((version << 4) | 5);
                PacketBuilder.FixIpv4Checksum(packet);
                ParseResult expected = version == 4 ? ParseResult.Valid : version == 6 ? ParseResult.Ipv6 : ParseResult.Malformed;

                Assert.AreEqual((int)expected, (int)new Ipv4Header().Parse(packet, 0, 40), "version " + version.ToString());
                if (version != 4)
                {
                    Assert.AreEqual((int)expected, (int)new Ipv4Header().Parse(packet, 0, 1), "one byte of version " + version.ToString());
                }
            }
        }

        // identification, checksum as stored, result: ones' complement has two zeros, and a sum knows both (RFC 1071 §2)
        [DataRow(0xB6AA, 0x0000, (int)ParseResult.Valid)]
        [DataRow(0xB6AA, 0xFFFF, (int)ParseResult.Valid)]
        [DataRow(0xB6A9, 0x0000, (int)ParseResult.ChecksumWrong)]
        [DataRow(0xB6A9, 0x0001, (int)ParseResult.Valid)]
        [DataRow(0xB6AB, 0xFFFF, (int)ParseResult.ChecksumWrong)]
        [DataRow(0xB6AB, 0xFFFE, (int)ParseResult.Valid)]
        [TestMethod]
        public void A_checksum_of_zero_is_right_in_both_ways_to_write_it(int identification, int checksum, int result)
        {
            byte[] packet = Sized(Header, 40);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.IdentificationOffset, identification);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.ChecksumOffset, checksum);

            Assert.AreEqual(result, (int)new Ipv4Header().Parse(packet, 0, 40));
        }

        [DataRow(1)]
        [DataRow(14)]
        [DataRow(18)]
        [DataRow(101)]
        [TestMethod]
        public void A_packet_may_lie_anywhere_in_the_buffer(int offset)
        {
            byte[] buffer = new byte[offset + 40];
            byte[] packet = Sized(Header, 40);
            for (int i = 0; i < offset; i++)
            {
                buffer[i] = 0xA5;
            }

            System.Array.Copy(packet, 0, buffer, offset, 40);
            var header = new Ipv4Header();

            Assert.AreEqual((int)ParseResult.Valid, (int)header.Parse(buffer, offset, 40));
            Assert.AreEqual(TestGateway.HostA, header.Source);
            Assert.AreEqual(TestGateway.Foreign, header.Destination);
            Assert.AreEqual((int)ParseResult.Truncated, (int)header.Parse(buffer, offset, 39));
        }

        // Addresses above 127.255.255.255 have the sign bit set.
        [DataRow(0xFFFFFFFFu, 0x80000000u)]
        [DataRow(0x00000000u, 0x7FFFFFFFu)]
        [TestMethod]
        public void Addresses_are_unsigned(uint source, uint destination)
        {
            byte[] packet = PacketBuilder.Ip(IpProtocol.Udp, source, destination, 0);
            var header = new Ipv4Header();

            Assert.AreEqual((int)ParseResult.Valid, (int)header.Parse(packet, 0, packet.Length));
            Assert.AreEqual(source, header.Source);
            Assert.AreEqual(destination, header.Destination);
        }

        [TestMethod]
        public void A_written_header_is_the_one_by_hand()
        {
            byte[] packet = new byte[22];
            Ipv4Header.Write(packet, 1, 40, IpProtocol.Tcp, 64, TestGateway.HostA, TestGateway.Foreign);

            // The identification is 0: its 0x1234 goes to the checksum.
            Assert.AreEqual("00" + "4500002800004000" + "4006b6aa" + "c0a80164c0000219" + "00", Hex.Format(packet));
        }

        private static byte[] Sized(string header, int length)
        {
            byte[] bytes = Hex.Parse(header);
            byte[] packet = new byte[length];
            System.Array.Copy(bytes, packet, length < bytes.Length ? length : bytes.Length);
            return packet;
        }
    }
}
