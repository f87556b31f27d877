namespace Gateway.Smtp
{
    /// <summary>
    /// The notice's initial sequence numbers: cookies (as RFC 4987 §3.6) that can be made again from a segment, so that no
    /// connection need be kept. Forging one gains a greeting, so multiply and xor will do: under 0.4 us on nanoCLR for PC
    /// (op25b.md).
    /// </summary>
    internal sealed class NoticeCookie
    {
        /// <summary>The low bits are zero: the stream is shorter than that.</summary>
        public const uint StreamMask = 0xFFF;

        /// <summary>op25b.md: the cookie changes every 64 s; this one and the one before are taken.</summary>
        public const int EpochMs = 64 * 1000;

        // Odd constants with bits well spread: 2^32 divided by the golden ratio, and the finalizer of MurmurHash3.
        private const uint Multiplier1 = 0x9E3779B1;
        private const uint Multiplier2 = 0x85EBCA6B;
        private const uint Multiplier3 = 0xC2B2AE35;

        private readonly uint _key1;
        private readonly uint _key2;

        /// <summary>Makes it with a random key.</summary>
        public NoticeCookie(uint key1, uint key2)
        {
            _key1 = key1;
            _key2 = key2;
        }

        /// <summary>The initial sequence number for a connection that begins now.</summary>
        public uint Make(uint client, int clientPort, uint server, long nowMs)
        {
            return OfEpoch(client, clientPort, server, (uint)(nowMs / EpochMs));
        }

        /// <summary>The initial sequence number that an acknowledgment speaks of: of this epoch, or of the one before.</summary>
        /// <remarks>When it fits neither, the result does not fit: acknowledgment - it - 1 lies beyond <see cref="StreamMask"/>.</remarks>
        public uint Find(uint client, int clientPort, uint server, uint acknowledgment, long nowMs)
        {
            uint epoch = (uint)(nowMs / EpochMs);
            uint isn = OfEpoch(client, clientPort, server, epoch);
            return acknowledgment - isn - 1 <= StreamMask ? isn : OfEpoch(client, clientPort, server, epoch - 1);
        }

        private uint OfEpoch(uint client, int clientPort, uint server, uint epoch)
        {
            uint mix = (client ^ _key1) * Multiplier1;
            mix = ((mix ^ (mix >> 15)) + server) * Multiplier2;
            mix = ((mix ^ (mix >> 13)) + (uint)clientPort + (epoch << 16)) * Multiplier3;
            mix = ((mix ^ (mix >> 16)) + _key2) * Multiplier1;
            return (mix ^ (mix >> 15)) & ~StreamMask;
        }
    }
}
