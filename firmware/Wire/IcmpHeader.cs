namespace Gateway.Wire
{
    /// <summary>
    /// The ICMP header (RFC 792), of an echo message.
    /// <code>
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |     Type      |     Code      |          Checksum             |
    /// |           Identifier          |        Sequence Number        |
    /// </code>
    /// One instance is filled for every message. After <see cref="Parse"/> returned Valid: 8 bytes are there. The checksum is
    /// not judged (nat.md).
    /// </summary>
    public sealed class IcmpHeader
    {
        /// <summary>Bytes of the header.</summary>
        public const int HeaderLength = 8;

        /// <summary>Offset of the type.</summary>
        public const int TypeOffset = 0;

        /// <summary>Offset of the code.</summary>
        public const int CodeOffset = 1;

        /// <summary>Offset of the checksum.</summary>
        public const int ChecksumOffset = 2;

        /// <summary>Offset of an echo's identifier.</summary>
        public const int IdentifierOffset = 4;

        /// <summary>Type: echo reply.</summary>
        public const int EchoReply = 0;

        /// <summary>Type: destination unreachable.</summary>
        public const int DestinationUnreachable = 3;

        /// <summary>Type: echo request.</summary>
        public const int EchoRequest = 8;

        /// <summary>Type: time exceeded.</summary>
        public const int TimeExceeded = 11;

        /// <summary>Type: parameter problem.</summary>
        public const int ParameterProblem = 12;

        /// <summary>Code of destination unreachable: communication administratively prohibited (RFC 1812 §5.2.7.1).</summary>
        public const int AdministrativelyProhibited = 13;

        /// <summary>Type.</summary>
        public int Type;

        /// <summary>Code.</summary>
        public int Code;

        /// <summary>Identifier of an echo message; of others, without meaning.</summary>
        public int Identifier;

        /// <summary>Checks a header, and fills the fields. When it is not Valid, the fields mean nothing.</summary>
        /// <param name="buffer">Holds the message.</param>
        /// <param name="offset">Where the ICMP header begins.</param>
        /// <param name="length">Bytes of header and data.</param>
        /// <returns>Valid or Truncated.</returns>
        public ParseResult Parse(byte[] buffer, int offset, int length)
        {
            if (length < HeaderLength)
            {
                return ParseResult.Truncated;
            }

            Type = buffer[offset + TypeOffset];
            Code = buffer[offset + CodeOffset];
            Identifier = (buffer[offset + IdentifierOffset] << 8) | buffer[offset + IdentifierOffset + 1];
            return ParseResult.Valid;
        }
    }
}
