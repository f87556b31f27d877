using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>Tricks to get a segment to a foreign port 25 past the policy: none gives a packet on the WAN (op25b.md).</summary>
    [TestClass]
    public class Op25bEvasionTests
    {
        private const int Syn = TcpFlags.Syn;
        private const int MoreFragments = 0x2000;

        // flags and offset, bytes of the segment that it carries, reason
        [DataRow(MoreFragments, 8, (int)DropReason.FragmentEvasion)] // ports, and no flags: RFC 1858 §3.1
        [DataRow(MoreFragments, 16, (int)DropReason.FragmentEvasion)]
        [DataRow(MoreFragments | 1, 16, (int)DropReason.FragmentEvasion)] // overwrites the flags: RFC 1858 §3.2
        [DataRow(1, 12, (int)DropReason.FragmentEvasion)] // RFC 3128
        [DataRow(MoreFragments, 24, (int)DropReason.Port25Blocked)] // a plain first fragment, judged as the whole
        [DataRow(MoreFragments, 20, (int)DropReason.FragmentMalformed)]
        [DataRow(0x1FFF, 8, (int)DropReason.FragmentMalformed)]
        [TestMethod]
        public void Fragments_go_nowhere(int fragmentField, int length, int reason)
        {
            HasDropped(Fragment(TestGateway.Foreign, 25, fragmentField, length), reason);
        }

        // Later ones without a decided first one wait for it, and go where it goes: nowhere.
        [DataRow(2, 8, (int)DropReason.FragmentOverlap)]
        [DataRow(3, 8, (int)DropReason.Port25Blocked)]
        [DataRow(MoreFragments | 3, 8, (int)DropReason.Port25Blocked)]
        [TestMethod]
        public void Later_fragments_without_a_first_one_go_nowhere(int fragmentField, int length, int reason)
        {
            var gateway = new TestGateway();
            Assert.IsNull(gateway.Receive(Side.Lan, Fragment(TestGateway.Foreign, 25, fragmentField, length)));
            Assert.AreEqual((int)PacketFate.Held, (int)gateway.Engine.LastFate);

            Assert.IsNull(gateway.Receive(Side.Lan, Fragment(TestGateway.Foreign, 25, MoreFragments, 24)));
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(2L, gateway.Engine.Drops.Total);
            Assert.AreEqual(0L, gateway.Engine.Traffic.WanPacketsSent);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        // The first one is allowed, and the second one would overwrite its ports: by offset 0, 1, or before it.
        [DataRow(MoreFragments, 24)]
        [DataRow(1, 16)]
        [DataRow(MoreFragments | 2, 24)]
        [TestMethod]
        public void A_living_flow_opens_no_way_for_fragments_that_overwrite_it(int fragmentField, int length)
        {
            for (int order = 0; order < 2; order++)
            {
                var gateway = new TestGateway();
                gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 443, Syn));
                byte[] good = Fragment(TestGateway.Foreign, 443, MoreFragments, 24);
                byte[] evil = Fragment(TestGateway.Foreign, 25, fragmentField, length);

                gateway.Receive(Side.Lan, order == 0 ? good : evil);
                bool isGone = gateway.Receive(Side.Lan, order == 0 ? evil : good) == null;

                // The good one goes alone or not at all.
                Assert.IsTrue(gateway.Engine.Traffic.WanPacketsSent <= 2);
                Assert.IsTrue(isGone || fragmentField == 1);
                Assert.AreEqual(1, gateway.Engine.FlowCount);
            }
        }

        // To a relay a segment may go so, and a first fragment opens its flow.
        [TestMethod]
        public void To_a_relay_fragments_pass()
        {
            var gateway = new TestGateway();

            Assert.IsNotNull(gateway.Receive(Side.Lan, Fragment(TestGateway.Relay, 25, MoreFragments, 24)));
            Assert.IsNotNull(gateway.Receive(Side.Lan, Fragment(TestGateway.Relay, 25, 3, 4)));
            Assert.AreEqual((int)Verdict.AllowRelay, (int)gateway.FindFlow(IpProtocol.Tcp, TestGateway.HostA, 50000).Verdict);
        }

        // options: no operation, record route, loose and strict source route by way of the relay, unknown
        [DataRow("01010100")]
        [DataRow("07070400 00000000")]
        [DataRow("830704c0 00021900")]
        [DataRow("890704c0 00021900")]
        [DataRow("ff040000")]
        [TestMethod]
        public void IP_options_go_nowhere(string options)
        {
            byte[] bytes = Hex.Parse(options);

            HasDropped(PacketBuilder.WithIpv4Options(Segment(TestGateway.Foreign, Syn), bytes), (int)DropReason.Ipv4Options);
            HasDropped(PacketBuilder.WithIpv4Options(Segment(TestGateway.Relay, Syn), bytes), (int)DropReason.Ipv4Options);
        }

        // flags: a stateless filter that looks for a bare SYN would let these pass
        [DataRow(TcpFlags.Syn | TcpFlags.Fin)]
        [DataRow(TcpFlags.Syn | TcpFlags.Rst)]
        [DataRow(TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Ack)]
        [DataRow(TcpFlags.Syn | TcpFlags.Rst | TcpFlags.Ack)]
        [DataRow(TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Psh)]
        [DataRow(TcpFlags.Fin)]
        [DataRow(TcpFlags.Fin | TcpFlags.Rst)]
        [DataRow(TcpFlags.Psh)]
        [DataRow(0)]
        [DataRow(0x29)] // FIN, PSH and URG
        [DataRow(0xFF)]
        [DataRow(0x03 | 0xC0)] // with ECN's
        [TestMethod]
        public void Impossible_flags_go_nowhere(int flags)
        {
            HasDropped(Segment(TestGateway.Foreign, flags), (int)DropReason.TcpFlagsInvalid);
            HasDropped(Segment(TestGateway.Relay, flags), (int)DropReason.TcpFlagsInvalid);
        }

        // flags that begin nothing: an answer goes to the LAN at most
        [DataRow(TcpFlags.Ack)]
        [DataRow(TcpFlags.Ack | TcpFlags.Psh)]
        [DataRow(TcpFlags.Syn | TcpFlags.Ack)]
        [DataRow(TcpFlags.Fin | TcpFlags.Ack)]
        [DataRow(TcpFlags.Rst)]
        [DataRow(TcpFlags.Rst | TcpFlags.Ack)]
        [TestMethod]
        public void A_segment_without_a_flow_goes_nowhere_near_the_WAN(int flags)
        {
            for (int onBlock = (int)BlockAction.Redirect; onBlock <= (int)BlockAction.Drop; onBlock++)
            {
                EngineSettings settings = TestGateway.MakeSettings();
                settings.Op25b.OnBlock = (BlockAction)onBlock;
                var gateway = new TestGateway(settings, null);
                gateway.Receive(Side.Lan, Segment(TestGateway.Foreign, flags));
                Assert.AreEqual(0, gateway.Output.CountTo(Side.Wan));
                gateway.Receive(Side.Lan, Segment(TestGateway.Relay, flags));
                Assert.AreEqual(0, gateway.Output.CountTo(Side.Wan));
                Assert.AreEqual(0, gateway.Engine.FlowCount);
            }
        }

        // ECN's flags and a SYN with data are still a SYN.
        [DataRow(0xC2, 0)]
        [DataRow(0x0A, 0)]
        [DataRow(0x22, 0)]
        [DataRow(Syn, 100)]
        [TestMethod]
        public void A_SYN_in_disguise_is_redirected(int flags, int dataLength)
        {
            var gateway = new TestGateway();
            SentPacket answer = gateway.Receive(
                Side.Lan,
                PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, flags, 1, 0, new byte[dataLength]));

            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.AreEqual(TcpFlags.Syn | TcpFlags.Ack, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(1, gateway.Output.Count);
        }

        // offset in the packet, value, reason: headers that say something else than what is there
        [DataRow(32, 0x4002, (int)DropReason.TransportMalformed)] // data offset 16 bytes
        [DataRow(32, 0xF002, (int)DropReason.TransportMalformed)] // 60 of 20
        [DataRow(2, 0x0027, (int)DropReason.TransportMalformed)] // total length 39: the header is cut short
        [DataRow(2, 0x0014, (int)DropReason.TransportMalformed)]
        [DataRow(2, 0x0013, (int)DropReason.Ipv4Malformed)]
        [DataRow(2, 0x0029, (int)DropReason.Ipv4Truncated)]
        [DataRow(0, 0x4400, (int)DropReason.Ipv4Malformed)]
        [DataRow(0, 0x6500, (int)DropReason.Ipv6NotForwarded)]
        [DataRow(0, 0x5500, (int)DropReason.Ipv4Malformed)]
        [TestMethod]
        public void Lengths_and_versions_that_are_not_so_go_nowhere(int offset, int value, int reason)
        {
            byte[] packet = Segment(TestGateway.Foreign, Syn);
            NetworkOrder.WriteUInt16(packet, offset, value);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.ChecksumOffset, 0);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.ChecksumOffset, ~InternetChecksum.Sum(packet, 0, 20, 0));

            HasDropped(packet, reason);
        }

        // protocol: tunnels
        [DataRow(0)]
        [DataRow(4)]
        [DataRow(41)]
        [DataRow(47)]
        [DataRow(50)]
        [DataRow(132)]
        [DataRow(255)]
        [TestMethod]
        public void A_segment_inside_another_protocol_goes_nowhere(int protocol)
        {
            byte[] inner = Segment(TestGateway.Foreign, Syn);
            byte[] outer = PacketBuilder.Ip(protocol, TestGateway.HostA, TestGateway.Foreign2, inner.Length);
            System.Array.Copy(inner, 0, outer, 20, inner.Length);

            HasDropped(outer, (int)DropReason.ProtocolNotForwarded);
        }

        [TestMethod]
        public void A_used_up_time_to_live_or_a_wrong_checksum_goes_nowhere()
        {
            var gateway = new TestGateway();
            for (int timeToLive = 0; timeToLive < 2; timeToLive++)
            {
                SentPacket sent = gateway.Receive(Side.Lan, PacketBuilder.WithTimeToLive(Segment(TestGateway.Foreign, Syn), timeToLive));
                Assert.IsTrue(Exchange.IsError(sent, Side.Lan, TestGateway.HostA, 11, 0));
            }

            byte[] wrong = Segment(TestGateway.Foreign, Syn);
            wrong[Ipv4Header.ChecksumOffset] ^= 1;
            HasDropped(wrong, (int)DropReason.Ipv4ChecksumWrong);
        }

        // The embedded segment would be a message to the foreign host's port 25.
        [DataRow(IcmpHeader.DestinationUnreachable, (int)DropReason.NoFlow)]
        [DataRow(5, (int)DropReason.IcmpNotForwarded)]
        [DataRow(IcmpHeader.TimeExceeded, (int)DropReason.NoFlow)]
        [DataRow(IcmpHeader.EchoReply, (int)DropReason.IcmpNotForwarded)]
        [TestMethod]
        public void ICMP_from_the_LAN_carries_nothing_out(int type, int reason)
        {
            byte[] inner = Segment(TestGateway.Foreign, Syn);

            HasDropped(PacketBuilder.Icmp(TestGateway.HostA, TestGateway.Foreign, type, 0, inner), reason);
        }

        // The same host and port 25 by another of its names: the destination's address alone counts.
        [DataRow(0xE0000119u)] // multicast: for the gateway's own stack
        [DataRow(0xFFFFFFFFu)]
        [DataRow(0xF0000019u)]
        [DataRow(0x7F000019u)]
        [DataRow(0x00000019u)]
        [DataRow(0xA9FE0019u)]
        [TestMethod]
        public void Special_addresses_are_no_way_out(uint destination)
        {
            var gateway = new TestGateway();
            gateway.Receive(Side.Lan, Segment(destination, Syn));

            Assert.AreEqual(0, gateway.Output.CountTo(Side.Wan));
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        private static byte[] Fragment(uint destination, int port, int fragmentField, int length)
        {
            byte[] segment = PacketBuilder.Tcp(TestGateway.HostA, 50000, destination, port, Syn, 1, 0, new byte[8]);
            byte[] fragment = PacketBuilder.Ip(IpProtocol.Tcp, TestGateway.HostA, destination, length);
            System.Array.Copy(segment, 20, fragment, 20, length);
            return PacketBuilder.WithIpv4Word(fragment, Ipv4Header.FragmentOffset, fragmentField);
        }

        private static byte[] Segment(uint destination, int flags)
        {
            return PacketBuilder.Tcp(TestGateway.HostA, 50000, destination, 25, flags, 1, 1, new byte[0]);
        }

        private static void HasDropped(byte[] packet, int reason)
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Lan, packet));
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(1, gateway.Engine.Drops.Of((DropReason)reason));
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }
    }
}
