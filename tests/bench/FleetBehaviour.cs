namespace Gateway.Bench
{
    /// <summary>What a fleet's collector does.</summary>
    internal enum FleetBehaviour
    {
        /// <summary>It accepts.</summary>
        Well,

        /// <summary>Nobody is there: connections are refused.</summary>
        Down,

        /// <summary>Its load balancer says 503, with Retry-After: 120.</summary>
        Busy,
    }
}
