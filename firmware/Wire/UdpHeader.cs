namespace Gateway.Wire
{
    /// <summary>
    /// The UDP header (RFC 768).
    /// <code>
    ///  0      7 8     15 16    23 24    31
    /// +--------+--------+--------+--------+
    /// |   Source Port   | Destination Port|
    /// |     Length      |    Checksum     |
    /// </code>
    /// After <see cref="Check"/> returned Valid: Length is at least 8, and as much is there. The checksum is not judged (nat.md).
    /// </summary>
    public static class UdpHeader
    {
        /// <summary>Bytes of the header.</summary>
        public const int HeaderLength = 8;

        /// <summary>Offset of the source port.</summary>
        public const int SourcePortOffset = 0;

        /// <summary>Offset of the destination port.</summary>
        public const int DestinationPortOffset = 2;

        /// <summary>Offset of the length.</summary>
        public const int LengthOffset = 4;

        /// <summary>Offset of the checksum; 0 means none.</summary>
        public const int ChecksumOffset = 6;

        /// <summary>Checks a header.</summary>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Where the UDP header begins.</param>
        /// <param name="length">Bytes of header and data.</param>
        /// <returns>Valid, Truncated or Malformed.</returns>
        public static ParseResult Check(byte[] buffer, int offset, int length)
        {
            if (length < HeaderLength)
            {
                return ParseResult.Truncated;
            }

            int datagramLength = (buffer[offset + LengthOffset] << 8) | buffer[offset + LengthOffset + 1];
            if (datagramLength < HeaderLength)
            {
                return ParseResult.Malformed;
            }

            return datagramLength > length ? ParseResult.Truncated : ParseResult.Valid;
        }
    }
}
