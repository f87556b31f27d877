using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>Outbound TCP/25 through the engine: what passes, what is answered, what is dropped, and how it counts.</summary>
    [TestClass]
    public class Op25bBlockingTests
    {
        [TestMethod]
        public void A_redirected_SYN_is_answered_in_the_destination_s_place()
        {
            var gateway = new TestGateway();
            SentPacket answer = gateway.Receive(Side.Lan, Syn(TestGateway.Foreign, 25));

            Assert.AreEqual(1, gateway.Output.Count);
            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.AreEqual(TestGateway.Foreign, NetworkOrder.ReadUInt32(answer.Bytes, Ipv4Header.SourceOffset));
            Assert.AreEqual(TestGateway.HostA, NetworkOrder.ReadUInt32(answer.Bytes, Ipv4Header.DestinationOffset));
            Assert.AreEqual(25, TcpHeader.SourcePort(answer.Bytes, 20));
            Assert.AreEqual(50000, TcpHeader.DestinationPort(answer.Bytes, 20));
            Assert.AreEqual(TcpFlags.Syn | TcpFlags.Ack, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual((int)PacketFate.Answered, (int)gateway.Engine.LastFate);
            Assert.AreEqual((int)Verdict.Redirect, (int)gateway.Engine.LastVerdict);
            Assert.AreEqual(1, gateway.Engine.Op25b.BlockedPackets);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void A_rejected_SYN_gets_ICMP_3_13_about_itself()
        {
            TestGateway gateway = Make(BlockAction.Reject);
            byte[] syn = Syn(TestGateway.Foreign, 25);
            SentPacket answer = gateway.Receive(Side.Lan, syn);

            Assert.AreEqual(1, gateway.Output.Count);
            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(answer.Bytes));
            Assert.AreEqual(TestGateway.Lan, NetworkOrder.ReadUInt32(answer.Bytes, Ipv4Header.SourceOffset));
            Assert.AreEqual(TestGateway.HostA, NetworkOrder.ReadUInt32(answer.Bytes, Ipv4Header.DestinationOffset));
            Assert.AreEqual("030d", Hex.Format(answer.Bytes, 20, 2));
            Assert.AreEqual(Hex.Format(syn), Hex.Format(answer.Bytes, 28, answer.Bytes.Length - 28), "the embedded packet");
            Assert.AreEqual((int)PacketFate.Answered, (int)gateway.Engine.LastFate);
            Assert.AreEqual(1, gateway.Engine.Op25b.RejectedConnections);
            Assert.AreEqual(1, gateway.Engine.Op25b.BlockedPackets);
        }

        // An ICMP error about a living connection is not believed by all: an RST ends it.
        [TestMethod]
        public void A_rejected_segment_of_no_flow_gets_an_RST()
        {
            TestGateway gateway = Make(BlockAction.Reject);
            SentPacket answer = gateway.Receive(
                Side.Lan,
                PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack, 7, 8, Hex.Parse("0d0a")));

            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(0, gateway.Engine.Op25b.RejectedConnections);
            Assert.AreEqual(1, gateway.Engine.Op25b.BlockedPackets);
        }

        // on block, unresolved names, fallback, reason, verdict
        [DataRow((int)BlockAction.Drop, 0, false, (int)DropReason.Port25Blocked, (int)Verdict.Drop)]
        [DataRow((int)BlockAction.Redirect, 1, false, (int)DropReason.Port25RelayUnresolved, (int)Verdict.DropRelayUnresolved)]
        [DataRow((int)BlockAction.Reject, 1, false, (int)DropReason.Port25RelayUnresolved, (int)Verdict.DropRelayUnresolved)]
        [DataRow((int)BlockAction.Redirect, 0, true, (int)DropReason.Port25Fallback, (int)Verdict.DropFallback)]
        [DataRow((int)BlockAction.Reject, 2, true, (int)DropReason.Port25Fallback, (int)Verdict.DropFallback)]
        [TestMethod]
        public void A_dropped_SYN_gets_no_answer_and_counts_by_reason(int onBlock, int unresolved, bool isFallback, int reason, int verdict)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = (BlockAction)onBlock;
            settings.Op25b.UnresolvedRelayNames = unresolved;
            settings.Op25b.IsFallback = isFallback;
            var gateway = new TestGateway(settings, null);

            Assert.IsNull(gateway.Receive(Side.Lan, Syn(TestGateway.Foreign, 25)));
            Assert.AreEqual((int)PacketFate.Dropped, (int)gateway.Engine.LastFate);
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(verdict, (int)gateway.Engine.LastVerdict);
            Assert.AreEqual(1, gateway.Engine.Drops.Of((DropReason)reason));
            Assert.AreEqual(1, gateway.Engine.Op25b.BlockedPackets);
            Assert.AreEqual(0, gateway.Engine.Op25b.RejectedConnections);
            Assert.AreEqual(0, gateway.Engine.Op25b.RedirectedConnections);
        }

        // While a relay name is unresolved, relays that are known pass.
        [DataRow(1, false)]
        [DataRow(0, true)]
        [TestMethod]
        public void A_known_relay_passes_in_every_case(int unresolved, bool isFallback)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.UnresolvedRelayNames = unresolved;
            settings.Op25b.IsFallback = isFallback;
            var gateway = new TestGateway(settings, null);
            SentPacket sent = gateway.Receive(Side.Lan, Syn(TestGateway.Relay, 25));

            Assert.AreEqual((int)Side.Wan, (int)sent.To);
            Assert.AreEqual(TestGateway.Relay, NetworkOrder.ReadUInt32(sent.Bytes, Ipv4Header.DestinationOffset));
            Assert.AreEqual(25, TcpHeader.DestinationPort(sent.Bytes, 20));
            Assert.AreEqual((int)Verdict.AllowRelay, (int)gateway.Engine.LastVerdict);
            Assert.AreEqual(1, gateway.Engine.Op25b.AllowedConnections);
            Assert.AreEqual(0, gateway.Engine.Op25b.BlockedPackets);
        }

        [DataRow(587)]
        [DataRow(465)]
        [DataRow(110)]
        [DataRow(143)]
        [DataRow(993)]
        [DataRow(995)]
        [DataRow(80)]
        [DataRow(443)]
        [DataRow(2525)]
        [TestMethod]
        public void Other_ports_are_never_touched(int port)
        {
            for (int onBlock = (int)BlockAction.Redirect; onBlock <= (int)BlockAction.Drop; onBlock++)
            {
                EngineSettings settings = TestGateway.MakeSettings();
                settings.Op25b.OnBlock = (BlockAction)onBlock;
                settings.Op25b.IsFallback = onBlock == (int)BlockAction.Drop;
                var gateway = new TestGateway(settings, null);
                SentPacket sent = gateway.Receive(Side.Lan, Syn(TestGateway.Foreign, port));

                Assert.AreEqual((int)Side.Wan, (int)sent.To);
                Assert.AreEqual(port, TcpHeader.DestinationPort(sent.Bytes, 20));
                Assert.AreEqual((int)Verdict.NotConcerned, (int)gateway.Engine.LastVerdict);

                byte[] reply = PacketBuilder.Tcp(
                    TestGateway.Foreign,
                    port,
                    TestGateway.Wan,
                    TcpHeader.SourcePort(sent.Bytes, 20),
                    TcpFlags.Syn | TcpFlags.Ack);
                Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, reply).To);
                Assert.AreEqual(0, gateway.Engine.Op25b.AllowedConnections);
                Assert.AreEqual(0, gateway.Engine.Op25b.BlockedPackets);
            }
        }

        [TestMethod]
        public void UDP_to_port_25_is_no_mail()
        {
            var gateway = new TestGateway();

            Assert.AreEqual(
                (int)Side.Wan,
                (int)gateway.Receive(Side.Lan, PacketBuilder.Udp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, new byte[1])).To);
        }

        // Without a WAN the client is told all the same.
        [TestMethod]
        public void A_redirect_needs_no_WAN()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanAddress = EngineSettings.NoAddress;
            var gateway = new TestGateway(settings, null);

            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Lan, Syn(TestGateway.Foreign, 25)).To);
            Assert.IsNull(gateway.Receive(Side.Lan, Syn(TestGateway.Relay, 25)));
            Assert.AreEqual((int)DropReason.WanDown, (int)gateway.Engine.LastDropReason);
        }

        // A server at home behind our own address is no business of the ISP (nat.md).
        [TestMethod]
        public void A_port_forward_to_one_s_own_port_25_is_reached_from_inside()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new Gateway.Nat.PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 25, LanAddress = TestGateway.HostB, LanPort = 25 },
            };
            var gateway = new TestGateway(settings, null);
            SentPacket sent = gateway.Receive(Side.Lan, Syn(TestGateway.Wan, 25));

            Assert.AreEqual((int)Side.Lan, (int)sent.To);
            Assert.AreEqual(TestGateway.HostB, NetworkOrder.ReadUInt32(sent.Bytes, Ipv4Header.DestinationOffset));
            Assert.AreEqual(0, gateway.Engine.Op25b.BlockedPackets);
            Assert.AreEqual(0, gateway.Engine.Op25b.AllowedConnections);
        }

        // Receiving is not affected: the outside host's port is not 25.
        [TestMethod]
        public void A_mail_server_at_home_receives()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new Gateway.Nat.PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 25, LanAddress = TestGateway.HostB, LanPort = 25 },
            };
            var gateway = new TestGateway(settings, null);

            Assert.AreEqual(
                (int)Side.Lan,
                (int)gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 40000, TestGateway.Wan, 25, TcpFlags.Syn)).To);

            SentPacket reply = gateway.Receive(
                Side.Lan,
                PacketBuilder.Tcp(TestGateway.HostB, 25, TestGateway.Foreign, 40000, TcpFlags.Syn | TcpFlags.Ack));
            Assert.AreEqual((int)Side.Wan, (int)reply.To);
            Assert.AreEqual(25, TcpHeader.SourcePort(reply.Bytes, 20));
        }

        // One connection is one, whatever its packets.
        [TestMethod]
        public void An_allowed_connection_counts_once()
        {
            var gateway = new TestGateway();
            gateway.Receive(Side.Lan, Syn(TestGateway.Relay, 25));
            gateway.Receive(Side.Lan, Syn(TestGateway.Relay, 25));
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Relay, 25, TcpFlags.Ack));

            Assert.AreEqual(1, gateway.Engine.Op25b.AllowedConnections);
            Assert.AreEqual(3, gateway.Engine.Traffic.WanPacketsSent);
        }

        // mode, exempt: allowed for good
        [DataRow((int)Op25bMode.Off, false, (int)Verdict.AllowModeOff)]
        [DataRow((int)Op25bMode.Enforce, true, (int)Verdict.AllowExemptHost)]
        [DataRow((int)Op25bMode.Monitor, true, (int)Verdict.AllowExemptHost)]
        [TestMethod]
        public void Mode_off_and_exempt_hosts_pass_and_count_as_allowed(int mode, bool isExempt, int verdict)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = (Op25bMode)mode;
            settings.Op25b.ExemptHosts = isExempt ? new[] { new Ipv4Prefix(TestGateway.HostA, 32) } : new Ipv4Prefix[0];
            var gateway = new TestGateway(settings, null);

            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Lan, Syn(TestGateway.Foreign, 25)).To);
            Assert.AreEqual(verdict, (int)gateway.Engine.LastVerdict);
            Assert.AreEqual(verdict, (int)gateway.FindFlow(IpProtocol.Tcp, TestGateway.HostA, 50000).Verdict);
            Assert.AreEqual(1, gateway.Engine.Op25b.AllowedConnections);
            Assert.AreEqual(0, gateway.Engine.Op25b.WouldBlockConnections);
        }

        private static TestGateway Make(BlockAction onBlock)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = onBlock;
            return new TestGateway(settings, null);
        }

        private static byte[] Syn(uint destination, int port)
        {
            return PacketBuilder.Tcp(TestGateway.HostA, 50000, destination, port, TcpFlags.Syn);
        }
    }
}
