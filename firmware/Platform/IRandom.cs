namespace Gateway.Platform
{
    /// <summary>The board's randomness: hash seeds, ports, cookie keys. It must not be guessable from outside.</summary>
    public interface IRandom
    {
        /// <summary>Returns 32 random bits.</summary>
        uint NextUInt32();
    }
}
