using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.PcTests.Wire;
using Gateway.Storage;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Storage
{
    /// <summary>Records through long lives of random saves, cuts of power and spoiled slots.</summary>
    [TestClass]
    public class TwoSlotRecordRunTests
    {
        private const int MaximumLength = 200;
        private const int Steps = 30_000;

        // Once a value was saved, a value is always there: the last one saved, or one whose write was cut.
        [TestMethod]
        public void Whatever_a_cut_of_power_leaves_the_older_or_the_newer_is_there()
        {
            Random random = TestSeed.Next();
            MixingStorage storage = new(random);
            byte[] held = null;
            List<byte[]> torn = []; // written since, each cut off
            int cuts = 0;
            for (int i = 0; i < Steps; i++)
            {
                byte[] value = new byte[random.Next(MaximumLength + 1)];
                random.NextBytes(value.AsSpan(value.Length / 2));
                storage.IsCut = random.Next(2) == 0;
                bool isSaved = Record(storage).Save(value, value.Length);
                byte[] found = Load(storage);

                bool isNewer = found != null && found.AsSpan().SequenceEqual(value);
                bool isOlder = held == null ? found == null : found != null && found.AsSpan().SequenceEqual(held);

                // Blocks of two cut writes in a row may make the first of them whole: it is newer than what was there, too.
                bool isBetween = found != null && torn.Exists(value => value.AsSpan().SequenceEqual(found));
                Assert.IsTrue(isNewer || ((isOlder || isBetween) && !isSaved), $"step {i}");
                cuts += isSaved ? 0 : 1;
                torn.Add(value);
                if (!isOlder || isSaved)
                {
                    torn.Clear();
                }

                held = found;
            }

            Assert.IsGreaterThan(Steps / 4, cuts);
        }

        // Any number of bits of one slot, anywhere: the other's value is read, and the next save goes over the spoiled one.
        [TestMethod]
        public void Whatever_spoils_one_slot_the_other_is_there()
        {
            Random random = TestSeed.Next();
            MixingStorage storage = new(random);
            byte[] older = [1];
            byte[] newer = [2, 3];
            Record(storage).Save(older, older.Length);
            Record(storage).Save(newer, newer.Length);
            for (int i = 0; i < Steps; i++)
            {
                string newest = "test." + (i % 2 == 0 ? 1 : 0);
                byte[] slot = storage.Records[newest];
                byte[] kept = [.. slot];
                for (int flips = random.Next(1, 9); flips > 0; flips--)
                {
                    slot[random.Next(slot.Length)] ^= (byte)(1 << random.Next(8));
                }

                bool isSpoiled = !slot.SequenceEqual(kept);
                CollectionAssert.AreEqual(isSpoiled ? older : newer, Load(storage), $"step {i}");
                kept.CopyTo(slot, 0);

                older = newer;
                newer = new byte[random.Next(sizeof(int), MaximumLength + 1)];
                random.NextBytes(newer);
                BitConverter.TryWriteBytes(newer, i); // another one than before: the same would not be written
                Assert.IsTrue(Record(storage).Save(newer, newer.Length));
            }
        }

        // A medium that answers so one time and otherwise the next: a slot is good, and can't be read a moment later.
        [TestMethod]
        [DataRow(0, 1)]
        [DataRow(1, 2)]
        [DataRow(2, 1)]
        [DataRow(3, 2)]
        public void A_read_that_fails_once_leaves_a_value(int reads, int left)
        {
            MixingStorage storage = new(new Random(1));
            foreach (byte number in new byte[] { 0, 1, 2 })
            {
                Record(storage).Save([number], 1);
            }

            storage.ReadsUntilFailure = reads;
            Assert.AreEqual(left, Load(storage)[0]);

            // And a save then is not taken for the older one afterwards.
            storage.ReadsUntilFailure = reads;
            Assert.IsTrue(Record(storage).Save([3], 1));
            Assert.AreEqual(3, Load(storage)[0]);
        }

        // Random bytes, and random bytes behind a header that is right but for its numbers.
        [TestMethod]
        public void Foreign_bytes_are_never_a_value_and_never_an_exception()
        {
            Random random = TestSeed.Next();
            byte[] buffer = new byte[MaximumLength];
            for (int i = 0; i < Steps; i++)
            {
                MixingStorage storage = new(random);
                foreach (string name in new[] { "test.0", "test.1" })
                {
                    byte[] bytes = new byte[random.Next(MaximumLength + 40)];
                    random.NextBytes(bytes);
                    if (random.Next(2) == 0 && bytes.Length >= 12)
                    {
                        "GWS\u0001"u8.CopyTo(bytes);
                        bytes[8] = bytes[9] = bytes[10] = 0;
                    }

                    storage.Write(name, bytes, bytes.Length);
                }

                TwoSlotRecord record = Record(storage);
                Assert.AreEqual(TwoSlotRecord.None, record.Load(buffer));
                Assert.IsTrue(record.Save(buffer, random.Next(MaximumLength + 1)));
            }
        }

        private static TwoSlotRecord Record(MixingStorage storage)
        {
            return new TwoSlotRecord(storage, "test", MaximumLength);
        }

        private static byte[] Load(MixingStorage storage)
        {
            byte[] into = new byte[MaximumLength];
            int length = Record(storage).Load(into);
            return length == TwoSlotRecord.None ? null : into[..length];
        }
    }
}
