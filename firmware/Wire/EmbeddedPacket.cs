namespace Gateway.Wire
{
    /// <summary>
    /// The packet that an ICMP error is about: its IPv4 header and the first bytes behind it (RFC 792, RFC 1812 §4.3.2.3), as far
    /// as a NAT needs them. After <see cref="Parse"/> returned Valid: the header is whole, options included, its checksum is right,
    /// it is no later fragment, and 8 bytes at the least lie behind it. Lengths inside are not judged: the packet is cut.
    /// </summary>
    public sealed class EmbeddedPacket
    {
        /// <summary>What every error holds of the data behind the header (RFC 792).</summary>
        private const int LeastData = 8;

        /// <summary>Where its IPv4 header begins.</summary>
        public int Offset;

        /// <summary>Where its transport header begins: IP options are passed over (RFC 5508 REQ-3b).</summary>
        public int TransportOffset;

        /// <summary>Where the ICMP error ends; what stands before belongs to the embedded packet, or to extensions behind it (RFC 4884).</summary>
        public int End;

        /// <summary>TCP, UDP or ICMP.</summary>
        public int Protocol;

        /// <summary>Source address, in host order.</summary>
        public uint Source;

        /// <summary>Destination address, in host order.</summary>
        public uint Destination;

        /// <summary>Source port; for an echo request its identifier, else 0.</summary>
        public int SourcePort;

        /// <summary>Destination port; for an echo reply its identifier, else 0.</summary>
        public int DestinationPort;

        /// <summary>Reads what stands in an ICMP error.</summary>
        /// <param name="error">A packet whose ICMP header is valid.</param>
        /// <returns>Valid, or what is wrong.</returns>
        public ParseResult Parse(Packet error)
        {
            byte[] buffer = error.Buffer;
            int offset = error.TransportOffset + IcmpHeader.HeaderLength;
            int length = error.Offset + error.Ipv4.TotalLength - offset;
            if (length < Ipv4Header.MinimumLength)
            {
                return ParseResult.Truncated;
            }

            int headerLength = (buffer[offset + Ipv4Header.VersionOffset] & 0xF) * 4;
            if (buffer[offset + Ipv4Header.VersionOffset] >> 4 != 4 || headerLength < Ipv4Header.MinimumLength)
            {
                return ParseResult.Malformed;
            }

            if (length < headerLength + LeastData)
            {
                return ParseResult.Truncated;
            }

            if (InternetChecksum.Sum(buffer, offset, headerLength, 0) != InternetChecksum.AllOnes)
            {
                return ParseResult.ChecksumWrong;
            }

            int fragmentField = NetworkOrder.ReadUInt16(buffer, offset + Ipv4Header.FragmentOffset);
            Offset = offset;
            TransportOffset = offset + headerLength;
            End = offset + length;
            Protocol = buffer[offset + Ipv4Header.ProtocolOffset];
            Source = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.SourceOffset);
            Destination = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.DestinationOffset);
            return (fragmentField & Ipv4Header.FragmentOffsetMask) == 0 && ReadPorts(buffer) ? ParseResult.Valid : ParseResult.Malformed;
        }

        private bool ReadPorts(byte[] buffer)
        {
            switch (Protocol)
            {
                case IpProtocol.Tcp:
                case IpProtocol.Udp:
                    SourcePort = NetworkOrder.ReadUInt16(buffer, TransportOffset + TcpHeader.SourcePortOffset);
                    DestinationPort = NetworkOrder.ReadUInt16(buffer, TransportOffset + TcpHeader.DestinationPortOffset);
                    return true;
                case IpProtocol.Icmp:
                    int type = buffer[TransportOffset + IcmpHeader.TypeOffset];
                    int identifier = NetworkOrder.ReadUInt16(buffer, TransportOffset + IcmpHeader.IdentifierOffset);
                    SourcePort = type == IcmpHeader.EchoRequest ? identifier : 0;
                    DestinationPort = type == IcmpHeader.EchoReply ? identifier : 0;
                    return type == IcmpHeader.EchoRequest || type == IcmpHeader.EchoReply;
                default:
                    return false;
            }
        }
    }
}
