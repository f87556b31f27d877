namespace Gateway.Reporting
{
    /// <summary>How reporting goes: for the page, the log, a test. Plain fields, written by the <see cref="Reporter"/> under the engine's lock.</summary>
    public sealed class ReportStatus
    {
        /// <summary>How it goes.</summary>
        public ReportState State;

        /// <summary>Why the latest attempt failed.</summary>
        public ReportFailure Failure;

        /// <summary>The status that the collector answered with; 0 where it answered none.</summary>
        public int StatusCode;

        /// <summary>When the latest attempt went through, in seconds since 1970; 0: none did since the start.</summary>
        public long LastSuccessUtc;

        /// <summary>Since when attempts fail, in seconds since 1970; 0: they don't.</summary>
        public long FailingSinceUtc;

        /// <summary>Attempts that ended, one way or the other: who tells of them sees here that there was one.</summary>
        public int Attempts;

        /// <summary>Reports that the latest successful attempt brought.</summary>
        public int Accepted;

        /// <summary>Copies all.</summary>
        public void CopyTo(ReportStatus other)
        {
            other.State = State;
            other.Failure = Failure;
            other.StatusCode = StatusCode;
            other.LastSuccessUtc = LastSuccessUtc;
            other.FailingSinceUtc = FailingSinceUtc;
            other.Attempts = Attempts;
            other.Accepted = Accepted;
        }
    }
}
