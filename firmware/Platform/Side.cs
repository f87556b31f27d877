namespace Gateway.Platform
{
    /// <summary>Where a packet comes from or goes to.</summary>
    public enum Side
    {
        /// <summary>The home network.</summary>
        Lan,

        /// <summary>The ISP's network.</summary>
        Wan,

        /// <summary>The gateway's own network stack.</summary>
        Host,
    }
}
