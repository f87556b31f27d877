using System;
using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A storage in memory, whose power the test cuts: the next write stops after some bytes.</summary>
    public sealed class MemoryStorage : IStorage
    {
        private const int MaximumRecords = 16;
        private const int None = -1;

        private readonly string[] _names = new string[MaximumRecords];
        private readonly byte[][] _records = new byte[MaximumRecords][];

        /// <summary>Writes so far, torn and refused ones included.</summary>
        public int WriteCount { get; private set; }

        /// <summary>Whether every write is refused, and nothing changes.</summary>
        public bool IsReadOnly { get; set; }

        /// <summary>
        /// After how many bytes power fails during the next writes: those stand, and behind them the old record's, as far as
        /// it went. Negative: it does not fail.
        /// </summary>
        public int TearAfter { get; set; } = None;

        /// <summary>A record's own bytes, to spoil; null where there is none.</summary>
        public byte[] RecordOf(string name)
        {
            int index = IndexOf(name);
            return index == None ? null : _records[index];
        }

        /// <inheritdoc/>
        public int Read(string name, byte[] buffer)
        {
            byte[] record = RecordOf(name);
            if (record == null || record.Length > buffer.Length)
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

            int index = IndexOf(name);
            if (index == None)
            {
                index = IndexOf(null);
            }

            byte[] old = _records[index];
            bool isTorn = TearAfter >= 0 && TearAfter < length;
            int written = isTorn ? TearAfter : length;
            int kept = isTorn && old != null && old.Length > written ? old.Length : written;
            byte[] record = new byte[kept];
            if (kept > written)
            {
                Array.Copy(old, written, record, written, kept - written);
            }

            Array.Copy(buffer, 0, record, 0, written);
            _names[index] = name;
            _records[index] = record;
            return !isTorn;
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
