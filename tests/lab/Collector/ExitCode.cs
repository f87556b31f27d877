namespace Gateway.Collector
{
    /// <summary>What the process returns.</summary>
    internal enum ExitCode
    {
        /// <summary>All requests were as they must be.</summary>
        Success = 0,

        /// <summary>Some were not; each violation was said.</summary>
        Violations = 1,

        /// <summary>Bad arguments, a port that is taken, a folder that can't be written.</summary>
        BadInput = 2,
    }
}
