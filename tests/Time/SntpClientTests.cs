using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>When the client asks, and whom.</summary>
    [TestClass]
    public class SntpClientTests
    {
        private const int Minute = 60 * 1000;
        private const int Hour = 60 * Minute;

        // A fleet after a power cut: each begins somewhere in 16 s.
        [TestMethod]
        public void The_first_question_comes_at_random_within_16_seconds()
        {
            long earliest = Hour;
            long latest = 0;
            for (uint seed = 1; seed <= 60; seed++)
            {
                long ms = new TimeSetup(new MemoryStorage(), seed * 2654435761).PassUntilAsked(Hour);
                earliest = ms < earliest ? ms : earliest;
                latest = ms > latest ? ms : latest;
            }

            Assert.IsTrue(earliest < 4000, "Earliest: " + earliest);
            Assert.IsTrue(latest > 12000 && latest <= 16250, "Latest: " + latest);
        }

        [TestMethod]
        public void A_question_goes_to_port_123_from_a_port_and_with_a_number_that_nobody_knows()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            int port = setup.Udp.SentFromPort;
            string question = Hex.Format(setup.Udp.Sent);
            Assert.AreEqual(TimeSetup.First, setup.Udp.SentAddress);
            Assert.AreEqual(123, setup.Udp.SentPort);
            Assert.IsTrue(port >= 49152 && port <= 65535);
            Assert.AreEqual("23" + "000000000000000000000000000000000000000000000000000000000000000000000000000000", question.Substring(0, 80));

            // The other server's question, after this one's time is over, has others.
            setup.Pass(2000);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
            Assert.IsTrue(port != setup.Udp.SentFromPort);
            Assert.IsTrue(question.Substring(80) != Hex.Format(setup.Udp.Sent).Substring(80));
        }

        [TestMethod]
        public void Two_servers_that_agree_set_the_clock_at_once()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            setup.Answer(0);
            Assert.AreEqual(0L, setup.Shown);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
            Assert.AreEqual(2, setup.Udp.SentCount);

            setup.Answer(0);
            Assert.AreEqual(setup.UtcMs / 1000, setup.Shown);
            Assert.AreEqual(2, setup.Udp.SentCount);
            Assert.AreEqual(0, setup.Udp.OpenCount);
        }

        // RFC 4330 §10: not before 15 s.
        [TestMethod]
        public void One_server_sets_the_clock_with_its_second_answer()
        {
            var setup = new TimeSetup();
            setup.Client.Apply(new[] { TimeSetup.First });
            setup.PassUntilAsked(Hour);
            setup.Answer(0);
            Assert.AreEqual(1, setup.Udp.SentCount);
            Assert.AreEqual(0L, setup.Shown);

            long ms = setup.PassUntilAsked(Hour);
            Assert.IsTrue(ms >= 16000 && ms <= 20250);
            Assert.AreEqual(TimeSetup.First, setup.Udp.SentAddress);
            setup.Answer(0);
            Assert.AreEqual(setup.UtcMs / 1000, setup.Shown);
        }

        // 60 to 75 minutes apart, not always the same; the second server is left in peace.
        [TestMethod]
        public void A_known_time_is_asked_for_again_every_hour_with_jitter()
        {
            var setup = new TimeSetup();
            setup.Synchronize();
            long shortest = 24 * Hour;
            long longest = 0;
            for (int i = 0; i < 12; i++)
            {
                long ms = setup.PassUntilAsked(24 * Hour);
                shortest = ms < shortest ? ms : shortest;
                longest = ms > longest ? ms : longest;
                Assert.AreEqual(TimeSetup.First, setup.Udp.SentAddress);
                setup.Answer(-20);
            }

            Assert.IsTrue(shortest >= 60 * Minute && longest <= (75 * Minute) + 250 && longest - shortest > Minute, "From " + shortest + " to " + longest);
            Assert.AreEqual(14, setup.Udp.SentCount);
            Assert.AreEqual(1L, setup.Clock.Counters.Steps);
            Assert.AreEqual(13L, setup.Clock.Counters.Taken);
        }

        [TestMethod]
        public void The_second_server_is_asked_when_the_first_says_nothing_for_2_seconds()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            setup.Pass(1750);
            Assert.AreEqual(1, setup.Udp.SentCount);
            setup.Pass(250);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
            Assert.AreEqual(1L, setup.Clock.Counters.Timeouts);
            Assert.AreEqual(1, setup.Udp.OpenCount);

            // The first's answer is too late: its socket is closed.
            setup.Pass(2000);
            Assert.AreEqual(0, setup.Udp.OpenCount);
            Assert.AreEqual(2, setup.Udp.SentCount);
        }

        // Silence: 16 s, 32 s and so on, up to an hour; each up to a quarter longer.
        [TestMethod]
        public void Without_answers_the_questions_become_fewer()
        {
            var setup = new TimeSetup();
            setup.Client.Apply(new[] { TimeSetup.First });
            setup.PassUntilAsked(Hour);
            int expected = 16000;
            for (int i = 0; i < 12; i++)
            {
                setup.Pass(2000);
                long ms = setup.PassUntilAsked(24 * Hour);

                Assert.IsTrue(ms >= expected && ms <= (expected * 5 / 4) + 250, "Question " + i + " after " + ms);
                expected = expected * 2 < Hour ? expected * 2 : Hour;
            }

            // And soon again once one was heard.
            setup.Answer(0);
            setup.PassUntilAsked(24 * Hour);
            setup.Answer(0);
            Assert.IsTrue(setup.Shown > 0);
            setup.PassUntilAsked(24 * Hour);
            setup.Pass(2000);
            Assert.IsTrue(setup.PassUntilAsked(Hour) <= 20250);
        }

        [TestMethod]
        public void Without_a_socket_or_a_route_it_is_tried_again_later()
        {
            var setup = new TimeSetup();
            setup.Udp.HasNoSocket = true;
            setup.Pass(30000);
            Assert.AreEqual(0, setup.Udp.SentCount);
            Assert.IsTrue(setup.Clock.Counters.SendFailures >= 2);

            setup.Udp.HasNoSocket = false;
            setup.Udp.HasNoRoute = true;
            setup.Pass(60000);
            Assert.AreEqual(0, setup.Udp.SentCount);
            Assert.AreEqual(0, setup.Udp.OpenCount);
            Assert.AreEqual(0L, setup.Clock.Counters.Questions);

            setup.Udp.HasNoRoute = false;
            setup.PassUntilAsked(Hour);
            Assert.AreEqual(1L, setup.Clock.Counters.Questions);
        }

        // Names are resolved every half minute: that is no reason to ask.
        [TestMethod]
        public void The_same_servers_again_change_nothing()
        {
            var setup = new TimeSetup();
            setup.Synchronize();
            for (int i = 0; i < 100; i++)
            {
                setup.Pass(30000);
                setup.Client.Apply(i % 3 == 0 ? new[] { TimeSetup.Second, TimeSetup.First } : new[] { TimeSetup.First, TimeSetup.Second });
            }

            Assert.AreEqual(2, setup.Udp.SentCount);
        }

        [TestMethod]
        public void Servers_that_change_places_keep_their_rest()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, 0x44454E59));
            setup.Answer(0);
            setup.Client.Apply(new[] { TimeSetup.Second, TimeSetup.First });
            setup.PassUntilAsked(Hour);
            Assert.AreEqual(3, setup.Udp.SentCount);
            setup.Pass(3000);
            Assert.AreEqual(3, setup.Udp.SentCount);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);

            // Another one in its place is none that denied.
            setup.Client.Apply(new[] { TimeSetup.First + 10, TimeSetup.Second });
            setup.PassUntilAsked(Hour);
            Assert.AreEqual(TimeSetup.First + 10, setup.Udp.SentAddress);
        }

        [TestMethod]
        public void Other_servers_end_the_question_that_is_under_way()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            byte[] reply = SntpReplies.Make(setup.Udp.Sent, setup.UtcMs);
            int port = setup.Udp.SentFromPort;
            setup.Client.Apply(new[] { TimeSetup.Second });
            Assert.AreEqual(0, setup.Udp.OpenCount);
            setup.Udp.Deliver(port, TimeSetup.First, 123, reply);
            setup.Pass(1000);
            Assert.AreEqual(0L, setup.Clock.Counters.Unconfirmed);

            setup.PassUntilAsked(Hour);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
        }

        [TestMethod]
        public void Without_servers_nobody_is_asked()
        {
            var setup = new TimeSetup();
            setup.Client.Apply(new uint[0]);
            setup.Pass(2 * Hour);
            setup.Client.Apply(new[] { 0u, TimeSetup.First });
            setup.Pass(2 * Hour);
            Assert.AreEqual(0, setup.Udp.SentCount);

            // One server under two names is one server.
            setup.Client.Apply(new[] { TimeSetup.First, TimeSetup.First });
            setup.PassUntilAsked(Hour);
            setup.Answer(0);
            Assert.AreEqual(1, setup.Udp.SentCount);
        }

        // A question near the end of the first era, an answer from the next, and a clock that goes on: 2036-02-07T06:28:16Z.
        [TestMethod]
        public void The_clock_runs_into_the_era_of_2036()
        {
            var setup = new TimeSetup();
            long toEnd = 2085978496000 - TimeSetup.StartUtcMs;
            setup.Board.Advance(toEnd - Minute);
            setup.Synchronize();
            Assert.AreEqual(setup.UtcMs / 1000, setup.Shown);
            Assert.IsTrue(setup.Shown < 2085978496);

            setup.PassUntilAsked(2 * Hour);
            setup.Answer(0);
            Assert.IsTrue(setup.Shown > 2085978496);
            Assert.AreEqual(1L, setup.Clock.Counters.Steps);
            Assert.AreEqual(3L, setup.Clock.Counters.Taken + setup.Clock.Counters.Unconfirmed);
        }
    }
}
