namespace Gateway.Wire
{
    /// <summary>What a header's check found. Bad input is a value, never an exception.</summary>
    public enum ParseResult
    {
        /// <summary>All that the header promises holds.</summary>
        Valid,

        /// <summary>Fewer bytes than the header needs, or than it says.</summary>
        Truncated,

        /// <summary>A field contradicts the protocol or another field.</summary>
        Malformed,

        /// <summary>The checksum does not match.</summary>
        ChecksumWrong,

        /// <summary>Another version of IP: 6.</summary>
        Ipv6,
    }
}
