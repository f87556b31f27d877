namespace Gateway.Platform
{
    /// <summary>The board's time.</summary>
    public interface IPlatformClock
    {
        /// <summary>Milliseconds since some moment at or before the start; never goes back.</summary>
        long MonotonicMs { get; }

        /// <summary>Tells the UTC, where the board knows it.</summary>
        /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z; 0 when unknown.</param>
        /// <returns>Whether the time is known.</returns>
        bool TryGetUtc(out long utcSeconds);
    }
}
