namespace Gateway.Bench
{
    /// <summary>The time that a whole fleet has in common; the benchmark moves it.</summary>
    internal sealed class FleetTime
    {
        /// <summary>UTC at the start, in seconds since 1970.</summary>
        public long StartUtc { get; init; }

        /// <summary>Milliseconds since.</summary>
        public long Ms { get; set; }
    }
}
