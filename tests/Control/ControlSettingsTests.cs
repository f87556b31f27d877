using Gateway.Policy;
using Gateway.Settings;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Control
{
    /// <summary>Other settings while relays by name are in use: all at once, and what stays is not forgotten.</summary>
    [TestClass]
    public class ControlSettingsTests
    {
        // The name server is silent meanwhile: what is known afterwards was known before.
        [TestMethod]
        public void Other_settings_keep_a_name_that_stays_and_its_living_flows()
        {
            TestControl test = TestControl.Resolved(new MemoryStorage());
            test.Open(40000, TestResolver.Relay);
            test.Isp.DnsFlags = -1;
            GatewaySettings settings = TestControl.MakeSettings();
            settings.Engine.Op25b.OnBlock = BlockAction.Reject;
            settings.DnsServers = new[] { TestResolver.Server2 };
            settings.TimeServers = new[] { "ntp.isp.example" };
            test.Plane.Apply(settings);

            Assert.AreEqual(0L, test.Engine.Op25b.FlowsCutByPolicy);
            Assert.IsTrue(test.Carries(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40001, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.Reject, test.Try(40002, TestGateway.Foreign));

            // The new servers are asked.
            test.Isp.DnsFlags = 0;
            test.Pass(2000);
            Assert.AreEqual(TestResolver.Server2, test.Isp.DnsServer);
        }

        [TestMethod]
        public void A_name_that_goes_takes_its_relay_along_and_cuts_its_flows()
        {
            TestControl test = TestControl.Resolved(new MemoryStorage());
            test.Open(40000, TestResolver.Relay);
            test.Plane.Apply(TestControl.MakeSettings(new string[0]));

            Assert.AreEqual(1L, test.Engine.Op25b.FlowsCutByPolicy);
            Assert.IsFalse(test.Carries(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestResolver.Relay));

            // And asking for it ends.
            int asked = test.Isp.DnsQuestions;
            test.Pass(5 * 60 * 1000);
            Assert.AreEqual(asked, test.Isp.DnsQuestions);
        }

        // A name to come turns the notice off, and leaves the other's relay open.
        [TestMethod]
        [DataRow(TestResolver.Name, TestResolver.Name2)]
        [DataRow(TestResolver.Name2, TestResolver.Name)]
        public void A_name_that_comes_is_unresolved_whatever_its_place(string first, string second)
        {
            TestControl test = TestControl.Resolved(new MemoryStorage());
            test.Open(40000, TestResolver.Relay);
            test.Plane.Apply(TestControl.MakeSettings(first, second));
            Assert.AreEqual(1, test.Plane.CountUnresolvedRelays());
            Assert.IsTrue(test.Carries(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40001, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40002, TestGateway.Foreign));
            test.Isp.SetAddress(TestResolver.Name2, TestResolver.Relay2);
            test.Pass(2000);

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40003, TestResolver.Relay2));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40004, TestGateway.Foreign));
            Assert.AreEqual(TestResolver.Name2, test.Plane.NameAt(first == TestResolver.Name2 ? 0 : 1));
        }

        // What was a relay's address is a LAN host's now.
        [TestMethod]
        public void Another_LAN_takes_a_name_that_leads_there()
        {
            TestControl test = TestControl.Resolved(new MemoryStorage());
            GatewaySettings settings = TestControl.MakeSettings();
            settings.Engine.LanAddress = TestResolver.Relay - 1;
            test.Plane.Apply(settings);

            Assert.AreEqual(1, test.Plane.CountUnresolvedRelays());
        }

        // From relays by name to a time server of the same name: it is no relay any more.
        [TestMethod]
        public void A_time_server_is_no_relay()
        {
            TestControl test = TestControl.Resolved(new MemoryStorage());
            GatewaySettings settings = TestControl.MakeSettings(new string[0]);
            settings.TimeServers = new[] { TestResolver.Name };
            test.Plane.Apply(settings);
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40000, TestResolver.Relay));
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay2);
            test.Pass(2 * 60 * 1000);

            // Its answers neither.
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40002, TestResolver.Relay2));
        }

        // The wrong order would show here: the engine judges by relays of the settings before.
        [TestMethod]
        public void A_flow_that_only_monitor_let_pass_is_judged_by_the_relays_of_the_same_settings()
        {
            GatewaySettings settings = TestControl.MakeSettings(new string[0]);
            settings.Engine.Op25b.Mode = Op25bMode.Monitor;
            var test = new TestControl(settings, new MemoryStorage(), true);
            test.Open(40000, TestResolver.Relay);
            test.Open(40001, TestGateway.Foreign);
            GatewaySettings enforcing = TestControl.MakeSettings(new string[0]);
            enforcing.Engine.Op25b.Relays = new[] { new Ipv4Prefix(TestResolver.Relay, Ipv4Prefix.MaximumLength) };
            test.Plane.Apply(enforcing);

            Assert.AreEqual(1L, test.Engine.Op25b.FlowsCutByPolicy);
            Assert.IsTrue(test.Carries(40000, TestResolver.Relay));
            Assert.IsFalse(test.Carries(40001, TestGateway.Foreign));
        }
    }
}
