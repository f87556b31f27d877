using Gateway.Dns;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>From names to addresses: questions, answers, and when the next question goes out.</summary>
    [TestClass]
    public class NameResolverTests
    {
        private const int NameError = 0x8183;

        [TestMethod]
        public void A_name_is_asked_for_at_the_first_server_within_a_second()
        {
            var test = new TestResolver();
            test.Apply(TestResolver.Name);
            Assert.AreEqual(1, test.Resolver.CountUnresolved(0, 1));
            test.Pass(NameResolver.NewSpreadMs);

            Assert.AreEqual(1, test.Udp.SentCount);
            Assert.AreEqual(TestResolver.Server1, test.Udp.SentAddress);
            Assert.AreEqual(TestResolver.DnsPort, test.Udp.SentPort);
            Assert.AreEqual(TestResolver.Name, test.AskedName);
            Assert.AreEqual(1L, test.Resolver.Counters.UdpQuestions);
            Assert.AreEqual((int)DnsResult.None, (int)test.Resolver.ResultOf(0));
        }

        [TestMethod]
        public void An_answer_resolves_the_name()
        {
            TestResolver test = TestResolver.Asked();
            int generation = test.Resolver.Generation;
            test.Answer(
                DnsBuilder.Cname(TestResolver.Name, 60, "real.isp.example"),
                DnsBuilder.A("real.isp.example", 60, TestResolver.Relay),
                DnsBuilder.A("real.isp.example", 60, TestResolver.Relay2));

            Assert.IsTrue(test.Resolver.IsResolved(0));
            Assert.AreEqual(0, test.Resolver.CountUnresolved(0, 1));
            Assert.AreEqual("c6336419 c633641a", test.Relays());
            Assert.IsTrue(test.Resolver.Generation > generation);
            Assert.AreEqual((int)DnsResult.Answer, (int)test.Resolver.ResultOf(0));
            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Answer));
            Assert.AreEqual(0, test.Udp.OpenCount);
        }

        [TestMethod]
        public void Nothing_is_asked_where_there_are_no_names()
        {
            var test = new TestResolver();
            test.Pass(10000);
            test.Apply();
            test.Pass(10000);

            Assert.AreEqual(0, test.Udp.OpenedCount);
        }

        // Two questions at once would help who guesses (RFC 5452 §5).
        [TestMethod]
        public void Names_are_asked_for_one_after_the_other_without_a_pause()
        {
            var test = new TestResolver();
            test.Apply(TestResolver.Name, TestResolver.Name2, "smtp3.isp.example");
            test.Pass(NameResolver.NewSpreadMs);
            for (int i = 1; i <= 3; i++)
            {
                Assert.AreEqual(i, test.Udp.SentCount);
                Assert.AreEqual(1, test.Udp.OpenCount);
                test.Answer(DnsBuilder.A(test.AskedName, 60, TestResolver.Relay + (uint)i));
            }

            Assert.AreEqual(0, test.Resolver.CountUnresolved(0, 3));
            Assert.AreEqual(0, test.Udp.OpenCount);
        }

        [TestMethod]
        public void One_name_s_failure_leaves_the_others_alone()
        {
            var test = new TestResolver();
            test.Apply(TestResolver.Name, TestResolver.Name2);
            test.Pass(NameResolver.NewSpreadMs);
            string failed = test.AskedName;
            test.Fail(NameError);
            test.Answer(DnsBuilder.A(test.AskedName, 60, TestResolver.Relay));

            int first = failed == TestResolver.Name ? 0 : 1;
            Assert.IsFalse(test.Resolver.IsResolved(first));
            Assert.IsTrue(test.Resolver.IsResolved(1 - first));
            Assert.AreEqual(1, test.Resolver.CountUnresolved(0, 2));
            Assert.AreEqual(1, test.Resolver.CountUnresolved(first, 1));
            Assert.AreEqual(0, test.Resolver.CountUnresolved(1 - first, 1));
        }

        // op25b.md: at the time to live, 30 s at the least, 1 h at the most; up to an eighth earlier, so that a fleet does not knock at once.
        [TestMethod]
        [DataRow(0, 30000, 30000)]
        [DataRow(1, 30000, 30000)]
        [DataRow(30, 30000, 30000)]
        [DataRow(40, 35000, 40000)]
        [DataRow(300, 262500, 300000)]
        [DataRow(3600, 3150000, 3600000)]
        [DataRow(3601, 3150000, 3600000)]
        [DataRow(86400, 3150000, 3600000)]
        [DataRow(int.MaxValue, 3150000, 3600000)]
        public void An_answer_is_refreshed_at_its_time_to_live(int timeToLiveS, int earliestMs, int latestMs)
        {
            long least = long.MaxValue;
            long most = 0;
            for (uint seed = 1; seed <= 20; seed++)
            {
                var test = new TestResolver(seed);
                test.Apply(TestResolver.Name);
                test.Pass(NameResolver.NewSpreadMs);
                test.Answer(DnsBuilder.A(TestResolver.Name, timeToLiveS, TestResolver.Relay));
                test.Clock.Advance(earliestMs - 250);
                long ms = earliestMs - 250 + test.PassUntilAsked(latestMs);
                least = ms < least ? ms : least;
                most = ms > most ? ms : most;
            }

            // A step comes up to 250 ms late.
            Assert.IsTrue(least >= earliestMs && most <= latestMs + 250);
            Assert.AreEqual(earliestMs != latestMs, most - least > (latestMs - earliestMs) / 2);
        }

        [TestMethod]
        public void A_change_shows_at_the_next_refresh_and_the_old_address_stays_a_day()
        {
            TestResolver test = TestResolver.Resolved(60);
            Assert.IsTrue(test.PassUntilAsked(60000) > 0);
            int generation = test.Resolver.Generation;
            test.Answer(DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay2));

            Assert.AreEqual("c6336419 c633641a", test.Relays());
            Assert.IsTrue(test.Resolver.Generation > generation);
        }

        [TestMethod]
        public void The_same_answer_again_changes_nothing()
        {
            TestResolver test = TestResolver.Resolved(60);
            int generation = test.Resolver.Generation;
            Assert.IsTrue(test.PassUntilAsked(60000) > 0);
            test.Answer(DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay));

            Assert.AreEqual(generation, test.Resolver.Generation);
            Assert.AreEqual("c6336419", test.Relays());
        }

        [TestMethod]
        [DataRow(0x00000000u, false)]
        [DataRow(0x00000001u, false)]
        [DataRow(0x7F000001u, false)]
        [DataRow(0xA9FE0101u, false)]
        [DataRow(0xE0000001u, false)]
        [DataRow(0xEFFFFFFFu, false)]
        [DataRow(0xF0000001u, false)]
        [DataRow(0xFFFFFFFFu, false)]
        [DataRow(0xC0A80100u, false)]
        [DataRow(0xC0A80119u, false)]
        [DataRow(0xC0A801FFu, false)]
        [DataRow(0xC0A80001u, true)]
        [DataRow(0xC0A80201u, true)]
        [DataRow(0x0A000019u, true)]
        [DataRow(0xAC100019u, true)]
        [DataRow(0x64400019u, true)]
        [DataRow(0xA9FD0101u, true)]
        [DataRow(0x01000000u, true)]
        [DataRow(0xDFFFFFFFu, true)]
        public void An_address_that_no_host_of_the_WAN_can_have_is_refused(uint address, bool isTaken)
        {
            TestResolver test = TestResolver.Asked();
            test.Answer(DnsBuilder.A(TestResolver.Name, 60, address));

            Assert.AreEqual(isTaken, test.Resolver.IsResolved(0));
            Assert.AreEqual(isTaken ? 0L : 1L, test.Resolver.Counters.AddressesRefused);
            Assert.AreEqual((int)(isTaken ? DnsResult.Answer : DnsResult.AddressRefused), (int)test.Resolver.ResultOf(0));
            Assert.AreEqual(isTaken ? 0L : 1L, test.Resolver.Counters.FailedLookups);
            Assert.AreEqual(isTaken ? 0L : 1L, test.Resolver.Counters.Of(DnsResult.AddressRefused));
        }

        [TestMethod]
        public void Beside_good_addresses_the_others_are_left_out()
        {
            TestResolver test = TestResolver.Asked();
            test.Answer(
                DnsBuilder.A(TestResolver.Name, 60, 0x7F000001),
                DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay),
                DnsBuilder.A(TestResolver.Name, 60, 0xC0A80119));

            Assert.AreEqual("c6336419", test.Relays());
            Assert.AreEqual(2L, test.Resolver.Counters.AddressesRefused);
            Assert.AreEqual((int)DnsResult.Answer, (int)test.Resolver.ResultOf(0));
        }

        // A client that wants one server tries them in turn: those of the latest answer, not yesterday's.
        [TestMethod]
        public void Addresses_are_given_one_by_one()
        {
            TestResolver test = TestResolver.Asked();
            Assert.AreEqual(0u, test.Resolver.AddressOf(0, 0));
            test.Answer(DnsBuilder.A(TestResolver.Name, 60, 0xC6336401));
            Assert.IsTrue(test.PassUntilAsked(60000) > 0);
            test.Answer(DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay), DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay2));

            Assert.AreEqual("c6336401 c6336419 c633641a", test.Relays());
            Assert.AreEqual(TestResolver.Relay, test.Resolver.AddressOf(0, 1));
            Assert.AreEqual(TestResolver.Relay2, test.Resolver.AddressOf(0, 2));
            Assert.AreEqual(TestResolver.Relay, test.Resolver.AddressOf(0, 3));
            Assert.AreEqual(TestResolver.Relay, test.Resolver.AddressOf(0, int.MaxValue));
        }

        [TestMethod]
        public void Relays_are_those_given_and_those_of_the_names()
        {
            var test = new TestResolver();
            test.Apply("ntp.example", TestResolver.Name);
            test.Pass(NameResolver.NewSpreadMs);
            for (int i = 0; i < 2; i++)
            {
                test.Answer(DnsBuilder.A(test.AskedName, 60, test.AskedName == TestResolver.Name ? TestResolver.Relay : TestResolver.Relay2));
            }

            Ipv4Prefix[] relays = test.Resolver.MakeRelays(new[] { new Ipv4Prefix(0xCB007100, 24) }, 1, 1);

            Assert.AreEqual(2, relays.Length);
            Assert.AreEqual(24, relays[0].Length);
            Assert.AreEqual(TestResolver.Relay, relays[1].Address);
            Assert.AreEqual(32, relays[1].Length);
        }
    }
}
