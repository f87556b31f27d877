using Gateway.Storage;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Support
{
    /// <summary>A record of the tests, and values for it: bytes that tell which value they belong to, and how long it is.</summary>
    public static class StoredValue
    {
        /// <summary>The longest value.</summary>
        public const int MaximumLength = 64;

        /// <summary>Bytes of a slot before the payload.</summary>
        public const int HeaderLength = 16;

        /// <summary>A record as firmware makes it after a start.</summary>
        public static TwoSlotRecord Record(MemoryStorage storage)
        {
            return new TwoSlotRecord(storage, "test", MaximumLength);
        }

        /// <summary>A value.</summary>
        public static byte[] Of(int number, int length)
        {
            byte[] value = new byte[length];
            for (int i = 0; i < length; i++)
            {
                value[i] = (byte)((number * 37) + (i * 5) + 1);
            }

            return value;
        }

        /// <summary>Saves a value, as if the board had just started.</summary>
        public static bool Save(MemoryStorage storage, byte[] value)
        {
            return Record(storage).Save(value, value.Length);
        }

        /// <summary>Saves a value, and lets power fail after some bytes.</summary>
        public static void SaveTorn(MemoryStorage storage, byte[] value, int after)
        {
            storage.TearAfter = after;
            Assert.IsFalse(Save(storage, value));
            storage.TearAfter = TwoSlotRecord.None;
        }

        /// <summary>Reads the value, as if the board had just started; null when there is none.</summary>
        public static byte[] Load(MemoryStorage storage)
        {
            byte[] into = new byte[MaximumLength];
            int length = Record(storage).Load(into);
            if (length == TwoSlotRecord.None)
            {
                return null;
            }

            byte[] value = new byte[length];
            System.Array.Copy(into, 0, value, 0, length);
            return value;
        }

        /// <summary>Tells whether two values, which may be null, are the same.</summary>
        public static bool AreSame(byte[] one, byte[] other)
        {
            if (one == null || other == null)
            {
                return one == other;
            }

            return Hex.Format(one) == Hex.Format(other);
        }
    }
}
