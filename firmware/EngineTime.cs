using Gateway.Platform;

namespace Gateway
{
    /// <summary>The time of the packet in hand. Plain fields; the division by 1000 is done once a second.</summary>
    internal sealed class EngineTime
    {
        /// <summary>Monotonic milliseconds.</summary>
        public long NowMs;

        /// <summary>Monotonic seconds.</summary>
        public int NowS;

        private const int MsPerSecond = 1000;

        private readonly IPlatformClock _clock;
        private long _nextSecondMs;

        /// <summary>Makes it and reads the clock.</summary>
        public EngineTime(IPlatformClock clock)
        {
            _clock = clock;
            Update();
        }

        /// <summary>Reads the clock.</summary>
        public void Update()
        {
            long nowMs = _clock.MonotonicMs;
            NowMs = nowMs;
            if (nowMs >= _nextSecondMs)
            {
                NowS = (int)(nowMs / MsPerSecond);
                _nextSecondMs = ((long)NowS + 1) * MsPerSecond;
            }
        }

        /// <summary>Tells the UTC, where it is known.</summary>
        public bool TryGetUtc(out long utcSeconds)
        {
            return _clock.TryGetUtc(out utcSeconds);
        }
    }
}
