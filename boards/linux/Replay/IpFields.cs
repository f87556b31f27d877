namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// Where the fields of IP, TCP, UDP and ICMP lie. Replay has its own: it reads what is broken or cut off, too, which the
    /// firmware's views refuse.
    /// </summary>
    internal static class IpFields
    {
        public const int Ipv4MinimumHeaderLength = 20;
        public const int Ipv4TotalLengthAt = 2;
        public const int Ipv4IdentificationAt = 4;
        public const int Ipv4FragmentAt = 6;
        public const int Ipv4TimeToLiveAt = 8;
        public const int Ipv4ProtocolAt = 9;
        public const int Ipv4ChecksumAt = 10;
        public const int Ipv4SourceAt = 12;
        public const int Ipv4DestinationAt = 16;
        public const int DontFragment = 0x4000;
        public const int MoreFragments = 0x2000;
        public const int FragmentOffsetMask = 0x1FFF;

        public const int Ipv6HeaderLength = 40;
        public const int Ipv6NextHeaderAt = 6;
        public const int Ipv6SourceAt = 8;
        public const int Ipv6DestinationAt = 24;

        public const byte ProtocolIcmp = 1;
        public const byte ProtocolTcp = 6;
        public const byte ProtocolUdp = 17;
        public const byte ProtocolIcmpv6 = 58;

        public const int PortsLength = 4;
        public const int SourcePortAt = 0;
        public const int DestinationPortAt = 2;

        public const int TcpMinimumHeaderLength = 20;
        public const int TcpSequenceAt = 4;
        public const int TcpAcknowledgmentAt = 8;
        public const int TcpDataOffsetAt = 12;
        public const int TcpFlagsAt = 13;
        public const int TcpWindowAt = 14;
        public const int TcpChecksumAt = 16;
        public const byte TcpFin = 0x01;
        public const byte TcpSyn = 0x02;
        public const byte TcpRst = 0x04;
        public const byte TcpPsh = 0x08;
        public const byte TcpAck = 0x10;
        public const byte TcpCwr = 0x80;
        public const int TcpOptionEnd = 0;
        public const int TcpOptionNoOperation = 1;
        public const int TcpOptionMaximumSegmentSize = 2;
        public const int TcpOptionMaximumSegmentSizeLength = 4;

        public const int UdpHeaderLength = 8;
        public const int UdpChecksumAt = 6;

        public const int IcmpHeaderLength = 8;
        public const int IcmpChecksumAt = 2;
        public const int IcmpIdentifierAt = 4;
    }
}
