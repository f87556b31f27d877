using System;
using System.Linq;
using Gateway.Boards.Linux.Replay;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PacketDotNet;
using static Gateway.PcTests.Replay.CapturedPackets;

namespace Gateway.PcTests.Replay
{
    /// <summary>Addresses and ports change, and checksums follow, by another library's reckoning.</summary>
    [TestClass]
    public class PacketRewriterTests
    {
        private const uint Lan = 0xC0A80102;
        private const uint Wan = 0xCB00710A;
        private const uint Peer = 0xC6120001;

        [TestMethod]
        public void Checksums_follow_whatever_the_packet()
        {
            const int Seed = 25;
            Random random = new(Seed);
            for (int i = 0; i < 1000; i++)
            {
                byte[] data = new byte[random.Next(40)];
                random.NextBytes(data);
                byte[] packet = (i % 3) switch
                {
                    0 => Tcp("10.0.0.5", random.Next(65536), "192.0.2.7", random.Next(65536), Ack, (uint)i, 0, Convert.ToHexString(data)),
                    1 => Udp("10.0.0.5", 40000 + random.Next(1000), "192.0.2.7", 40000 + random.Next(1000), data),
                    _ => Icmp("10.0.0.5", "192.0.2.7", 8, 0, (uint)random.Next(), data),
                };
                PacketFacts facts = new();
                facts.Read(packet);

                PacketRewriter.SetSourceAddress(packet, facts, (uint)random.Next());
                PacketRewriter.SetDestinationAddress(packet, facts, Peer);
                PacketRewriter.SetSourcePort(packet, facts, (ushort)(40000 + random.Next(1000)));

                OracleAssert.IsValid(Packet.ParsePacket(LinkLayers.Raw, packet));
            }
        }

        [TestMethod]
        public void An_error_s_inner_packet_changes_with_all_its_checksums()
        {
            byte[] inner = Udp("10.0.0.5", 40005, "192.0.2.99", 33434, [1, 2, 3, 4]);
            byte[] packet = Icmp("192.0.2.254", "10.0.0.5", 3, 1, 0, inner);
            PacketFacts facts = new();
            facts.Read(packet);
            Assert.IsTrue(facts.IsIcmpError);

            PacketRewriter.SetEmbedded(packet, facts, Wan, 20001, Peer);
            PacketRewriter.SetDestinationAddress(packet, facts, Wan);

            OracleAssert.IsValid(Packet.ParsePacket(LinkLayers.Raw, packet));
            Packet embedded = Packet.ParsePacket(LinkLayers.Raw, packet[28..]);
            OracleAssert.IsValid(embedded);
            Assert.AreEqual("203.0.113.10", embedded.Extract<IPv4Packet>().SourceAddress.ToString());
            Assert.AreEqual("198.18.0.1", embedded.Extract<IPv4Packet>().DestinationAddress.ToString());
            Assert.AreEqual(20001, embedded.Extract<UdpPacket>().SourcePort);
        }

        [TestMethod]
        public void A_packet_cut_off_gets_the_checksum_that_the_whole_one_has()
        {
            byte[] whole = Tcp("10.0.0.5", 40001, "192.0.2.7", 80, Ack, 1, 2, new string('x', 300));
            byte[] cut = whole[..60];
            foreach (byte[] packet in new[] { whole, cut })
            {
                PacketFacts facts = new();
                facts.Read(packet);
                PacketRewriter.SetSourceAddress(packet, facts, Lan);
            }

            CollectionAssert.AreEqual(whole[..60], cut);
            OracleAssert.IsValid(Packet.ParsePacket(LinkLayers.Raw, whole.ToArray()));
        }

        [TestMethod]
        public void A_datagram_without_a_checksum_keeps_none()
        {
            byte[] packet = Udp("10.0.0.5", 40001, "192.0.2.7", 40002, [1]);
            packet[26] = packet[27] = 0;
            PacketFacts facts = new();
            facts.Read(packet);

            PacketRewriter.SetSourceAddress(packet, facts, Lan);

            Assert.AreEqual(0, packet[26] | packet[27]);
        }
    }
}
