using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// Undoes what a network card's offload left in a capture: checksums that the card would have filled in, and segments larger
    /// than any wire carries. A gateway sees neither.
    /// </summary>
    internal sealed class Offload
    {
        /// <summary>The largest packet that is played whole: Ethernet's MTU.</summary>
        public const int MaximumPacketLength = 1500;

        /// <summary>The least data that a cut segment takes, however small the announced MSS: RFC 9293 §3.7.1's default.</summary>
        public const int MinimumSegmentLength = 536;

        private readonly byte[] _segment = new byte[MaximumPacketLength];

        /// <summary>IPv4 header checksums filled in.</summary>
        public long Ipv4ChecksumsRepaired { get; private set; }

        /// <summary>TCP and UDP checksums filled in.</summary>
        public long TransportChecksumsRepaired { get; private set; }

        /// <summary>Checksums that are wrong in a way that offload does not explain; they stay so.</summary>
        public long WrongChecksumsLeft { get; private set; }

        /// <summary>Oversize TCP segments that were cut.</summary>
        public long SegmentsCut { get; private set; }

        /// <summary>What they were cut into.</summary>
        public long SegmentsMade { get; private set; }

        /// <summary>Oversize packets other than TCP, or with headers that can't be cut behind; played as they are.</summary>
        public long OversizeLeft { get; private set; }

        /// <summary>A segment that <see cref="Cut"/> made.</summary>
        public byte[] Segment => _segment;

        /// <summary>Fills in the checksums that offload left open. Only a whole packet's can be.</summary>
        public void Repair(Span<byte> packet, PacketFacts facts)
        {
            if (facts.Version != 4 || !facts.IsComplete)
            {
                return;
            }

            RepairIpv4(packet[..facts.TransportAt]);
            if (!facts.IsFragment && packet.Length <= MaximumPacketLength)
            {
                RepairTransport(packet, facts);
            }
        }

        /// <summary>Tells whether a packet must be cut.</summary>
        /// <returns>The bytes of data that each segment may take; 0 when it is played whole.</returns>
        /// <param name="facts">The packet's facts.</param>
        /// <param name="maximumSegmentSize">The MSS that the receiver announced.</param>
        public int SegmentDataLength(PacketFacts facts, int maximumSegmentSize)
        {
            if (facts.Version != 4 || facts.Length <= MaximumPacketLength)
            {
                return 0;
            }

            int headers = facts.TransportAt + facts.TcpHeaderLength;
            bool isConnecting = (facts.TcpFlags & (IpFields.TcpSyn | IpFields.TcpRst)) != 0;
            if (facts.TcpHeaderLength == 0 || isConnecting || facts.IsFragment || !facts.IsComplete)
            {
                OversizeLeft++;
                return 0;
            }

            // TCP's options are paid for out of the MSS (RFC 6691).
            int options = facts.TcpHeaderLength - IpFields.TcpMinimumHeaderLength;
            int wanted = Math.Max(maximumSegmentSize, MinimumSegmentLength) - options;
            SegmentsCut++;
            return Math.Min(wanted, MaximumPacketLength - headers);
        }

        /// <summary>Makes one segment of an oversize one, with checksums of its own, in <see cref="Segment"/>.</summary>
        /// <param name="packet">The oversize packet.</param>
        /// <param name="facts">Its facts.</param>
        /// <param name="dataFrom">How much of its data came before.</param>
        /// <param name="dataLength">The most data to take.</param>
        /// <returns>The length of the segment, headers included.</returns>
        public int Cut(ReadOnlySpan<byte> packet, PacketFacts facts, int dataFrom, int dataLength)
        {
            int headers = facts.TransportAt + facts.TcpHeaderLength;
            int length = Math.Min(dataLength, facts.Length - headers - dataFrom);
            bool isFirst = dataFrom == 0;
            bool isLast = headers + dataFrom + length == facts.Length;
            Span<byte> segment = _segment.AsSpan(0, headers + length);
            packet[..headers].CopyTo(segment);
            packet.Slice(headers + dataFrom, length).CopyTo(segment[headers..]);

            BinaryPrimitives.WriteUInt16BigEndian(segment[IpFields.Ipv4TotalLengthAt..], (ushort)segment.Length);
            ushort identification = (ushort)(facts.Identification + (dataFrom / dataLength));
            BinaryPrimitives.WriteUInt16BigEndian(segment[IpFields.Ipv4IdentificationAt..], identification);
            Span<byte> transport = segment[facts.TransportAt..];
            BinaryPrimitives.WriteUInt32BigEndian(transport[IpFields.TcpSequenceAt..], facts.TcpSequence + (uint)dataFrom);
            transport[IpFields.TcpFlagsAt] = (byte)(facts.TcpFlags
                & ~(isLast ? 0 : IpFields.TcpFin | IpFields.TcpPsh)
                & ~(isFirst ? 0 : IpFields.TcpCwr));

            WriteIpv4Checksum(segment[..facts.TransportAt]);
            WriteTransportChecksum(segment, facts.TransportAt, IpFields.TcpChecksumAt, IpFields.ProtocolTcp);
            SegmentsMade++;
            return segment.Length;
        }

        /// <summary>Computes an IPv4 header's checksum.</summary>
        public static void WriteIpv4Checksum(Span<byte> header)
        {
            Span<byte> field = header[IpFields.Ipv4ChecksumAt..];
            BinaryPrimitives.WriteUInt16BigEndian(field, 0);
            BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)~CaptureChecksum.Sum(header));
        }

        /// <summary>Computes the checksum of TCP or UDP.</summary>
        public static void WriteTransportChecksum(Span<byte> packet, int transportAt, int checksumAt, byte protocol)
        {
            Span<byte> transport = packet[transportAt..];
            Span<byte> field = transport[checksumAt..];
            BinaryPrimitives.WriteUInt16BigEndian(field, 0);
            ushort pseudo = CaptureChecksum.SumPseudoHeader(packet, protocol, transport.Length);
            ushort checksum = (ushort)~CaptureChecksum.Sum(transport, pseudo);
            bool isUdpZero = checksum == 0 && protocol == IpFields.ProtocolUdp;
            BinaryPrimitives.WriteUInt16BigEndian(field, isUdpZero ? ushort.MaxValue : checksum);
        }

        private void RepairIpv4(Span<byte> header)
        {
            if (CaptureChecksum.Sum(header) == ushort.MaxValue)
            {
                return;
            }

            // A card that fills the checksum in gets the header with 0.
            if (BinaryPrimitives.ReadUInt16BigEndian(header[IpFields.Ipv4ChecksumAt..]) != 0)
            {
                WrongChecksumsLeft++;
                return;
            }

            WriteIpv4Checksum(header);
            Ipv4ChecksumsRepaired++;
        }

        private void RepairTransport(Span<byte> packet, PacketFacts facts)
        {
            int checksumAt = facts.Protocol switch
            {
                IpFields.ProtocolTcp when facts.TcpHeaderLength != 0 => IpFields.TcpChecksumAt,
                IpFields.ProtocolUdp when packet.Length >= facts.TransportAt + IpFields.UdpHeaderLength => IpFields.UdpChecksumAt,
                _ => 0,
            };
            if (checksumAt == 0)
            {
                return;
            }

            Span<byte> transport = packet[facts.TransportAt..];
            ushort checksum = BinaryPrimitives.ReadUInt16BigEndian(transport[checksumAt..]);
            if (checksum == 0 && facts.Protocol == IpFields.ProtocolUdp)
            {
                return; // none (RFC 768)
            }

            ushort pseudo = CaptureChecksum.SumPseudoHeader(packet, facts.Protocol, transport.Length);
            if (CaptureChecksum.Sum(transport, pseudo) == ushort.MaxValue)
            {
                return;
            }

            // The system hands the card the pseudo header's sum, with or without its length, or nothing.
            ushort pseudoWithoutLength = CaptureChecksum.SumPseudoHeader(packet, facts.Protocol, 0);
            if (checksum != pseudo && checksum != pseudoWithoutLength && checksum != 0)
            {
                WrongChecksumsLeft++;
                return;
            }

            WriteTransportChecksum(packet, facts.TransportAt, checksumAt, facts.Protocol);
            TransportChecksumsRepaired++;
        }
    }
}
