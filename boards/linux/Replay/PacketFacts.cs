using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// What replay must know of a packet, read with no more trust than is needed: packets that are broken or cut off have facts
    /// too, as far as they go.
    /// </summary>
    internal sealed class PacketFacts
    {
        private const int MaximumExtensionHeaders = 8; // ours: more is nonsense, and the engine judges it anyway
        private const int ExtensionUnitLength = 8;
        private const byte HopByHop = 0;
        private const byte Routing = 43;
        private const byte Ipv6Fragment = 44;
        private const byte DestinationOptions = 60;

        private readonly bool _isEmbedded;

        /// <summary>Makes an empty set of facts, with room for those of the packet that an ICMP error embeds.</summary>
        public PacketFacts()
            : this(isEmbedded: false)
        {
            Embedded = new PacketFacts(isEmbedded: true);
        }

        private PacketFacts(bool isEmbedded)
        {
            _isEmbedded = isEmbedded;
            Embedded = this;
        }

        /// <summary>4 or 6 where the header can be understood; 0 where not.</summary>
        public int Version { get; private set; }

        /// <summary>Bytes of the packet itself: without a frame's padding, and with what was not captured.</summary>
        public int Length { get; private set; }

        /// <summary>Whether all bytes of the packet are there.</summary>
        public bool IsComplete { get; private set; }

        /// <summary>The protocol behind the IP headers.</summary>
        public byte Protocol { get; private set; }

        /// <summary>Source address; IPv4 as its 32 bits.</summary>
        public UInt128 SourceAddress { get; private set; }

        /// <summary>Destination address; IPv4 as its 32 bits.</summary>
        public UInt128 DestinationAddress { get; private set; }

        /// <summary>Whether it is a fragment of any kind.</summary>
        public bool IsFragment { get; private set; }

        /// <summary>Whether it is a fragment other than the first: without ports.</summary>
        public bool IsLaterFragment { get; private set; }

        /// <summary>IPv4 identification, which ties fragments together.</summary>
        public ushort Identification { get; private set; }

        /// <summary>Where the transport header begins.</summary>
        public int TransportAt { get; private set; }

        /// <summary>Whether <see cref="SourcePort"/> and <see cref="DestinationPort"/> are known: ports, or an ICMP query's identifier.</summary>
        public bool HasPorts { get; private set; }

        /// <summary>Source port; for an ICMP query its identifier.</summary>
        public ushort SourcePort { get; private set; }

        /// <summary>Destination port; for an ICMP query its identifier.</summary>
        public ushort DestinationPort { get; private set; }

        /// <summary>Whether sequence number and flags are known.</summary>
        public bool HasTcpFlags { get; private set; }

        /// <summary>TCP's flags.</summary>
        public byte TcpFlags { get; private set; }

        /// <summary>TCP's sequence number.</summary>
        public uint TcpSequence { get; private set; }

        /// <summary>TCP's header length where the header is whole, else 0.</summary>
        public int TcpHeaderLength { get; private set; }

        /// <summary>Whether it is an ICMP echo or the like, asking or answering.</summary>
        public bool IsIcmpQuery { get; private set; }

        /// <summary>Whether it is an ICMP query's answer.</summary>
        public bool IsIcmpAnswer { get; private set; }

        /// <summary>Whether it is an ICMP error with a packet embedded in it that can be understood: <see cref="Embedded"/>.</summary>
        public bool IsIcmpError { get; private set; }

        /// <summary>Where the packet that an ICMP error embeds begins.</summary>
        public int EmbeddedAt => TransportAt + IpFields.IcmpHeaderLength;

        /// <summary>Facts of the packet that an ICMP error embeds.</summary>
        public PacketFacts Embedded { get; }

        /// <summary>Whether it is a SYN without ACK, FIN or RST: one that opens a connection.</summary>
        public bool IsOpeningSyn => HasTcpFlags
            && (TcpFlags & (IpFields.TcpSyn | IpFields.TcpAck | IpFields.TcpFin | IpFields.TcpRst)) == IpFields.TcpSyn;

        /// <summary>Reads a packet's facts.</summary>
        /// <param name="packet">What was captured of it, and perhaps a frame's padding.</param>
        public void Read(ReadOnlySpan<byte> packet)
        {
            Clear(packet.Length);
            if (packet.Length == 0)
            {
                return;
            }

            switch (packet[0] >> 4)
            {
                case 4:
                    ReadIpv4(packet);
                    break;
                case 6:
                    ReadIpv6(packet);
                    break;
            }
        }

        private void Clear(int length)
        {
            Version = 0;
            Length = length;
            IsComplete = true;
            Protocol = 0;
            SourceAddress = 0;
            DestinationAddress = 0;
            IsFragment = false;
            IsLaterFragment = false;
            Identification = 0;
            TransportAt = 0;
            HasPorts = false;
            SourcePort = 0;
            DestinationPort = 0;
            HasTcpFlags = false;
            TcpFlags = 0;
            TcpSequence = 0;
            TcpHeaderLength = 0;
            IsIcmpQuery = false;
            IsIcmpAnswer = false;
            IsIcmpError = false;
        }

        private void ReadIpv4(ReadOnlySpan<byte> packet)
        {
            if (packet.Length < IpFields.Ipv4MinimumHeaderLength)
            {
                return;
            }

            int headerLength = (packet[0] & 0x0F) * sizeof(uint);
            int totalLength = BinaryPrimitives.ReadUInt16BigEndian(packet[IpFields.Ipv4TotalLengthAt..]);
            Protocol = packet[IpFields.Ipv4ProtocolAt];
            SourceAddress = BinaryPrimitives.ReadUInt32BigEndian(packet[IpFields.Ipv4SourceAt..]);
            DestinationAddress = BinaryPrimitives.ReadUInt32BigEndian(packet[IpFields.Ipv4DestinationAt..]);
            if (totalLength == 0 && Protocol == IpFields.ProtocolTcp && packet.Length > Offload.MaximumPacketLength)
            {
                totalLength = packet.Length; // segmentation offload of more than 64 KB
            }

            if (headerLength < IpFields.Ipv4MinimumHeaderLength || headerLength > packet.Length || totalLength < headerLength)
            {
                return;
            }

            Version = 4;
            Length = totalLength;
            IsComplete = packet.Length >= totalLength;
            Identification = BinaryPrimitives.ReadUInt16BigEndian(packet[IpFields.Ipv4IdentificationAt..]);
            int fragment = BinaryPrimitives.ReadUInt16BigEndian(packet[IpFields.Ipv4FragmentAt..]);
            IsLaterFragment = (fragment & IpFields.FragmentOffsetMask) != 0;
            IsFragment = IsLaterFragment || (fragment & IpFields.MoreFragments) != 0;
            TransportAt = headerLength;
            if (!IsLaterFragment)
            {
                ReadTransport(packet[..Math.Min(packet.Length, totalLength)]);
            }
        }

        private void ReadIpv6(ReadOnlySpan<byte> packet)
        {
            if (packet.Length < IpFields.Ipv6HeaderLength)
            {
                return;
            }

            Version = 6;
            Length = IpFields.Ipv6HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(packet[sizeof(uint)..]);
            IsComplete = packet.Length >= Length;
            SourceAddress = BinaryPrimitives.ReadUInt128BigEndian(packet[IpFields.Ipv6SourceAt..]);
            DestinationAddress = BinaryPrimitives.ReadUInt128BigEndian(packet[IpFields.Ipv6DestinationAt..]);
            Protocol = packet[IpFields.Ipv6NextHeaderAt];
            TransportAt = IpFields.Ipv6HeaderLength;
            for (int i = 0; i < MaximumExtensionHeaders; i++)
            {
                if (Protocol is not (HopByHop or Routing or Ipv6Fragment or DestinationOptions)
                    || packet.Length < TransportAt + ExtensionUnitLength)
                {
                    break;
                }

                byte next = packet[TransportAt];
                int length = Protocol == Ipv6Fragment ? ExtensionUnitLength : (packet[TransportAt + 1] + 1) * ExtensionUnitLength;
                if (Protocol == Ipv6Fragment)
                {
                    IsFragment = true;
                    IsLaterFragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[(TransportAt + 2)..]) >> 3) != 0;
                }

                Protocol = next;
                TransportAt += length;
            }

            if (!IsLaterFragment && TransportAt <= packet.Length)
            {
                ReadTransport(packet[..Math.Min(packet.Length, Length)]);
            }
        }

        private void ReadTransport(ReadOnlySpan<byte> packet)
        {
            if (TransportAt > packet.Length)
            {
                return;
            }

            ReadOnlySpan<byte> transport = packet[TransportAt..];
            switch (Protocol)
            {
                case IpFields.ProtocolTcp:
                    ReadPorts(transport);
                    ReadTcp(transport);
                    break;
                case IpFields.ProtocolUdp:
                    ReadPorts(transport);
                    break;
                case IpFields.ProtocolIcmp when Version == 4 && transport.Length >= IpFields.IcmpHeaderLength:
                    ReadIcmp(packet, transport);
                    break;
            }
        }

        private void ReadPorts(ReadOnlySpan<byte> transport)
        {
            if (transport.Length >= IpFields.PortsLength)
            {
                HasPorts = true;
                SourcePort = BinaryPrimitives.ReadUInt16BigEndian(transport);
                DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(transport[IpFields.DestinationPortAt..]);
            }
        }

        private void ReadTcp(ReadOnlySpan<byte> transport)
        {
            if (transport.Length <= IpFields.TcpFlagsAt)
            {
                return;
            }

            HasTcpFlags = true;
            TcpFlags = transport[IpFields.TcpFlagsAt];
            TcpSequence = BinaryPrimitives.ReadUInt32BigEndian(transport[IpFields.TcpSequenceAt..]);
            int headerLength = (transport[IpFields.TcpDataOffsetAt] >> 4) * sizeof(uint);
            TcpHeaderLength = headerLength >= IpFields.TcpMinimumHeaderLength && headerLength <= transport.Length ? headerLength : 0;
        }

        private void ReadIcmp(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> transport)
        {
            IcmpKind kind = IcmpKinds.Of(transport[0]);
            switch (kind)
            {
                case IcmpKind.Request or IcmpKind.Answer:
                    HasPorts = true;
                    SourcePort = BinaryPrimitives.ReadUInt16BigEndian(transport[IpFields.IcmpIdentifierAt..]);
                    DestinationPort = SourcePort;
                    IsIcmpQuery = true;
                    IsIcmpAnswer = kind == IcmpKind.Answer;
                    break;
                case IcmpKind.Error when !_isEmbedded:
                    Embedded.Read(packet[EmbeddedAt..]);
                    IsIcmpError = Embedded.Version == 4;
                    break;
            }
        }
    }
}
