using System;
using Gateway.Storage;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Storage
{
    /// <summary>A record of two slots, without a cut of power: what it stores, what it refuses, what it counts.</summary>
    [TestClass]
    public class TwoSlotRecordTests
    {
        [TestMethod]
        public void A_record_that_was_never_saved_is_none_and_no_fault()
        {
            var storage = new MemoryStorage();
            TwoSlotRecord record = StoredValue.Record(storage);

            Assert.AreEqual(TwoSlotRecord.None, record.Load(new byte[64]));
            Assert.AreEqual(0L, record.Counters.CorruptSlots + record.Counters.UnreadableSlots + record.Counters.Refused);
            Assert.AreEqual(0, storage.WriteCount);
        }

        [DataRow(0)]
        [DataRow(1)]
        [DataRow(63)]
        [DataRow(64)]
        [TestMethod]
        public void A_value_is_read_as_it_was_saved(int length)
        {
            var storage = new MemoryStorage();
            byte[] value = StoredValue.Of(1, length);

            Assert.IsTrue(StoredValue.Save(storage, value));
            Assert.IsTrue(StoredValue.AreSame(value, StoredValue.Load(storage)));
        }

        // The layout, held to the byte: another firmware version must find it.
        [TestMethod]
        public void A_slot_has_magic_and_version_then_sequence_then_length_then_CRC()
        {
            var storage = new MemoryStorage();
            StoredValue.Save(storage, Hex.Parse("0a0b0c"));
            StoredValue.Save(storage, Hex.Parse("0d"));

            Assert.AreEqual("4757530100000000000000031e6abed50a0b0c", Hex.Format(storage.RecordOf("test.0")));
            Assert.AreEqual("47575301000000010000000125012cb00d", Hex.Format(storage.RecordOf("test.1")));
        }

        [TestMethod]
        public void Slots_are_written_in_turn_and_the_latest_counts()
        {
            var storage = new MemoryStorage();
            for (int i = 1; i <= 7; i++)
            {
                byte[] untouched = storage.RecordOf(i % 2 == 0 ? "test.0" : "test.1");
                Assert.IsTrue(StoredValue.Save(storage, StoredValue.Of(i, 10)));

                Assert.AreSame(untouched, storage.RecordOf(i % 2 == 0 ? "test.0" : "test.1"));
                Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(i, 10), StoredValue.Load(storage)));
            }

            Assert.AreEqual(7, storage.WriteCount);
        }

        [TestMethod]
        public void A_value_that_is_stored_already_is_not_written_again()
        {
            var storage = new MemoryStorage();
            TwoSlotRecord record = StoredValue.Record(storage);
            record.Save(StoredValue.Of(1, 10), 10);
            record.Save(StoredValue.Of(2, 10), 10);

            Assert.IsTrue(record.Save(StoredValue.Of(2, 10), 10));
            Assert.IsTrue(StoredValue.Save(storage, StoredValue.Of(2, 10)));
            Assert.AreEqual(2, storage.WriteCount);
            Assert.AreEqual(1L, record.Counters.Unchanged);

            // The older slot's value, or a beginning of it, is not what is stored.
            Assert.IsTrue(record.Save(StoredValue.Of(2, 10), 9));
            Assert.IsTrue(record.Save(StoredValue.Of(1, 10), 10));
            Assert.AreEqual(4, storage.WriteCount);
            Assert.AreEqual(4L, record.Counters.Writes);
        }

        // Two contents with one length and one CRC: a comparison of those would lose the second.
        [TestMethod]
        public void A_value_with_the_same_CRC_is_written()
        {
            byte[] one = Hex.Parse("0102030405060708090a");
            byte[] other = Hex.Parse("04030304050604b0a467");
            Assert.AreEqual(Crc32.Update(0, one, 0, 10), Crc32.Update(0, other, 0, 10));
            var storage = new MemoryStorage();
            StoredValue.Save(storage, one);
            StoredValue.Save(storage, other);

            Assert.AreEqual(2, storage.WriteCount);
            Assert.IsTrue(StoredValue.AreSame(other, StoredValue.Load(storage)));
        }

        // sequence numbers of the two slots, and which one is the newer (RFC 1982: by their difference, around the end)
        [DataRow(0u, 1u, 1)]
        [DataRow(1u, 0u, 0)]
        [DataRow(0x7FFFFFFFu, 0x80000000u, 1)]
        [DataRow(0x80000000u, 0x7FFFFFFFu, 0)]
        [DataRow(0xFFFFFFFFu, 0u, 1)]
        [DataRow(0u, 0xFFFFFFFFu, 0)]
        [DataRow(0xFFFFFFFEu, 0xFFFFFFFFu, 1)]
        [DataRow(5u, 5u, 0)]
        [TestMethod]
        public void The_sequence_number_wraps_around(uint first, uint second, int newer)
        {
            var storage = new MemoryStorage();
            storage.Put("test.0", Slot(first, StoredValue.Of(1, 10)));
            storage.Put("test.1", Slot(second, StoredValue.Of(2, 10)));
            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(newer + 1, 10), StoredValue.Load(storage)));

            // The older is overwritten, with the number behind the newer's.
            Assert.IsTrue(StoredValue.Save(storage, StoredValue.Of(3, 10)));
            uint next = (newer == 0 ? first : second) + 1;
            Assert.AreEqual(Hex.Format(Slot(next, StoredValue.Of(3, 10))), Hex.Format(storage.RecordOf(newer == 0 ? "test.1" : "test.0")));
            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(3, 10), StoredValue.Load(storage)));
        }

        // Which slot is spoiled, and what is then read: each bit of it, header and payload.
        [DataRow("test.0", 2)]
        [DataRow("test.1", 1)]
        [TestMethod]
        public void A_bit_that_flips_anywhere_in_a_slot_leaves_the_other(string spoiled, int left)
        {
            MemoryStorage storage = WithTwo();
            byte[] slot = storage.RecordOf(spoiled);
            for (int bit = 0; bit < slot.Length * 8; bit++)
            {
                slot[bit / 8] ^= (byte)(1 << (bit % 8));
                TwoSlotRecord record = StoredValue.Record(storage);
                byte[] into = new byte[StoredValue.MaximumLength];

                Assert.AreEqual(20, record.Load(into));
                Assert.AreEqual((int)StoredValue.Of(left, 20)[0], (int)into[0]);
                Assert.AreEqual(1L, record.Counters.CorruptSlots);
                slot[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        // A slot that rotted is overwritten first, so that a cut of power then can't take the last good one.
        [DataRow("test.0", "test.1")]
        [DataRow("test.1", "test.0")]
        [TestMethod]
        public void A_spoiled_slot_is_the_next_to_be_written(string spoiled, string kept)
        {
            MemoryStorage storage = WithTwo();
            storage.RecordOf(spoiled)[17] ^= 1;
            byte[] untouched = storage.RecordOf(kept);

            Assert.IsTrue(StoredValue.Save(storage, StoredValue.Of(3, 20)));
            Assert.AreSame(untouched, storage.RecordOf(kept));
            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(3, 20), StoredValue.Load(storage)));
        }

        // What something else may have put there: none of it is a value.
        [DataRow("00")]
        [DataRow("ffffffffffffffffffffffffffffffffffffffff")]
        [DataRow("00000000000000000000000000000000")]
        [DataRow("47575301")]
        [DataRow("475753010000000000000003")]
        [DataRow("47575301000000007fffffff00000000")]
        [DataRow("4757530100000000ffffffff00000000")]
        [DataRow("4757530100000000fffffff000000000")]
        [DataRow("47575302000000000000000369f46c250a0b0c")] // whole, but of another layout
        [DataRow("4757530100000000000000031e6abed50a0b")]
        [DataRow("7b226c616e223a7b2261646472657373223a22")]
        [TestMethod]
        public void Foreign_bytes_are_none_and_count(string hex)
        {
            var storage = new MemoryStorage();
            storage.Put("test.0", Hex.Parse(hex));
            storage.Put("test.1", Hex.Parse(hex));
            TwoSlotRecord record = StoredValue.Record(storage);

            Assert.AreEqual(TwoSlotRecord.None, record.Load(new byte[64]));
            Assert.AreEqual(2L, record.Counters.CorruptSlots);
            Assert.IsTrue(record.Save(StoredValue.Of(1, 10), 10));
            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(1, 10), StoredValue.Load(storage)));
        }

        // As another version of the firmware may leave them, whose record could be longer.
        [TestMethod]
        public void Slots_that_are_longer_than_the_record_count_and_are_overwritten()
        {
            MemoryStorage storage = WithTwo();
            var record = new TwoSlotRecord(storage, "test", 19);

            Assert.AreEqual(TwoSlotRecord.None, record.Load(new byte[64]));
            Assert.AreEqual(2L, record.Counters.UnreadableSlots);
            Assert.IsTrue(record.Save(StoredValue.Of(3, 19), 19));
            Assert.AreEqual(19, record.Load(new byte[64]));
        }

        [TestMethod]
        public void A_storage_that_can_t_be_read_gives_none_and_counts()
        {
            MemoryStorage storage = WithTwo();
            storage.IsUnreadable = true;
            TwoSlotRecord record = StoredValue.Record(storage);

            Assert.AreEqual(TwoSlotRecord.None, record.Load(new byte[64]));
            Assert.AreEqual(2L, record.Counters.UnreadableSlots);
            Assert.AreEqual(0L, record.Counters.CorruptSlots);
        }

        [TestMethod]
        public void A_storage_that_can_t_be_written_keeps_the_value_and_counts()
        {
            MemoryStorage storage = WithTwo();
            storage.IsReadOnly = true;
            TwoSlotRecord record = StoredValue.Record(storage);

            Assert.IsFalse(record.Save(StoredValue.Of(3, 20), 20));
            Assert.IsFalse(record.Save(StoredValue.Of(3, 20), 20));
            Assert.AreEqual(2L, record.Counters.WriteFailures);
            Assert.AreEqual(0L, record.Counters.Writes);
            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(2, 20), StoredValue.Load(storage)));

            // What is stored needs no writing.
            Assert.IsTrue(record.Save(StoredValue.Of(2, 20), 20));
        }

        // A write that was done, and said that it was not: the value before it, saved again, must not be taken for stored.
        [TestMethod]
        public void After_a_write_that_failed_the_slots_are_looked_at_again()
        {
            MemoryStorage storage = WithTwo();
            TwoSlotRecord record = StoredValue.Record(storage);
            storage.IsPessimistic = true;
            Assert.IsFalse(record.Save(StoredValue.Of(3, 20), 20));
            storage.IsPessimistic = false;

            Assert.IsTrue(record.Save(StoredValue.Of(2, 20), 20));
            Assert.IsTrue(StoredValue.AreSame(StoredValue.Of(2, 20), StoredValue.Load(storage)));
        }

        // length asked for, bytes in the buffer
        [DataRow(65, 65)]
        [DataRow(-1, 10)]
        [DataRow(11, 10)]
        [DataRow(int.MaxValue, 10)]
        [TestMethod]
        public void A_value_that_can_t_be_is_refused_and_counts(int length, int bytes)
        {
            MemoryStorage storage = WithTwo();
            TwoSlotRecord record = StoredValue.Record(storage);

            Assert.IsFalse(record.Save(new byte[bytes], length));
            Assert.AreEqual(1L, record.Counters.Refused);
            Assert.AreEqual(2, storage.WriteCount);
        }

        [TestMethod]
        public void A_buffer_that_is_too_short_takes_nothing_and_counts()
        {
            TwoSlotRecord record = StoredValue.Record(WithTwo());
            byte[] into = new byte[19];

            Assert.AreEqual(TwoSlotRecord.None, record.Load(into));
            Assert.AreEqual(0, (int)into[0]);
            Assert.AreEqual(1L, record.Counters.Refused);
        }

        // The caller's bytes are the caller's: they may change after the call.
        [TestMethod]
        public void Bytes_behind_the_value_are_left_alone()
        {
            byte[] into = new byte[30];
            into[20] = 0xAA;
            Assert.AreEqual(20, StoredValue.Record(WithTwo()).Load(into));

            Assert.AreEqual(0xAA, (int)into[20]);
        }

        [DataRow("", 10)]
        [DataRow("elevenchars", 10)]
        [DataRow("test", -1)]
        [TestMethod]
        public void A_record_that_can_t_be_is_a_programmer_s_error(string name, int maximumLength)
        {
            Assert.ThrowsException(typeof(ArgumentException), () => Make(name, maximumLength));
        }

        [TestMethod]
        public void Two_records_do_not_meet()
        {
            var storage = new MemoryStorage();
            var one = new TwoSlotRecord(storage, "relays", 10);
            var other = new TwoSlotRecord(storage, "tencharact", 10);
            one.Save(new byte[1], 1);
            other.Save(new byte[2], 2);

            Assert.AreEqual(1, one.Load(new byte[10]));
            Assert.AreEqual(2, other.Load(new byte[10]));
        }

        private static TwoSlotRecord Make(string name, int maximumLength)
        {
            return new TwoSlotRecord(new MemoryStorage(), name, maximumLength);
        }

        // A slot as the layout says, made by hand.
        private static byte[] Slot(uint sequence, byte[] payload)
        {
            byte[] slot = new byte[16 + payload.Length];
            Hex.Parse("47575301").CopyTo(slot, 0);
            Gateway.Wire.NetworkOrder.WriteUInt32(slot, 4, sequence);
            Gateway.Wire.NetworkOrder.WriteUInt32(slot, 8, (uint)payload.Length);
            payload.CopyTo(slot, 16);
            uint crc = Crc32.Update(0, slot, 0, 12);
            Gateway.Wire.NetworkOrder.WriteUInt32(slot, 12, Crc32.Update(crc, slot, 16, payload.Length));
            return slot;
        }

        private static MemoryStorage WithTwo()
        {
            var storage = new MemoryStorage();
            StoredValue.Save(storage, StoredValue.Of(1, 20));
            StoredValue.Save(storage, StoredValue.Of(2, 20));
            return storage;
        }
    }
}
