using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The machine's randomness, fetched in portions.</summary>
    internal sealed class SystemRandom : IRandom
    {
        private const int PortionLength = 1024; // ours: a call a portion, not a call a number

        private readonly byte[] _portion = new byte[PortionLength];
        private int _used = PortionLength;

        /// <inheritdoc/>
        public uint NextUInt32()
        {
            if (_used == PortionLength)
            {
                RandomNumberGenerator.Fill(_portion);
                _used = 0;
            }

            uint number = BinaryPrimitives.ReadUInt32LittleEndian(_portion.AsSpan(_used));
            _used += sizeof(uint);
            return number;
        }
    }
}
