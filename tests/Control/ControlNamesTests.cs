using Gateway.Dns;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Control
{
    /// <summary>Relays by name, from the name server's answer to the verdict. When in doubt port 25 stays shut, and no mail bounces.</summary>
    [TestClass]
    public class ControlNamesTests
    {
        private const int MinuteMs = 60 * 1000;
        private const int HourMs = 60 * MinuteMs;

        [TestMethod]
        public void Mail_to_a_relay_by_name_is_dropped_and_flows_once_the_name_resolves()
        {
            var test = new TestControl();
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40001, TestGateway.Foreign));
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Pass(NameResolver.NewSpreadMs + 500);

            test.Open(40000, TestResolver.Relay);
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestGateway.Foreign));
        }

        // What the name server says: nothing, SERVFAIL, NXDOMAIN, REFUSED, no address.
        [TestMethod]
        [DataRow(-1, (int)DnsResult.Timeout)]
        [DataRow(0x8182, (int)DnsResult.ServerFailure)]
        [DataRow(0x8183, (int)DnsResult.NameError)]
        [DataRow(0x8185, (int)DnsResult.Refused)]
        [DataRow(0x8180, (int)DnsResult.NoAddress)]
        public void While_no_server_knows_the_name_all_is_dropped(int flags, int result)
        {
            var test = new TestControl();
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Isp.DnsFlags = flags;
            test.Pass(3 * MinuteMs);
            Assert.AreEqual(result, (int)test.Plane.Names.ResultOf(0));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40001, TestGateway.Foreign));

            // And it is tried again.
            test.Isp.DnsFlags = 0;
            test.Pass(2 * MinuteMs);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40002, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40003, TestGateway.Foreign));
        }

        // An answer that leads into the LAN, or nowhere, is none.
        [TestMethod]
        [DataRow(TestGateway.Lan)]
        [DataRow(0x7F000001u)]
        [DataRow(0u)]
        public void An_address_that_no_relay_can_have_resolves_nothing(uint address)
        {
            var test = new TestControl();
            test.Isp.SetAddress(TestResolver.Name, address);
            test.Pass(3000);

            Assert.AreEqual((int)DnsResult.AddressRefused, (int)test.Plane.Names.ResultOf(0));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40000, TestGateway.Foreign));
        }

        [TestMethod]
        public void One_of_two_names_opens_its_relay_and_shuts_all_others()
        {
            var test = new TestControl(TestControl.MakeSettings(TestResolver.Name, TestResolver.Name2), new MemoryStorage(), true);
            test.Isp.SetAddress(TestResolver.Name2, TestResolver.Relay2);
            test.Pass(MinuteMs);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay2));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40001, TestResolver.Relay));
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Pass(2 * MinuteMs);

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40001, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40002, TestResolver.Relay2));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40003, TestGateway.Foreign));
        }

        [TestMethod]
        public void Relays_by_address_stand_beside_names()
        {
            GatewaySettings settings = TestControl.MakeSettings();
            settings.Engine.Op25b.Relays = new[] { new Ipv4Prefix(TestGateway.Foreign2, Ipv4Prefix.MaximumLength) };
            var test = new TestControl(settings, new MemoryStorage(), true);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestGateway.Foreign2));
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Pass(2000);

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40001, TestGateway.Foreign2));
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40002, TestResolver.Relay));

            // The settings themselves know nothing of names.
            Assert.AreEqual(1, settings.Engine.Op25b.Relays.Length);
        }

        [TestMethod]
        public void An_alias_and_an_answer_over_TCP_do_too()
        {
            var test = new TestControl();
            test.Isp.DnsFlags = 0x8380;
            test.Pass(2000);
            Assert.AreEqual(1, test.Tcp.OpenedCount);
            byte[] answer = DnsBuilder.Answer(
                test.Isp.DnsQuestion,
                DnsBuilder.Cname(TestResolver.Name, 60, TestResolver.Name2),
                DnsBuilder.A(TestResolver.Name2, 60, TestResolver.Relay));
            test.Tcp.Deliver(DnsBuilder.WithLength(answer));
            test.Pass(500);

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
        }

        // The name's other address is allowed with the next answer; the one before for a day, its living flow for ever.
        [TestMethod]
        public void An_address_that_answers_do_not_show_any_more_ages_and_cuts_nothing()
        {
            TestControl test = TestControl.Resolved(new MemoryStorage());
            test.Open(40000, TestResolver.Relay);
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay2);
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestResolver.Relay2));
            test.Pass(MinuteMs);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40001, TestResolver.Relay2));
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40002, TestResolver.Relay));
            for (int hour = 1; hour <= 25; hour++)
            {
                test.Leap(HourMs);
                Assert.IsTrue(test.Carries(40000, TestResolver.Relay), "Hour " + hour);
            }

            Assert.AreEqual((int)Verdict.Redirect, test.Try(40003, TestResolver.Relay));
            Assert.AreEqual(0L, test.Engine.Op25b.FlowsCutByPolicy);

            // Only settings cut it, the same ones too.
            test.Plane.Apply(test.Plane.Settings);
            Assert.IsFalse(test.Carries(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40004, TestResolver.Relay2));
        }

        // The name server is gone for a week.
        [TestMethod]
        public void A_name_that_was_resolved_stays_so()
        {
            TestControl test = TestControl.Resolved(new MemoryStorage());
            test.Isp.DnsFlags = -1;
            for (int hour = 0; hour < 7 * 24; hour++)
            {
                test.Leap(HourMs);
            }

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestGateway.Foreign));
        }

        [TestMethod]
        public void Without_a_stack_of_its_own_the_gateway_asks_nobody_and_stays_shut()
        {
            GatewaySettings settings = TestControl.MakeSettings();
            settings.TimeServers = new[] { "198.51.100.7" };
            var test = new TestControl(settings, new MemoryStorage(), false);
            test.Pass(5 * MinuteMs);

            Assert.AreEqual((int)DnsResult.NotSent, (int)test.Plane.Names.ResultOf(0));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40000, TestResolver.Relay));
        }

        // As a board starts that has no good settings: no name, no server; others come later.
        [TestMethod]
        public void The_fallback_drops_all_until_there_are_settings()
        {
            var test = new TestControl(new GatewaySettings(), new MemoryStorage(), true);
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Pass(2000);
            Assert.AreEqual(0, test.Isp.DnsQuestions);
            Assert.AreEqual((int)Verdict.DropFallback, test.Try(40000, TestResolver.Relay));
            test.Plane.Apply(TestControl.MakeSettings());
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40001, TestResolver.Relay));
            test.Pass(2000);

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40002, TestResolver.Relay));
        }
    }
}
