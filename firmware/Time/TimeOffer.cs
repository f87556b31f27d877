namespace Gateway.Time
{
    /// <summary>What the clock says to a time that a server gave.</summary>
    public enum TimeOffer
    {
        /// <summary>It is taken.</summary>
        Taken,

        /// <summary>It fits neither the clock nor the answer before: another answer must agree with it first.</summary>
        Unconfirmed,

        /// <summary>It lies before the clock's floor, and is refused.</summary>
        BeforeFloor,
    }
}
