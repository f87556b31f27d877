using Gateway.Platform;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// Randomness that is the same in every run, so that two replays of a capture are equal byte for byte. Nobody attacks a
    /// replay; a board that has an Internet in front of it must not use this.
    /// </summary>
    internal sealed class SeededRandom : IRandom
    {
        private uint _state = 0x9E3779B9; // ours: any but 0

        /// <inheritdoc/>
        public uint NextUInt32()
        {
            // xorshift32 (Marsaglia 2003)
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return _state;
        }
    }
}
