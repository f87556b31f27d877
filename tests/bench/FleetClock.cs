using Gateway.Platform;

namespace Gateway.Bench
{
    /// <summary>One gateway's clock: the fleet's, once a time server told it.</summary>
    internal sealed class FleetClock : IPlatformClock
    {
        private readonly FleetTime _time;
        private readonly long _knownAtMs;

        /// <summary>Makes it.</summary>
        /// <param name="time">The fleet's time.</param>
        /// <param name="knownAtMs">When the gateway learns it.</param>
        public FleetClock(FleetTime time, long knownAtMs)
        {
            _time = time;
            _knownAtMs = knownAtMs;
        }

        /// <inheritdoc/>
        public long MonotonicMs => _time.Ms;

        /// <inheritdoc/>
        public bool TryGetUtc(out long utcSeconds)
        {
            bool isKnown = _time.Ms >= _knownAtMs;
            utcSeconds = isKnown ? _time.Utc : 0;
            return isKnown;
        }
    }
}
