using System;
using Gateway.Boards.Linux.Running;
using Gateway.Storage;
using Gateway.Tests.Support;

namespace Gateway.PcTests.Storage
{
    /// <summary>
    /// A process that saves values into a folder, one after the other, and says so: to be killed in the middle, or to meet a
    /// storage that takes no more.
    /// </summary>
    internal static class StorageWriter
    {
        /// <summary>The longest value: more than a page, so that one write is several to the kernel.</summary>
        public const int MaximumLength = 20_000;

        // ours: a process that nobody kills ends by itself.
        private const int MaximumValues = 20_000;

        /// <summary>Saves until the storage refuses, or for good; then says what is stored.</summary>
        /// <param name="arguments">The folder.</param>
        public static int Main(string[] arguments)
        {
            TwoSlotRecord record = Open(arguments[0]);
            for (int number = 1; number <= MaximumValues; number++)
            {
                byte[] value = Value(number);
                if (!record.Save(value, value.Length))
                {
                    Console.WriteLine($"refused {number}");
                    break;
                }

                Console.WriteLine($"saved {number}");
            }

            Console.WriteLine($"holds {Find(record)}");
            return 0;
        }

        /// <summary>The record in a folder.</summary>
        public static TwoSlotRecord Open(string folder)
        {
            return new TwoSlotRecord(new FileStorage(folder), "killed", MaximumLength);
        }

        /// <summary>The number of the value that is stored: 0 where there is none, negative where it is none of them.</summary>
        public static int Find(TwoSlotRecord record)
        {
            byte[] into = new byte[MaximumLength];
            int length = record.Load(into);
            if (length == TwoSlotRecord.None)
            {
                return 0;
            }

            int number = length < sizeof(int) ? -1 : BitConverter.ToInt32(into, 0);
            return number > 0 && into.AsSpan(0, length).SequenceEqual(Value(number)) ? number : -1;
        }

        // Longer and shorter in turn.
        private static byte[] Value(int number)
        {
            byte[] value = StoredValue.Of(number, sizeof(int) + ((number * 7919) % (MaximumLength - sizeof(int))));
            BitConverter.TryWriteBytes(value, number);
            return value;
        }
    }
}
