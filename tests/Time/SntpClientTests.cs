using Gateway.Tests.Support;
using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>When the client asks, whom, and what it makes of the answers.</summary>
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

        // What comes from others, or does not repeat our number, ends nothing: the answer behind it counts.
        [TestMethod]
        public void Forged_answers_are_passed_over()
        {
            var setup = new TimeSetup();
            setup.Synchronize();
            setup.PassUntilAsked(24 * Hour);
            byte[] lie = SntpReplies.Make(setup.Udp.Sent, setup.UtcMs + (5 * Hour));
            setup.Udp.Deliver(setup.Udp.SentFromPort, TimeSetup.Second, 123, lie);
            setup.Udp.Deliver(setup.Udp.SentFromPort, TimeSetup.First, 124, lie);
            setup.Udp.Deliver(setup.Udp.SentFromPort, TimeSetup.First, 123, new byte[0]);
            byte[] guessed = SntpReplies.Make(new byte[48], setup.UtcMs + (5 * Hour));
            setup.Udp.Deliver(setup.Udp.SentFromPort, TimeSetup.First, 123, guessed);
            setup.Udp.Deliver(setup.Udp.SentFromPort, TimeSetup.First, 123, SntpReplies.MakeKiss(new byte[48], 0x44454E59));
            setup.Answer(1500);

            Assert.AreEqual(5L, setup.Clock.Counters.Foreign);
            Assert.AreEqual(0L, setup.Clock.Counters.Denied);
            Assert.AreEqual(1L, setup.Clock.Counters.Steps);
            Assert.AreEqual((setup.UtcMs + 1500) / 1000, setup.Shown);
        }

        // A flood: some are looked at in a step, the rest in the next.
        [TestMethod]
        public void A_flood_of_forged_answers_does_not_hide_the_right_one()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            for (int i = 0; i < 15; i++)
            {
                setup.Udp.Deliver(setup.Udp.SentFromPort, TimeSetup.Second, 123, new byte[48]);
            }

            setup.Answer(0);
            Assert.AreEqual(8L, setup.Clock.Counters.Foreign);
            Assert.AreEqual(1, setup.Udp.SentCount);
            setup.Pass(250);
            Assert.AreEqual(15L, setup.Clock.Counters.Foreign);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
        }

        // offset and bytes of an answer that is of no use
        [DataRow(0, "e4")]
        [DataRow(1, "10")]
        [DataRow(4, "00010000")]
        [DataRow(8, "00010000")]
        [DataRow(40, "0000000000000000")]
        [TestMethod]
        public void A_server_that_does_not_know_the_time_leaves_it_to_the_other(int offset, string bytes)
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            byte[] reply = SntpReplies.Make(setup.Udp.Sent, setup.UtcMs);
            Hex.Parse(bytes).CopyTo(reply, offset);
            setup.Deliver(reply);

            Assert.AreEqual(1L, setup.Clock.Counters.Unusable);
            Assert.AreEqual(0L, setup.Clock.Counters.Unconfirmed);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
        }

        // ms under way in all, of those at the server; how much later than the answer says it is
        [DataRow(0, 0, 0)]
        [DataRow(250, 0, 125)]
        [DataRow(1000, 0, 500)]
        [DataRow(1000, 600, 200)]
        [DataRow(1000, 1000, 0)]
        [TestMethod]
        public void Half_of_the_way_is_added(int elapsedMs, int stayMs, int laterMs)
        {
            var setup = new TimeSetup();
            setup.Client.Apply(new[] { TimeSetup.First });
            long rightMs = 0;
            for (int i = 0; i < 2; i++)
            {
                setup.PassUntilAsked(Hour);
                long transmitMs = setup.UtcMs;
                byte[] reply = SntpReplies.Make(setup.Udp.Sent, transmitMs);
                SntpReplies.WriteTimestamp(reply, SntpMessage.ReceiveTimestampOffset, transmitMs - stayMs);
                setup.Board.Advance(elapsedMs);
                setup.Deliver(reply);
                rightMs = transmitMs + laterMs;
            }

            // To the millisecond, for the clock's second begins there.
            setup.Board.Advance(999 - (rightMs % 1000));
            Assert.AreEqual(rightMs / 1000, setup.Shown);
            setup.Board.Advance(1);
            Assert.AreEqual((rightMs / 1000) + 1, setup.Shown);
        }

        // at the server, in ms; it was under way for 1000 in all
        [DataRow(-1, true)]
        [DataRow(1001, false)]
        [DataRow(1002, true)]
        [DataRow(100000, true)]
        [TestMethod]
        public void An_answer_that_stayed_longer_than_it_was_under_way_is_of_no_use(int stayMs, bool isUnusable)
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            byte[] reply = SntpReplies.Make(setup.Udp.Sent, setup.UtcMs);
            SntpReplies.WriteTimestamp(reply, SntpMessage.ReceiveTimestampOffset, setup.UtcMs - stayMs);
            setup.Board.Advance(1000);
            setup.Deliver(reply);

            Assert.AreEqual(isUnusable ? 1L : 0L, setup.Clock.Counters.Unusable);
        }

        // DENY, RSTR
        [DataRow(0x44454E59u)]
        [DataRow(0x52535452u)]
        [TestMethod]
        public void A_server_that_denies_is_not_asked_for_a_day(uint code)
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, code));
            Assert.AreEqual(1L, setup.Clock.Counters.Denied);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
            setup.Answer(0);
            long deniedAtMs = setup.Board.MonotonicMs;

            setup.PassUntilAsked(Hour);
            setup.Answer(0);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
            Assert.IsTrue(setup.Shown > 0);
            while (setup.Board.MonotonicMs - deniedAtMs < 24 * Hour)
            {
                Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
                setup.PassUntilAsked(24 * Hour);
                setup.Answer(0);
            }

            Assert.AreEqual(TimeSetup.First, setup.Udp.SentAddress);
        }

        [TestMethod]
        public void A_second_server_that_denies_is_left_alone_when_the_first_is_silent()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            setup.Answer(0);
            setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, 0x44454E59));
            setup.PassUntilAsked(Hour);
            setup.Pass(3000);

            Assert.AreEqual(3, setup.Udp.SentCount);
            Assert.AreEqual(TimeSetup.First, setup.Udp.SentAddress);
        }

        [TestMethod]
        public void When_all_deny_nobody_is_asked_for_a_day()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, 0x44454E59));
            setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, 0x44454E59));

            Assert.IsTrue(setup.PassUntilAsked(48 * Hour) >= 24 * Hour);
            Assert.AreEqual(3, setup.Udp.SentCount);
            Assert.AreEqual(0, setup.Udp.OpenCount - 1);
        }

        // RATE again and again: an hour, two, four, eight, sixteen, a day, a day. An answer ends that.
        [TestMethod]
        public void A_server_that_is_asked_too_often_gets_longer_and_longer_rest()
        {
            var setup = new TimeSetup();
            setup.Client.Apply(new[] { TimeSetup.First });
            setup.PassUntilAsked(Hour);
            for (int hours = 1; hours <= 64; hours *= 2)
            {
                setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, 0x52415445));
                long ms = setup.PassUntilAsked(48L * Hour);
                int least = hours < 24 ? hours : 24;

                Assert.IsTrue(ms >= (long)least * Hour && ms <= ((long)least * Hour) + (76 * Minute), "After " + hours + " hours: " + ms);
            }

            Assert.AreEqual(7L, setup.Clock.Counters.RateLimited);
            setup.Answer(0);
            setup.PassUntilAsked(48L * Hour);
            setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, 0x52415445));
            Assert.IsTrue(setup.PassUntilAsked(48L * Hour) <= 3 * Hour);
        }

        // Two servers, ten minutes apart: nobody can tell, so nobody is believed, and they are asked less and less.
        [TestMethod]
        public void Servers_that_disagree_leave_the_time_unknown()
        {
            var setup = new TimeSetup();
            while (setup.Board.MonotonicMs < 24 * Hour)
            {
                setup.PassUntilAsked(24 * Hour);
                setup.Answer(setup.Udp.SentAddress == TimeSetup.First ? 0 : 10 * Minute);
                setup.Answer(setup.Udp.SentAddress == TimeSetup.First ? 0 : 10 * Minute);
                Assert.AreEqual(0L, setup.Shown);
            }

            Assert.IsTrue(setup.Udp.SentCount < 70, "Questions a day: " + setup.Udp.SentCount);

            // Until they agree.
            setup.PassUntilAsked(24 * Hour);
            setup.Answer(0);
            setup.Answer(0);
            Assert.AreEqual(setup.UtcMs / 1000, setup.Shown);
        }

        [TestMethod]
        public void A_first_server_that_goes_wrong_is_outvoted_by_the_second_and_the_clock()
        {
            var setup = new TimeSetup();
            setup.Synchronize();
            setup.PassUntilAsked(24 * Hour);
            setup.Answer(Hour);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);
            setup.Answer(0);
            Assert.AreEqual(setup.UtcMs / 1000, setup.Shown);

            // Both: then it is the clock that was wrong.
            setup.PassUntilAsked(24 * Hour);
            setup.Answer(Hour);
            setup.Answer(Hour);
            Assert.AreEqual((setup.UtcMs + Hour) / 1000, setup.Shown);
        }

        [TestMethod]
        public void A_time_before_the_floor_is_refused_and_the_second_server_asked()
        {
            var setup = new TimeSetup();
            setup.PassUntilAsked(Hour);
            setup.Deliver(SntpReplies.Make(setup.Udp.Sent, (Release.UtcSeconds * 1000) - 1));
            Assert.AreEqual(1L, setup.Clock.Counters.BeforeFloor);
            Assert.AreEqual(TimeSetup.Second, setup.Udp.SentAddress);

            setup.Answer(0);
            Assert.AreEqual(0L, setup.Shown);
            Assert.AreEqual(1L, setup.Clock.Counters.Unconfirmed);
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
