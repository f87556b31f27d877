using Gateway.Storage;
using Gateway.Wire;

namespace Gateway.Time
{
    /// <summary>
    /// The time before which no time is believed: the later of the firmware's date and the last stored time (reporting.md). So
    /// nobody who answers for a time server can bring back the days before the start date.
    /// </summary>
    /// <remarks>
    /// A wrong time in the far future must not become a floor that the right one never reaches: the floor follows the time, but
    /// at most twice as fast as time passes. So a lie that lasts a day moves it by two days at the most, and costs, once it
    /// ends, no more than as long again without time. A floor that lags (after a year in a shop) does no harm but that.
    /// </remarks>
    internal sealed class ClockFloor
    {
        /// <summary>Bytes of the record: seconds since 1970, 64 bits in network order.</summary>
        public const int RecordLength = 8;

        // ours: how far behind the time the floor stays, so that a small correction never falls under it.
        private const int MarginSeconds = 60;

        // ours: it is stored when it has risen by 6 h: eight times a day at the most, 30,000 times in ten years, in two slots.
        private const int RiseSeconds = 6 * 3600;

        // ours: see above. Less could never catch up after a time without power.
        private const int MaximumSpeed = 2;

        private const int MsPerSecond = 1000;

        private readonly TwoSlotRecord _record;
        private long _storedUtcSeconds;
        private long _sinceMs; // when the floor last rose

        /// <summary>Makes it, and reads what was stored.</summary>
        public ClockFloor(TwoSlotRecord record, long nowMs)
        {
            _record = record;
            _sinceMs = nowMs;
            byte[] stored = new byte[RecordLength];
            long utcSeconds = record.Load(stored) == RecordLength
                ? ((long)NetworkOrder.ReadUInt32(stored, 0) << 32) | NetworkOrder.ReadUInt32(stored, 4)
                : 0;
            UtcSeconds = utcSeconds > Release.UtcSeconds ? utcSeconds : Release.UtcSeconds;
            _storedUtcSeconds = UtcSeconds;
        }

        /// <summary>The floor, in seconds since 1970.</summary>
        public long UtcSeconds { get; private set; }

        /// <summary>Lets the floor follow the time, and stores it, when it has risen enough.</summary>
        /// <param name="utcSeconds">The time, which is believed.</param>
        /// <param name="nowMs">Monotonic milliseconds.</param>
        public void Follow(long utcSeconds, long nowMs)
        {
            long highest = UtcSeconds + ((nowMs - _sinceMs) / MsPerSecond * MaximumSpeed);
            long next = utcSeconds - MarginSeconds;
            next = next < highest ? next : highest;
            if (next <= UtcSeconds)
            {
                return;
            }

            UtcSeconds = next;
            _sinceMs = nowMs;
            if (next < _storedUtcSeconds + RiseSeconds)
            {
                return;
            }

            // Where it can't be stored, the record counts it, and this start at least has a floor.
            _storedUtcSeconds = next;
            byte[] stored = new byte[RecordLength];
            NetworkOrder.WriteUInt32(stored, 0, (uint)(next >> 32));
            NetworkOrder.WriteUInt32(stored, 4, (uint)next);
            _record.Save(stored, RecordLength);
        }
    }
}
