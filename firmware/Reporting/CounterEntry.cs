namespace Gateway.Reporting
{
    /// <summary>One line of the <see cref="CounterCatalog"/>. Filled anew for every counter: no table of it is in memory.</summary>
    public sealed class CounterEntry
    {
        /// <summary>The TR-181 name, with <see cref="CounterCatalog.VendorMark"/> where the vendor stands; null where it is not reported.</summary>
        public string ReportName { get; private set; }

        /// <summary>The name in /metrics, without its gateway_; null where it is not there.</summary>
        public string MetricName { get; private set; }

        /// <summary>What its number is.</summary>
        public CounterKind Kind { get; private set; }

        /// <summary>What it counts: packets, bytes and the like.</summary>
        public string Unit { get; private set; }

        /// <summary>What it means: one sentence.</summary>
        public string Help { get; private set; }

        /// <summary>Sets all.</summary>
        internal void Set(string reportName, string metricName, CounterKind kind, string unit, string help)
        {
            ReportName = reportName;
            MetricName = metricName;
            Kind = kind;
            Unit = unit;
            Help = help;
        }
    }
}
