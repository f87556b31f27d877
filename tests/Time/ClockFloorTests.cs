using Gateway.Tests.Support;
using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>The time before which none is believed: what makes it rise, how fast, and what is kept of it.</summary>
    [TestClass]
    public class ClockFloorTests
    {
        private const long Hour = 3600;
        private const long Day = 24 * Hour;

        [TestMethod]
        public void At_first_it_is_the_firmware_s_date()
        {
            var setup = new TimeSetup();
            Assert.AreEqual(Release.UtcSeconds, setup.Clock.FloorUtcSeconds);

            Assert.AreEqual((int)TimeOffer.BeforeFloor, (int)setup.Clock.Offer((Release.UtcSeconds * 1000) - 1));
            Assert.AreEqual((int)TimeOffer.BeforeFloor, (int)setup.Clock.Offer(0));
            Assert.AreEqual((int)TimeOffer.BeforeFloor, (int)setup.Clock.Offer(-61505152000));
            Assert.AreEqual(3L, setup.Clock.Counters.BeforeFloor);
            Assert.AreEqual((int)TimeOffer.Unconfirmed, (int)setup.Clock.Offer(Release.UtcSeconds * 1000));
        }

        // what is stored, in hex, and the floor that it makes, in seconds after the firmware's date
        [DataRow("", 0L)]
        [DataRow("000000006b04d380", 0L)] // that date: 1795478400
        [DataRow("000000006b04d37f", 0L)] // a second before: an older firmware's
        [DataRow("000000006b04d381", 1L)]
        [DataRow("0000000000000000", 0L)]
        [DataRow("000000016b04d380", 4294967296L)]
        [DataRow("ffffffffffffffff", 0L)] // before 1970
        [DataRow("6b04d381", 0L)] // none of this layout
        [TestMethod]
        public void The_later_of_that_date_and_the_stored_time_counts(string stored, long after)
        {
            var storage = new MemoryStorage();
            byte[] bytes = Hex.Parse(stored);
            if (bytes.Length > 0)
            {
                new TimeSetup(storage, 1).Floor.Save(bytes, bytes.Length);
            }

            Assert.AreEqual(Release.UtcSeconds + after, new TimeSetup(storage, 1).Clock.FloorUtcSeconds);
        }

        [TestMethod]
        public void An_unknown_time_moves_it_not()
        {
            var setup = new TimeSetup();
            setup.Board.Advance(30 * Day * 1000);
            setup.Clock.KeepFloor();

            Assert.AreEqual(Release.UtcSeconds, setup.Clock.FloorUtcSeconds);
            Assert.AreEqual(0, setup.Storage.WriteCount);
        }

        // It begins 30 days behind, and rises twice as fast as time passes, until it is a minute behind.
        [TestMethod]
        public void It_follows_the_time_at_most_twice_as_fast()
        {
            TimeSetup setup = Known(new MemoryStorage(), 0);
            for (int hour = 1; hour <= 40 * 24; hour++)
            {
                setup.Board.Advance(Hour * 1000);
                setup.Clock.KeepFloor();

                Assert.IsTrue(setup.Clock.FloorUtcSeconds <= Release.UtcSeconds + (2 * hour * Hour));
                Assert.IsTrue(setup.Clock.FloorUtcSeconds <= setup.Shown - 60);
            }

            Assert.IsTrue(setup.Clock.FloorUtcSeconds > setup.Shown - (7 * Hour));
        }

        // Flash wears out: eight times a day while it catches up, four times then.
        [TestMethod]
        public void It_is_stored_a_few_times_a_day()
        {
            TimeSetup setup = Known(new MemoryStorage(), 0);
            Keep(setup, 10 * 24);
            Assert.AreEqual(80, setup.Storage.WriteCount);

            Keep(setup, 30 * 24);
            int before = setup.Storage.WriteCount;
            Keep(setup, 10 * 24);
            int writes = setup.Storage.WriteCount - before;
            Assert.IsTrue(writes >= 34 && writes <= 40, "Writes in ten days: " + writes);
        }

        [TestMethod]
        public void It_is_kept_over_a_restart()
        {
            TimeSetup setup = Known(new MemoryStorage(), 0);
            Keep(setup, 24);
            long floor = setup.Clock.FloorUtcSeconds;
            Assert.AreEqual(Release.UtcSeconds + (2 * Day), floor);

            var after = new TimeSetup(setup.Storage, 1);
            Assert.AreEqual(floor, after.Clock.FloorUtcSeconds);
            Assert.AreEqual((int)TimeOffer.BeforeFloor, (int)after.Clock.Offer((floor * 1000) - 1));
            Assert.AreEqual((int)TimeOffer.Unconfirmed, (int)after.Clock.Offer(floor * 1000));
        }

        // Far in the future for a day, and then right again: without time for as long again, at the most.
        [DataRow(24, 73 * 365)]
        [DataRow(24, 400)]
        [DataRow(72, 73 * 365)]
        [DataRow(6, 1)]
        [TestMethod]
        public void A_lie_costs_no_more_than_as_long_again(int hours, int days)
        {
            TimeSetup setup = Known(new MemoryStorage(), 0);
            Keep(setup, 40 * 24);
            setup.Clock.Offer(setup.UtcMs + (days * Day * 1000));
            setup.Clock.Offer(setup.UtcMs + (days * Day * 1000));
            Assert.AreEqual((setup.UtcMs / 1000) + (days * Day), setup.Shown);
            Keep(setup, hours);

            // It starts anew, and both servers are right.
            var after = new TimeSetup(setup.Storage, 1);
            long nowMs = setup.UtcMs;
            int waited = 0;
            while (after.Clock.Offer(nowMs) != TimeOffer.Unconfirmed && waited <= hours)
            {
                waited++;
                nowMs += Hour * 1000;
                after.Board.Advance(Hour * 1000);
            }

            Assert.IsTrue(waited <= hours, "Hours without time: " + waited);
            Assert.AreEqual((int)TimeOffer.Taken, (int)after.Clock.Offer(nowMs));
        }

        // A board that can keep nothing: the floor rises all the same, while it runs.
        [TestMethod]
        public void A_storage_that_takes_nothing_stops_only_the_keeping()
        {
            TimeSetup setup = Known(new MemoryStorage { IsReadOnly = true }, 0);
            Keep(setup, 24);

            Assert.AreEqual(Release.UtcSeconds + (2 * Day), setup.Clock.FloorUtcSeconds);
            Assert.AreEqual(8L, setup.Floor.Counters.WriteFailures);
            Assert.AreEqual(Release.UtcSeconds, new TimeSetup(setup.Storage, 1).Clock.FloorUtcSeconds);
        }

        [TestMethod]
        public void A_cut_of_power_leaves_the_floor_before_or_the_new_one()
        {
            for (int after = 0; after < 24; after++)
            {
                TimeSetup setup = Known(new MemoryStorage(), 0);
                Keep(setup, 9);
                long before = setup.Clock.FloorUtcSeconds;
                setup.Storage.TearAfter = after;
                Keep(setup, 3);
                Assert.AreEqual(before + (6 * Hour), setup.Clock.FloorUtcSeconds);

                long kept = new TimeSetup(setup.Storage, 1).Clock.FloorUtcSeconds;
                Assert.IsTrue(kept == before || kept == before + (6 * Hour), "After " + after);
            }
        }

        // A correction of seconds, just after the floor came up: it is no time before the floor.
        [TestMethod]
        public void A_small_correction_never_falls_under_it()
        {
            TimeSetup setup = Known(new MemoryStorage(), 0);
            Keep(setup, 40 * 24);
            while (setup.Clock.FloorUtcSeconds < setup.Shown - 60)
            {
                setup.Board.Advance(1000);
                setup.Clock.KeepFloor();
            }

            Assert.AreEqual((int)TimeOffer.Taken, (int)setup.Clock.Offer(setup.UtcMs - 5000));
            Assert.IsTrue(setup.Clock.TryGetUtc(out _));
        }

        // Without servers too: a PC whose clock is set back by a day is not believed.
        [TestMethod]
        public void The_board_s_own_time_makes_it_rise_and_is_held_to_it()
        {
            var setup = new TimeSetup();
            setup.Clock.UsesServers = false;
            setup.Board.SetUtc(Release.UtcSeconds + 60);
            Keep(setup, 48);
            Assert.IsTrue(setup.Clock.TryGetUtc(out _));
            Assert.AreEqual(Release.UtcSeconds + (2 * Day), setup.Clock.FloorUtcSeconds);

            setup.Board.SetUtc(Release.UtcSeconds + Day);
            Assert.IsFalse(setup.Clock.TryGetUtc(out _));
        }

        private static TimeSetup Known(MemoryStorage storage, long offMs)
        {
            var setup = new TimeSetup(storage, 1);
            setup.Clock.Offer(setup.UtcMs + offMs);
            setup.Clock.Offer(setup.UtcMs + offMs);
            return setup;
        }

        private static void Keep(TimeSetup setup, int hours)
        {
            for (int i = 0; i < hours; i++)
            {
                setup.Board.Advance(Hour * 1000);
                setup.Clock.KeepFloor();
            }
        }
    }
}
