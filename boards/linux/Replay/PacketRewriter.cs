using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// Changes addresses and ports of IPv4 packets. Checksums follow by difference: a right one stays right, a wrong one wrong,
    /// and that of a packet which was not captured whole is right for the whole.
    /// </summary>
    internal static class PacketRewriter
    {
        /// <summary>Changes the source address.</summary>
        public static void SetSourceAddress(Span<byte> packet, PacketFacts facts, uint address)
        {
            SetAddress(packet, facts, IpFields.Ipv4SourceAt, address);
        }

        /// <summary>Changes the destination address.</summary>
        public static void SetDestinationAddress(Span<byte> packet, PacketFacts facts, uint address)
        {
            SetAddress(packet, facts, IpFields.Ipv4DestinationAt, address);
        }

        /// <summary>Changes the source port of TCP and UDP, or the identifier of an ICMP query.</summary>
        public static void SetSourcePort(Span<byte> packet, PacketFacts facts, ushort port)
        {
            SetPort(packet, facts, facts.IsIcmpQuery ? IpFields.IcmpIdentifierAt : IpFields.SourcePortAt, port);
        }

        /// <summary>Changes the destination port of TCP and UDP, or the identifier of an ICMP query.</summary>
        public static void SetDestinationPort(Span<byte> packet, PacketFacts facts, ushort port)
        {
            SetPort(packet, facts, facts.IsIcmpQuery ? IpFields.IcmpIdentifierAt : IpFields.DestinationPortAt, port);
        }

        /// <summary>Changes the packet that an ICMP error embeds, and makes the error's checksum follow.</summary>
        /// <param name="packet">The whole packet.</param>
        /// <param name="facts">Its facts: an ICMP error.</param>
        /// <param name="source">New source address of the embedded packet.</param>
        /// <param name="sourcePort">Its new source port or identifier; null to leave it.</param>
        /// <param name="destination">Its new destination address.</param>
        public static void SetEmbedded(Span<byte> packet, PacketFacts facts, uint source, ushort? sourcePort, uint destination)
        {
            Span<byte> embedded = packet[facts.EmbeddedAt..];
            ushort before = CaptureChecksum.Sum(embedded);
            SetSourceAddress(embedded, facts.Embedded, source);
            SetDestinationAddress(embedded, facts.Embedded, destination);
            if (sourcePort is ushort newSource)
            {
                SetSourcePort(embedded, facts.Embedded, newSource);
            }

            UpdateAt(packet, facts.TransportAt + IpFields.IcmpChecksumAt, before, CaptureChecksum.Sum(embedded));
        }

        private static void SetAddress(Span<byte> packet, PacketFacts facts, int at, uint address)
        {
            Span<byte> field = packet.Slice(at, sizeof(uint));
            ushort before = CaptureChecksum.Sum(field);
            BinaryPrimitives.WriteUInt32BigEndian(field, address);
            ushort after = CaptureChecksum.Sum(field);
            UpdateAt(packet, IpFields.Ipv4ChecksumAt, before, after);
            if (facts.Protocol is IpFields.ProtocolTcp or IpFields.ProtocolUdp)
            {
                UpdateTransport(packet, facts, before, after); // by way of the pseudo header
            }
        }

        private static void SetPort(Span<byte> packet, PacketFacts facts, int at, ushort port)
        {
            if (!facts.HasPorts)
            {
                return;
            }

            Span<byte> field = packet.Slice(facts.TransportAt + at, sizeof(ushort));
            ushort before = BinaryPrimitives.ReadUInt16BigEndian(field);
            BinaryPrimitives.WriteUInt16BigEndian(field, port);
            UpdateTransport(packet, facts, before, port);
        }

        private static void UpdateTransport(Span<byte> packet, PacketFacts facts, ushort before, ushort after)
        {
            if (facts.IsLaterFragment)
            {
                return;
            }

            int at = facts.TransportAt + facts.Protocol switch
            {
                IpFields.ProtocolTcp => IpFields.TcpChecksumAt,
                IpFields.ProtocolUdp => IpFields.UdpChecksumAt,
                _ => IpFields.IcmpChecksumAt,
            };
            bool isUdp = facts.Protocol == IpFields.ProtocolUdp;
            if (at + sizeof(ushort) > packet.Length || (isUdp && BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) == 0))
            {
                return; // not captured, or UDP without a checksum
            }

            UpdateAt(packet, at, before, after);
            if (isUdp && BinaryPrimitives.ReadUInt16BigEndian(packet[at..]) == 0)
            {
                BinaryPrimitives.WriteUInt16BigEndian(packet[at..], ushort.MaxValue); // 0 would mean none (RFC 768)
            }
        }

        private static void UpdateAt(Span<byte> packet, int at, ushort before, ushort after)
        {
            Span<byte> field = packet.Slice(at, sizeof(ushort));
            BinaryPrimitives.WriteUInt16BigEndian(
                field, CaptureChecksum.Update(BinaryPrimitives.ReadUInt16BigEndian(field), before, after));
        }
    }
}
