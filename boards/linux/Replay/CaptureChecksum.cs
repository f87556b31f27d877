using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// The Internet checksum (RFC 1071) and its update (RFC 1624), not taken from the firmware: replay prepares what judges it.
    /// </summary>
    internal static class CaptureChecksum
    {
        /// <summary>The one's complement sum of some bytes, folded to 16 bits and not complemented.</summary>
        public static ushort Sum(ReadOnlySpan<byte> bytes, uint initial = 0)
        {
            ulong sum = initial;
            int at = 0;
            for (; at + sizeof(ushort) <= bytes.Length; at += sizeof(ushort))
            {
                sum += BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            }

            if (at < bytes.Length)
            {
                sum += (uint)bytes[at] << 8;
            }

            while (sum > ushort.MaxValue)
            {
                sum = (sum >> 16) + (sum & ushort.MaxValue);
            }

            return (ushort)sum;
        }

        /// <summary>The sum of the pseudo header of TCP and UDP over IPv4.</summary>
        /// <param name="packet">The IPv4 packet.</param>
        /// <param name="protocol">Its protocol.</param>
        /// <param name="transportLength">Bytes of transport header and data.</param>
        public static ushort SumPseudoHeader(ReadOnlySpan<byte> packet, byte protocol, int transportLength)
        {
            ReadOnlySpan<byte> addresses = packet[IpFields.Ipv4SourceAt..IpFields.Ipv4MinimumHeaderLength];
            return Sum(addresses, (uint)(protocol + transportLength));
        }

        /// <summary>The checksum field after a change of what it covers (RFC 1624 eqn. 3). A wrong checksum stays wrong.</summary>
        /// <param name="checksum">The field.</param>
        /// <param name="before">The changed part's sum, as it was.</param>
        /// <param name="after">The changed part's sum now.</param>
        public static ushort Update(ushort checksum, ushort before, ushort after)
        {
            uint sum = (uint)(ushort)~checksum + (ushort)~before + after;
            sum = (sum >> 16) + (sum & ushort.MaxValue);
            sum = (sum >> 16) + (sum & ushort.MaxValue);
            return (ushort)~sum;
        }
    }
}
