using System;

namespace Gateway.Bench
{
    /// <summary>The time that a whole fleet has in common; the benchmark moves it.</summary>
    internal sealed class FleetTime
    {
        private readonly long _startUtc = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        /// <summary>Whether UTC stays this machine's, however far the benchmark moves the rest: for requests that a real collector is to take.</summary>
        public bool IsDateReal { get; init; }

        /// <summary>Milliseconds since the start.</summary>
        public long Ms { get; set; }

        /// <summary>Seconds since 1970.</summary>
        public long Utc => IsDateReal ? DateTimeOffset.UtcNow.ToUnixTimeSeconds() : _startUtc + Ms / 1000;
    }
}
