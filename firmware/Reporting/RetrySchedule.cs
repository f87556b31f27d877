using Gateway.Platform;

namespace Gateway.Reporting
{
    /// <summary>How long a report that failed waits (TR-181, BulkData.Profile.{i}.HTTP.RetryMinimumWaitInterval).</summary>
    public static class RetrySchedule
    {
        /// <summary>The attempt from which on the waits grow no more. TR-181.</summary>
        public const int LastAttempt = 10;

        /// <summary>The longest wait. Ours: a day; who comes back less often is taken for dead.</summary>
        public const int MaximumWaitMs = 24 * 60 * 60 * 1000;

        private const int MsPerSecond = 1000;
        private const int MultiplierUnit = 1000; // TR-181: RetryIntervalMultiplier 2000 is twice

        /// <summary>A wait at random between the minimum times the multiplier to the power of attempt - 1, and of attempt.</summary>
        /// <param name="attempt">Which retry, from 1 on.</param>
        /// <param name="minimumS">RetryMinimumWaitInterval, in seconds, from 1 on.</param>
        /// <param name="multiplier">RetryIntervalMultiplier, in thousandths, from 1000 on.</param>
        /// <param name="random">The board's randomness.</param>
        /// <returns>Milliseconds, at most <see cref="MaximumWaitMs"/>.</returns>
        public static int WaitMs(int attempt, int minimumS, int multiplier, IRandom random)
        {
            int steps = attempt < LastAttempt ? attempt : LastAttempt;
            long earliest = Limit((long)minimumS * MsPerSecond);
            for (int i = 1; i < steps; i++)
            {
                earliest = Limit(earliest * multiplier / MultiplierUnit);
            }

            long latest = Limit(earliest * multiplier / MultiplierUnit);
            return (int)earliest + Jitter.Below((int)(latest - earliest) + 1, random);
        }

        private static long Limit(long waitMs)
        {
            return waitMs < MaximumWaitMs ? waitMs : MaximumWaitMs;
        }
    }
}
