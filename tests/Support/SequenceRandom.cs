using Gateway.Platform;

namespace Gateway.Tests.Support
{
    /// <summary>A random source that gives the same numbers for the same seed, on every machine (xorshift32).</summary>
    public sealed class SequenceRandom : IRandom
    {
        // ours: any number but 0, on which xorshift would stay.
        private const uint SeedInPlaceOfZero = 0x9E3779B9;

        private uint _state;

        /// <summary>Makes a sequence.</summary>
        public SequenceRandom(uint seed)
        {
            _state = seed == 0 ? SeedInPlaceOfZero : seed;
        }

        /// <inheritdoc/>
        public uint NextUInt32()
        {
            uint state = _state;
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            _state = state;
            return state;
        }
    }
}
