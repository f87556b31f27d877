using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests
{
    /// <summary>Every packet that came in went exactly one way, and was counted there: forwarded, answered, to the host, dropped.</summary>
    [TestClass]
    public class AccountingTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const uint Wan = TestGateway.Wan;

        // kind of packet, its fate, the packets that come out, the reason when dropped
        [DataRow("lan udp", 0, 1, 0)]
        [DataRow("lan hairpin", 0, 1, 0)]
        [DataRow("lan ack", 1, 1, 0)] // RST
        [DataRow("lan mail", 1, 1, 0)] // the notice's SYN-ACK
        [DataRow("lan mail rst", 1, 0, 0)] // the notice has nothing to say to it
        [DataRow("lan to host", 2, 1, 0)]
        [DataRow("lan spoofed", 3, 0, 12)]
        [DataRow("lan rst", 3, 0, 16)]
        [DataRow("wan reply", 0, 1, 0)]
        [DataRow("wan forward", 0, 1, 0)]
        [DataRow("wan to host", 2, 1, 0)]
        [DataRow("wan syn", 3, 0, 17)]
        [DataRow("wan mail", 3, 0, 28)]
        [DataRow("host udp", 0, 1, 0)]
        [DataRow("host nowhere", 3, 0, 29)]
        [DataRow("host mail", 3, 0, 25)]
        [TestMethod]
        public void One_packet_in_is_counted_once(string kind, int fate, int sent, int reason)
        {
            TestGateway gateway = Make();
            TrafficCounters traffic = gateway.Engine.Traffic;
            long received = traffic.Received;
            long forwarded = traffic.Forwarded;
            long answered = traffic.Answered;
            long toHost = traffic.ToHost;
            long dropped = gateway.Engine.Drops.Total;

            Send(gateway, kind);

            Assert.AreEqual(fate, (int)gateway.Engine.LastFate);
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(sent, gateway.Output.Count);
            Assert.AreEqual(received + 1, traffic.Received);
            Assert.AreEqual(forwarded + (fate == (int)PacketFate.Forwarded ? 1 : 0), traffic.Forwarded);
            Assert.AreEqual(answered + (fate == (int)PacketFate.Answered ? 1 : 0), traffic.Answered);
            Assert.AreEqual(toHost + (fate == (int)PacketFate.ToHost ? 1 : 0), traffic.ToHost);
            Assert.AreEqual(dropped + (fate == (int)PacketFate.Dropped ? 1 : 0), gateway.Engine.Drops.Total);
            Assert.AreEqual("", TableWalk.CheckAccounts(gateway.Engine));
            if (reason != 0)
            {
                Assert.AreEqual(1L, gateway.Engine.Drops.Of((DropReason)reason));
            }
        }

        // onBlock: reject, drop
        [DataRow(1, 1)]
        [DataRow(2, 3)]
        [TestMethod]
        public void A_blocked_SYN_is_counted_once(int onBlock, int fate)
        {
            TestGateway gateway = Make();
            gateway.Settings.Op25b.OnBlock = (BlockAction)onBlock;
            gateway.Engine.Apply(gateway.Settings);

            Send(gateway, "lan mail");

            Assert.AreEqual(fate, (int)gateway.Engine.LastFate);
            Assert.AreEqual("", TableWalk.CheckAccounts(gateway.Engine));
        }

        // A reason and a verdict are the last packet's, not an older one's.
        [TestMethod]
        public void What_the_engine_tells_is_of_the_last_packet()
        {
            TestGateway gateway = Make();
            Send(gateway, "lan spoofed");
            Assert.AreEqual((int)DropReason.SpoofedSource, (int)gateway.Engine.LastDropReason);
            Send(gateway, "lan mail");
            Assert.AreEqual((int)DropReason.None, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual((int)Verdict.Redirect, (int)gateway.Engine.LastVerdict);
            Send(gateway, "lan udp");
            Assert.AreEqual((int)Verdict.NotConcerned, (int)gateway.Engine.LastVerdict);
        }

        [TestMethod]
        public void Packets_and_bytes_of_each_side()
        {
            var gateway = new TestGateway();
            gateway.Receive(Side.Lan, PacketBuilder.Udp(A, 30000, Peer, 80, new byte[72])); // 100 bytes
            gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 80, Wan, 30000, new byte[172])); // 200 bytes
            gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 81, Wan, 30000, new byte[272])); // 300 bytes, dropped
            gateway.Receive(Side.Host, PacketBuilder.Udp(Wan, 50000, Peer, 80, new byte[372])); // 400 bytes
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(A, 30000, Peer, 80, TcpFlags.Ack)); // 40 bytes, RST

            TrafficCounters traffic = gateway.Engine.Traffic;
            Assert.AreEqual(2L, traffic.LanPacketsReceived);
            Assert.AreEqual(140L, traffic.LanBytesReceived);
            Assert.AreEqual(2L, traffic.WanPacketsReceived);
            Assert.AreEqual(500L, traffic.WanBytesReceived);
            Assert.AreEqual(1L, traffic.HostPacketsReceived);
            Assert.AreEqual(5L, traffic.Received);
            Assert.AreEqual(2L, traffic.LanPacketsSent);
            Assert.AreEqual(240L, traffic.LanBytesSent);
            Assert.AreEqual(2L, traffic.WanPacketsSent);
            Assert.AreEqual(500L, traffic.WanBytesSent);
            Assert.AreEqual(3L, traffic.Forwarded);
            Assert.AreEqual(1L, traffic.Answered);
        }

        // Ethernet pads to 46 bytes: what the total length does not hold is not the packet's.
        [DataRow("lan udp")]
        [DataRow("wan reply")]
        [DataRow("wan forward")]
        [DataRow("lan to host")]
        [DataRow("wan to host")]
        [DataRow("host udp")]
        [DataRow("lan hairpin")]
        [TestMethod]
        public void Padding_behind_the_total_length_goes_nowhere(string kind)
        {
            TestGateway gateway = Make();
            byte[] packet = PacketOf(kind);
            byte[] padded = new byte[packet.Length + 17];
            for (int i = 0; i < padded.Length; i++)
            {
                padded[i] = i < packet.Length ? packet[i] : (byte)0xEE;
            }

            SentPacket sent = gateway.Receive(SideOf(kind), padded);

            Assert.AreEqual(packet.Length, sent.Bytes.Length);
        }

        // The answer to a padded segment counts its data by the total length (RFC 9293 §3.10.7.1).
        [TestMethod]
        public void Padding_is_not_acknowledged()
        {
            TestGateway gateway = Make();
            byte[] packet = PacketBuilder.Tcp(A, 30000, Peer, 25, TcpFlags.Syn, 1000, 0, new byte[0]);
            byte[] padded = new byte[46];
            System.Array.Copy(packet, padded, packet.Length);

            SentPacket sent = gateway.Receive(Side.Lan, padded);

            Assert.AreEqual(1001u, TcpHeader.AcknowledgmentNumber(sent.Bytes, Ipv4Header.MinimumLength));
        }

        [TestMethod]
        public void A_table_of_an_impossible_size_is_a_programmer_s_error()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 0;
            Assert.ThrowsException(typeof(System.ArgumentException), () => Make(settings));
            settings.Nat.MaximumFlows = NatSettings.MaximumFlowsLimit + 1;
            Assert.ThrowsException(typeof(System.ArgumentException), () => Make(settings));
        }

        // A reply, a hairpin and a forward have something to fit.
        private static TestGateway Make()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = 5000, LanAddress = TestGateway.HostB, LanPort = 5001 },
            };
            return Make(settings);
        }

        private static TestGateway Make(EngineSettings settings)
        {
            var gateway = new TestGateway(settings, null);
            Exchange.UdpOut(gateway, A, 31000, Peer, 80);
            return gateway;
        }

        private static void Send(TestGateway gateway, string kind)
        {
            gateway.Receive(SideOf(kind), PacketOf(kind));
        }

        private static Side SideOf(string kind)
        {
            return kind.StartsWith("lan") ? Side.Lan : kind.StartsWith("wan") ? Side.Wan : Side.Host;
        }

        private static byte[] PacketOf(string kind)
        {
            switch (kind)
            {
                case "lan udp":
                    return PacketBuilder.Udp(A, 30000, Peer, 80, new byte[2]);
                case "lan hairpin":
                    return PacketBuilder.Udp(A, 30000, Wan, 5000, new byte[2]);
                case "lan ack":
                    return PacketBuilder.Tcp(A, 30000, Peer, 80, TcpFlags.Ack);
                case "lan mail":
                    return PacketBuilder.Tcp(A, 30000, Peer, 25, TcpFlags.Syn);
                case "lan mail rst":
                    return PacketBuilder.Tcp(A, 30000, Peer, 25, TcpFlags.Rst);
                case "lan to host":
                    return PacketBuilder.Udp(A, 30000, TestGateway.Lan, 53, new byte[2]);
                case "lan spoofed":
                    return PacketBuilder.Udp(Peer, 30000, TestGateway.Foreign2, 80, new byte[2]);
                case "lan rst":
                    return PacketBuilder.Tcp(A, 30000, Peer, 80, TcpFlags.Rst);
                case "wan reply":
                    return PacketBuilder.Udp(Peer, 80, Wan, 31000, new byte[2]);
                case "wan forward":
                    return PacketBuilder.Udp(Peer, 1234, Wan, 5000, new byte[2]);
                case "wan to host":
                    return PacketBuilder.Udp(Peer, 53, Wan, 50000, new byte[2]);
                case "wan syn":
                    return PacketBuilder.Tcp(Peer, 1234, Wan, 80, TcpFlags.Syn);
                case "wan mail":
                    return PacketBuilder.Tcp(Peer, 25, Wan, 31000, TcpFlags.Syn | TcpFlags.Ack);
                case "host udp":
                    return PacketBuilder.Udp(Wan, 50000, Peer, 53, new byte[2]);
                case "host nowhere":
                    return PacketBuilder.Udp(Wan, 50000, 0x7F000001, 53, new byte[2]);
                default:
                    return PacketBuilder.Tcp(Wan, 50000, Peer, 25, TcpFlags.Syn);
            }
        }
    }
}
