using System;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Storage;

namespace Gateway.Reporting
{
    /// <summary>
    /// The reports that wait, oldest first: numbers, times and values, no text. Each has a record of its own, called by its number's
    /// remainder, so that a report is stored with one small write. Numbers in network order:
    /// <code>
    ///  0       version of this layout, count of values, two zeros
    ///  4       the report's number
    /// 12       its CollectionTime
    /// 20       values, in the order of Counter
    /// </code>
    /// </summary>
    internal sealed class ReportRows
    {
        /// <summary>The most reports: the retained ones and the current one.</summary>
        public const int MaximumRows = ReportingSettings.MaximumRetainedReports + 1;

        /// <summary>Bytes of a report's record.</summary>
        public const int RecordLength = ValuesOffset + (CounterCatalog.ReportedCount * LongNumber.Length);

        private const string RecordName = "report";
        private const int Version = 1;
        private const int VersionOffset = 0;
        private const int CountOffset = 1;
        private const int NumberOffset = 4;
        private const int TimeOffset = 12;
        private const int ValuesOffset = 20;
        private const int LongestRecordLength = ValuesOffset + (CounterCatalog.MaximumReportedCount * LongNumber.Length);

        private readonly IStorage _storage;
        private readonly StorageCounters _counters;
        private readonly long[] _numbers;
        private readonly long[] _times;
        private readonly long[] _values;
        private readonly bool[] _isStored;
        private int _oldest;

        /// <summary>Makes it empty.</summary>
        /// <param name="storage">The board's lasting memory.</param>
        /// <param name="counters">What the records meet with.</param>
        /// <param name="capacity">How many reports there can be.</param>
        public ReportRows(IStorage storage, StorageCounters counters, int capacity)
        {
            _storage = storage;
            _counters = counters;
            _numbers = new long[capacity];
            _times = new long[capacity];
            _values = new long[capacity * CounterCatalog.ReportedCount];
            _isStored = new bool[capacity];
        }

        /// <summary>How many reports there are.</summary>
        public int Count { get; private set; }

        /// <summary>How many there can be.</summary>
        public int Capacity
        {
            get { return _numbers.Length; }
        }

        /// <summary>All values, <see cref="CounterCatalog.ReportedCount"/> a report.</summary>
        public long[] Values
        {
            get { return _values; }
        }

        /// <summary>Where a report's values begin.</summary>
        /// <param name="index">From 0, the oldest, on.</param>
        public int ValuesAt(int index)
        {
            return RowOf(index) * CounterCatalog.ReportedCount;
        }

        /// <summary>A report's number.</summary>
        public long NumberAt(int index)
        {
            return _numbers[RowOf(index)];
        }

        /// <summary>A report's CollectionTime.</summary>
        public long TimeAt(int index)
        {
            return _times[RowOf(index)];
        }

        /// <summary>Whether a report is in the storage.</summary>
        public bool IsStoredAt(int index)
        {
            return _isStored[RowOf(index)];
        }

        /// <summary>Whether a report of this number has no room until the oldest goes.</summary>
        public bool IsFullFor(long number)
        {
            // Behind a gap, which a spoiled record leaves, the oldest one's record may be the new one's.
            return Count == _numbers.Length || (Count > 0 && number - NumberAt(0) >= MaximumRows);
        }

        /// <summary>Adds the newest report; there is room.</summary>
        public void Add(long number, long time, long[] values, int at, bool isStored)
        {
            int row = RowOf(Count);
            Count++;
            _numbers[row] = number;
            _times[row] = time;
            _isStored[row] = isStored;
            Array.Copy(values, at, _values, row * CounterCatalog.ReportedCount, CounterCatalog.ReportedCount);
        }

        /// <summary>Forgets the oldest report; its record stays, for numbers tell what is over.</summary>
        public void RemoveOldest()
        {
            _oldest = RowOf(1);
            Count--;
        }

        /// <summary>Reads what was stored and is not over yet: the newest, as many as there is room for.</summary>
        /// <param name="acceptedNumber">Up to here all is over.</param>
        public void Load(long acceptedNumber)
        {
            byte[] record = new byte[LongestRecordLength];
            long[] found = new long[MaximumRows];
            long newest = acceptedNumber;
            for (int place = 0; place < MaximumRows; place++)
            {
                found[place] = ReadRecord(place, record) ? LongNumber.Read(record, NumberOffset) : 0;
                newest = found[place] > newest ? found[place] : newest;
            }

            long[] values = new long[CounterCatalog.ReportedCount];
            long first = newest - Capacity + 1;
            for (long number = first > acceptedNumber ? first : acceptedNumber + 1; number <= newest; number++)
            {
                int place = PlaceOf(number);
                if (found[place] == number && ReadRecord(place, record))
                {
                    ReadValues(record, values);
                    Add(number, LongNumber.Read(record, TimeOffset), values, 0, true);
                }
            }
        }

        /// <summary>Stores a report. May wait.</summary>
        /// <returns>False when that failed.</returns>
        public bool Save(int index)
        {
            int row = RowOf(index);
            byte[] record = new byte[RecordLength];
            record[VersionOffset] = Version;
            record[CountOffset] = CounterCatalog.ReportedCount;
            LongNumber.Write(record, NumberOffset, _numbers[row]);
            LongNumber.Write(record, TimeOffset, _times[row]);
            for (int i = 0; i < CounterCatalog.ReportedCount; i++)
            {
                LongNumber.Write(record, ValuesOffset + (i * LongNumber.Length), _values[(row * CounterCatalog.ReportedCount) + i]);
            }

            _isStored[row] = RecordOf(PlaceOf(_numbers[row])).Save(record, record.Length);
            return _isStored[row];
        }

        private static int PlaceOf(long number)
        {
            return (int)(number % MaximumRows);
        }

        private static void ReadValues(byte[] record, long[] values)
        {
            int count = record[CountOffset];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i < count ? LongNumber.Read(record, ValuesOffset + (i * LongNumber.Length)) : CounterCatalog.Unmeasured;
            }
        }

        private int RowOf(int index)
        {
            int row = _oldest + index;
            return row < _numbers.Length ? row : row - _numbers.Length;
        }

        private TwoSlotRecord RecordOf(int place)
        {
            return new TwoSlotRecord(_storage, RecordName + place.ToString(), LongestRecordLength, _counters);
        }

        private bool ReadRecord(int place, byte[] record)
        {
            int length = RecordOf(place).Load(record);
            return length >= ValuesOffset
                && record[VersionOffset] == Version
                && length >= ValuesOffset + (record[CountOffset] * LongNumber.Length)
                && LongNumber.Read(record, NumberOffset) > 0;
        }
    }
}
