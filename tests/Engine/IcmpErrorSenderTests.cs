using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests
{
    /// <summary>The ICMP errors that the gateway sends itself: to whom, about what, and how many (RFC 1812 §4.3.2, RFC 5508 REQ-8).</summary>
    [TestClass]
    public class IcmpErrorSenderTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const uint Wan = TestGateway.Wan;
        private const int AtOnce = 50;

        // protocol, whether the flow is there already
        [DataRow(17, false)]
        [DataRow(17, true)]
        [DataRow(6, false)]
        [DataRow(6, true)]
        [DataRow(1, false)]
        [DataRow(1, true)]
        [TestMethod]
        public void Rfc1812_a_LAN_host_is_told_of_a_used_up_time_to_live(int protocol, bool isKnown)
        {
            var gateway = new TestGateway();
            byte[] packet = Outgoing(protocol);
            if (isKnown)
            {
                gateway.Receive(Side.Lan, packet);
            }

            PacketBuilder.WithTimeToLive(packet, 1);
            SentPacket sent = gateway.Receive(Side.Lan, packet);

            Assert.IsTrue(Exchange.IsError(sent, Side.Lan, A, 11, 0));
            Assert.AreEqual(Hex.Format(packet), Hex.Format(PacketBuilder.Embedded(sent.Bytes)));
            Assert.AreEqual((int)DropReason.TimeToLiveExceeded, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(isKnown ? 1 : 0, gateway.Engine.FlowCount);
            Assert.AreEqual(1L, gateway.Engine.Traffic.IcmpErrorsSent);
            Assert.AreEqual(1L, gateway.Engine.Traffic.LanPacketsOriginated);
        }

        [TestMethod]
        public void Rfc1812_an_outside_host_is_told_where_its_packet_has_a_flow()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 7);
            byte[] packet = PacketBuilder.WithTimeToLive(PacketBuilder.Udp(Peer, 7, Wan, 30000, new byte[9]), 1);

            SentPacket sent = gateway.Receive(Side.Wan, packet);

            Assert.IsTrue(Exchange.IsError(sent, Side.Wan, Peer, 11, 0));
            Assert.AreEqual(Hex.Format(packet), Hex.Format(PacketBuilder.Embedded(sent.Bytes)));
            Assert.AreEqual(1L, gateway.Engine.Traffic.WanPacketsOriginated);
            Assert.AreEqual(1L, gateway.Engine.Traffic.Forwarded);
        }

        // A scanner learns nothing: not from closed ports, not from a port forward, not from a port that is another peer's.
        [TestMethod]
        public void Strangers_are_told_nothing()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = 8080, LanAddress = A, LanPort = 80 },
            };
            var gateway = new TestGateway(settings, null);
            Exchange.UdpOut(gateway, A, 30000, Peer, 7);
            int[] ports = { 7, 8080, 30000, 50000 };
            for (int i = 0; i < ports.Length; i++)
            {
                byte[] packet = PacketBuilder.Udp(TestGateway.Foreign2, 7, Wan, ports[i], new byte[9]);
                SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.WithTimeToLive(packet, 1));
                Assert.AreEqual(0, gateway.Output.CountTo(Side.Wan));
                Assert.IsTrue(sent == null || sent.To == Side.Host);
            }

            Assert.AreEqual(0L, gateway.Engine.Traffic.IcmpErrorsSent);
        }

        // No error about an error, nor to who is no host of ours.
        [TestMethod]
        public void Rfc1812_what_may_not_be_answered_is_not()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 7);
            byte[] seen = Exchange.UdpIn(gateway, Peer, 7, 30000).Bytes;
            byte[] error = PacketBuilder.IcmpError(A, Peer, 3, 3, seen, seen.Length);
            uint[] sources = { 0, TestGateway.Lan, 0xC0A801FF, 0xC0A80100, 0x7F000001, Peer };

            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.WithTimeToLive(error, 1)));
            Assert.AreEqual((int)DropReason.TimeToLiveExceeded, (int)gateway.Engine.LastDropReason);
            for (int i = 0; i < sources.Length; i++)
            {
                byte[] packet = PacketBuilder.Udp(sources[i], 30000, Peer, 7, new byte[1]);
                Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.WithTimeToLive(packet, 1)));
            }

            Assert.AreEqual(0L, gateway.Engine.Traffic.IcmpErrorsSent);
        }

        // milliseconds after a burst, how many more are told
        [DataRow(0, 0)]
        [DataRow(19, 0)]
        [DataRow(20, 1)]
        [DataRow(39, 1)]
        [DataRow(500, 25)]
        [DataRow(1000, 50)]
        [DataRow(3600000, 50)]
        [TestMethod]
        public void Rfc1812_S4_3_2_8_50_at_once_and_50_a_second_are_told(int ms, int more)
        {
            var gateway = new TestGateway();

            Assert.AreEqual(AtOnce, Tell(gateway, AtOnce + 10));
            Assert.AreEqual(10L, gateway.Engine.Traffic.IcmpErrorsWithheld);
            gateway.Clock.Advance(ms);
            Assert.AreEqual(more, Tell(gateway, AtOnce + 10));
        }

        // What is left of a token's time is not lost.
        [TestMethod]
        public void Rfc1812_S4_3_2_8_small_steps_of_time_earn_as_much()
        {
            var gateway = new TestGateway();
            Tell(gateway, AtOnce);
            int told = 0;
            for (int ms = 0; ms < 1000; ms += 7)
            {
                gateway.Clock.Advance(7);
                told += Tell(gateway, 2);
            }

            Assert.AreEqual(AtOnce, told);
        }

        // An outside host can't use up what the LAN's hosts are told.
        [TestMethod]
        public void Rfc1812_S4_3_2_8_each_side_has_its_own()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 7);
            byte[] packet = PacketBuilder.WithTimeToLive(PacketBuilder.Udp(Peer, 7, Wan, 30000, new byte[9]), 1);
            for (int i = 0; i < AtOnce; i++)
            {
                Assert.IsNotNull(gateway.Receive(Side.Wan, packet));
            }

            Assert.IsNull(gateway.Receive(Side.Wan, packet));
            Assert.AreEqual(AtOnce, Tell(gateway, AtOnce + 1));
        }

        // A rejected SYN beyond that is dropped, and not counted as rejected: nobody was told.
        [TestMethod]
        public void Rfc5508_Req8_too_many_rejected_SYNs_are_dropped()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = BlockAction.Reject;
            var gateway = new TestGateway(settings, null);
            for (int i = 0; i < AtOnce; i++)
            {
                Assert.IsTrue(Exchange.IsError(Exchange.TcpOut(gateway, A, 30000, Peer, 25, TcpFlags.Syn), Side.Lan, A, 3, 13));
            }

            Assert.IsNull(Exchange.TcpOut(gateway, A, 30000, Peer, 25, TcpFlags.Syn));
            Assert.AreEqual((int)DropReason.Port25Blocked, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(AtOnce, gateway.Engine.Op25b.RejectedConnections);
            Assert.AreEqual(AtOnce, gateway.Engine.Traffic.Answered);
            Assert.AreEqual(AtOnce + 1, gateway.Engine.Op25b.BlockedPackets);
        }

        private static int Tell(TestGateway gateway, int packets)
        {
            byte[] packet = PacketBuilder.WithTimeToLive(Outgoing(IpProtocol.Udp), 1);
            int told = 0;
            for (int i = 0; i < packets; i++)
            {
                told += gateway.Receive(Side.Lan, packet) == null ? 0 : 1;
            }

            return told;
        }

        private static byte[] Outgoing(int protocol)
        {
            switch (protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(A, 30000, Peer, 7, TcpFlags.Syn);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(A, 30000, Peer, 7, new byte[9]);
                default:
                    return PacketBuilder.Icmp(A, Peer, IcmpHeader.EchoRequest, 30000, new byte[9]);
            }
        }
    }
}
