namespace Gateway.Reporting
{
    /// <summary>What a counter's number is.</summary>
    public enum CounterKind
    {
        /// <summary>It only grows: from this start on in /metrics, over all starts in reports.</summary>
        Total,

        /// <summary>It stands for now.</summary>
        Gauge,

        /// <summary>It is an <see cref="Policy.Op25bMode"/>; reports have its name: Off, Monitor, Enforce.</summary>
        Mode,
    }
}
