namespace Gateway.Nat
{
    /// <summary>Whether a fragment fits what was there of its datagram.</summary>
    internal enum FragmentFit
    {
        /// <summary>It does.</summary>
        Fits,

        /// <summary>It covers what was there, or lies behind the end: one of them is not what it seems.</summary>
        Overlaps,

        /// <summary>More parts with gaps between them than are remembered.</summary>
        TooManyGaps,
    }
}
