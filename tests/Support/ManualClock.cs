using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A clock that the test moves. It starts at 0 ms, with the UTC unknown.</summary>
    public sealed class ManualClock : IPlatformClock
    {
        private long _utcAtZeroMs;
        private bool _isUtcKnown;

        /// <inheritdoc/>
        public long MonotonicMs { get; private set; }

        /// <summary>Moves the clock on.</summary>
        public void Advance(long ms)
        {
            MonotonicMs += ms;
        }

        /// <summary>Tells the clock what the UTC is now, in seconds since 1970; it goes on with the monotonic time.</summary>
        public void SetUtc(long utcSeconds)
        {
            _utcAtZeroMs = (utcSeconds * 1000) - MonotonicMs;
            _isUtcKnown = true;
        }

        /// <summary>Makes the UTC unknown again.</summary>
        public void ForgetUtc()
        {
            _isUtcKnown = false;
        }

        /// <inheritdoc/>
        public bool TryGetUtc(out long utcSeconds)
        {
            utcSeconds = _isUtcKnown ? (_utcAtZeroMs + MonotonicMs) / 1000 : 0;
            return _isUtcKnown;
        }
    }
}
