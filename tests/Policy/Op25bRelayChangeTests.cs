using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>Relays that come and go between two settings: names that are resolved, addresses that age.</summary>
    [TestClass]
    public class Op25bRelayChangeTests
    {
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;
        private const uint NewRelay = 0xC633641A;

        // op25b.md: dropped, not bounced; and it flows once the name resolves.
        [TestMethod]
        public void Mail_to_a_relay_by_name_waits_until_the_name_resolves()
        {
            var gateway = new TestGateway();
            gateway.Settings.Op25b.UnresolvedRelayNames = 1;
            gateway.Engine.Apply(gateway.Settings);
            byte[] syn = PacketBuilder.Tcp(TestGateway.HostA, 50000, NewRelay, 25, TcpFlags.Syn);
            Assert.IsNull(gateway.Receive(Side.Lan, syn));
            Assert.AreEqual((int)DropReason.Port25RelayUnresolved, (int)gateway.Engine.LastDropReason);
            gateway.Engine.SetRelays(Relays(TestGateway.Relay, NewRelay), 0);

            // The same SYN, sent again.
            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Lan, syn).To);
            Assert.AreEqual((int)Verdict.AllowRelay, (int)gateway.Engine.LastVerdict);

            // And others get the notice from now on.
            SentPacket answer = gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50001, TestGateway.Foreign, 25, TcpFlags.Syn));
            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.AreEqual((int)Verdict.Redirect, (int)gateway.Engine.LastVerdict);
        }

        [TestMethod]
        public void Some_names_resolved_are_not_all()
        {
            var gateway = new TestGateway();
            gateway.Engine.SetRelays(Relays(NewRelay, NewRelay), 1);

            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, NewRelay, 25, TcpFlags.Syn)).To);
            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50001, TestGateway.Foreign, 25, TcpFlags.Syn)));
            Assert.AreEqual((int)DropReason.Port25RelayUnresolved, (int)gateway.Engine.LastDropReason);
        }

        // op25b.md: its ageing cuts no living flow. Nobody else gets in by it.
        [TestMethod]
        public void An_address_that_ages_keeps_its_flows_and_gets_no_new_ones()
        {
            var gateway = new TestGateway();
            int external = Exchange.Establish(gateway, TestGateway.HostA, 50000, TestGateway.Relay, 25);
            gateway.Engine.SetRelays(Relays(NewRelay, NewRelay), 0);
            gateway.Engine.Tick();

            Assert.AreEqual(0L, gateway.Engine.Op25b.FlowsCutByPolicy);
            PassesBothWays(gateway, external);

            // The same host, another port: the notice.
            SentPacket answer = gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50001, TestGateway.Relay, 25, TcpFlags.Syn));
            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.AreEqual((int)Verdict.Redirect, (int)gateway.Engine.LastVerdict);

            // From outside, for no flow: triangular spamming.
            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, external + 1, SynAck)));
            Assert.AreEqual((int)DropReason.InboundSourcePort25, (int)gateway.Engine.LastDropReason);
        }

        // Only a settings change cuts: it is the ISP's will.
        [TestMethod]
        public void Other_settings_judge_the_flows_of_an_aged_address()
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, TestGateway.HostA, 50000, TestGateway.Relay, 25);
            gateway.Engine.SetRelays(Relays(NewRelay, NewRelay), 0);
            gateway.Settings.Op25b.Relays = Relays(NewRelay, NewRelay);
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(1L, gateway.Engine.Op25b.FlowsCutByPolicy);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        // Reaching the start date judges flows, but the date says nothing of relays.
        [TestMethod]
        public void The_start_date_cuts_no_flow_of_an_aged_address()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - 2);
            gateway.Engine.Tick();
            int external = Exchange.Establish(gateway, TestGateway.HostA, 50000, TestGateway.Relay, 25);
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostB, 50000, TestGateway.Foreign, 25, TcpFlags.Syn));
            gateway.Engine.SetRelays(Relays(NewRelay, NewRelay), 0);
            Assert.AreEqual(2, gateway.Engine.FlowCount);
            gateway.Clock.Advance(2000);
            gateway.Engine.Tick();

            // The other host's went.
            Assert.AreEqual(1L, gateway.Engine.Op25b.FlowsCutByPolicy);
            PassesBothWays(gateway, external);
        }

        // What would have been blocked when it began is a relay's by the start date: it stays.
        [TestMethod]
        public void The_start_date_finds_the_relays_of_its_day()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            settings.Op25b.Relays = new Ipv4Prefix[0];
            settings.Op25b.UnresolvedRelayNames = 1;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - 2);
            gateway.Engine.Tick();
            int external = Exchange.Establish(gateway, TestGateway.HostA, 50000, TestGateway.Relay, 25);
            gateway.Engine.SetRelays(Relays(TestGateway.Relay, TestGateway.Relay), 0);
            gateway.Clock.Advance(2000);
            gateway.Engine.Tick();

            Assert.AreEqual(0L, gateway.Engine.Op25b.FlowsCutByPolicy);
            Assert.AreEqual((int)Verdict.AllowRelay, (int)gateway.FindFlow(IpProtocol.Tcp, TestGateway.HostA, 50000).Verdict);
            PassesBothWays(gateway, external);
        }

        // A flow cache keeps what it has, too.
        [TestMethod]
        public void A_flow_in_the_cache_stays_there_when_its_address_ages()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = cache.MakeGateway(TestGateway.MakeSettings());
            Exchange.Establish(gateway, TestGateway.HostA, 50000, TestGateway.Relay, 25);
            Assert.AreEqual(1, cache.Count);
            gateway.Engine.SetRelays(Relays(NewRelay, NewRelay), 0);
            gateway.Engine.Tick();

            Assert.AreEqual(1, cache.Count);
        }

        private static Ipv4Prefix[] Relays(uint first, uint second)
        {
            return new[] { new Ipv4Prefix(first, Ipv4Prefix.MaximumLength), new Ipv4Prefix(second, Ipv4Prefix.MaximumLength) };
        }

        private static void PassesBothWays(TestGateway gateway, int external)
        {
            byte[] outbound = PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Relay, 25, TcpFlags.Ack);
            Assert.AreEqual((int)Side.Wan, (int)gateway.Receive(Side.Lan, outbound).To);
            byte[] inbound = PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, external, TcpFlags.Ack);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, inbound).To);
        }
    }
}
