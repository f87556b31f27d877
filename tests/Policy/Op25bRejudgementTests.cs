using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>Living flows when the policy changes: other settings, or the start date.</summary>
    [TestClass]
    public class Op25bRejudgementTests
    {
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;

        [TestMethod]
        public void A_relay_that_is_removed_loses_its_flows_at_once()
        {
            var gateway = new TestGateway();
            int external = Establish(gateway, TestGateway.Relay, 25);
            gateway.Settings.Op25b.Relays = new Ipv4Prefix[0];
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(1, gateway.Engine.Op25b.FlowsCutByPolicy);
            HasNoWayOut(gateway, TestGateway.Relay, external);

            // Our answer is an RST, so that the client need not wait.
            SentPacket answer = gateway.Receive(Side.Lan, Data(TestGateway.Relay));
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(answer.Bytes, 20));
        }

        [TestMethod]
        public void Enforcing_after_monitor_cuts_what_is_blocked_and_nothing_else()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = Op25bMode.Monitor;
            var gateway = new TestGateway(settings, null);
            int external = Establish(gateway, TestGateway.Foreign, 25);
            Establish(gateway, TestGateway.Relay, 25);
            Establish(gateway, TestGateway.Foreign, 443);
            gateway.Receive(Side.Lan, PacketBuilder.Udp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, new byte[1]));
            Assert.AreEqual(4, gateway.Engine.FlowCount);
            settings.Op25b.Mode = Op25bMode.Enforce;
            gateway.Engine.Apply(settings);

            Assert.AreEqual(3, gateway.Engine.FlowCount);
            Assert.AreEqual(1, gateway.Engine.Op25b.FlowsCutByPolicy);
            HasNoWayOut(gateway, TestGateway.Foreign, external);
            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Lan, Data(TestGateway.Relay)).To);
        }

        [TestMethod]
        public void An_exemption_that_ends_cuts_its_flows()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.ExemptHosts = new[] { new Ipv4Prefix(TestGateway.HostA, 32) };
            var gateway = new TestGateway(settings, null);
            int external = Establish(gateway, TestGateway.Foreign, 25);
            settings.Op25b.ExemptHosts = new[] { new Ipv4Prefix(TestGateway.HostB, 32) };
            gateway.Engine.Apply(settings);

            Assert.AreEqual(1, gateway.Engine.Op25b.FlowsCutByPolicy);
            HasNoWayOut(gateway, TestGateway.Foreign, external);
        }

        // Fallback settings know no relay.
        [TestMethod]
        public void Falling_back_cuts_all_flows_to_port_25()
        {
            var gateway = new TestGateway();
            int external = Establish(gateway, TestGateway.Relay, 25);
            gateway.Settings.Op25b = new Op25bSettings();
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.IsNull(gateway.Receive(Side.Lan, Data(TestGateway.Relay)));
            Assert.AreEqual((int)DropReason.Port25Fallback, (int)gateway.Engine.LastDropReason);
            HasNoWayOut(gateway, TestGateway.Relay, external);
        }

        // A relay name that is not resolved yet cuts no flow to a relay that is known.
        [TestMethod]
        public void A_flow_that_is_still_allowed_lives_with_its_new_verdict()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = Op25bMode.Off;
            var gateway = new TestGateway(settings, null);
            int external = Establish(gateway, TestGateway.Relay, 25);
            Assert.AreEqual((int)Verdict.AllowModeOff, (int)gateway.FindFlow(IpProtocol.Tcp, TestGateway.HostA, 50000).Verdict);
            settings.Op25b.Mode = Op25bMode.Enforce;
            settings.Op25b.UnresolvedRelayNames = 1;
            gateway.Engine.Apply(settings);

            Assert.AreEqual((int)Verdict.AllowRelay, (int)gateway.FindFlow(IpProtocol.Tcp, TestGateway.HostA, 50000).Verdict);
            Assert.AreEqual(external, gateway.FindFlow(IpProtocol.Tcp, TestGateway.HostA, 50000).ExternalPort);
            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Lan, Data(TestGateway.Relay)).To);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, Reply(TestGateway.Relay, external, TcpFlags.Ack)).To);
            Assert.AreEqual(0, gateway.Engine.Op25b.FlowsCutByPolicy);
        }

        // A foreign server's connection into a port forward, from its port 25, ends as well.
        [TestMethod]
        public void Inbound_flows_from_a_foreign_port_25_are_cut_too()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = Op25bMode.Monitor;
            settings.Nat.PortForwards = new[]
            {
                new Gateway.Nat.PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 8080, LanAddress = TestGateway.HostB, LanPort = 80 },
            };
            var gateway = new TestGateway(settings, null);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, Reply(TestGateway.Foreign, 8080, TcpFlags.Syn)).To);
            settings.Op25b.Mode = Op25bMode.Enforce;
            gateway.Engine.Apply(settings);

            Assert.AreEqual(1, gateway.Engine.Op25b.FlowsCutByPolicy);
            Assert.IsNull(gateway.Receive(Side.Wan, Reply(TestGateway.Foreign, 8080, TcpFlags.Ack)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
        }

        // The mapping's other flows keep their port.
        [TestMethod]
        public void A_cut_flow_leaves_others_of_its_mapping_alone()
        {
            var gateway = new TestGateway();
            int external = Establish(gateway, TestGateway.Relay, 25);
            Assert.AreEqual(external, Establish(gateway, TestGateway.Foreign, 443));
            gateway.Settings.Op25b.Relays = new Ipv4Prefix[0];
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(1, gateway.Engine.FlowCount);
            byte[] reply = PacketBuilder.Tcp(TestGateway.Foreign, 443, TestGateway.Wan, external, TcpFlags.Ack);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, reply).To);
            Assert.IsNull(gateway.Receive(Side.Wan, Reply(TestGateway.Relay, external, TcpFlags.Ack)));
        }

        [TestMethod]
        public void Reaching_the_start_date_cuts_living_flows_on_the_tick()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - 2);
            gateway.Engine.Tick();
            int external = Establish(gateway, TestGateway.Foreign, 25);
            Establish(gateway, TestGateway.Relay, 25);

            gateway.Clock.Advance(1999);
            gateway.Engine.Tick();
            Assert.AreEqual(2, gateway.Engine.FlowCount);

            gateway.Clock.Advance(1);
            gateway.Engine.Tick();
            Assert.AreEqual(1, gateway.Engine.FlowCount);
            Assert.AreEqual(1, gateway.Engine.Op25b.FlowsCutByPolicy);
            HasNoWayOut(gateway, TestGateway.Foreign, external);
            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Lan, Data(TestGateway.Relay)).To);
        }

        // A clock that is lost opens nothing, and closes what only its date had opened.
        [TestMethod]
        public void Losing_the_time_enforces_on_the_tick()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - 1000);
            gateway.Engine.Tick();
            int external = Establish(gateway, TestGateway.Foreign, 25);
            gateway.Clock.ForgetUtc();
            gateway.Engine.Tick();

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            HasNoWayOut(gateway, TestGateway.Foreign, external);
        }

        // A date that is moved into the past by settings counts at once, without a tick.
        [TestMethod]
        public void A_start_date_that_moves_counts_at_once()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - 1000);
            int external = Establish(gateway, TestGateway.Foreign, 25);
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026 - 1000;
            gateway.Engine.Apply(settings);

            Assert.AreEqual(1, gateway.Engine.Op25b.FlowsCutByPolicy);
            HasNoWayOut(gateway, TestGateway.Foreign, external);
        }

        // A client that is at the notice when its destination becomes a relay must connect anew.
        [TestMethod]
        public void A_client_of_the_notice_is_reset_when_its_destination_becomes_a_relay()
        {
            var gateway = new TestGateway();
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Syn));
            gateway.Settings.Op25b.Relays = new[] { new Ipv4Prefix(TestGateway.Foreign, 32) };
            gateway.Engine.Apply(gateway.Settings);
            SentPacket answer = gateway.Receive(Side.Lan, Data(TestGateway.Foreign));

            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(answer.Bytes, 20));
            Establish(gateway, TestGateway.Foreign, 25);
        }

        private static int Establish(TestGateway gateway, uint remote, int port)
        {
            SentPacket sent = gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, remote, port, TcpFlags.Syn));
            Assert.AreEqual((int)Side.Wan, (int)sent.To);
            int external = TcpHeader.SourcePort(sent.Bytes, 20);
            SentPacket reply = gateway.Receive(Side.Wan, PacketBuilder.Tcp(remote, port, TestGateway.Wan, external, SynAck));
            Assert.AreEqual((int)Side.Lan, (int)reply.To);
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, remote, port, TcpFlags.Ack));
            return external;
        }

        private static byte[] Data(uint remote)
        {
            return PacketBuilder.Tcp(TestGateway.HostA, 50000, remote, 25, TcpFlags.Ack | TcpFlags.Psh, 100, 200, Hex.Parse("4441544120"));
        }

        private static byte[] Reply(uint remote, int external, int flags)
        {
            return PacketBuilder.Tcp(remote, 25, TestGateway.Wan, external, flags);
        }

        private static void HasNoWayOut(TestGateway gateway, uint remote, int external)
        {
            long sent = gateway.Engine.Traffic.WanPacketsSent;
            gateway.Receive(Side.Lan, Data(remote));
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, remote, 25, TcpFlags.Fin | TcpFlags.Ack));
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, remote, 25, TcpFlags.Syn));
            Assert.AreEqual(sent, gateway.Engine.Traffic.WanPacketsSent);
            Assert.IsNull(gateway.Receive(Side.Wan, Reply(remote, external, TcpFlags.Ack)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
        }
    }
}
