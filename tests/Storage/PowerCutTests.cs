using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Storage
{
    /// <summary>Power is cut at every byte of a write: after the next start the older value is there, or the newer; never none, never another.</summary>
    [TestClass]
    public class PowerCutTests
    {
        // payload lengths: longer over shorter, shorter over longer, the same; whether the board empties a file before it writes
        [DataRow(0, false)]
        [DataRow(1, false)]
        [DataRow(40, false)]
        [DataRow(0, true)]
        [DataRow(40, true)]
        [TestMethod]
        public void The_first_write_ever_leaves_nothing_or_the_value(int length, bool emptiesFirst)
        {
            byte[] value = StoredValue.Of(1, length);
            for (int after = 0; after < StoredValue.HeaderLength + length; after++)
            {
                var storage = new MemoryStorage { EmptiesFirst = emptiesFirst };
                StoredValue.SaveTorn(storage, value, after);

                Assert.IsNull(StoredValue.Load(storage));
                Assert.IsTrue(StoredValue.Save(storage, value));
                Assert.IsTrue(StoredValue.AreSame(value, StoredValue.Load(storage)));
            }
        }

        // first value, second one whose write is torn
        [DataRow(0, 0, false)]
        [DataRow(0, 7, false)]
        [DataRow(7, 0, false)]
        [DataRow(40, 40, false)]
        [DataRow(40, 40, true)]
        [TestMethod]
        public void The_second_write_leaves_the_first_value(int first, int second, bool emptiesFirst)
        {
            byte[] older = StoredValue.Of(1, first);
            byte[] newer = StoredValue.Of(2, second);
            int length = StoredValue.HeaderLength + second;
            for (int after = 0; after < length && !StoredValue.AreSame(older, newer); after++)
            {
                var storage = new MemoryStorage { EmptiesFirst = emptiesFirst };
                StoredValue.Save(storage, older);
                StoredValue.SaveTorn(storage, newer, after);

                Assert.IsTrue(StoredValue.AreSame(older, StoredValue.Load(storage)), "After " + after);
            }
        }

        // the value that is overwritten, the one that stays, the one that is torn
        [DataRow(0, 0, 5, false)]
        [DataRow(0, 9, 0, false)]
        [DataRow(1, 2, 3, false)]
        [DataRow(3, 2, 1, false)]
        [DataRow(40, 20, 10, false)]
        [DataRow(10, 20, 40, false)]
        [DataRow(20, 40, 20, false)]
        [DataRow(40, 1, 40, false)]
        [DataRow(1, 40, 33, false)]
        [DataRow(64, 64, 64, false)]
        [DataRow(40, 20, 10, true)]
        [DataRow(10, 20, 40, true)]
        [DataRow(64, 64, 64, true)]
        [TestMethod]
        public void A_later_write_leaves_the_older_value_or_the_newer(int overwritten, int kept, int torn, bool emptiesFirst)
        {
            byte[] older = StoredValue.Of(2, kept);
            byte[] newer = StoredValue.Of(3, torn);
            for (int after = 0; after < StoredValue.HeaderLength + torn; after++)
            {
                MemoryStorage storage = Make(overwritten, older, emptiesFirst);
                StoredValue.SaveTorn(storage, newer, after);
                byte[] left = StoredValue.Load(storage);

                Assert.IsTrue(StoredValue.AreSame(older, left) || StoredValue.AreSame(newer, left), "After " + after);

                // And the record goes on from there.
                Assert.IsTrue(StoredValue.Save(storage, StoredValue.Of(4, 12)));
                Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(4, 12), StoredValue.Load(storage)));
            }
        }

        // The value that is overwritten comes back: only the header differs from what stands there.
        [TestMethod]
        public void A_value_that_comes_back_over_itself_is_the_older_or_the_newer()
        {
            byte[] older = StoredValue.Of(2, 20);
            byte[] newer = StoredValue.Of(1, 20);
            for (int after = 0; after < StoredValue.HeaderLength + 20; after++)
            {
                MemoryStorage storage = Make(20, older, false);
                StoredValue.SaveTorn(storage, newer, after);

                // Once the CRC stands, the payload does too.
                Assert.IsTrue(StoredValue.AreSame(after < StoredValue.HeaderLength ? older : newer, StoredValue.Load(storage)), "After " + after);
            }
        }

        [DataRow(30, 10, 20, 25)]
        [DataRow(5, 10, 6, 4)]
        [TestMethod]
        public void Two_cuts_in_a_row_leave_one_of_the_values(int overwritten, int kept, int first, int second)
        {
            byte[] older = StoredValue.Of(2, kept);
            byte[] newer = StoredValue.Of(3, first);
            byte[] newest = StoredValue.Of(4, second);
            for (int firstAfter = 0; firstAfter < StoredValue.HeaderLength + first; firstAfter++)
            {
                for (int secondAfter = 0; secondAfter < StoredValue.HeaderLength + second; secondAfter++)
                {
                    MemoryStorage storage = Make(overwritten, older, false);
                    StoredValue.SaveTorn(storage, newer, firstAfter);
                    byte[] between = StoredValue.Load(storage);
                    StoredValue.SaveTorn(storage, newest, secondAfter);
                    byte[] left = StoredValue.Load(storage);

                    Assert.IsTrue(StoredValue.AreSame(between, left) || StoredValue.AreSame(newest, left), "After " + firstAfter + " and " + secondAfter);
                }
            }
        }

        // All bytes are written, and what stood behind them is not cut off yet.
        [TestMethod]
        public void A_shorter_value_counts_though_the_longer_one_s_end_stands_behind_it()
        {
            var storage = new MemoryStorage();
            StoredValue.Save(storage, StoredValue.Of(1, 8));
            byte[] slot = storage.RecordOf("test.0");
            byte[] longer = new byte[slot.Length + 30];
            slot.CopyTo(longer, 0);
            storage.Put("test.0", longer);

            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(1, 8), StoredValue.Load(storage)));
        }

        // A file whose name was lost with the power, or all of its bytes.
        [DataRow("test.0", 2)]
        [DataRow("test.1", 1)]
        [TestMethod]
        public void A_slot_that_is_gone_leaves_the_other(string gone, int left)
        {
            MemoryStorage storage = Make(20, StoredValue.Of(2, 20), false);
            storage.Put(gone, new byte[0]);

            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(left, 20), StoredValue.Load(storage)));
        }

        private static MemoryStorage Make(int overwritten, byte[] older, bool emptiesFirst)
        {
            var storage = new MemoryStorage { EmptiesFirst = emptiesFirst };
            StoredValue.Save(storage, StoredValue.Of(1, overwritten));
            StoredValue.Save(storage, older);
            return storage;
        }
    }
}
