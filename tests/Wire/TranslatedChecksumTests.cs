using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>Checksums by difference (RFC 1624) through the engine, both ways, against the full computation.</summary>
    [TestClass]
    public class TranslatedChecksumTests
    {
        // 167 packets out and as many back, a protocol: 1002 in all (nat.md).
        private const int PacketsEachWay = 167;

        private const int UdpChecksum = Ipv4Header.MinimumLength + UdpHeader.ChecksumOffset;

        [DataRow(IpProtocol.Tcp, 11u)]
        [DataRow(IpProtocol.Udp, 12u)]
        [DataRow(IpProtocol.Icmp, 13u)]
        [TestMethod]
        public void Random_packets_keep_right_checksums_both_ways(int protocol, uint seed)
        {
            var gateway = new TestGateway();
            var random = new SequenceRandom(seed);
            for (int i = 0; i < PacketsEachWay; i++)
            {
                uint host = TestGateway.HostA + (random.NextUInt32() % 8);
                uint remote = 0x08000000u | (random.NextUInt32() >> 8);
                int port = 1024 + (int)(random.NextUInt32() % 64000);
                byte[] data = Random(random);

                byte[] sent = Build(protocol, true, host, port, remote, data);
                SentPacket outbound = gateway.Receive(Side.Lan, sent);
                Assert.AreEqual((int)Side.Wan, (int)outbound.To);
                Assert.AreEqual(63, (int)outbound.Bytes[Ipv4Header.TimeToLiveOffset]);
                Assert.IsTrue(PacketBuilder.AreChecksumsRight(outbound.Bytes), "outbound " + i.ToString());

                int external = NetworkOrder.ReadUInt16(outbound.Bytes, protocol == IpProtocol.Icmp ? 24 : 20);
                byte[] back = Build(protocol, false, remote, external, TestGateway.Wan, data);
                SentPacket inbound = gateway.Receive(Side.Wan, back);
                Assert.AreEqual((int)Side.Lan, (int)inbound.To);
                Assert.AreEqual(host, NetworkOrder.ReadUInt32(inbound.Bytes, Ipv4Header.DestinationOffset));
                Assert.IsTrue(PacketBuilder.AreChecksumsRight(inbound.Bytes), "inbound " + i.ToString());
            }
        }

        // A wrong transport checksum is not judged (nat.md), and must not become right on the way.
        [DataRow(IpProtocol.Tcp, 36)]
        [DataRow(IpProtocol.Udp, 26)]
        [DataRow(IpProtocol.Icmp, 22)]
        [TestMethod]
        public void A_wrong_transport_checksum_stays_wrong(int protocol, int checksumOffset)
        {
            byte[] packet = Build(protocol, true, TestGateway.HostA, 40000, TestGateway.Foreign, new byte[3]);
            packet[checksumOffset] ^= 0x10;
            SentPacket sent = new TestGateway().Receive(Side.Lan, packet);

            Assert.AreEqual((int)Side.Wan, (int)sent.To);
            Assert.IsFalse(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        [TestMethod]
        public void UDP_without_a_checksum_gets_none()
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(TestGateway.HostA, 40000, TestGateway.Foreign, 123, Hex.Parse("0102"));
            packet[UdpChecksum] = 0;
            packet[UdpChecksum + 1] = 0;
            SentPacket sent = gateway.Receive(Side.Lan, packet);

            Assert.AreEqual("0000", Hex.Format(sent.Bytes, UdpChecksum, 2));

            byte[] answer = PacketBuilder.Udp(TestGateway.Foreign, 123, TestGateway.Wan, NetworkOrder.ReadUInt16(sent.Bytes, 20), Hex.Parse("0102"));
            answer[UdpChecksum] = 0;
            answer[UdpChecksum + 1] = 0;

            Assert.AreEqual("0000", Hex.Format(gateway.Receive(Side.Wan, answer).Bytes, UdpChecksum, 2));
        }

        // The data is such that the checksum of the translated datagram computes to zero: sent so, it would mean "none".
        [TestMethod]
        public void A_UDP_checksum_that_becomes_zero_is_sent_as_ones()
        {
            byte[] probe = PacketBuilder.Udp(TestGateway.HostA, 40000, TestGateway.Foreign, 123, new byte[2]);
            SentPacket probed = new TestGateway().Receive(Side.Lan, probe);
            Assert.AreEqual(40000, NetworkOrder.ReadUInt16(probed.Bytes, 20), "The port is kept");
            int checksum = NetworkOrder.ReadUInt16(probed.Bytes, UdpChecksum);

            byte[] data = new byte[2];
            NetworkOrder.WriteUInt16(data, 0, checksum);
            SentPacket sent = new TestGateway().Receive(
                Side.Lan,
                PacketBuilder.Udp(TestGateway.HostA, 40000, TestGateway.Foreign, 123, data));

            Assert.AreEqual("ffff", Hex.Format(sent.Bytes, UdpChecksum, 2));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        // TCP knows no such exception: zero is a checksum like others.
        [TestMethod]
        public void A_TCP_checksum_that_becomes_zero_is_right()
        {
            SentPacket probed = new TestGateway().Receive(Side.Lan, Build(IpProtocol.Tcp, true, TestGateway.HostA, 40000, TestGateway.Foreign, new byte[2]));
            byte[] data = new byte[2];
            NetworkOrder.WriteUInt16(data, 0, NetworkOrder.ReadUInt16(probed.Bytes, 36));
            SentPacket sent = new TestGateway().Receive(Side.Lan, Build(IpProtocol.Tcp, true, TestGateway.HostA, 40000, TestGateway.Foreign, data));

            Assert.AreEqual("0000", Hex.Format(sent.Bytes, 36, 2));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        private static byte[] Build(int protocol, bool isOutbound, uint source, int port, uint destination, byte[] data)
        {
            switch (protocol)
            {
                case IpProtocol.Tcp:
                    int flags = isOutbound ? TcpFlags.Syn : TcpFlags.Syn | TcpFlags.Ack;
                    return isOutbound
                        ? PacketBuilder.Tcp(source, port, destination, 443, flags, 7, 0, data)
                        : PacketBuilder.Tcp(source, 443, destination, port, flags, 9, 8, data);
                case IpProtocol.Udp:
                    return isOutbound
                        ? PacketBuilder.Udp(source, port, destination, 443, data)
                        : PacketBuilder.Udp(source, 443, destination, port, data);
                default:
                    return PacketBuilder.Icmp(source, destination, isOutbound ? IcmpHeader.EchoRequest : IcmpHeader.EchoReply, port, data);
            }
        }

        private static byte[] Random(SequenceRandom random)
        {
            byte[] data = new byte[random.NextUInt32() % 12];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)random.NextUInt32();
            }

            return data;
        }
    }
}
