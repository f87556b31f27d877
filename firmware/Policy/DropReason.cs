namespace Gateway.Policy
{
    /// <summary>Why a packet went nowhere. Every drop has one, and is counted under it.</summary>
    public enum DropReason
    {
        /// <summary>Not dropped.</summary>
        None,

        /// <summary>Shorter than an IPv4 header, or than what its header says.</summary>
        Ipv4Truncated,

        /// <summary>The version is neither 4 nor 6, or a length field contradicts itself.</summary>
        Ipv4Malformed,

        /// <summary>The IPv4 header checksum is wrong.</summary>
        Ipv4ChecksumWrong,

        /// <summary>IPv6, which this firmware does not forward yet.</summary>
        Ipv6NotForwarded,

        /// <summary>TCP, UDP or ICMP header cut short, or its length fields contradict the packet.</summary>
        TransportMalformed,

        /// <summary>A fragment of a datagram whose first one went nowhere, or that came in another way than fragments may.</summary>
        Fragment,

        /// <summary>A TCP fragment that could hide or overwrite ports and flags (RFC 1858, RFC 3128).</summary>
        FragmentEvasion,

        /// <summary>The IPv4 header has options.</summary>
        Ipv4Options,

        /// <summary>Neither TCP, UDP nor ICMP.</summary>
        ProtocolNotForwarded,

        /// <summary>An ICMP message that is neither an echo, an answer to one, nor an error about a flow.</summary>
        IcmpNotForwarded,

        /// <summary>The time to live is used up.</summary>
        TimeToLiveExceeded,

        /// <summary>From the LAN with a source outside the LAN's prefix (BCP 38), or from our own stack to the WAN with another source than ours.</summary>
        SpoofedSource,

        /// <summary>From the WAN with a source that can't be there: ours, the LAN's, loopback, multicast.</summary>
        MartianSource,

        /// <summary>To an address that is never forwarded to (nat.md, "What is for whom").</summary>
        MartianDestination,

        /// <summary>TCP flags that begin or continue nothing: SYN with FIN or RST, none at all.</summary>
        TcpFlagsInvalid,

        /// <summary>An RST or ICMP answer for which there is no flow.</summary>
        NoFlow,

        /// <summary>From the WAN, for no flow and no port forward.</summary>
        Unsolicited,

        /// <summary>From the LAN to our own WAN address, where no mapping or forward fits.</summary>
        HairpinNoMapping,

        /// <summary>From the WAN, to an address that is not ours.</summary>
        NotForUs,

        /// <summary>No WAN address yet.</summary>
        WanDown,

        /// <summary>The flow table is full, and nothing in it may go.</summary>
        TableFull,

        /// <summary>The LAN host has its share of the flow table, and nothing of its own may go.</summary>
        HostQuota,

        /// <summary>More LAN hosts with flows than the table knows.</summary>
        HostTableFull,

        /// <summary>No external port is free.</summary>
        PortsExhausted,

        /// <summary>TCP/25 to a host that is no relay, blocked without an answer.</summary>
        Port25Blocked,

        /// <summary>The same while a relay name was never resolved.</summary>
        Port25RelayUnresolved,

        /// <summary>The same under the fallback settings.</summary>
        Port25Fallback,

        /// <summary>From the WAN, TCP from source port 25 of a host that is no relay (triangular spamming).</summary>
        InboundSourcePort25,

        /// <summary>From the gateway's own stack, to nowhere.</summary>
        HostNoRoute,

        /// <summary>From the gateway's own stack to the WAN: an ICMP error, or an RST outside its latest connections. Strangers get no answer.</summary>
        HostAnswersStranger,

        /// <summary>An ICMP error whose embedded packet is cut or malformed, or whose checksum is wrong (RFC 5508 REQ-3).</summary>
        IcmpErrorMalformed,

        /// <summary>Larger than the WAN's MTU, and not to be fragmented (RFC 1191).</summary>
        TooLarge,

        /// <summary>A fragment whose length or offset can't be.</summary>
        FragmentMalformed,

        /// <summary>A fragment that covers another one's part, or lies behind the end: its datagram ends.</summary>
        FragmentOverlap,

        /// <summary>A fragment for which there was no room, or that made room for another.</summary>
        FragmentTableFull,

        /// <summary>A fragment whose datagram's first one did not come in time.</summary>
        FragmentTimeout,
    }
}
