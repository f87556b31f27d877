namespace Gateway.Collector
{
    /// <summary>What a parameter's values may be.</summary>
    internal enum ParameterKind
    {
        /// <summary>An integer that never falls, over reboots neither.</summary>
        Counter,

        /// <summary>An integer, from 0 on.</summary>
        Gauge,

        /// <summary>A string.</summary>
        Text,
    }
}
