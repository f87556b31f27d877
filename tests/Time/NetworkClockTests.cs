using Gateway.Storage;
using Gateway.Tests.Support;
using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>What the clock shows, and which times it believes.</summary>
    [TestClass]
    public class NetworkClockTests
    {
        private const long Start = TimeSetup.StartUtcMs / 1000;

        [TestMethod]
        public void Without_servers_the_board_s_time_counts()
        {
            var board = new ManualClock();
            NetworkClock clock = Make(board);
            Assert.IsFalse(clock.TryGetUtc(out long utcSeconds));
            Assert.AreEqual(0L, utcSeconds);

            board.SetUtc(Start);
            board.Advance(7000);
            Assert.IsTrue(clock.TryGetUtc(out utcSeconds));
            Assert.AreEqual(Start + 7, utcSeconds);
            Assert.AreEqual(7000L, clock.MonotonicMs);

            board.ForgetUtc();
            Assert.IsFalse(clock.TryGetUtc(out _));
        }

        // A PC whose battery is empty begins in 1970, or in 2000.
        [DataRow(0L, false)]
        [DataRow(946684800L, false)]
        [DataRow(Release.UtcSeconds - 1, false)]
        [DataRow(Release.UtcSeconds, true)]
        [TestMethod]
        public void The_board_s_time_before_the_firmware_s_date_is_no_time(long utcSeconds, bool isKnown)
        {
            var board = new ManualClock();
            board.SetUtc(utcSeconds);

            Assert.AreEqual(isKnown, Make(board).TryGetUtc(out long shown));
            Assert.AreEqual(isKnown ? utcSeconds : 0, shown);
        }

        [TestMethod]
        public void With_servers_the_board_s_time_counts_for_nothing()
        {
            var setup = new TimeSetup();
            setup.Board.SetUtc(Start);

            Assert.IsFalse(setup.Clock.TryGetUtc(out _));
        }

        [TestMethod]
        public void One_answer_sets_nothing_and_a_second_that_agrees_sets_the_clock()
        {
            var setup = new TimeSetup();
            Assert.AreEqual((int)TimeOffer.Unconfirmed, (int)setup.Clock.Offer(TimeSetup.StartUtcMs));
            Assert.AreEqual(0L, setup.Shown);

            setup.Board.Advance(16000);
            Assert.AreEqual((int)TimeOffer.Taken, (int)setup.Clock.Offer(setup.UtcMs + 999));
            Assert.AreEqual(Start + 16, setup.Shown);
            setup.Board.Advance(1);
            Assert.AreEqual(Start + 17, setup.Shown);
            setup.Board.Advance(86400 * 1000L);
            Assert.AreEqual(Start + 17 + 86400, setup.Shown);
        }

        // how far the second answer lies off the first, in ms
        [DataRow(5000, true)]
        [DataRow(-5000, true)]
        [DataRow(5001, false)]
        [DataRow(-5001, false)]
        [DataRow(600000, false)]
        [DataRow(int.MaxValue, false)]
        [TestMethod]
        public void Two_answers_agree_within_5_seconds(int offMs, bool areAgreed)
        {
            var setup = new TimeSetup();
            setup.Clock.Offer(setup.UtcMs);

            Assert.AreEqual((int)(areAgreed ? TimeOffer.Taken : TimeOffer.Unconfirmed), (int)setup.Clock.Offer(setup.UtcMs + offMs));
            Assert.AreEqual(areAgreed ? (TimeSetup.StartUtcMs + offMs) / 1000 : 0, setup.Shown);
            Assert.AreEqual(areAgreed ? 1L : 2L, setup.Clock.Counters.Unconfirmed);
        }

        // Two servers in turn that never agree: nobody can tell which is right.
        [TestMethod]
        public void Answers_that_disagree_in_turn_set_nothing()
        {
            var setup = new TimeSetup();
            for (int i = 0; i < 20; i++)
            {
                setup.Clock.Offer(setup.UtcMs + (i % 2 * 60000));
                setup.Board.Advance(16000);
            }

            Assert.AreEqual(0L, setup.Shown);
            Assert.AreEqual(20L, setup.Clock.Counters.Unconfirmed);
        }

        // The running clock is the third voice.
        [TestMethod]
        public void A_known_time_stays_when_one_answer_is_wrong_and_steps_when_two_agree()
        {
            TimeSetup setup = Known();
            Assert.AreEqual((int)TimeOffer.Unconfirmed, (int)setup.Clock.Offer(setup.UtcMs + 3600000));
            Assert.AreEqual((int)TimeOffer.Taken, (int)setup.Clock.Offer(setup.UtcMs));
            Assert.AreEqual((int)TimeOffer.Unconfirmed, (int)setup.Clock.Offer(setup.UtcMs + 3600000));
            Assert.AreEqual(Start, setup.Shown);

            Assert.AreEqual((int)TimeOffer.Taken, (int)setup.Clock.Offer(setup.UtcMs + 3600000));
            Assert.AreEqual(Start + 3600, setup.Shown);
            Assert.AreEqual(2L, setup.Clock.Counters.Steps);
        }

        // Two answers that agree on an earlier time: then ours was wrong.
        [TestMethod]
        public void A_large_step_back_needs_two_answers_and_shows()
        {
            TimeSetup setup = Known();
            setup.Clock.Offer(setup.UtcMs - 10); // which holds the time
            setup.Clock.Offer(setup.UtcMs - 86400000);
            Assert.AreEqual(Start, setup.Shown);
            setup.Clock.Offer(setup.UtcMs - 86400000);

            Assert.AreEqual(Start - 86400, setup.Shown);
        }

        // how far an answer lies behind the clock, in ms
        [DataRow(1)]
        [DataRow(999)]
        [DataRow(1000)]
        [DataRow(2500)]
        [DataRow(5000)]
        [TestMethod]
        public void A_small_correction_back_holds_the_time_until_it_has_come_up(int backMs)
        {
            TimeSetup setup = Known();
            setup.Board.Advance(10000);
            Assert.AreEqual(Start + 10, setup.Shown);
            Assert.AreEqual((int)TimeOffer.Taken, (int)setup.Clock.Offer(setup.UtcMs - backMs));

            for (int passed = 0; passed < 12000; passed += 250)
            {
                long right = (TimeSetup.StartUtcMs + setup.Board.MonotonicMs - backMs) / 1000;
                Assert.AreEqual(right > Start + 10 ? right : Start + 10, setup.Shown);
                setup.Board.Advance(250);
            }
        }

        [TestMethod]
        public void Corrections_back_one_after_the_other_hold_the_time_too()
        {
            TimeSetup setup = Known();
            long latest = 0;
            for (int i = 1; i <= 10; i++)
            {
                setup.Board.Advance(1000);
                setup.Clock.Offer(setup.UtcMs - (i * 1500));

                Assert.IsTrue(setup.Shown >= latest);
                latest = setup.Shown;
            }

            // 10 s passed, of which all were taken back: it shows the latest that it ever showed.
            Assert.AreEqual(Start + 1, latest);
        }

        [TestMethod]
        public void A_correction_forward_counts_at_once()
        {
            TimeSetup setup = Known();
            setup.Clock.Offer(setup.UtcMs + 4000);

            Assert.AreEqual(Start + 4, setup.Shown);
            Assert.AreEqual(1L, setup.Clock.Counters.Steps);
        }

        // Servers that are taken away, or come: what is known then is what would be known after a restart.
        [TestMethod]
        public void A_change_to_servers_or_from_them_makes_the_time_unknown()
        {
            TimeSetup setup = Known();
            setup.Clock.UsesServers = true;
            Assert.AreEqual(Start, setup.Shown);
            setup.Clock.UsesServers = false;
            Assert.AreEqual(0L, setup.Shown);
            setup.Clock.UsesServers = true;
            Assert.AreEqual(0L, setup.Shown);

            // Nor does an answer of the servers before confirm one of these.
            Assert.AreEqual((int)TimeOffer.Unconfirmed, (int)setup.Clock.Offer(setup.UtcMs));
            setup.Clock.UsesServers = false;
            setup.Clock.UsesServers = true;
            Assert.AreEqual((int)TimeOffer.Unconfirmed, (int)setup.Clock.Offer(setup.UtcMs));
            Assert.AreEqual((int)TimeOffer.Taken, (int)setup.Clock.Offer(setup.UtcMs));
        }

        private static NetworkClock Make(ManualClock board)
        {
            return new NetworkClock(board, new TwoSlotRecord(new MemoryStorage(), "clock", NetworkClock.FloorRecordLength));
        }

        private static TimeSetup Known()
        {
            var setup = new TimeSetup();
            setup.Clock.Offer(setup.UtcMs);
            setup.Clock.Offer(setup.UtcMs);
            return setup;
        }
    }
}
