namespace Gateway.Wire
{
    /// <summary>
    /// The packet in hand: where it lies, and what its headers say of the flow that it belongs to. One instance, filled for
    /// every packet; plain fields, since a property costs 39 ns a get on the device.
    /// </summary>
    public sealed class Packet
    {
        /// <summary>The IPv4 header, after <see cref="Parse"/> returned Valid.</summary>
        public readonly Ipv4Header Ipv4 = new Ipv4Header();

        /// <summary>Holds the packet.</summary>
        public byte[] Buffer;

        /// <summary>Where its IP header begins.</summary>
        public int Offset;

        /// <summary>
        /// What the check of the transport header found; Malformed where there is none to be read: fragments, IP options, other
        /// protocols. The fields below mean something only when it is Valid.
        /// </summary>
        public ParseResult Transport;

        /// <summary>Source port above destination port; an ICMP query's identifier in the LAN host's place, 0 in the other.</summary>
        public int Ports;

        /// <summary>TCP's control bits; 0 for others.</summary>
        public int TcpFlags;

        /// <summary>Whether it is ICMP, but no echo request from the LAN or echo reply from the WAN: it belongs to no flow of its own.</summary>
        public bool IsOtherIcmp;

        /// <summary>Where the transport header begins.</summary>
        public int TransportOffset
        {
            get { return Offset + Ipv4.HeaderLength; }
        }

        /// <summary>Source port.</summary>
        public int SourcePort
        {
            get { return (Ports >> 16) & 0xFFFF; }
        }

        /// <summary>Destination port.</summary>
        public int DestinationPort
        {
            get { return Ports & 0xFFFF; }
        }

        /// <summary>Whether it is a fragment, the first one included.</summary>
        public bool IsFragment
        {
            get { return (Ipv4.FragmentField & Ipv4Header.FragmentMask) != 0; }
        }

        /// <summary>
        /// Whether it is a TCP fragment that could hide or overwrite ports and flags: offset 1 (RFC 3128), or a first one
        /// without a whole TCP header (RFC 1858, with room to spare).
        /// </summary>
        public bool IsTcpFragmentEvasion
        {
            get
            {
                int fragmentOffset = Ipv4.FragmentField & Ipv4Header.FragmentOffsetMask;
                return Ipv4.Protocol == IpProtocol.Tcp
                    && (fragmentOffset == 1
                        || (fragmentOffset == 0 && Ipv4.TotalLength - Ipv4.HeaderLength < TcpHeader.MinimumLength));
            }
        }

        /// <summary>Takes the next packet.</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Where the IP header begins.</param>
        /// <param name="length">Bytes that are there.</param>
        /// <param name="isFromLan">Which kind of ICMP echo belongs to a flow: requests from the LAN, replies from elsewhere.</param>
        /// <returns>What the check of the IPv4 header found.</returns>
        public ParseResult Parse(byte[] buffer, int offset, int length, bool isFromLan)
        {
            Buffer = buffer;
            Offset = offset;
            Ipv4Header ipv4 = Ipv4;
            ParseResult result = ipv4.Parse(buffer, offset, length);
            if (result != ParseResult.Valid
                || ipv4.HeaderLength != Ipv4Header.MinimumLength
                || (ipv4.FragmentField & Ipv4Header.FragmentMask) != 0)
            {
                Transport = ParseResult.Malformed;
                return result;
            }

            int transport = offset + Ipv4Header.MinimumLength;
            int transportLength = ipv4.TotalLength - Ipv4Header.MinimumLength;
            ParseResult check;
            switch (ipv4.Protocol)
            {
                case IpProtocol.Tcp:
                    check = TcpHeader.Check(buffer, transport, transportLength);
                    if (check == ParseResult.Valid)
                    {
                        TcpFlags = buffer[transport + TcpHeader.FlagsOffset];
                    }

                    break;
                case IpProtocol.Udp:
                    check = UdpHeader.Check(buffer, transport, transportLength);
                    TcpFlags = 0;
                    break;
                case IpProtocol.Icmp:
                    Transport = IcmpHeader.Check(transportLength);
                    TcpFlags = 0;
                    if (Transport == ParseResult.Valid)
                    {
                        SetIdentifier(transport, isFromLan);
                    }

                    return result;
                default:
                    Transport = ParseResult.Malformed;
                    return result;
            }

            Transport = check;
            if (check == ParseResult.Valid)
            {
                // TCP and UDP both begin with the ports.
                IsOtherIcmp = false;
                Ports = (buffer[transport] << 24) | (buffer[transport + 1] << 16) | (buffer[transport + 2] << 8) | buffer[transport + 3];
            }

            return result;
        }

        /// <summary>
        /// Reads the transport header of a datagram's first fragment, as if it were the whole: afterwards <see cref="Transport"/> is
        /// Valid where all of the header is there, and ICMP is an echo.
        /// </summary>
        /// <param name="isFromLan">As for <see cref="Parse"/>.</param>
        public void ReadFirstFragment(bool isFromLan)
        {
            int transport = TransportOffset;
            int length = Ipv4.TotalLength - Ipv4.HeaderLength;
            TcpFlags = 0;
            IsOtherIcmp = false;
            switch (Ipv4.Protocol)
            {
                case IpProtocol.Tcp:
                    Transport = TcpHeader.Check(Buffer, transport, length);
                    if (Transport == ParseResult.Valid)
                    {
                        TcpFlags = Buffer[transport + TcpHeader.FlagsOffset];
                    }

                    break;
                case IpProtocol.Udp:
                    // The datagram is longer than this part of it.
                    bool isCut = length < UdpHeader.HeaderLength
                        || NetworkOrder.ReadUInt16(Buffer, transport + UdpHeader.LengthOffset) <= length;
                    Transport = isCut ? ParseResult.Malformed : ParseResult.Valid;
                    break;
                case IpProtocol.Icmp:
                    Transport = IcmpHeader.Check(length);
                    if (Transport == ParseResult.Valid)
                    {
                        SetIdentifier(transport, isFromLan);
                        Transport = IcmpHeader.IsEcho(Buffer[transport + IcmpHeader.TypeOffset]) ? ParseResult.Valid : ParseResult.Malformed;
                    }

                    return;
                default:
                    Transport = ParseResult.Malformed;
                    break;
            }

            if (Transport == ParseResult.Valid)
            {
                Ports = (int)NetworkOrder.ReadUInt32(Buffer, transport);
            }
        }

        private void SetIdentifier(int transport, bool isFromLan)
        {
            int identifier = NetworkOrder.ReadUInt16(Buffer, transport + IcmpHeader.IdentifierOffset);
            IsOtherIcmp = Buffer[transport + IcmpHeader.TypeOffset] != (isFromLan ? IcmpHeader.EchoRequest : IcmpHeader.EchoReply);
            Ports = isFromLan ? identifier << 16 : identifier;
        }
    }
}
