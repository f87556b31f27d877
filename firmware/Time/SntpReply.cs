namespace Gateway.Time
{
    /// <summary>What a datagram from a time server is good for.</summary>
    public enum SntpReply
    {
        /// <summary>No answer to our question: pass it over, the answer may still come.</summary>
        Foreign,

        /// <summary>An answer that tells the time.</summary>
        Usable,

        /// <summary>An answer of a server that does not know the time, or talks nonsense.</summary>
        Unusable,

        /// <summary>Kiss-o'-death DENY or RSTR: the server does not want us (RFC 4330 §8).</summary>
        Denied,

        /// <summary>Kiss-o'-death RATE: we ask too often.</summary>
        RateLimited,
    }
}
