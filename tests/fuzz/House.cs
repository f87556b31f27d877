namespace Gateway.Fuzz
{
    /// <summary>The addresses of the small world that the packets come from (RFC 5737), in host order, and ports worth trying.</summary>
    internal static class House
    {
        /// <summary>The gateway's LAN address, 192.168.1.1 of a /24.</summary>
        public const uint Lan = 0xC0A80101;

        /// <summary>The gateway's WAN address, 203.0.113.10.</summary>
        public const uint Wan = 0xCB00710A;

        /// <summary>The first LAN host, 192.168.1.100.</summary>
        public const uint FirstHost = 0xC0A80164;

        /// <summary>LAN hosts, from <see cref="FirstHost"/> on.</summary>
        public const int Hosts = 8;

        /// <summary>The ISP's relay, 198.51.100.25.</summary>
        public const uint Relay = 0xC6336419;

        /// <summary>The first outside host, 192.0.2.25.</summary>
        public const uint FirstOutside = 0xC0000219;

        /// <summary>Outside hosts, from <see cref="FirstOutside"/> on.</summary>
        public const int OutsideHosts = 8;

        /// <summary>The port that is blocked.</summary>
        public const int SmtpPort = 25;

        /// <summary>Addresses at the edges of what is forwarded.</summary>
        public static readonly uint[] Edges =
        [
            Lan, Wan, Relay, 0, 0xFFFFFFFF, 0xC0A801FF, 0xC0A80100, 0xE0000001, 0x7F000001, 0xA9FE0001, 0x08080808, 0x0A000001, 0xF0000001,
        ];

        /// <summary>Ports at the edges of the NAT's ranges, and well-known ones.</summary>
        public static readonly int[] Ports = [0, 25, 25, 53, 67, 68, 80, 443, 587, 600, 1023, 1024, 8080, 19999, 20000, 40000, 49151, 49152, 65535];
    }
}
