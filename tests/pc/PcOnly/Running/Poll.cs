using System;
using System.Diagnostics;
using System.Threading;

namespace Gateway.PcTests.Running
{
    /// <summary>Waits for what another thread or process does.</summary>
    internal static class Poll
    {
        private const int StepMs = 20;

        /// <summary>Looks until it is so.</summary>
        /// <returns>Whether it became so in time.</returns>
        public static bool Until(Func<bool> isSo, int timeoutMs)
        {
            Stopwatch time = Stopwatch.StartNew();
            while (!isSo())
            {
                if (time.ElapsedMilliseconds > timeoutMs)
                {
                    return false;
                }

                Thread.Sleep(StepMs);
            }

            return true;
        }
    }
}
