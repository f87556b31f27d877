namespace Gateway
{
    /// <summary>What became of a packet.</summary>
    public enum PacketFate
    {
        /// <summary>Sent on, translated or not.</summary>
        Forwarded,

        /// <summary>Taken in the destination's place: the SMTP notice, ICMP 3/13, RST.</summary>
        Answered,

        /// <summary>Given to the gateway's own stack.</summary>
        ToHost,

        /// <summary>Dropped; the reason says why.</summary>
        Dropped,

        /// <summary>A fragment that waits for its datagram's first one. It is counted once that came, or did not.</summary>
        Held,
    }
}
