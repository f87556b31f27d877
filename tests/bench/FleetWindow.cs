using System;

namespace Gateway.Bench
{
    /// <summary>The worst window of a time, and what chance alone makes of it.</summary>
    internal static class FleetWindow
    {
        /// <summary>The window's length.</summary>
        public const int Seconds = 10;

        private const int Draws = 1000;
        private const int Seed = 2;

        /// <summary>The most within any window.</summary>
        /// <param name="seconds">What there was, second by second.</param>
        public static long Worst(ReadOnlySpan<long> seconds)
        {
            long sum = 0;
            long worst = 0;
            for (int i = 0; i < seconds.Length; i++)
            {
                sum += seconds[i] - (i < Seconds ? 0 : seconds[i - Seconds]);
                worst = Math.Max(worst, sum);
            }

            return worst;
        }

        /// <summary>The same for a fleet whose every gateway has drawn one second of the interval, and keeps it: many draws of it, sorted.</summary>
        /// <param name="gateways">How many.</param>
        /// <param name="intervalS">The interval.</param>
        /// <returns>Times the mean, from the luckiest draw on.</returns>
        public static double[] ByChance(int gateways, int intervalS)
        {
            Random random = new(Seed);
            double[] peaks = new double[Draws];
            long[] seconds = new long[intervalS + Seconds - 1]; // the next interval is like this one
            for (int draw = 0; draw < Draws; draw++)
            {
                Array.Clear(seconds);
                for (int i = 0; i < gateways; i++)
                {
                    seconds[random.Next(intervalS)]++;
                }

                Array.Copy(seconds, 0, seconds, intervalS, Seconds - 1);
                peaks[draw] = Worst(seconds) / ((double)gateways * Seconds / intervalS);
            }

            Array.Sort(peaks);
            return peaks;
        }
    }
}
