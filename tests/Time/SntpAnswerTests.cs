using Gateway.Tests.Support;
using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>What the client makes of the answers: forged, useless, refusing, contradicting ones.</summary>
    [TestClass]
    public class SntpAnswerTests
    {
        private const int Minute = 60 * 1000;
        private const int Hour = 60 * Minute;

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
    }
}
