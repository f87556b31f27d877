using Gateway.Time;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>What was told of the time: what became of the questions for it, read off the counters.</summary>
    internal sealed class ToldTime
    {
        // ours: a first answer always waits for a second one; from the third on they contradict each other
        private const int Contradictions = 3;

        private readonly Dictionary<string, long> _counts = [];
        private string? _cause;

        /// <summary>Tells why the time was not told, where that is another cause than before.</summary>
        /// <param name="counters">What became of the questions.</param>
        /// <param name="isSet">Whether the clock was set since the last look.</param>
        /// <returns>Null when there is nothing new.</returns>
        public string? CauseOf(TimeCounters counters, out bool isSet)
        {
            string? cause = null;
            void Look(string what, long count, long least = 1)
            {
                if (HasGrown(what, count) && count >= least)
                {
                    cause = what;
                }
            }

            Look("the question can't go out", counters.SendFailures);
            Look("no answer", counters.Timeouts);
            Look("the servers do not know it", counters.Unusable);
            Look("the servers refuse", counters.Denied + counters.RateLimited);
            Look("the answers contradict each other", counters.Unconfirmed, Contradictions);
            Look("the servers tell a time before this firmware's own or the last one kept", counters.BeforeFloor);
            isSet = HasGrown("set", counters.Steps);
            if (isSet)
            {
                _cause = null;
                return null;
            }

            if (cause == null || cause == _cause)
            {
                return null;
            }

            _cause = cause;
            return cause;
        }

        private bool HasGrown(string what, long count)
        {
            bool hasGrown = count > _counts.GetValueOrDefault(what);
            _counts[what] = count;
            return hasGrown;
        }
    }
}
