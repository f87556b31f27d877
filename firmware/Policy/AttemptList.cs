namespace Gateway.Policy
{
    /// <summary>A copy of one LAN host's rows of the <see cref="AttemptLog"/>, the latest first.</summary>
    public sealed class AttemptList
    {
        /// <summary>How many there are.</summary>
        public int Count;

        /// <summary>At whose port 25, in host order.</summary>
        public readonly uint[] Destinations = new uint[AttemptLog.MaximumRowsAHost];

        /// <summary>The last time, in monotonic seconds.</summary>
        public readonly int[] LastS = new int[AttemptLog.MaximumRowsAHost];

        /// <summary>How often.</summary>
        public readonly int[] Counts = new int[AttemptLog.MaximumRowsAHost];

        /// <summary>What became of it.</summary>
        public readonly Verdict[] Verdicts = new Verdict[AttemptLog.MaximumRowsAHost];
    }
}
