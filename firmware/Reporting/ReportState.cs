namespace Gateway.Reporting
{
    /// <summary>How reporting goes, as the page says it.</summary>
    public enum ReportState
    {
        /// <summary>No collector is set.</summary>
        Off,

        /// <summary>The first report is still to come.</summary>
        NotYet,

        /// <summary>A report is due, and waits for the time to be known.</summary>
        WaitingForTime,

        /// <summary>The latest attempt went through.</summary>
        Good,

        /// <summary>The latest attempt failed.</summary>
        Failing,

        /// <summary>The collector knows us not, or not with this password (401, 403): a fault of what was provisioned.</summary>
        Refused,
    }
}
