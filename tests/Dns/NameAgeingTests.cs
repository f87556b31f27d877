using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>How long addresses are kept (op25b.md): 24 h after they were last seen, and for ever without another answer.</summary>
    [TestClass]
    public class NameAgeingTests
    {
        private const int DayMs = 24 * 60 * 60 * 1000;
        private const int HourS = 60 * 60;

        // Ageing is looked at once a minute.
        private const int LookMs = 60 * 1000;

        [TestMethod]
        public void An_address_that_answers_do_not_show_any_more_goes_after_a_day()
        {
            TestResolver test = TestResolver.Resolved(HourS);
            Change(test, TestResolver.Relay2);
            long seenMs = 0;
            int generation = test.Resolver.Generation;

            // The first address was seen for the last time when it was asked for: an hour before, less the jitter.
            while (test.Relays() == "c6336419 c633641a" && seenMs < 2L * DayMs)
            {
                long ms = test.PassUntilAsked(HourS * 1000);
                seenMs += ms;
                test.Answer(DnsBuilder.A(TestResolver.Name, HourS, TestResolver.Relay2));
            }

            Assert.AreEqual("c633641a", test.Relays());
            Assert.IsTrue(test.Resolver.Generation > generation);
            Assert.IsTrue(seenMs >= DayMs - (HourS * 1000) - LookMs && seenMs <= DayMs + (HourS * 1000));
        }

        // To the second, without refreshes in between.
        [TestMethod]
        [DataRow(DayMs - 1000, "c6336419 c633641a")]
        [DataRow(DayMs + LookMs, "c633641a")]
        public void It_goes_after_24_hours(int ms, string relays)
        {
            TestResolver test = TestResolver.Resolved(30);
            long seenMs = test.Clock.MonotonicMs;
            Change(test, TestResolver.Relay2);
            test.Leap(seenMs + ms - test.Clock.MonotonicMs);

            Assert.AreEqual(relays, test.Relays());
        }

        // Rotating answers: each address is seen often enough.
        [TestMethod]
        public void Rotating_addresses_all_stay()
        {
            TestResolver test = TestResolver.Resolved(HourS);
            for (uint i = 1; i <= 60; i++)
            {
                Change(test, TestResolver.Relay + (i % 3));
            }

            Assert.AreEqual("c6336419 c633641a c633641b", test.Relays());
        }

        // The servers are down for a week, or say that there is no such name: what was good stays good.
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Without_another_answer_an_address_stays(bool areServersTalking)
        {
            TestResolver test = TestResolver.Resolved(30);
            int generation = test.Resolver.Generation;
            for (int i = 0; i < 7 * 24; i++)
            {
                test.Leap(HourS * 1000);
                if (areServersTalking && test.Udp.OpenCount > 0)
                {
                    test.Fail(0x8183);
                }
            }

            Assert.AreEqual("c6336419", test.Relays());
            Assert.AreEqual(generation, test.Resolver.Generation);
            Assert.IsTrue(test.Resolver.Counters.FailedLookups > 10);
        }

        // Failures do not keep what was on its way out already.
        [TestMethod]
        public void An_address_ages_while_lookups_fail()
        {
            TestResolver test = TestResolver.Resolved(30);
            Change(test, TestResolver.Relay2);
            for (int i = 0; i < 25; i++)
            {
                test.Leap(HourS * 1000);
            }

            Assert.AreEqual("c633641a", test.Relays());
        }

        // More addresses than have room: those not seen for the longest time give way, never the latest answer's.
        [TestMethod]
        public void When_there_is_no_room_the_address_that_was_not_seen_for_longest_gives_way()
        {
            TestResolver test = TestResolver.Resolved(30);
            for (uint i = 1; i < 16; i++)
            {
                Change(test, TestResolver.Relay + i);
            }

            Change(test, TestResolver.Relay);
            Change(test, TestResolver.Relay + 16);

            // The second one went, and the first, seen again meanwhile, stayed.
            string relays = test.Relays();
            Assert.AreEqual((16 * 9) - 1, relays.Length);
            Assert.AreEqual("c6336419 c6336429 c633641b", relays.Substring(0, 26));
            Assert.AreEqual(1L, test.Resolver.Counters.AddressesLeftOut);
        }

        private static void Change(TestResolver test, uint address)
        {
            Assert.IsTrue(test.PassUntilAsked(HourS * 1000) > 0);
            test.Answer(DnsBuilder.A(TestResolver.Name, 30, address));
        }
    }
}
