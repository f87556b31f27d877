namespace Gateway.Boards.Linux.Captures
{
    /// <summary>Link types that replay finds an IP packet in. Values: the tcpdump group's registry of link-layer header types.</summary>
    internal enum LinkType
    {
        /// <summary>BSD loopback: the address family in the byte order of the machine that captured.</summary>
        Null = 0,

        /// <summary>Ethernet.</summary>
        Ethernet = 1,

        /// <summary>Raw IP as most systems number their DLT_RAW.</summary>
        RawAsDlt12 = 12,

        /// <summary>Raw IP as OpenBSD numbers its DLT_RAW.</summary>
        RawAsDlt14 = 14,

        /// <summary>Raw IP, version 4 or 6.</summary>
        Raw = 101,

        /// <summary>OpenBSD loopback: the address family in network byte order.</summary>
        Loop = 108,

        /// <summary>Linux "cooked" capture, as of the device "any".</summary>
        LinuxSll = 113,

        /// <summary>Raw IPv4.</summary>
        Ipv4 = 228,

        /// <summary>Raw IPv6.</summary>
        Ipv6 = 229,

        /// <summary>Linux "cooked" capture, version 2.</summary>
        LinuxSll2 = 276,
    }
}
