namespace Gateway.Wire
{
    /// <summary>Special-purpose IPv4 addresses (RFC 6890), in host order.</summary>
    public static class Ipv4Address
    {
        /// <summary>This host (RFC 1122 §3.2.1.3).</summary>
        public const uint Unspecified = 0;

        /// <summary>Limited broadcast (RFC 919).</summary>
        public const uint Broadcast = 0xFFFFFFFF;

        /// <summary>The upper four bits of 224.0.0.0/4 (RFC 5771).</summary>
        public const uint MulticastPrefix = 0xE;

        private const uint LinkLocalPrefix = 0xA9FE;

        /// <summary>224.0.0.0/4 (RFC 5771).</summary>
        public static bool IsMulticast(uint address)
        {
            return address >> 28 == MulticastPrefix;
        }

        /// <summary>169.254/16 (RFC 3927).</summary>
        public static bool IsLinkLocal(uint address)
        {
            return address >> 16 == LinkLocalPrefix;
        }

        /// <summary>Addresses that no single host on another network can have: 0/8, 127/8, 224/4, 240/4.</summary>
        public static bool IsNeverHost(uint address)
        {
            uint first = address >> 24;
            return first == 0 || first == 127 || first >= 224;
        }

        /// <summary>Addresses that no router forwards to: those of <see cref="IsNeverHost"/>, and 169.254/16 (RFC 3927 §2.6.2).</summary>
        public static bool IsNeverForwardedTo(uint address)
        {
            uint first = address >> 24;
            return first == 0 || first == 127 || first >= 224 || address >> 16 == LinkLocalPrefix;
        }
    }
}
