namespace Gateway.Nat
{
    /// <summary>
    /// The hash of the tables: multiply and xor with a seed of this boot, so that nobody outside can choose colliding keys.
    /// Not cryptographic: its values are never shown.
    /// </summary>
    internal static class FlowHash
    {
        // Odd constants with bits well spread: 2^32 divided by the golden ratio, and the finalizer of MurmurHash3.
        private const uint Multiplier1 = 0x9E3779B1;
        private const uint Multiplier2 = 0x85EBCA6B;
        private const uint Multiplier3 = 0xC2B2AE35;

        /// <summary>Mixes three words.</summary>
        public static uint Of(uint seed, uint first, uint second, uint third)
        {
            uint hash = (first ^ seed) * Multiplier1;
            hash = ((hash ^ (hash >> 15)) + second) * Multiplier2;
            hash = ((hash ^ (hash >> 13)) + third) * Multiplier3;
            return hash ^ (hash >> 16);
        }

        /// <summary>The number of buckets for a table: the power of two at or above its capacity.</summary>
        public static int BucketsFor(int capacity)
        {
            int buckets = 1;
            while (buckets < capacity)
            {
                buckets *= 2;
            }

            return buckets;
        }
    }
}
