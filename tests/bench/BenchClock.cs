using Gateway.Platform;

namespace Gateway.Bench
{
    /// <summary>A clock that the benchmark moves.</summary>
    internal sealed class BenchClock : IPlatformClock
    {
        /// <inheritdoc/>
        public long MonotonicMs { get; set; }

        /// <inheritdoc/>
        public bool TryGetUtc(out long utcSeconds)
        {
            utcSeconds = 0;
            return false;
        }
    }
}
