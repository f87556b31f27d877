using Gateway.Platform;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>The gateway's clock: it shows the capture's time.</summary>
    internal sealed class CaptureClock : IPlatformClock
    {
        private const long NanosecondsAMillisecond = 1_000_000;
        private const long NanosecondsASecond = 1_000_000_000;
        private const long StartMs = 1000; // ours: a gateway that has been up for a second

        private readonly long _firstNs;
        private long _skippedNs;

        /// <summary>Makes a clock that stands at the capture's first packet.</summary>
        public CaptureClock(long firstNs)
        {
            _firstNs = firstNs;
            NowNs = firstNs;
        }

        /// <summary>The capture's time, in nanoseconds since 1970.</summary>
        public long NowNs { get; private set; }

        /// <inheritdoc/>
        public long MonotonicMs => StartMs + ((NowNs - _firstNs - _skippedNs) / NanosecondsAMillisecond);

        /// <inheritdoc/>
        public bool TryGetUtc(out long utcSeconds)
        {
            // A capture without timestamps begins at 0: then the time is not known.
            utcSeconds = _firstNs == 0 ? 0 : NowNs / NanosecondsASecond;
            return utcSeconds != 0;
        }

        /// <summary>Moves the clock on; it never goes back.</summary>
        public void MoveTo(long ns)
        {
            NowNs = Math.Max(NowNs, ns);
        }

        /// <summary>Moves the date on, and the monotonic time not: nothing in the gateway lives through such a gap.</summary>
        public void SkipTo(long ns)
        {
            _skippedNs += Math.Max(0, ns - NowNs);
            MoveTo(ns);
        }
    }
}
