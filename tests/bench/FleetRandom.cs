using Gateway.Platform;

namespace Gateway.Bench
{
    /// <summary>One gateway's randomness, small: xorshift32.</summary>
    internal sealed class FleetRandom : IRandom
    {
        private uint _state;

        /// <summary>Makes it.</summary>
        public FleetRandom(int seed)
        {
            _state = (uint)seed | 1;
        }

        /// <inheritdoc/>
        public uint NextUInt32()
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return _state;
        }
    }
}
