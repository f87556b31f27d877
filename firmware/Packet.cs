using Gateway.Platform;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>The packet in hand: where it lies, and what its headers say. One instance, filled for every packet.</summary>
    internal sealed class Packet
    {
        /// <summary>The IPv4 header, after <see cref="Parse"/> returned Valid.</summary>
        public readonly Ipv4Header Ipv4 = new Ipv4Header();

        /// <summary>The TCP header, after <see cref="ParseTransport"/> returned Valid for TCP.</summary>
        public readonly TcpHeader Tcp = new TcpHeader();

        /// <summary>The ICMP header, after <see cref="ParseTransport"/> returned Valid for ICMP.</summary>
        public readonly IcmpHeader Icmp = new IcmpHeader();

        /// <summary>Holds the packet.</summary>
        public byte[] Buffer;

        /// <summary>Where its IP header begins.</summary>
        public int Offset;

        /// <summary>Source port; of an ICMP echo request the identifier.</summary>
        public int SourcePort;

        /// <summary>Destination port; of an ICMP echo reply the identifier.</summary>
        public int DestinationPort;

        /// <summary>TCP's flags; 0 for others.</summary>
        public int TcpFlags;

        private readonly UdpHeader _udp = new UdpHeader();

        /// <summary>Whether it is neither a fragment nor has IP options.</summary>
        public bool IsPlain
        {
            get { return Ipv4.HeaderLength == Ipv4Header.MinimumLength && (Ipv4.FragmentField & Ipv4Header.FragmentMask) == 0; }
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
        public ParseResult Parse(byte[] buffer, int offset, int length)
        {
            Buffer = buffer;
            Offset = offset;
            return Ipv4.Parse(buffer, offset, length);
        }

        /// <summary>
        /// Checks the transport header of a packet that is no fragment, and fills the ports.
        /// </summary>
        /// <param name="from">The packet's side: an echo request from the LAN and a reply from the WAN carry a flow's identifier.</param>
        /// <returns>Valid, or what is wrong; Malformed for other protocols, and for other ICMP with ports -1, which fit no flow.</returns>
        public ParseResult ParseTransport(Side from)
        {
            int headerLength = Ipv4.HeaderLength;
            int offset = Offset + headerLength;
            int length = Ipv4.TotalLength - headerLength;
            ParseResult result;
            switch (Ipv4.Protocol)
            {
                case IpProtocol.Tcp:
                    result = Tcp.Parse(Buffer, offset, length);
                    SourcePort = Tcp.SourcePort;
                    DestinationPort = Tcp.DestinationPort;
                    TcpFlags = Tcp.Flags;
                    return result;
                case IpProtocol.Udp:
                    result = _udp.Parse(Buffer, offset, length);
                    SourcePort = _udp.SourcePort;
                    DestinationPort = _udp.DestinationPort;
                    TcpFlags = 0;
                    return result;
                case IpProtocol.Icmp:
                    result = Icmp.Parse(Buffer, offset, length);
                    TcpFlags = 0;
                    SetIdentifier(from);
                    return result;
                default:
                    return ParseResult.Malformed;
            }
        }

        private void SetIdentifier(Side from)
        {
            SourcePort = -1;
            DestinationPort = -1;
            if (from == Side.Lan && Icmp.Type == IcmpHeader.EchoRequest)
            {
                SourcePort = Icmp.Identifier;
                DestinationPort = 0;
            }
            else if (from == Side.Wan && Icmp.Type == IcmpHeader.EchoReply)
            {
                SourcePort = 0;
                DestinationPort = Icmp.Identifier;
            }
        }
    }
}
