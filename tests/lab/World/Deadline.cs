using System;
using System.Diagnostics;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>Waits for something to become true.</summary>
    public static class Deadline
    {
        private const int LookMs = 25; // ours: often enough not to be felt, seldom enough to cost nothing

        /// <summary>What starts or arrives in a second takes this long at most on a machine that has other work.</summary>
        public static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

        /// <summary>Waits.</summary>
        /// <returns>Whether it became true in time.</returns>
        public static bool Wait(Func<bool> condition, TimeSpan timeout)
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!condition())
            {
                if (watch.Elapsed > timeout)
                {
                    return false;
                }

                Thread.Sleep(LookMs);
            }

            return true;
        }

        /// <summary>Waits the usual time for something that must become true.</summary>
        /// <param name="what">What did not happen, for the message.</param>
        /// <param name="condition">Tells whether it did.</param>
        /// <param name="detail">More for the message; may be null.</param>
        /// <exception cref="LabException">It did not.</exception>
        public static void Require(string what, Func<bool> condition, Func<string>? detail = null)
        {
            if (!Wait(condition, Usual))
            {
                throw new LabException($"Not in {Usual.TotalSeconds} s: {what}. {detail?.Invoke()}");
            }
        }
    }
}
