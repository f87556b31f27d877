using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Captures
{
    /// <summary>Finds the IP packet in a frame.</summary>
    internal static class LinkLayer
    {
        private const int EthernetHeaderLength = 14;
        private const int EthernetTypeAt = 12;
        private const int EthernetGroupBit = 1; // in the first octet of the destination
        private const int VlanTagLength = 4;
        private const int MaximumVlanTags = 8; // ours: two are common, the rest is a forged loop

        private const ushort Ipv4Type = 0x0800;
        private const ushort Ipv6Type = 0x86DD;
        private const ushort CustomerVlanType = 0x8100; // 802.1Q
        private const ushort ServiceVlanType = 0x88A8; // 802.1ad
        private const ushort OldServiceVlanType = 0x9100; // before 802.1ad

        private const int SllHeaderLength = 16;
        private const int SllPacketTypeAt = 0;
        private const int SllProtocolAt = 14;
        private const int Sll2HeaderLength = 20;
        private const int Sll2ProtocolAt = 0;
        private const int Sll2PacketTypeAt = 10;
        private const int SllBroadcast = 1;
        private const int SllMulticast = 2;

        private const int FamilyLength = 4;
        private const uint Ipv4Family = 2;
        private static readonly uint[] Ipv6Families = [10, 24, 26, 28, 30]; // Linux, NetBSD, Solaris, FreeBSD, macOS

        /// <summary>Tells whether replay knows a link type.</summary>
        public static bool IsKnown(int linkType)
        {
            return Enum.IsDefined((LinkType)linkType);
        }

        /// <summary>The error for link types that replay does not know.</summary>
        public static CaptureFormatException UnknownLinkType(string path, IEnumerable<int> linkTypes)
        {
            string names = string.Join(", ", linkTypes.Select(NameOf));
            return new CaptureFormatException(
                $"{path} has the link type {names}, in which replay finds no IP packets. It reads Ethernet, raw IP, loopback and "
                + "Linux cooked captures: capture on such an interface, or convert the file.");
        }

        /// <summary>Finds where the IP packet of a frame begins.</summary>
        /// <param name="frame">The frame.</param>
        /// <param name="offset">Where.</param>
        /// <param name="isToGroup">Whether the frame went to a broadcast or multicast address of the link.</param>
        /// <returns>False when there is none: ARP, a frame cut within its link header, and the like.</returns>
        public static bool TryFindIp(CapturedFrame frame, out int offset, out bool isToGroup)
        {
            ReadOnlySpan<byte> bytes = frame.Bytes;
            offset = 0;
            isToGroup = false;
            switch (frame.LinkType)
            {
                case LinkType.Ethernet:
                    return TryFindInEthernet(bytes, out offset, out isToGroup);
                case LinkType.LinuxSll:
                    offset = SllHeaderLength;
                    if (bytes.Length <= offset)
                    {
                        return false;
                    }

                    isToGroup = BinaryPrimitives.ReadUInt16BigEndian(bytes[SllPacketTypeAt..]) is SllBroadcast or SllMulticast;
                    return TryFindBehindVlans(bytes, SllProtocolAt, ref offset);
                case LinkType.LinuxSll2:
                    offset = Sll2HeaderLength;
                    if (bytes.Length <= offset)
                    {
                        return false;
                    }

                    isToGroup = bytes[Sll2PacketTypeAt] is SllBroadcast or SllMulticast;
                    return TryFindBehindVlans(bytes, Sll2ProtocolAt, ref offset);
                case LinkType.Null or LinkType.Loop:
                    offset = FamilyLength;
                    return bytes.Length > FamilyLength && IsIpFamily(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
                default:
                    return bytes.Length > 0;
            }
        }

        private static bool TryFindInEthernet(ReadOnlySpan<byte> bytes, out int offset, out bool isToGroup)
        {
            offset = EthernetHeaderLength;
            isToGroup = bytes.Length > 0 && (bytes[0] & EthernetGroupBit) != 0;
            return bytes.Length > offset && TryFindBehindVlans(bytes, EthernetTypeAt, ref offset);
        }

        private static bool TryFindBehindVlans(ReadOnlySpan<byte> bytes, int typeAt, ref int offset)
        {
            ushort type = BinaryPrimitives.ReadUInt16BigEndian(bytes[typeAt..]);
            for (int tags = 0; type is CustomerVlanType or ServiceVlanType or OldServiceVlanType; tags++)
            {
                if (tags == MaximumVlanTags || bytes.Length <= offset + VlanTagLength)
                {
                    return false;
                }

                // A tag's last two bytes are the type of what follows it.
                offset += VlanTagLength;
                type = BinaryPrimitives.ReadUInt16BigEndian(bytes[(offset - sizeof(ushort))..]);
            }

            return type is Ipv4Type or Ipv6Type;
        }

        private static bool IsIpFamily(uint family)
        {
            // Null has the byte order of the machine that captured, which need not be that of the one that wrote the file.
            uint swapped = BinaryPrimitives.ReverseEndianness(family);
            return family == Ipv4Family || swapped == Ipv4Family || Ipv6Families.Contains(family) || Ipv6Families.Contains(swapped);
        }

        private static string NameOf(int linkType)
        {
            string? name = linkType switch
            {
                9 => "PPP",
                50 => "PPP in HDLC-like framing",
                51 => "PPPoE",
                105 => "IEEE 802.11",
                119 => "IEEE 802.11 with a Prism header",
                127 => "IEEE 802.11 with a radiotap header",
                147 or 148 or 149 => "user-defined",
                187 => "Bluetooth HCI",
                189 or 220 => "Linux USB",
                195 or 230 => "IEEE 802.15.4",
                253 => "Linux netlink",
                _ => null,
            };
            return name == null ? $"{linkType}" : $"{linkType} ({name})";
        }
    }
}
