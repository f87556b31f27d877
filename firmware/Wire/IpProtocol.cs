namespace Gateway.Wire
{
    /// <summary>Protocol numbers of the IPv4 header (IANA "Protocol Numbers").</summary>
    public static class IpProtocol
    {
        /// <summary>RFC 792.</summary>
        public const int Icmp = 1;

        /// <summary>RFC 9293.</summary>
        public const int Tcp = 6;

        /// <summary>RFC 768.</summary>
        public const int Udp = 17;
    }
}
