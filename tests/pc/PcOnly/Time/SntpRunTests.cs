using System;
using System.Collections.Generic;
using Gateway.PcTests.Wire;
using Gateway.Tests.Support;
using Gateway.Time;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Time
{
    /// <summary>What holds for every message, every server and every forger.</summary>
    [TestClass]
    public class SntpRunTests
    {
        private const int Messages = 200_000;
        private const int Steps = 200_000;

        [TestMethod]
        public void Any_bytes_are_judged_and_without_our_number_none_are_ours()
        {
            Random random = TestSeed.Next();
            byte[] buffer = new byte[80];
            for (int i = 0; i < Messages; i++)
            {
                int length = random.Next(4) == 0 ? random.Next(buffer.Length + 1) : SntpMessage.Length;
                random.NextBytes(buffer);
                if (random.Next(2) == 0)
                {
                    buffer[0] = 0x24;
                    buffer[1] = (byte)random.Next(18);
                    buffer[4] = buffer[5] = buffer[8] = buffer[9] = 0;
                }

                uint high = BitConverter.ToUInt32([buffer[27], buffer[26], buffer[25], buffer[24]]);
                uint low = BitConverter.ToUInt32([buffer[31], buffer[30], buffer[29], buffer[28]]);
                Assert.AreEqual(SntpReply.Foreign, SntpMessage.Check(buffer, length, high ^ (1u << random.Next(32)), low));
                Assert.AreEqual(SntpReply.Foreign, SntpMessage.Check(buffer, length, high, low ^ (1u << random.Next(32))));

                bool isOurs = length >= 48 && (buffer[0] & 7) == 4 && ((buffer[0] >> 3) & 7) is 3 or 4;
                SntpReply reply = SntpMessage.Check(buffer, length, high, low);
                Assert.AreEqual(isOurs, reply != SntpReply.Foreign, Convert.ToHexString(buffer));
                if (reply == SntpReply.Usable)
                {
                    Assert.IsTrue(buffer[0] >> 6 != 3 && buffer[1] is > 0 and < 16 && buffer[4] == 0 && buffer[5] == 0 && buffer[8] == 0 && buffer[9] == 0);
                }
            }
        }

        [TestMethod]
        public void Every_time_from_1968_to_2104_is_read_as_it_was_written()
        {
            Random random = TestSeed.Next();
            byte[] message = new byte[SntpMessage.Length];
            for (int i = 0; i < Messages; i++)
            {
                long utcMs = random.NextInt64(-61505152000 / 1000, 4233462144000 / 1000) * 1000;
                utcMs += utcMs < 0 ? 0 : random.Next(1000);
                SntpReplies.WriteTimestamp(message, SntpMessage.TransmitTimestampOffset, utcMs);

                Assert.AreEqual(utcMs, SntpMessage.ReadUtcMs(message, SntpMessage.TransmitTimestampOffset));
            }
        }

        // RFC 4330 §10, whatever servers answer and however often their addresses change; and one socket at the most.
        [TestMethod]
        public void No_server_is_asked_twice_within_15_seconds()
        {
            Random random = TestSeed.Next();
            TimeSetup setup = new(new MemoryStorage(), (uint)random.Next(1, int.MaxValue));
            Dictionary<uint, long> latest = [];
            long held = 0;
            long steps = 0;
            for (int i = 0; i < Steps; i++)
            {
                int sent = setup.Udp.SentCount;
                setup.Board.Advance(random.Next(20) == 0 ? random.Next(10 * 60_000) : random.Next(1, 2000));
                setup.Client.Step();
                if (random.Next(1000) == 0)
                {
                    setup.Client.Apply(Servers(random));
                }

                setup.Clock.KeepFloor();
                while (setup.Udp.SentCount != sent)
                {
                    Assert.IsLessThanOrEqualTo(sent + 1, setup.Udp.SentCount);
                    long last = latest.GetValueOrDefault(setup.Udp.SentAddress, long.MinValue / 2);
                    Assert.IsGreaterThanOrEqualTo(15_000, setup.Board.MonotonicMs - last, $"step {i}");
                    latest[setup.Udp.SentAddress] = setup.Board.MonotonicMs;
                    sent = setup.Udp.SentCount;
                    Play(random, setup);
                }

                Assert.IsLessThanOrEqualTo(1, setup.Udp.OpenCount);
                Assert.IsTrue(setup.Shown >= held || setup.Clock.Counters.Steps > steps, $"step {i}: back from {held} to {setup.Shown}");
                Assert.IsTrue(setup.Shown == 0 || setup.Shown >= setup.Clock.FloorUtcSeconds, $"step {i}: below the floor");
                held = setup.Shown;
                steps = setup.Clock.Counters.Steps;
            }

            Assert.IsGreaterThan(100, setup.Clock.Counters.Taken);
            Console.WriteLine($"{setup.Clock.Counters.Questions} questions, {setup.Clock.Counters.Taken} times taken, {steps} steps");
        }

        // Off the path: everything can be forged but the number.
        [TestMethod]
        public void Who_does_not_see_the_question_changes_nothing()
        {
            Random random = TestSeed.Next();
            TimeSetup setup = new();
            for (int i = 0; i < Steps / 10; i++)
            {
                setup.Board.Advance(250);
                setup.Client.Step();
                byte[] forged = SntpReplies.Make(new byte[48], setup.UtcMs + random.Next());
                random.NextBytes(forged.AsSpan(24, 8));
                forged = random.Next(3) == 0 ? SntpReplies.MakeKiss(forged, 0x44454E59) : forged;
                setup.Udp.Deliver(setup.Udp.SentFromPort, setup.Udp.SentAddress, 123, forged);
            }

            TimeCounters counters = setup.Clock.Counters;
            Assert.AreEqual(0, counters.Unconfirmed + counters.Taken + counters.Denied + counters.Unusable + counters.BeforeFloor);
            Assert.IsGreaterThan(0, counters.Foreign);
        }

        [TestMethod]
        public void Waiting_and_reading_the_clock_allocate_nothing()
        {
            TimeSetup setup = new();
            setup.Synchronize();
            setup.Clock.KeepFloor();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                setup.Board.Advance(250);
                setup.Client.Step();
                setup.Clock.KeepFloor();
                setup.Clock.TryGetUtc(out _);
            }

            Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
        }

        private static uint[] Servers(Random random)
        {
            uint[] servers = new uint[random.Next(4)];
            for (int i = 0; i < servers.Length; i++)
            {
                servers[i] = TimeSetup.First + (uint)random.Next(3);
            }

            return servers;
        }

        // Mostly right, sometimes silent, wrong by seconds or years, unsynchronized, or with a kiss.
        private static void Play(Random random, TimeSetup setup)
        {
            switch (random.Next(12))
            {
                case 0:
                    setup.Deliver(SntpReplies.MakeKiss(setup.Udp.Sent, random.Next(2) == 0 ? 0x52415445u : 0x44454E59u));
                    break;
                case 1:
                    byte[] reply = SntpReplies.Make(setup.Udp.Sent, setup.UtcMs);
                    reply[random.Next(reply.Length)] ^= (byte)(1 << random.Next(8));
                    setup.Deliver(reply);
                    break;
                case 2:
                    setup.Answer(random.NextInt64(-3_000_000_000_000, 3_000_000_000_000));
                    break;
                case 3:
                    break;
                default:
                    setup.Answer(random.Next(-4000, 4001));
                    break;
            }
        }
    }
}
