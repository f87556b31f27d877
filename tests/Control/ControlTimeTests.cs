using Gateway.Control;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Tests.Support;
using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Control
{
    /// <summary>The time, from a time server's name to the start date. An unknown time enforces.</summary>
    [TestClass]
    public class ControlTimeTests
    {
        private const string Ntp = "ntp.isp.example";
        private const string Ntp2 = "ntp2.isp.example";
        private const int MinuteMs = 60 * 1000;

        [TestMethod]
        public void Until_the_time_is_known_the_date_counts_as_reached_and_then_it_decides()
        {
            TestControl test = Make(10 * 60, Ntp);
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40000, TestGateway.Foreign));
            Assert.IsTrue(test.Engine.IsEffective);
            test.Pass(MinuteMs);

            Assert.IsTrue(test.Plane.Clock.TryGetUtc(out long utcSeconds));
            Assert.IsTrue((test.Isp.UtcMs / 1000) - utcSeconds <= 1);
            Assert.IsTrue(test.Isp.UtcMs / 1000 >= utcSeconds);
            Assert.IsFalse(test.Engine.IsEffective);
            test.Open(40001, TestGateway.Foreign);
            test.Pass((9 * MinuteMs) + 1000);

            Assert.IsTrue(test.Engine.IsEffective);
            Assert.IsFalse(test.Carries(40001, TestGateway.Foreign));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40002, TestGateway.Foreign));
        }

        // The servers are down, or their name is not known: for as long as that lasts.
        [TestMethod]
        [DataRow(true)]
        [DataRow(false)]
        public void Without_an_answer_it_stays_shut(bool isNameKnown)
        {
            TestControl test = Make(30 * 86400, Ntp);
            test.Clock.SetUtc(TimeSetup.StartUtcMs / 1000);
            test.Isp.IsTimeSilent = isNameKnown;
            test.Isp.DnsFlags = isNameKnown ? 0 : 0x8183;
            test.Pass(10 * MinuteMs);

            Assert.AreEqual((int)Verdict.Redirect, test.Try(40000, TestGateway.Foreign));
        }

        [TestMethod]
        [DataRow(false, (int)Verdict.Redirect)]
        [DataRow(true, (int)Verdict.WouldBlockNotYetEffective)]
        public void Without_time_servers_it_is_the_board_s_time(bool isKnown, int verdict)
        {
            TestControl test = Make(10 * 60);
            if (isKnown)
            {
                test.Clock.SetUtc(TimeSetup.StartUtcMs / 1000);
            }

            test.Pass(1000);
            Assert.AreEqual(verdict, test.Try(40000, TestGateway.Foreign));
            Assert.AreEqual("", test.Isp.TimeServers);
        }

        // Who is asked in the first round, when nobody answers. Names: the first has two addresses, the second one.
        [TestMethod]
        [DataRow("198.51.100.7", "", "198.51.100.7")]
        [DataRow("198.51.100.7", "198.51.100.8", "198.51.100.7 198.51.100.8")]
        [DataRow(Ntp, "", "198.51.100.123 198.51.100.124")]
        [DataRow(Ntp2, "", "198.51.100.125")]
        [DataRow(Ntp, Ntp2, "198.51.100.123 198.51.100.125")]
        [DataRow("198.51.100.7", Ntp2, "198.51.100.7 198.51.100.125")]
        [DataRow(Ntp2, "198.51.100.7", "198.51.100.125 198.51.100.7")]
        [DataRow("nobody.isp.example", "198.51.100.7", "198.51.100.7")]
        [DataRow("nobody.isp.example", Ntp2, "198.51.100.125")]
        [DataRow("nobody.isp.example", "", "")]
        public void Two_servers_are_asked_at_the_most(string first, string second, string asked)
        {
            TestControl test = second.Length == 0 ? Make(0, first) : Make(0, first, second);
            test.Isp.IsTimeSilent = true;
            test.Pass(20000);

            Assert.AreEqual(asked, test.Isp.TimeServers);
        }

        [TestMethod]
        public void A_time_server_that_moves_is_asked_where_it_is()
        {
            TestControl test = Make(0, Ntp2);
            test.Isp.IsTimeSilent = true;
            test.Pass(20000);
            test.Isp.SetAddress(Ntp2, TimeSetup.First);
            test.Pass(5 * MinuteMs);

            Assert.AreEqual("198.51.100.7", test.Isp.TimeServers.Substring(test.Isp.TimeServers.LastIndexOf(' ') + 1));
        }

        // A relay's name may be resolved or not: the time does not wait for it, nor a relay for the time.
        [TestMethod]
        public void Relays_and_time_servers_do_not_wait_for_each_other()
        {
            GatewaySettings settings = TestControl.MakeSettings(TestResolver.Name);
            settings.TimeServers = new[] { "nobody.isp.example", Ntp };
            var test = new TestControl(settings, new MemoryStorage(), true);
            SetNames(test);
            test.Pass(2 * MinuteMs);
            Assert.IsTrue(test.Plane.Clock.TryGetUtc(out long _));
            Assert.AreEqual(1, test.Plane.CountUnresolvedRelays());
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Pass(2 * MinuteMs);

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual("smtp.isp.example nobody.isp.example ntp.isp.example", test.Plane.NameAt(0) + " " + test.Plane.NameAt(1) + " " + test.Plane.NameAt(2));
        }

        // One host for both: one name, asked for once.
        [TestMethod]
        [DataRow(TestResolver.Name, "")]
        [DataRow("198.51.100.7", TestResolver.Name)]
        [DataRow(TestResolver.Name, Ntp2)]
        public void A_relay_may_be_a_time_server(string first, string second)
        {
            GatewaySettings settings = TestControl.MakeSettings(TestResolver.Name);
            settings.TimeServers = second.Length == 0 ? new[] { first } : new[] { first, second };
            var test = new TestControl(settings, new MemoryStorage(), true);
            SetNames(test);
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Isp.IsTimeSilent = true;
            test.Pass(20000);

            Assert.AreEqual(second == Ntp2 ? 2 : 1, test.Plane.Names.NameCount);
            Assert.AreEqual(test.Plane.Names.NameCount, test.Isp.DnsQuestions);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
            Assert.IsTrue(test.Isp.TimeServers.IndexOf("198.51.100.25") >= 0);
            Assert.AreEqual(second == Ntp2 ? Ntp2 : TestResolver.Name, test.Plane.NameAt(test.Plane.Names.NameCount - 1));
        }

        [TestMethod]
        public void Settings_without_time_servers_forget_the_time()
        {
            TestControl test = Make(3600, Ntp);
            test.Pass(MinuteMs);
            test.Open(40000, TestGateway.Foreign);
            GatewaySettings settings = MakeSettings(3600);
            test.Plane.Apply(settings);

            Assert.IsFalse(test.Carries(40000, TestGateway.Foreign));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestGateway.Foreign));
        }

        // A day later the floor has risen, and a start knows it. Power may fail at any byte of its record.
        [TestMethod]
        [DataRow(-1, true)]
        [DataRow(0, false)]
        [DataRow(11, false)]
        [DataRow(23, false)]
        public void The_floor_is_kept_over_a_restart(int tearAfter, bool isKept)
        {
            var storage = new MemoryStorage { TearAfter = tearAfter };
            var test = new TestControl(MakeSettings(0, "198.51.100.7"), storage, true);
            test.Pass(MinuteMs);
            for (int i = 0; i < 8 * 60; i++)
            {
                test.Leap(ControlPlane.KeepFloorMs);
            }

            Assert.AreEqual(isKept ? 0L : 2L, test.Plane.FloorStorage.WriteFailures);
            storage.TearAfter = -1;
            var again = new TestControl(MakeSettings(0, "198.51.100.7"), storage, true);
            Assert.AreEqual(isKept, again.Plane.Clock.FloorUtcSeconds > Release.UtcSeconds);
            Assert.IsTrue(again.Plane.Clock.FloorUtcSeconds >= Release.UtcSeconds);
        }

        private static TestControl Make(int secondsToDate, params string[] timeServers)
        {
            var test = new TestControl(MakeSettings(secondsToDate, timeServers), new MemoryStorage(), true);
            SetNames(test);
            return test;
        }

        private static void SetNames(TestControl test)
        {
            test.Isp.SetRecords(Ntp, DnsBuilder.A(Ntp, 60, 0xC633647B), DnsBuilder.A(Ntp, 60, 0xC633647C));
            test.Isp.SetAddress(Ntp2, 0xC633647D);
            test.Isp.SetRecords("nobody.isp.example");
        }

        private static GatewaySettings MakeSettings(int secondsToDate, params string[] timeServers)
        {
            GatewaySettings settings = TestControl.MakeSettings(new string[0]);
            settings.TimeServers = timeServers;
            settings.Engine.Op25b.EffectiveFromUtcSeconds = secondsToDate == 0 ? Op25bSettings.EffectiveAtOnce : (TimeSetup.StartUtcMs / 1000) + secondsToDate;
            return settings;
        }
    }
}
