using System;
using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A storage in memory, whose power the test cuts: the next write stops after some bytes.</summary>
    public sealed class MemoryStorage : IStorage
    {
        private const int MaximumRecords = 64;
        private const int None = -1;

        // Not null: nanoCLR ends when a null of a string array is compared with a string.
        private const string Free = "";

        private readonly string[] _names = new string[MaximumRecords];
        private readonly byte[][] _records = new byte[MaximumRecords][];

        /// <summary>Makes it empty.</summary>
        public MemoryStorage()
        {
            for (int i = 0; i < MaximumRecords; i++)
            {
                _names[i] = Free;
            }
        }

        /// <summary>Writes so far, torn and refused ones included.</summary>
        public int WriteCount { get; private set; }

        /// <summary>Whether every write is refused, and nothing changes.</summary>
        public bool IsReadOnly { get; set; }

        /// <summary>Whether nothing can be read, though it is there.</summary>
        public bool IsUnreadable { get; set; }

        /// <summary>
        /// After how many bytes power fails during the next writes: those stand, and behind them the old record's, as far as
        /// it went. Negative: it does not fail.
        /// </summary>
        public int TearAfter { get; set; } = None;

        /// <summary>Whether a record is emptied before it is written, so that behind torn bytes nothing stands.</summary>
        public bool EmptiesFirst { get; set; }

        /// <summary>Whether a write that was done says that it was not.</summary>
        public bool IsPessimistic { get; set; }

        /// <summary>A record's own bytes, to spoil; null where there is none.</summary>
        public byte[] RecordOf(string name)
        {
            int index = IndexOf(name);
            return index == None ? null : _records[index];
        }

        /// <summary>Puts bytes in a record's place, as something else might; they are not copied.</summary>
        public void Put(string name, byte[] record)
        {
            int index = IndexOf(name);
            index = index == None ? IndexOf(Free) : index;
            _names[index] = name;
            _records[index] = record;
        }

        /// <inheritdoc/>
        public int Read(string name, byte[] buffer)
        {
            byte[] record = RecordOf(name);
            if (record == null)
            {
                return 0;
            }

            if (IsUnreadable || record.Length > buffer.Length)
            {
                return None;
            }

            Array.Copy(record, 0, buffer, 0, record.Length);
            return record.Length;
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int length)
        {
            WriteCount++;
            if (IsReadOnly)
            {
                return false;
            }

            byte[] old = RecordOf(name);
            bool isTorn = TearAfter >= 0 && TearAfter < length;
            int written = isTorn ? TearAfter : length;
            int kept = isTorn && !EmptiesFirst && old != null && old.Length > written ? old.Length : written;
            byte[] record = new byte[kept];
            if (kept > written)
            {
                Array.Copy(old, written, record, written, kept - written);
            }

            Array.Copy(buffer, 0, record, 0, written);
            Put(name, record);
            return !isTorn && !IsPessimistic;
        }

        private int IndexOf(string name)
        {
            for (int i = 0; i < MaximumRecords; i++)
            {
                if (_names[i] == name)
                {
                    return i;
                }
            }

            return None;
        }
    }
}
