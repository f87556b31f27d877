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

        /// <summary>When the next second begins: until then an update has nothing to divide.</summary>
        public long NextSecondMs;

        private const int MsPerSecond = 1000;

        private readonly IPlatformClock _clock;

        /// <summary>Makes it and reads the clock.</summary>
        public EngineTime(IPlatformClock clock)
        {
            _clock = clock;
            Update();
        }

        /// <summary>Reads the clock.</summary>
        public void Update()
        {
            Update(_clock.MonotonicMs);
        }

        /// <summary>Takes the clock's time.</summary>
        public void Update(long nowMs)
        {
            NowMs = nowMs;
            NowS = (int)(nowMs / MsPerSecond);
            NextSecondMs = ((long)NowS + 1) * MsPerSecond;
        }

        /// <summary>Tells the UTC, where it is known.</summary>
        public bool TryGetUtc(out long utcSeconds)
        {
            return _clock.TryGetUtc(out utcSeconds);
        }
    }
}
