using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>
    /// ICMP errors about flows, both ways (RFC 5508 §4): what the receiver gets is about the packet that it had sent, byte for byte
    /// but for the time to live.
    /// </summary>
    [TestClass]
    public class IcmpErrorTranslationTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Wan = TestGateway.Wan;
        private const uint Peer = TestGateway.Foreign;
        private const uint Router = TestGateway.Foreign2;
        private const int Whole = 1500;
        private const int Least = 28; // a header and 8 bytes (RFC 792)

        // protocol, port, type, code, bytes of the packet that the error holds, whether it has IP options.
        // The port 30000 is kept, 5000 is not.
        [DataRow(17, 30000, 3, 3, Whole, false)]
        [DataRow(17, 5000, 3, 3, Whole, false)]
        [DataRow(17, 5000, 11, 0, Least, false)]
        [DataRow(17, 5000, 3, 1, Whole, true)]
        [DataRow(6, 30000, 3, 4, Whole, false)]
        [DataRow(6, 5000, 3, 4, Whole, false)]
        [DataRow(6, 5000, 11, 0, Least, false)]
        [DataRow(6, 5000, 3, 13, 36, false)] // not as far as the checksum
        [DataRow(6, 5000, 3, 13, 38, false)]
        [DataRow(6, 5000, 3, 13, 39, true)]
        [DataRow(6, 5000, 12, 0, Whole, true)]
        [DataRow(1, 30000, 11, 0, Whole, false)]
        [DataRow(1, 5000, 11, 0, Least, false)]
        [DataRow(1, 5000, 3, 0, Whole, true)]
        [TestMethod]
        public void Rfc5508_Req3_Req4_from_the_WAN_it_is_about_the_LAN_host_s_own_packet(
            int protocol, int port, int type, int code, int length, bool hasOptions)
        {
            var gateway = new TestGateway();
            byte[] packet = Outgoing(protocol, A, port, Peer);
            byte[] seen = gateway.Receive(Side.Lan, packet).Bytes;

            SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.IcmpError(Router, Wan, type, code, Options(seen, hasOptions), length));

            Check(sent, Side.Lan, Router, A, type, code);
            Assert.AreEqual(Expected(packet, hasOptions, length), Hex.Format(PacketBuilder.Embedded(sent.Bytes)));
        }

        [DataRow(17, 30000, 3, 3, Whole, false)]
        [DataRow(17, 5000, 3, 3, Whole, false)]
        [DataRow(17, 5000, 3, 3, Least, false)]
        [DataRow(17, 5000, 3, 3, Whole, true)]
        [DataRow(6, 5000, 3, 4, Whole, false)]
        [DataRow(6, 5000, 3, 4, Least, false)]
        [DataRow(6, 5000, 12, 0, Whole, true)]
        [DataRow(1, 5000, 11, 1, Whole, false)]
        [DataRow(1, 5000, 3, 2, Least, false)]
        [TestMethod]
        public void Rfc5508_Req5_from_the_LAN_it_is_about_the_outside_host_s_own_packet(
            int protocol, int port, int type, int code, int length, bool hasOptions)
        {
            var gateway = new TestGateway();
            SentPacket outside = gateway.Receive(Side.Lan, Outgoing(protocol, A, port, Peer));
            byte[] packet = Answer(protocol, outside);
            byte[] seen = gateway.Receive(Side.Wan, packet).Bytes;

            // The host itself complains, and then some router of the LAN.
            for (uint host = A; host <= B; host++)
            {
                SentPacket sent = gateway.Receive(
                    Side.Lan, PacketBuilder.IcmpError(host, Peer, type, code, Options(seen, hasOptions), length));

                Check(sent, Side.Wan, Wan, Peer, type, code);
                Assert.AreEqual(Expected(packet, hasOptions, length), Hex.Format(PacketBuilder.Embedded(sent.Bytes)));
            }
        }

        [TestMethod]
        public void Rfc768_an_embedded_datagram_without_a_checksum_stays_without()
        {
            var gateway = new TestGateway();
            byte[] packet = Outgoing(IpProtocol.Udp, A, 5000, Peer);
            NetworkOrder.WriteUInt16(packet, 20 + UdpHeader.ChecksumOffset, 0);
            byte[] seen = gateway.Receive(Side.Lan, packet).Bytes;

            SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.IcmpError(Router, Wan, 3, 3, seen, Whole));

            Check(sent, Side.Lan, Router, A, 3, 3);
            Assert.AreEqual(Expected(packet, false, Whole), Hex.Format(PacketBuilder.Embedded(sent.Bytes)));
        }

        // The embedded transport checksum is wrong, and stays as wrong as it was.
        [TestMethod]
        public void Rfc5508_Req3c_the_embedded_transport_checksum_is_not_judged()
        {
            var gateway = new TestGateway();
            byte[] packet = Outgoing(IpProtocol.Tcp, A, 5000, Peer);
            packet[20 + TcpHeader.ChecksumOffset] ^= 0x55;
            byte[] seen = gateway.Receive(Side.Lan, packet).Bytes;

            SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.IcmpError(Router, Wan, 3, 3, seen, Whole));

            Assert.AreEqual(Expected(packet, false, Whole), Hex.Format(PacketBuilder.Embedded(sent.Bytes)));
        }

        // What follows the embedded packet is nobody's header (RFC 4884: padding, and extensions).
        [TestMethod]
        public void Rfc4884_extensions_behind_the_embedded_packet_are_left_alone()
        {
            var gateway = new TestGateway();
            byte[] packet = Outgoing(IpProtocol.Udp, A, 5000, Peer);
            byte[] seen = gateway.Receive(Side.Lan, packet).Bytes;
            byte[] extended = new byte[136];
            System.Array.Copy(seen, 0, extended, 0, seen.Length);
            NetworkOrder.WriteUInt32(extended, 128, 0x2000DFFF); // version 2, its checksum

            SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.IcmpError(Router, Wan, 11, 0, extended, Whole));

            Check(sent, Side.Lan, Router, A, 11, 0);
            byte[] about = PacketBuilder.Embedded(sent.Bytes);
            Assert.AreEqual(136, about.Length);
            Assert.AreEqual(0x2000DFFFu, NetworkOrder.ReadUInt32(about, 128));
            Assert.AreEqual(Expected(packet, false, Whole), Hex.Format(about).Substring(0, 2 * packet.Length));
        }

        // offset in the error, value: what is broken in an error that would fit a flow
        [DataRow(28, 0x55)] // version
        [DataRow(28, 0x44)] // header length 16
        [DataRow(28, 0x4F)] // header length 60 of what is there
        [DataRow(38, 0x00)] // embedded header checksum (RFC 5508 REQ-3a)
        [DataRow(22, 0x00)] // ICMP checksum (REQ-3)
        [TestMethod]
        public void Rfc5508_Req3_a_broken_one_is_dropped(int offset, int value)
        {
            var gateway = new TestGateway();
            byte[] seen = gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 5000, Peer)).Bytes;
            byte[] error = PacketBuilder.IcmpError(Router, Wan, 3, 3, seen, Whole);
            error[offset] = (byte)(error[offset] == value ? value + 1 : value);
            if (offset != 22)
            {
                PacketBuilder.FixIcmpChecksum(error);
            }

            IsDropped(gateway, Side.Wan, error, DropReason.IcmpErrorMalformed);
        }

        // bytes of the embedded packet
        [DataRow(0)]
        [DataRow(19)]
        [DataRow(27)]
        [TestMethod]
        public void Rfc5508_Req3_a_cut_one_is_dropped(int length)
        {
            var gateway = new TestGateway();
            byte[] seen = gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 5000, Peer)).Bytes;

            IsDropped(gateway, Side.Wan, PacketBuilder.IcmpError(Router, Wan, 3, 3, seen, length), DropReason.IcmpErrorMalformed);
            IsDropped(gateway, Side.Lan, PacketBuilder.IcmpError(A, Peer, 3, 3, seen, length), DropReason.IcmpErrorMalformed);
        }

        // Where a later fragment's ports would be, there is data.
        [TestMethod]
        public void An_error_about_a_later_fragment_is_dropped()
        {
            var gateway = new TestGateway();
            byte[] seen = gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 5000, Peer)).Bytes;
            PacketBuilder.WithIpv4Word(seen, Ipv4Header.FragmentOffset, 4);

            IsDropped(gateway, Side.Wan, PacketBuilder.IcmpError(Router, Wan, 11, 1, seen, Whole), DropReason.IcmpErrorMalformed);
        }

        [TestMethod]
        public void Rfc5508_Req4_from_the_WAN_one_that_fits_no_flow_is_for_our_own_stack()
        {
            var gateway = new TestGateway();
            gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 30000, Peer));
            byte[][] others =
            {
                PacketBuilder.Udp(Wan, 30001, Peer, 7, new byte[8]),
                PacketBuilder.Udp(Wan, 30000, Router, 7, new byte[8]),
                PacketBuilder.Udp(Wan, 30000, Peer, 8, new byte[8]),
                PacketBuilder.Udp(A, 30000, Peer, 7, new byte[8]),
                PacketBuilder.Tcp(Wan, 30000, Peer, 7, TcpFlags.Ack),
            };
            for (int i = 0; i < others.Length; i++)
            {
                SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.IcmpError(Router, Wan, 3, 3, others[i], Whole));
                Assert.AreEqual((int)Side.Host, (int)sent.To);
            }

            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void Rfc5508_Req5_from_the_LAN_one_that_fits_no_flow_is_dropped()
        {
            var gateway = new TestGateway();
            SentPacket outside = gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 30000, Peer));
            byte[] seen = gateway.Receive(Side.Wan, Answer(IpProtocol.Udp, outside)).Bytes;

            // To somebody else than the sender of what it is about; about others.
            IsDropped(gateway, Side.Lan, PacketBuilder.IcmpError(A, Router, 3, 3, seen, Whole), DropReason.NoFlow);
            byte[] other = PacketBuilder.Udp(Peer, 7, A, 30001, new byte[8]);
            IsDropped(gateway, Side.Lan, PacketBuilder.IcmpError(A, Peer, 3, 3, other, Whole), DropReason.NoFlow);
            other = PacketBuilder.Udp(Peer, 7, B, 30000, new byte[8]);
            IsDropped(gateway, Side.Lan, PacketBuilder.IcmpError(A, Peer, 3, 3, other, Whole), DropReason.NoFlow);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        // type: source quench, redirect, router advertisement
        [DataRow(4)]
        [DataRow(5)]
        [DataRow(9)]
        [TestMethod]
        public void Other_messages_are_not_translated(int type)
        {
            var gateway = new TestGateway();
            SentPacket outside = gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 30000, Peer));
            byte[] seen = gateway.Receive(Side.Wan, Answer(IpProtocol.Udp, outside)).Bytes;

            IsDropped(gateway, Side.Wan, PacketBuilder.IcmpError(Router, Wan, type, 1, outside.Bytes, Whole), DropReason.Unsolicited);
            IsDropped(gateway, Side.Lan, PacketBuilder.IcmpError(A, Peer, type, 1, seen, Whole), DropReason.IcmpNotForwarded);
        }

        // seconds after the datagram, whether the error still finds its flow: it ends with it, and did not lengthen its life
        [DataRow(299, true)]
        [DataRow(301, false)]
        [TestMethod]
        public void Rfc5508_Req6_an_error_refreshes_no_flow(int seconds, bool isAlive)
        {
            var gateway = new TestGateway();
            byte[] seen = gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 30000, Peer)).Bytes;
            byte[] error = PacketBuilder.IcmpError(Router, Wan, 3, 3, seen, Whole);
            gateway.Pass(200000);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, error).To);
            gateway.Clock.Advance((seconds - 200) * 1000L); // without a tick: the flow is there, and over

            Assert.AreEqual((int)(isAlive ? Side.Lan : Side.Host), (int)gateway.Receive(Side.Wan, error).To);
        }

        [TestMethod]
        public void A_used_up_time_to_live_is_told_to_nobody()
        {
            var gateway = new TestGateway();
            byte[] seen = gateway.Receive(Side.Lan, Outgoing(IpProtocol.Udp, A, 30000, Peer)).Bytes;
            byte[] error = PacketBuilder.WithTimeToLive(PacketBuilder.IcmpError(Router, Wan, 3, 3, seen, Whole), 1);

            IsDropped(gateway, Side.Wan, error, DropReason.TimeToLiveExceeded);
        }

        // An allowed flow's error passes; one about what was blocked has no flow, opens none and goes nowhere.
        [TestMethod]
        public void Errors_about_port_25_open_nothing()
        {
            var gateway = new TestGateway();
            Exchange.TcpOut(gateway, A, 30000, Peer, 25, TcpFlags.Syn);
            byte[] forged = PacketBuilder.Tcp(Peer, 25, A, 30000, TcpFlags.Syn | TcpFlags.Ack);

            IsDropped(gateway, Side.Lan, PacketBuilder.IcmpError(A, Peer, 3, 3, forged, Whole), DropReason.NoFlow);
            byte[] outside = PacketBuilder.Tcp(Wan, 30000, Peer, 25, TcpFlags.Syn);
            Assert.AreEqual((int)Side.Host, (int)gateway.Receive(Side.Wan, PacketBuilder.IcmpError(Peer, Wan, 3, 3, outside, Whole)).To);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0L, gateway.Engine.Traffic.WanPacketsSent);
        }

        private static void Check(SentPacket sent, Side to, uint source, uint destination, int type, int code)
        {
            Assert.IsNotNull(sent);
            Assert.AreEqual((int)to, (int)sent.To);
            Assert.AreEqual(source, sent.Source);
            Assert.AreEqual(destination, sent.Destination);
            Assert.AreEqual(PacketBuilder.TimeToLive - 1, sent.TimeToLive);
            Assert.AreEqual(type, sent.Bytes[20 + IcmpHeader.TypeOffset]);
            Assert.AreEqual(code, sent.Bytes[20 + IcmpHeader.CodeOffset]);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        private static void IsDropped(TestGateway gateway, Side from, byte[] packet, DropReason reason)
        {
            Assert.IsNull(gateway.Receive(from, packet));
            Assert.AreEqual((int)reason, (int)gateway.Engine.LastDropReason);
        }

        private static byte[] Outgoing(int protocol, uint host, int port, uint remote)
        {
            byte[] data = { 1, 2, 3, 4, 5, 6, 7 };
            switch (protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(host, port, remote, 7, TcpFlags.Syn, 0x01020304, 0, data);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(host, port, remote, 7, data);
                default:
                    return PacketBuilder.Icmp(host, remote, IcmpHeader.EchoRequest, port, data);
            }
        }

        private static byte[] Answer(int protocol, SentPacket outside)
        {
            switch (protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(Peer, 7, Wan, outside.SourcePort, TcpFlags.Syn | TcpFlags.Ack);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(Peer, 7, Wan, outside.SourcePort, new byte[9]);
                default:
                    return PacketBuilder.Icmp(Peer, Wan, IcmpHeader.EchoReply, outside.Identifier, new byte[9]);
            }
        }

        private static byte[] Options(byte[] packet, bool hasOptions)
        {
            return hasOptions ? PacketBuilder.WithIpv4Options(packet, new byte[] { 1, 1, 1, 0 }) : packet;
        }

        private static string Expected(byte[] packet, bool hasOptions, int length)
        {
            byte[] forwarded = PacketBuilder.WithTimeToLive((byte[])packet.Clone(), PacketBuilder.TimeToLive - 1);
            string hex = Hex.Format(Options(forwarded, hasOptions));
            return hex.Length > 2 * length ? hex.Substring(0, 2 * length) : hex;
        }
    }
}
