using System;
using System.Collections.Generic;

namespace Gateway.Lab
{
    /// <summary>Durations that were measured.</summary>
    public sealed class Samples
    {
        private readonly List<double> _microseconds = [];

        /// <summary>How many.</summary>
        public int Count => _microseconds.Count;

        /// <summary>Adds one.</summary>
        public void Add(TimeSpan duration)
        {
            _microseconds.Add(duration.TotalMicroseconds);
        }

        /// <summary>The duration that this share of them does not exceed, in µs; 0 when there are none.</summary>
        public double Percentile(double percent)
        {
            if (_microseconds.Count == 0)
            {
                return 0;
            }

            _microseconds.Sort();
            int index = (int)Math.Ceiling(_microseconds.Count * percent / 100) - 1;
            return _microseconds[Math.Max(index, 0)];
        }
    }
}
