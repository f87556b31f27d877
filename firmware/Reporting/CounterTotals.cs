using Gateway.Platform;
using Gateway.Storage;

namespace Gateway.Reporting
{
    /// <summary>
    /// What the counters came to over all starts, how many starts there were, and which reports were accepted: one record.
    /// Numbers in network order, those of 64 bits as two of 32:
    /// <code>
    ///  0       version of this layout, count of totals, two zeros
    ///  4       starts
    /// 12       the latest report that was accepted
    /// 20       the next report's number
    /// 28       totals, in the order of Counter; 0 for what is no total
    /// </code>
    /// A record of an older firmware has fewer totals, one of a newer firmware more: what both know is taken.
    /// </summary>
    public sealed class CounterTotals
    {
        /// <summary>The record's name.</summary>
        public const string Record = "totals";

        /// <summary>Bytes of the record.</summary>
        public const int RecordLength = ValuesOffset + (CounterCatalog.ReportedCount * LongNumber.Length);

        private const int Version = 1;
        private const int VersionOffset = 0;
        private const int CountOffset = 1;
        private const int BootsOffset = 4;
        private const int AcceptedOffset = 12;
        private const int NextOffset = 20;
        private const int ValuesOffset = 28;

        private const int LongestRecordLength = ValuesOffset + (CounterCatalog.MaximumReportedCount * LongNumber.Length);

        private readonly TwoSlotRecord _record;
        private readonly bool[] _isTotal = new bool[CounterCatalog.ReportedCount];
        private readonly long[] _totals = new long[CounterCatalog.ReportedCount];
        private readonly long[] _seen = new long[CounterCatalog.ReportedCount];

        /// <summary>Makes it, and reads what was kept; this start counts.</summary>
        /// <param name="storage">The board's lasting memory.</param>
        /// <param name="counters">What the record meets with.</param>
        public CounterTotals(IStorage storage, StorageCounters counters)
        {
            _record = new TwoSlotRecord(storage, Record, LongestRecordLength, counters);
            var entry = new CounterEntry();
            for (int i = 0; i < _isTotal.Length; i++)
            {
                CounterCatalog.Read((Counter)i, entry);
                _isTotal[i] = entry.Kind == CounterKind.Total;
            }

            Load();
            Boots++;
        }

        /// <summary>Starts of the gateway, this one included.</summary>
        public long Boots { get; private set; }

        /// <summary>The number of the latest report that was accepted; 0: none.</summary>
        public long AcceptedNumber { get; set; }

        /// <summary>The next report's number, from 1 on.</summary>
        public long NextNumber { get; set; } = 1;

        /// <summary>Adds what was counted since the last time, and puts totals and starts in its place.</summary>
        /// <param name="values">Counters since this start, in the order of <see cref="Counter"/>; becomes the report's.</param>
        public void Add(long[] values)
        {
            for (int i = 0; i < _isTotal.Length; i++)
            {
                if (!_isTotal[i] || values[i] == CounterCatalog.Unmeasured)
                {
                    continue;
                }

                // A counter that fell has begun anew: a board's driver was started again.
                long added = values[i] >= _seen[i] ? values[i] - _seen[i] : values[i];
                _seen[i] = values[i];
                _totals[i] += added;
                values[i] = _totals[i];
            }

            values[(int)Counter.BootCount] = Boots;
        }

        /// <summary>Takes a stored report's totals where they are higher: the record was lost, or could not be written.</summary>
        /// <param name="values">Holds them.</param>
        /// <param name="at">Where they begin.</param>
        public void Raise(long[] values, int at)
        {
            for (int i = 0; i < _isTotal.Length; i++)
            {
                if (_isTotal[i] && values[at + i] > _totals[i])
                {
                    _totals[i] = values[at + i];
                }
            }

            long boots = values[at + (int)Counter.BootCount];
            if (boots >= Boots)
            {
                Boots = boots + 1;
            }
        }

        /// <summary>Stores all. May wait.</summary>
        /// <returns>False when that failed; the record before it is then still there.</returns>
        public bool Save()
        {
            byte[] record = new byte[RecordLength];
            record[VersionOffset] = Version;
            record[CountOffset] = CounterCatalog.ReportedCount;
            LongNumber.Write(record, BootsOffset, Boots);
            LongNumber.Write(record, AcceptedOffset, AcceptedNumber);
            LongNumber.Write(record, NextOffset, NextNumber);
            for (int i = 0; i < _totals.Length; i++)
            {
                LongNumber.Write(record, ValuesOffset + (i * LongNumber.Length), _totals[i]);
            }

            return _record.Save(record, record.Length);
        }

        private void Load()
        {
            byte[] record = new byte[LongestRecordLength];
            int length = _record.Load(record);
            if (length < ValuesOffset || record[VersionOffset] != Version)
            {
                return;
            }

            Boots = LongNumber.Read(record, BootsOffset);
            AcceptedNumber = LongNumber.Read(record, AcceptedOffset);
            NextNumber = LongNumber.Read(record, NextOffset);
            int count = (length - ValuesOffset) / LongNumber.Length;
            for (int i = 0; i < _totals.Length && i < count; i++)
            {
                _totals[i] = LongNumber.Read(record, ValuesOffset + (i * LongNumber.Length));
            }
        }
    }
}
