using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>Inbound TCP from source port 25: triangular spamming gets no answer home (op25b.md, "Policy").</summary>
    [TestClass]
    public class Op25bInboundTests
    {
        private const int ForwardedPort = 8080;
        private const int Syn = TcpFlags.Syn;
        private const int Ack = TcpFlags.Ack;
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;
        private const int FinAck = TcpFlags.Fin | TcpFlags.Ack;

        // destination port, flags: nothing, a port forward, our own stack's ports
        [DataRow(30000, Syn)]
        [DataRow(30000, SynAck)]
        [DataRow(30000, Ack)]
        [DataRow(30000, FinAck)]
        [DataRow(30000, TcpFlags.Rst)]
        [DataRow(25, SynAck)]
        [DataRow(ForwardedPort, Syn)]
        [DataRow(ForwardedPort, SynAck)]
        [DataRow(ForwardedPort, Ack)]
        [DataRow(49152, SynAck)]
        [DataRow(65535, Ack)]
        [TestMethod]
        public void From_no_relay_it_goes_nowhere(int port, int flags)
        {
            TestGateway gateway = Make(Op25bMode.Enforce);

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, port, flags)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(1, gateway.Engine.Drops.Of(DropReason.InboundSourcePort25));
            Assert.AreEqual(1, gateway.Engine.Op25b.InboundSourcePort25Dropped);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        // The bot holds a mapping open through a helper outside: the answers come from elsewhere, port 25.
        [DataRow(Syn)]
        [DataRow(SynAck)]
        [DataRow(Ack)]
        [TestMethod]
        public void Into_a_living_mapping_it_goes_nowhere_either(int flags)
        {
            TestGateway gateway = Make(Op25bMode.Enforce);
            int external = Open(gateway, TestGateway.Foreign2, 443);

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, external, flags)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);

            // Nor from the same host that the mapping talks to.
            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign2, 25, TestGateway.Wan, external, flags)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(2, gateway.Engine.Op25b.InboundSourcePort25Dropped);
        }

        [TestMethod]
        public void The_reply_of_an_allowed_flow_passes()
        {
            TestGateway gateway = Make(Op25bMode.Enforce);
            int external = Open(gateway, TestGateway.Relay, 25);
            SentPacket reply = gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, external, SynAck));

            Assert.AreEqual((int)Side.Lan, (int)reply.To);
            Assert.AreEqual(TestGateway.HostA, NetworkOrder.ReadUInt32(reply.Bytes, Ipv4Header.DestinationOffset));
            Assert.AreEqual(0, gateway.Engine.Op25b.InboundSourcePort25Dropped);
        }

        // Under the fallback no relay is known: the answers drop as well.
        [TestMethod]
        public void Under_the_fallback_it_goes_nowhere()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b = new Op25bSettings();
            var gateway = new TestGateway(settings, null);

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, 30000, SynAck)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
        }

        // A relay may call a port forward; without one it is unsolicited as any other.
        [TestMethod]
        public void From_a_relay_it_is_like_any_other()
        {
            TestGateway gateway = Make(Op25bMode.Enforce);

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, 30000, SynAck)));
            Assert.AreEqual((int)DropReason.Unsolicited, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, ForwardedPort, Syn)).To);
            Assert.AreEqual(0, gateway.Engine.Op25b.InboundSourcePort25Dropped);
        }

        // An exempt host's own port forward is its own business.
        [TestMethod]
        public void To_an_exempt_host_it_passes()
        {
            EngineSettings settings = Settings(Op25bMode.Enforce);
            settings.Op25b.ExemptHosts = new[] { new Ipv4Prefix(TestGateway.HostB, 32) };
            var gateway = new TestGateway(settings, null);

            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, ForwardedPort, Syn)).To);
            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, 30000, Syn)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason, "A port of nobody is no exempt host's");
        }

        // mode, would-drop count after two packets
        [DataRow((int)Op25bMode.Off, 0L)]
        [DataRow((int)Op25bMode.Monitor, 2L)]
        [TestMethod]
        public void Off_and_monitor_drop_nothing_for_it(int mode, long wouldDrop)
        {
            TestGateway gateway = Make((Op25bMode)mode);

            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, 30000, SynAck)));
            Assert.AreEqual((int)DropReason.Unsolicited, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, ForwardedPort, Syn)).To);
            Assert.AreEqual(0, gateway.Engine.Op25b.InboundSourcePort25Dropped);
            Assert.AreEqual(wouldDrop, gateway.Engine.Op25b.InboundSourcePort25WouldDrop);
        }

        // Our own stack's answers are under the same rule as a host's.
        [TestMethod]
        public void Monitor_gives_the_own_stack_what_is_its_own()
        {
            TestGateway gateway = Make(Op25bMode.Monitor);

            Assert.AreEqual((int)Side.Host, (int)gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, 50000, SynAck)).To);
        }

        [TestMethod]
        public void Before_the_start_date_it_passes_and_counts()
        {
            EngineSettings settings = Settings(Op25bMode.Enforce);
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - 1);

            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, ForwardedPort, Syn)).To);
            Assert.AreEqual(1, gateway.Engine.Op25b.InboundSourcePort25WouldDrop);
        }

        [TestMethod]
        public void UDP_from_port_25_is_no_mail()
        {
            TestGateway gateway = Make(Op25bMode.Enforce);

            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, PacketBuilder.Udp(TestGateway.Foreign, 25, TestGateway.Wan, ForwardedPort, new byte[1])).To);
        }

        // A LAN host can't make a flow for them: its SYN to the foreign port 25 is redirected, the crossing SYN dropped.
        [TestMethod]
        public void A_simultaneous_open_with_a_foreign_port_25_comes_to_nothing()
        {
            TestGateway gateway = Make(Op25bMode.Enforce);
            SentPacket answer = gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, ForwardedPort, TestGateway.Foreign, 25, Syn));

            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, ForwardedPort, Syn)));
            answer = gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, ForwardedPort, TestGateway.Foreign, 25, SynAck));
            Assert.AreEqual(0, gateway.Output.CountTo(Side.Wan));
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.Traffic.WanPacketsSent);
        }

        private static TestGateway Make(Op25bMode mode)
        {
            return new TestGateway(Settings(mode), null);
        }

        private static EngineSettings Settings(Op25bMode mode)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = mode;
            settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = IpProtocol.Tcp, ExternalPort = ForwardedPort, LanAddress = TestGateway.HostB, LanPort = 80 },
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = ForwardedPort, LanAddress = TestGateway.HostB, LanPort = 80 },
            };
            return settings;
        }

        private static int Open(TestGateway gateway, uint remote, int port)
        {
            SentPacket sent = gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, remote, port, Syn));
            Assert.AreEqual((int)Side.Wan, (int)sent.To);
            return TcpHeader.SourcePort(sent.Bytes, 20);
        }
    }
}
