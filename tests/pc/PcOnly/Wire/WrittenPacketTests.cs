using System;
using Gateway.PcTests.Replay;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using PacketDotNet;
using PacketDotNet.Utils;
using Packet = Gateway.Wire.Packet;

namespace Gateway.PcTests.Wire
{
    /// <summary>Packets that the firmware writes or rewrites: PacketDotNet finds them whole, with right checksums.</summary>
    [TestClass]
    public class WrittenPacketTests
    {
        private const int Packets = 500;

        [TestMethod]
        public void An_ICMP_error_carries_the_packet_that_it_is_about()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < Packets; i++)
            {
                (IPv4Packet about, TcpPacket tcp) = OraclePackets.Tcp(random);
                byte[] into = OraclePackets.Bytes(random, IcmpError.MaximumLength);
                int length = IcmpError.Write(3, 13, 0, TestGateway.Lan, Parse(about.Bytes), into);
                IPv4Packet ip = Read(into[..length]);
                IcmpV4Packet icmp = ip.Extract<IcmpV4Packet>();

                Assert.AreEqual(0x030D, (int)icmp.TypeCode);
                Assert.AreEqual(about.SourceAddress, ip.DestinationAddress);
                Assert.AreEqual(length, ip.TotalLength);
                IPv4Packet embedded = new IPv4Packet(new ByteArraySegment(into, 28, length - 28));
                Assert.AreEqual(about.DestinationAddress, embedded.DestinationAddress);
                Assert.AreEqual(tcp.DestinationPort, embedded.Extract<TcpPacket>().DestinationPort);
            }
        }

        [TestMethod]
        public void An_RST_answers_its_segment()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < Packets; i++)
            {
                (IPv4Packet about, TcpPacket tcp) = OraclePackets.Tcp(random);
                byte[] into = OraclePackets.Bytes(random, TcpReset.Length);
                Assert.AreEqual(TcpReset.Length, TcpReset.Write(Parse(about.Bytes), into));
                IPv4Packet ip = Read(into);
                TcpPacket reset = ip.Extract<TcpPacket>();
                uint length = (uint)tcp.PayloadData.Length + (tcp.Synchronize ? 1u : 0) + (tcp.Finished ? 1u : 0);

                Assert.IsTrue(reset.Reset);
                Assert.AreEqual(!tcp.Acknowledgment, reset.Acknowledgment);
                Assert.AreEqual(tcp.Acknowledgment ? tcp.AcknowledgmentNumber : 0, reset.SequenceNumber);
                Assert.AreEqual(tcp.Acknowledgment ? 0 : tcp.SequenceNumber + length, reset.AcknowledgmentNumber);
                Assert.AreEqual(tcp.SourcePort, reset.DestinationPort);
                Assert.AreEqual(about.SourceAddress, ip.DestinationAddress);
                Assert.AreEqual(about.DestinationAddress, ip.SourceAddress);
            }
        }

        // From the SYN-ACK to the end, what is said on ticks included.
        [TestMethod]
        public void Every_packet_of_a_notice_is_valid()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            TcpPacket synAck = Read(client.Open().Bytes).Extract<TcpPacket>();
            Assert.AreEqual(1, synAck.OptionsCollection.Count);
            Assert.AreEqual(1460, ((PacketDotNet.Tcp.MaximumSegmentSizeOption)synAck.OptionsCollection[0]).Value);
            Read(client.Acknowledge().Bytes);
            Read(client.Say("EHLO a\r\n").Bytes);
            Read(client.Say("QUIT\r\n").Bytes);
            Read(client.Close().Bytes);
            Read(client.Send(TcpFlags.Ack, 1, 2, string.Empty).Bytes);
            var idle = new NoticeClient(gateway, 50001);
            idle.Connect();
            Assert.AreEqual(1, idle.Wait(1000));
            Read(gateway.Output.Last.Bytes);
            Assert.AreEqual(1, idle.Wait(60000));
            Assert.IsTrue(Read(gateway.Output.Last.Bytes).Extract<TcpPacket>().Finished);
        }

        // Through NAT: nothing else changes than what must.
        [TestMethod]
        public void A_translated_packet_differs_in_address_port_and_time_to_live_only()
        {
            Random random = TestSeed.Next();
            var gateway = new TestGateway();
            for (int i = 0; i < Packets; i++)
            {
                (IPv4Packet ip, UdpPacket udp) = OraclePackets.Udp(random);
                ip.SourceAddress = new System.Net.IPAddress(new byte[] { 192, 168, 1, (byte)random.Next(2, 255) });
                ip.DestinationAddress = new System.Net.IPAddress(new byte[] { 8, 8, (byte)random.Next(256), (byte)random.Next(256) });
                ip.TimeToLive = random.Next(2, 256);
                udp.UpdateUdpChecksum();
                ip.UpdateIPChecksum();
                SentPacket sent = gateway.Receive(Side.Lan, ip.Bytes);
                Assert.AreEqual(Side.Wan, sent.To);
                IPv4Packet translated = Read(sent.Bytes);

                Assert.AreEqual(ip.Id, translated.Id);
                Assert.AreEqual(ip.TypeOfService, translated.TypeOfService);
                Assert.AreEqual(ip.TimeToLive - 1, translated.TimeToLive);
                Assert.AreEqual(ip.DestinationAddress, translated.DestinationAddress);
                Assert.AreEqual(TestGateway.Wan, OraclePackets.AddressOf(translated.SourceAddress));
                Assert.AreEqual(udp.DestinationPort, translated.Extract<UdpPacket>().DestinationPort);
                CollectionAssert.AreEqual(ip.Bytes[28..], sent.Bytes[28..]);
            }
        }

        [TestMethod]
        public void What_rejects_a_SYN_is_valid()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = BlockAction.Reject;
            var gateway = new TestGateway(settings, null);

            Read(gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Syn)).Bytes);
            Read(gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack)).Bytes);
        }

        private static Packet Parse(byte[] bytes)
        {
            var packet = new Packet();
            Assert.AreEqual(ParseResult.Valid, packet.Parse(bytes, 0, bytes.Length, true));
            return packet;
        }

        private static IPv4Packet Read(byte[] bytes)
        {
            var ip = new IPv4Packet(new ByteArraySegment(bytes));
            OracleAssert.IsValid(ip);
            Assert.AreEqual(bytes.Length, ip.TotalLength);
            return ip;
        }
    }
}
