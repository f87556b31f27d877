namespace Gateway.Wire
{
    /// <summary>
    /// The ones' complement checksum (RFC 1071), and its update by difference (RFC 1624 eqn. 3: HC' = ~(~HC + ~m + m')).
    /// A delta is the ones' complement sum of all ~m + m' of a change, and can be made once and used for every packet.
    /// </summary>
    public static class InternetChecksum
    {
        /// <summary>The delta of "no change", and the sum that a correct header folds to.</summary>
        public const int AllOnes = 0xFFFF;

        /// <summary>The sum of 16-bit words, folded to 16 bits; an odd last byte counts as a word's high byte.</summary>
        /// <param name="buffer">Holds the bytes.</param>
        /// <param name="offset">The first byte.</param>
        /// <param name="length">Bytes, 0 to 65535.</param>
        /// <param name="initial">A sum to start from, folded or not, at most 0x00FFFFFF.</param>
        /// <returns>The folded sum, not complemented.</returns>
        public static int Sum(byte[] buffer, int offset, int length, int initial)
        {
            // 65535 bytes are 32768 words of at most 0xFFFF, and the start: this fits 32 bits unsigned.
            uint sum = (uint)initial;
            int end = offset + length - 1;
            int i = offset;
            for (; i < end; i += 2)
            {
                sum += (uint)((buffer[i] << 8) | buffer[i + 1]);
            }

            if (i == end)
            {
                sum += (uint)(buffer[i] << 8);
            }

            sum = (sum & 0xFFFF) + (sum >> 16);
            return (int)((sum & 0xFFFF) + (sum >> 16));
        }

        /// <summary>The sum of a pseudo header (RFC 9293 §3.1, RFC 768), to start <see cref="Sum"/> from.</summary>
        /// <param name="source">Source address, in host order.</param>
        /// <param name="destination">Destination address, in host order.</param>
        /// <param name="protocol">The IP protocol.</param>
        /// <param name="transportLength">Bytes of transport header and data.</param>
        /// <returns>A sum for <see cref="Sum"/>, not folded.</returns>
        public static int PseudoHeaderSum(uint source, uint destination, int protocol, int transportLength)
        {
            return (int)((source >> 16) + (source & 0xFFFF) + (destination >> 16) + (destination & 0xFFFF)) + protocol + transportLength;
        }

        /// <summary>The delta of an address that changes.</summary>
        public static int AddressDelta(uint from, uint to)
        {
            uint notFrom = ~from;
            return Fold((int)((notFrom >> 16) + (notFrom & 0xFFFF) + (to >> 16) + (to & 0xFFFF)));
        }

        /// <summary>The delta of a 16-bit word that changes.</summary>
        public static int WordDelta(int from, int to)
        {
            return Fold((~from & 0xFFFF) + to);
        }

        /// <summary>Folds a sum of at most some thousand words to 16 bits.</summary>
        public static int Fold(int sum)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
            return (sum & 0xFFFF) + (sum >> 16);
        }
    }
}
