namespace Gateway.Wire
{
    /// <summary>
    /// The TCP header (RFC 9293 §3.1).
    /// <code>
    ///  0                   1                   2                   3
    ///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
    /// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
    /// |          Source Port          |       Destination Port        |
    /// |                        Sequence Number                        |
    /// |                    Acknowledgment Number                      |
    /// |  Data |       |C|E|U|A|P|R|S|F|                               |
    /// | Offset| Rsrvd |W|C|R|C|S|S|Y|I|            Window             |
    /// |               |R|E|G|K|H|T|N|N|                               |
    /// |           Checksum            |         Urgent Pointer        |
    /// </code>
    /// After <see cref="Check"/> returned Valid: 20 to 60 bytes of header are there, and the accessors may be used. The
    /// checksum is not judged (nat.md).
    /// </summary>
    public static class TcpHeader
    {
        /// <summary>A header without options.</summary>
        public const int MinimumLength = 20;

        /// <summary>Offset of the source port.</summary>
        public const int SourcePortOffset = 0;

        /// <summary>Offset of the destination port.</summary>
        public const int DestinationPortOffset = 2;

        /// <summary>Offset of the sequence number.</summary>
        public const int SequenceNumberOffset = 4;

        /// <summary>Offset of the acknowledgment number.</summary>
        public const int AcknowledgmentNumberOffset = 8;

        /// <summary>Offset of the data offset.</summary>
        public const int DataOffsetOffset = 12;

        /// <summary>Offset of the flags.</summary>
        public const int FlagsOffset = 13;

        /// <summary>Offset of the window.</summary>
        public const int WindowOffset = 14;

        /// <summary>Offset of the checksum.</summary>
        public const int ChecksumOffset = 16;

        /// <summary>Offset of the urgent pointer.</summary>
        public const int UrgentPointerOffset = 18;

        /// <summary>The option that tells the maximum segment size (RFC 9293 §3.2).</summary>
        public const int MaximumSegmentSizeOption = 2;

        /// <summary>Bytes of that option.</summary>
        public const int MaximumSegmentSizeOptionLength = 4;

        /// <summary>Checks a header.</summary>
        /// <param name="buffer">Holds the segment.</param>
        /// <param name="offset">Where the TCP header begins.</param>
        /// <param name="length">Bytes of header and data.</param>
        /// <returns>Valid, Truncated or Malformed.</returns>
        public static ParseResult Check(byte[] buffer, int offset, int length)
        {
            if (length < MinimumLength)
            {
                return ParseResult.Truncated;
            }

            int headerLength = (buffer[offset + DataOffsetOffset] >> 4) * 4;
            if (headerLength < MinimumLength)
            {
                return ParseResult.Malformed;
            }

            return headerLength > length ? ParseResult.Truncated : ParseResult.Valid;
        }

        /// <summary>Bytes of the header, options included.</summary>
        public static int HeaderLength(byte[] buffer, int offset)
        {
            return (buffer[offset + DataOffsetOffset] >> 4) * 4;
        }

        /// <summary>Control bits (<see cref="TcpFlags"/>).</summary>
        public static int Flags(byte[] buffer, int offset)
        {
            return buffer[offset + FlagsOffset];
        }

        /// <summary>Source port.</summary>
        public static int SourcePort(byte[] buffer, int offset)
        {
            return NetworkOrder.ReadUInt16(buffer, offset + SourcePortOffset);
        }

        /// <summary>Destination port.</summary>
        public static int DestinationPort(byte[] buffer, int offset)
        {
            return NetworkOrder.ReadUInt16(buffer, offset + DestinationPortOffset);
        }

        /// <summary>Sequence number.</summary>
        public static uint SequenceNumber(byte[] buffer, int offset)
        {
            return NetworkOrder.ReadUInt32(buffer, offset + SequenceNumberOffset);
        }

        /// <summary>Acknowledgment number.</summary>
        public static uint AcknowledgmentNumber(byte[] buffer, int offset)
        {
            return NetworkOrder.ReadUInt32(buffer, offset + AcknowledgmentNumberOffset);
        }

        /// <summary>Window.</summary>
        public static int Window(byte[] buffer, int offset)
        {
            return NetworkOrder.ReadUInt16(buffer, offset + WindowOffset);
        }

        /// <summary>Writes a header whose options stand behind it already; the checksum comes last, with <see cref="WriteChecksum"/>.</summary>
        /// <param name="buffer">Takes the header.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="sourcePort">Source port.</param>
        /// <param name="destinationPort">Destination port.</param>
        /// <param name="sequenceNumber">Sequence number.</param>
        /// <param name="acknowledgmentNumber">Acknowledgment number.</param>
        /// <param name="headerLength">Bytes of the header, options included.</param>
        /// <param name="flags">Control bits.</param>
        /// <param name="window">Window.</param>
        public static void Write(
            byte[] buffer,
            int offset,
            int sourcePort,
            int destinationPort,
            uint sequenceNumber,
            uint acknowledgmentNumber,
            int headerLength,
            int flags,
            int window)
        {
            NetworkOrder.WriteUInt16(buffer, offset + SourcePortOffset, sourcePort);
            NetworkOrder.WriteUInt16(buffer, offset + DestinationPortOffset, destinationPort);
            NetworkOrder.WriteUInt32(buffer, offset + SequenceNumberOffset, sequenceNumber);
            NetworkOrder.WriteUInt32(buffer, offset + AcknowledgmentNumberOffset, acknowledgmentNumber);
            buffer[offset + DataOffsetOffset] = (byte)(headerLength / 4 << 4);
            buffer[offset + FlagsOffset] = (byte)flags;
            NetworkOrder.WriteUInt16(buffer, offset + WindowOffset, window);
            NetworkOrder.WriteUInt16(buffer, offset + ChecksumOffset, 0);
            NetworkOrder.WriteUInt16(buffer, offset + UrgentPointerOffset, 0);
        }

        /// <summary>Writes the checksum over header and data.</summary>
        /// <param name="buffer">Holds the segment.</param>
        /// <param name="offset">Where the TCP header begins.</param>
        /// <param name="length">Bytes of header and data.</param>
        /// <param name="source">Source address, in host order.</param>
        /// <param name="destination">Destination address, in host order.</param>
        public static void WriteChecksum(byte[] buffer, int offset, int length, uint source, uint destination)
        {
            NetworkOrder.WriteUInt16(buffer, offset + ChecksumOffset, 0);
            int pseudo = InternetChecksum.PseudoHeaderSum(source, destination, IpProtocol.Tcp, length);
            NetworkOrder.WriteUInt16(buffer, offset + ChecksumOffset, ~InternetChecksum.Sum(buffer, offset, length, pseudo));
        }
    }
}
