using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>What changes in a packet on its way: an address, a port, the time to live, and the checksums by difference (RFC 1624).</summary>
    [TestClass]
    public class TranslationTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;

        // A packet with right checksums comes out with right checksums, and with nothing else changed.
        [DataRow(1u)]
        [DataRow(2u)]
        [DataRow(3u)]
        [DataRow(4u)]
        [TestMethod]
        public void Rfc1624_the_checksum_by_difference_equals_the_full_one_for_250_random_packets(uint seed)
        {
            var random = new SequenceRandom(seed);
            var gateway = new TestGateway();
            for (int i = 0; i < 125; i++)
            {
                gateway.Clock.Advance(1000);
                byte[] packet = RandomPacket(random, i);
                SentPacket sent = gateway.Receive(Side.Lan, packet);
                Assert.IsNotNull(sent, "packet " + i);
                Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes), "out " + i + ": " + Hex.Format(packet));
                Assert.AreEqual(Rest(packet, true), Rest(sent.Bytes, true));

                byte[] reply = ReplyTo(sent, random);
                SentPacket received = gateway.Receive(Side.Wan, reply);
                Assert.AreEqual((int)Side.Lan, (int)received.To, "reply " + i);
                Assert.IsTrue(PacketBuilder.AreChecksumsRight(received.Bytes), "in " + i + ": " + Hex.Format(reply));
                Assert.AreEqual(Rest(reply, false), Rest(received.Bytes, false));
                Assert.AreEqual(A, received.Destination);
            }
        }

        [TestMethod]
        public void Rfc1624_Rfc768_a_datagram_without_a_checksum_gets_none()
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 80, new byte[4]);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.MinimumLength + UdpHeader.ChecksumOffset, 0);

            SentPacket sent = gateway.Receive(Side.Lan, packet);

            Assert.AreEqual(0, NetworkOrder.ReadUInt16(sent.Bytes, Ipv4Header.MinimumLength + UdpHeader.ChecksumOffset));
        }

        // RFC 768: a checksum that comes out as zero is sent as all ones; TCP's is sent as it is.
        [TestMethod]
        public void Rfc768_a_checksum_of_zero_becomes_all_ones()
        {
            var gateway = new TestGateway();
            byte[] data = new byte[2];
            byte[] translated = PacketBuilder.Udp(TestGateway.Wan, 30000, Peer, 80, data);
            int checksum = NetworkOrder.ReadUInt16(translated, Ipv4Header.MinimumLength + UdpHeader.ChecksumOffset);
            NetworkOrder.WriteUInt16(data, 0, checksum);

            SentPacket sent = gateway.Receive(Side.Lan, PacketBuilder.Udp(A, 30000, Peer, 80, data));

            Assert.AreEqual(0xFFFF, NetworkOrder.ReadUInt16(sent.Bytes, Ipv4Header.MinimumLength + UdpHeader.ChecksumOffset));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        // time to live as it comes, and as it goes; 0: not at all
        [DataRow(255, 254)]
        [DataRow(64, 63)]
        [DataRow(2, 1)]
        [DataRow(1, 0)]
        [DataRow(0, 0)]
        [TestMethod]
        public void The_time_to_live_goes_down_by_one_both_ways(int before, int after)
        {
            var gateway = new TestGateway();
            byte[] outbound = PacketBuilder.WithTimeToLive(PacketBuilder.Udp(A, 30000, Peer, 80, new byte[4]), before);
            byte[] inbound = PacketBuilder.WithTimeToLive(PacketBuilder.Udp(Peer, 80, TestGateway.Wan, 30000, new byte[4]), before);

            CheckTimeToLive(gateway.Receive(Side.Lan, outbound), Side.Lan, A, after);
            Assert.AreEqual(after == 0 ? 0 : 1, gateway.Engine.FlowCount, "no flow for what does not go out");
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            CheckTimeToLive(gateway.Receive(Side.Lan, outbound), Side.Lan, A, after);
            CheckTimeToLive(gateway.Receive(Side.Wan, inbound), Side.Wan, Peer, after);
        }

        // A packet need not begin where its buffer begins, nor end where it ends.
        [TestMethod]
        public void A_packet_in_the_middle_of_a_buffer_is_rewritten_in_its_place()
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 80, new byte[4]);
            byte[] buffer = new byte[100];
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = 0xEE;
            }

            System.Array.Copy(packet, 0, buffer, 30, packet.Length);

            gateway.Engine.Receive(Side.Lan, buffer, 30, packet.Length);

            Assert.AreEqual(packet.Length, gateway.Output.Last.Bytes.Length);
            Assert.AreEqual(TestGateway.Wan, gateway.Output.Last.Source);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(gateway.Output.Last.Bytes));
            for (int i = 0; i < buffer.Length; i++)
            {
                Assert.IsTrue((i >= 30 && i < 30 + packet.Length) || buffer[i] == 0xEE, "byte " + i);
            }
        }

        // Where it is used up, who sent it is told.
        private static void CheckTimeToLive(SentPacket sent, Side from, uint sender, int timeToLive)
        {
            if (timeToLive == 0)
            {
                Assert.IsTrue(Exchange.IsError(sent, from, sender, 11, 0));
                return;
            }

            Assert.AreEqual((int)(from == Side.Lan ? Side.Wan : Side.Lan), (int)sent.To);
            Assert.AreEqual(timeToLive, sent.TimeToLive);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        private static byte[] RandomPacket(SequenceRandom random, int i)
        {
            byte[] data = RandomData(random);
            uint remote = 0x08000000 + (random.NextUInt32() & 0x00FFFFFF);
            int port = (int)(random.NextUInt32() & 0xFFFF);
            int remotePort = (int)(random.NextUInt32() & 0xFFFF) | 0x100;
            switch (i % 3)
            {
                case 0:
                    return PacketBuilder.Tcp(A, port, remote, remotePort, TcpFlags.Syn, random.NextUInt32(), 0, data);
                case 1:
                    return PacketBuilder.Udp(A, port, remote, remotePort, data);
                default:
                    return PacketBuilder.Icmp(A, remote, IcmpHeader.EchoRequest, port, data);
            }
        }

        private static byte[] ReplyTo(SentPacket sent, SequenceRandom random)
        {
            byte[] data = RandomData(random);
            switch (sent.Protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(
                        sent.Destination,
                        sent.DestinationPort,
                        sent.Source,
                        sent.SourcePort,
                        TcpFlags.Syn | TcpFlags.Ack,
                        random.NextUInt32(),
                        random.NextUInt32(),
                        data);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(sent.Destination, sent.DestinationPort, sent.Source, sent.SourcePort, data);
                default:
                    return PacketBuilder.Icmp(sent.Destination, sent.Source, IcmpHeader.EchoReply, sent.Identifier, data);
            }
        }

        private static byte[] RandomData(SequenceRandom random)
        {
            byte[] data = new byte[random.NextUInt32() % 13];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)random.NextUInt32();
            }

            return data;
        }

        // All but what translation may change: addresses on our side, ports on our side, time to live, checksums.
        private static string Rest(byte[] packet, bool isOutbound)
        {
            byte[] rest = (byte[])packet.Clone();
            int transport = Ipv4Header.MinimumLength;
            rest[Ipv4Header.TimeToLiveOffset] = 0;
            NetworkOrder.WriteUInt16(rest, Ipv4Header.ChecksumOffset, 0);
            NetworkOrder.WriteUInt32(rest, isOutbound ? Ipv4Header.SourceOffset : Ipv4Header.DestinationOffset, 0);
            switch (rest[Ipv4Header.ProtocolOffset])
            {
                case IpProtocol.Tcp:
                    NetworkOrder.WriteUInt16(rest, transport + (isOutbound ? TcpHeader.SourcePortOffset : TcpHeader.DestinationPortOffset), 0);
                    NetworkOrder.WriteUInt16(rest, transport + TcpHeader.ChecksumOffset, 0);
                    break;
                case IpProtocol.Udp:
                    NetworkOrder.WriteUInt16(rest, transport + (isOutbound ? UdpHeader.SourcePortOffset : UdpHeader.DestinationPortOffset), 0);
                    NetworkOrder.WriteUInt16(rest, transport + UdpHeader.ChecksumOffset, 0);
                    break;
                default:
                    NetworkOrder.WriteUInt16(rest, transport + IcmpHeader.IdentifierOffset, 0);
                    NetworkOrder.WriteUInt16(rest, transport + IcmpHeader.ChecksumOffset, 0);
                    break;
            }

            return Hex.Format(rest);
        }
    }
}
