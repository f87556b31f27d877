using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>The order of judgement of op25b.md, as a table, and what it is asked about.</summary>
    [TestClass]
    public class Op25bPolicyTests
    {
        private const long StartDate = TestGateway.NewYear2026;

        private const int Before = 0;
        private const int After = 1;
        private const int Unknown = 2;

        private const int Off = (int)Op25bMode.Off;
        private const int Monitor = (int)Op25bMode.Monitor;
        private const int Enforce = (int)Op25bMode.Enforce;

        private const int Redirect = (int)BlockAction.Redirect;
        private const int Reject = (int)BlockAction.Reject;
        private const int Drop = (int)BlockAction.Drop;

        // mode, exempt host, relay, time against the start date, on block, unresolved names, fallback, verdict
        // 1. Off is before everything.
        [DataRow(Off, false, false, After, Redirect, 0, false, (int)Verdict.AllowModeOff)]
        [DataRow(Off, true, true, Before, Drop, 1, true, (int)Verdict.AllowModeOff)]
        [DataRow(Off, false, false, After, Reject, 1, true, (int)Verdict.AllowModeOff)]

        // 2. Then an exempt host.
        [DataRow(Monitor, true, true, Before, Redirect, 0, false, (int)Verdict.AllowExemptHost)]
        [DataRow(Enforce, true, false, After, Redirect, 0, false, (int)Verdict.AllowExemptHost)]
        [DataRow(Enforce, true, true, After, Redirect, 0, false, (int)Verdict.AllowExemptHost)]
        [DataRow(Enforce, true, false, Before, Drop, 1, true, (int)Verdict.AllowExemptHost)]

        // 3. Then a relay.
        [DataRow(Monitor, false, true, After, Redirect, 0, false, (int)Verdict.AllowRelay)]
        [DataRow(Enforce, false, true, Before, Redirect, 0, false, (int)Verdict.AllowRelay)]
        [DataRow(Enforce, false, true, After, Redirect, 0, false, (int)Verdict.AllowRelay)]
        [DataRow(Enforce, false, true, Unknown, Drop, 1, true, (int)Verdict.AllowRelay)]

        // 4. Then monitor, or the time known and before the start date.
        [DataRow(Monitor, false, false, After, Redirect, 0, false, (int)Verdict.WouldBlockMonitor)]
        [DataRow(Monitor, false, false, Before, Drop, 0, false, (int)Verdict.WouldBlockMonitor)]
        [DataRow(Monitor, false, false, Unknown, Reject, 1, true, (int)Verdict.WouldBlockMonitor)]
        [DataRow(Enforce, false, false, Before, Redirect, 0, false, (int)Verdict.WouldBlockNotYetEffective)]
        [DataRow(Enforce, false, false, Before, Drop, 1, true, (int)Verdict.WouldBlockNotYetEffective)]

        // 5. Then it is blocked, as settings say; a clock that was never set opens nothing.
        [DataRow(Enforce, false, false, After, Redirect, 0, false, (int)Verdict.Redirect)]
        [DataRow(Enforce, false, false, After, Reject, 0, false, (int)Verdict.Reject)]
        [DataRow(Enforce, false, false, After, Drop, 0, false, (int)Verdict.Drop)]
        [DataRow(Enforce, false, false, Unknown, Redirect, 0, false, (int)Verdict.Redirect)]
        [DataRow(Enforce, false, false, Unknown, Reject, 0, false, (int)Verdict.Reject)]
        [DataRow(Enforce, false, false, Unknown, Drop, 0, false, (int)Verdict.Drop)]

        // While a relay may be unknown, nothing bounces.
        [DataRow(Enforce, false, false, After, Redirect, 1, false, (int)Verdict.DropRelayUnresolved)]
        [DataRow(Enforce, false, false, After, Reject, 6, false, (int)Verdict.DropRelayUnresolved)]
        [DataRow(Enforce, false, false, Unknown, Redirect, 1, false, (int)Verdict.DropRelayUnresolved)]
        [DataRow(Enforce, false, false, After, Redirect, 0, true, (int)Verdict.DropFallback)]
        [DataRow(Enforce, false, false, After, Reject, 0, true, (int)Verdict.DropFallback)]
        [DataRow(Enforce, false, false, Unknown, Drop, 1, true, (int)Verdict.DropFallback)]
        [TestMethod]
        public void A_flow_is_judged_in_the_design_s_order(
            int mode,
            bool isExempt,
            bool isRelay,
            int time,
            int onBlock,
            int unresolved,
            bool isFallback,
            int verdict)
        {
            var settings = new Op25bSettings
            {
                Mode = (Op25bMode)mode,
                OnBlock = (BlockAction)onBlock,
                UnresolvedRelayNames = unresolved,
                IsFallback = isFallback,
                EffectiveFromUtcSeconds = StartDate,
            };
            settings.ExemptHosts = isExempt ? One(TestGateway.HostA, 32) : One(TestGateway.HostB, 32);
            settings.Relays = isRelay ? One(TestGateway.Foreign, 32) : One(TestGateway.Relay, 32);
            long utc = time == Before ? StartDate - 1 : time == After ? StartDate : 0;

            Verdict judged = new Op25bPolicy(settings).Judge(IpProtocol.Tcp, TestGateway.HostA, TestGateway.Foreign, 25, time != Unknown, utc);

            Assert.AreEqual(verdict, (int)judged);
        }

        // protocol, port: RFC 5068 §4.1 for 587
        [DataRow(IpProtocol.Tcp, 0)]
        [DataRow(IpProtocol.Tcp, 24)]
        [DataRow(IpProtocol.Tcp, 26)]
        [DataRow(IpProtocol.Tcp, 80)]
        [DataRow(IpProtocol.Tcp, 110)]
        [DataRow(IpProtocol.Tcp, 143)]
        [DataRow(IpProtocol.Tcp, 465)]
        [DataRow(IpProtocol.Tcp, 587)]
        [DataRow(IpProtocol.Tcp, 993)]
        [DataRow(IpProtocol.Tcp, 995)]
        [DataRow(IpProtocol.Tcp, 2525)]
        [DataRow(IpProtocol.Tcp, 6400)] // 25 in the other byte
        [DataRow(IpProtocol.Udp, 25)]
        [DataRow(IpProtocol.Icmp, 25)]
        [TestMethod]
        public void What_is_not_TCP_to_port_25_is_no_business_of_it(int protocol, int port)
        {
            var policy = new Op25bPolicy(new Op25bSettings());

            Assert.AreEqual(
                (int)Verdict.NotConcerned,
                (int)policy.Judge(protocol, TestGateway.HostA, TestGateway.Foreign, port, false, 0));
        }

        // block's address, its length, address, whether inside
        [DataRow(0xC6336400u, 24, 0xC6336400u, true)]
        [DataRow(0xC6336400u, 24, 0xC63364FFu, true)]
        [DataRow(0xC6336400u, 24, 0xC63363FFu, false)]
        [DataRow(0xC6336400u, 24, 0xC6336500u, false)]
        [DataRow(0xC6336419u, 24, 0xC6336401u, true)] // bits behind the prefix do not count
        [DataRow(0xC6336419u, 32, 0xC6336419u, true)]
        [DataRow(0xC6336419u, 32, 0xC6336418u, false)]
        [DataRow(0xC6336419u, 31, 0xC6336418u, true)]
        [DataRow(0xC6336419u, 31, 0xC633641Au, false)]
        [DataRow(0xC6000000u, 7, 0xC7FFFFFFu, true)]
        [DataRow(0xC6000000u, 7, 0xC8000000u, false)]
        [DataRow(0xC6336419u, 0, 0x08080808u, true)]
        [DataRow(0xC6336419u, 33, 0xC6336418u, false)] // an impossible length is one address
        [TestMethod]
        public void A_block_has_its_edges_for_relays_and_exempt_hosts(uint block, int length, uint address, bool isInside)
        {
            var relays = new Op25bPolicy(new Op25bSettings { IsFallback = false, Relays = One(block, length) });
            var exempts = new Op25bPolicy(new Op25bSettings { IsFallback = false, ExemptHosts = One(block, length) });

            Assert.AreEqual(
                isInside ? (int)Verdict.AllowRelay : (int)Verdict.Redirect,
                (int)relays.Judge(IpProtocol.Tcp, TestGateway.HostA, address, 25, false, 0));
            Assert.AreEqual(
                isInside ? (int)Verdict.AllowExemptHost : (int)Verdict.Redirect,
                (int)exempts.Judge(IpProtocol.Tcp, address, TestGateway.Foreign, 25, false, 0));
        }

        [TestMethod]
        public void Each_of_many_relays_counts()
        {
            var relays = new Ipv4Prefix[8];
            for (int i = 0; i < relays.Length; i++)
            {
                relays[i] = new Ipv4Prefix(0x0A000000u + ((uint)i << 16), 24);
            }

            var policy = new Op25bPolicy(new Op25bSettings { IsFallback = false, Relays = relays });
            for (uint i = 0; i < relays.Length; i++)
            {
                Assert.AreEqual(
                    (int)Verdict.AllowRelay,
                    (int)policy.Judge(IpProtocol.Tcp, TestGateway.HostA, 0x0A000007u + (i << 16), 25, false, 0));
                Assert.AreEqual(
                    (int)Verdict.Redirect,
                    (int)policy.Judge(IpProtocol.Tcp, TestGateway.HostA, 0x0A000107u + (i << 16), 25, false, 0));
            }
        }

        // start date, time known, time, in force
        [DataRow(StartDate, true, StartDate - 1, false)]
        [DataRow(StartDate, true, StartDate, true)]
        [DataRow(StartDate, true, StartDate + 1, true)]
        [DataRow(StartDate, true, 0L, false)]
        [DataRow(StartDate, false, 0L, true)]
        [DataRow(StartDate, false, StartDate - 1, true)]
        [DataRow(Op25bSettings.EffectiveAtOnce, true, 0L, true)]
        [DataRow(Op25bSettings.EffectiveAtOnce, true, -1L, true)]
        [DataRow(Op25bSettings.EffectiveAtOnce, false, 0L, true)]
        [TestMethod]
        public void Only_a_known_time_before_the_start_date_defers_it(long startDate, bool isUtcKnown, long utcSeconds, bool isEffective)
        {
            var policy = new Op25bPolicy(new Op25bSettings { EffectiveFromUtcSeconds = startDate });

            Assert.AreEqual(isEffective, policy.IsEffective(isUtcKnown, utcSeconds));
        }

        [TestMethod]
        public void Settings_as_made_block_without_an_answer()
        {
            var policy = new Op25bPolicy(new Op25bSettings());

            Assert.AreEqual(
                (int)Verdict.DropFallback,
                (int)policy.Judge(IpProtocol.Tcp, TestGateway.HostA, TestGateway.Relay, 25, true, StartDate));
        }

        // Changing the settings' object afterwards changes nothing: a policy keeps none of it.
        [TestMethod]
        public void Settings_count_when_they_are_applied()
        {
            var settings = new Op25bSettings { IsFallback = false, Relays = One(TestGateway.Relay, 32) };
            var policy = new Op25bPolicy(settings);
            settings.Mode = Op25bMode.Off;
            settings.Relays[0] = new Ipv4Prefix(TestGateway.Foreign, 32);

            Assert.AreEqual(
                (int)Verdict.Redirect,
                (int)policy.Judge(IpProtocol.Tcp, TestGateway.HostA, TestGateway.Foreign, 25, false, 0));

            policy.Apply(settings);

            Assert.AreEqual(
                (int)Verdict.AllowModeOff,
                (int)policy.Judge(IpProtocol.Tcp, TestGateway.HostA, TestGateway.Foreign, 25, false, 0));
        }

        // verdict, lets pass, would be blocked
        [DataRow((int)Verdict.NotConcerned, true, false)]
        [DataRow((int)Verdict.AllowModeOff, true, false)]
        [DataRow((int)Verdict.AllowExemptHost, true, false)]
        [DataRow((int)Verdict.AllowRelay, true, false)]
        [DataRow((int)Verdict.WouldBlockMonitor, true, true)]
        [DataRow((int)Verdict.WouldBlockNotYetEffective, true, true)]
        [DataRow((int)Verdict.Redirect, false, false)]
        [DataRow((int)Verdict.Reject, false, false)]
        [DataRow((int)Verdict.Drop, false, false)]
        [DataRow((int)Verdict.DropRelayUnresolved, false, false)]
        [DataRow((int)Verdict.DropFallback, false, false)]
        [TestMethod]
        public void A_verdict_lets_pass_or_blocks(int verdict, bool allows, bool wouldBlock)
        {
            Assert.AreEqual(allows, Op25bPolicy.Allows((Verdict)verdict));
            Assert.AreEqual(wouldBlock, Op25bPolicy.WouldBlock((Verdict)verdict));
        }

        private static Ipv4Prefix[] One(uint address, int length)
        {
            return new[] { new Ipv4Prefix(address, length) };
        }
    }
}
