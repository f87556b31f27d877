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
    /// After <see cref="Check"/> returned Valid: 8 bytes are there. The checksum is not judged (nat.md).
    /// </summary>
    public static class IcmpHeader
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

        /// <summary>Offset of the next hop's MTU in a "fragmentation needed" (RFC 1191 §4).</summary>
        public const int NextHopMtuOffset = 6;

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

        /// <summary>Code of time exceeded: in transit.</summary>
        public const int TimeToLiveExceeded = 0;

        /// <summary>Code of destination unreachable: fragmentation needed and Don't Fragment set.</summary>
        public const int FragmentationNeeded = 4;

        /// <summary>Code of destination unreachable: communication administratively prohibited (RFC 1812 §5.2.7.1).</summary>
        public const int AdministrativelyProhibited = 13;

        /// <summary>Tells whether a type is an echo: a query or its answer, and no error. Others are not forwarded.</summary>
        public static bool IsEcho(int type)
        {
            return type == EchoRequest || type == EchoReply;
        }

        /// <summary>Checks a header.</summary>
        /// <param name="length">Bytes of header and data.</param>
        /// <returns>Valid or Truncated.</returns>
        public static ParseResult Check(int length)
        {
            return length < HeaderLength ? ParseResult.Truncated : ParseResult.Valid;
        }
    }
}
