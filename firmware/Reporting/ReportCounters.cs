namespace Gateway.Reporting
{
    /// <summary>What became of the reports. Plain fields, written by this room alone.</summary>
    public sealed class ReportCounters
    {
        /// <summary>Reports taken.</summary>
        public long Taken;

        /// <summary>Reports that the collector accepted.</summary>
        public long Accepted;

        /// <summary>Reports that made room for newer ones before the collector accepted them.</summary>
        public long Dropped;

        /// <summary>Reports that wait, just now.</summary>
        public long Waiting;

        /// <summary>Writes of totals and reports that the storage refused or did not finish.</summary>
        public long StorageFailures;
    }
}
