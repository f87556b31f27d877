using System;
using Gateway.Platform;

namespace Gateway.Boards.Esp32
{
    /// <summary>
    /// The self-test's randomness: the class library's, which is good enough for packets that never leave the chip. The packet
    /// devices bring the hardware's.
    /// </summary>
    internal sealed class SelfTestRandom : IRandom
    {
        private readonly Random _random = new Random();
        private readonly byte[] _bytes = new byte[4];

        /// <inheritdoc/>
        public uint NextUInt32()
        {
            _random.NextBytes(_bytes);
            return (uint)((_bytes[0] << 24) | (_bytes[1] << 16) | (_bytes[2] << 8) | _bytes[3]);
        }
    }
}
