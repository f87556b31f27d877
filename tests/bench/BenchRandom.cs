using System;
using Gateway.Platform;

namespace Gateway.Bench
{
    /// <summary>Randomness with a fixed seed: every run does the same.</summary>
    internal sealed class BenchRandom : IRandom
    {
        private readonly Random _random = new(1);

        /// <inheritdoc/>
        public uint NextUInt32()
        {
            return (uint)_random.NextInt64(1L << 32);
        }
    }
}
