using System;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PacketDotNet;
using Packet = Gateway.Wire.Packet;

namespace Gateway.PcTests.Wire
{
    /// <summary>Random packets that PacketDotNet built: the firmware reads the same fields and computes the same checksums.</summary>
    [TestClass]
    public class ParsingOracleTests
    {
        private const int Packets = 2000;

        [TestMethod]
        public void TCP_is_read_alike()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < Packets; i++)
            {
                (IPv4Packet ip, TcpPacket tcp) = OraclePackets.Tcp(random);
                byte[] bytes = ip.Bytes;
                Packet packet = Parse(random, ip, bytes);

                Assert.AreEqual(ParseResult.Valid, packet.Transport);
                Assert.AreEqual(tcp.SourcePort, packet.SourcePort);
                Assert.AreEqual(tcp.DestinationPort, packet.DestinationPort);
                Assert.AreEqual(tcp.Flags & 0xFF, packet.TcpFlags);
                Assert.AreEqual(tcp.SequenceNumber, TcpHeader.SequenceNumber(packet.Buffer, packet.TransportOffset));
                Assert.AreEqual(tcp.AcknowledgmentNumber, TcpHeader.AcknowledgmentNumber(packet.Buffer, packet.TransportOffset));
                Assert.AreEqual(tcp.WindowSize, TcpHeader.Window(packet.Buffer, packet.TransportOffset));
                Assert.AreEqual(tcp.DataOffset * 4, TcpHeader.HeaderLength(packet.Buffer, packet.TransportOffset));

                TcpHeader.WriteChecksum(bytes, 20, bytes.Length - 20, packet.Ipv4.Source, packet.Ipv4.Destination);
                Assert.AreEqual(tcp.Checksum, (ushort)NetworkOrder.ReadUInt16(bytes, 20 + TcpHeader.ChecksumOffset));
            }
        }

        [TestMethod]
        public void UDP_is_read_alike()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < Packets; i++)
            {
                (IPv4Packet ip, UdpPacket udp) = OraclePackets.Udp(random);
                byte[] bytes = ip.Bytes;
                Packet packet = Parse(random, ip, bytes);

                Assert.AreEqual(ParseResult.Valid, packet.Transport);
                Assert.AreEqual(udp.SourcePort, packet.SourcePort);
                Assert.AreEqual(udp.DestinationPort, packet.DestinationPort);
                Assert.AreEqual(0, packet.TcpFlags);

                int pseudo = InternetChecksum.PseudoHeaderSum(packet.Ipv4.Source, packet.Ipv4.Destination, IpProtocol.Udp, udp.Length);
                Assert.AreEqual(InternetChecksum.AllOnes, InternetChecksum.Sum(bytes, 20, udp.Length, pseudo));
            }
        }

        [TestMethod]
        public void ICMP_echo_is_read_alike()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < Packets; i++)
            {
                (IPv4Packet ip, IcmpV4Packet icmp) = OraclePackets.Echo(random);
                byte[] bytes = ip.Bytes;
                Packet packet = Parse(random, ip, bytes);

                Assert.AreEqual(ParseResult.Valid, packet.Transport);
                Assert.IsFalse(packet.IsOtherIcmp);
                Assert.AreEqual(icmp.Id, packet.SourcePort);
                Assert.AreEqual(InternetChecksum.AllOnes, InternetChecksum.Sum(bytes, 20, bytes.Length - 20, 0));
            }
        }

        // In the middle of a buffer with padding behind.
        private static Packet Parse(Random random, IPv4Packet ip, byte[] bytes)
        {
            int offset = random.Next(40);
            byte[] buffer = OraclePackets.Bytes(random, offset + bytes.Length + random.Next(40));
            bytes.CopyTo(buffer, offset);
            var packet = new Packet();

            Assert.AreEqual(ParseResult.Valid, packet.Parse(buffer, offset, buffer.Length - offset, true));
            Assert.AreEqual(ip.TotalLength, packet.Ipv4.TotalLength);
            Assert.AreEqual(ip.HeaderLength * 4, packet.Ipv4.HeaderLength);
            Assert.AreEqual(ip.TimeToLive, packet.Ipv4.TimeToLive);
            Assert.AreEqual((int)ip.Protocol, packet.Ipv4.Protocol);
            Assert.AreEqual(OraclePackets.AddressOf(ip.SourceAddress), packet.Ipv4.Source);
            Assert.AreEqual(OraclePackets.AddressOf(ip.DestinationAddress), packet.Ipv4.Destination);
            return packet;
        }
    }
}
