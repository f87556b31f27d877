namespace Gateway.StatusPage
{
    /// <summary>What Outbound Port 25 Blocking comes to at this moment, in the page's words.</summary>
    public enum Enforcement
    {
        /// <summary>Nothing is blocked, nor will be.</summary>
        Off,

        /// <summary>It will be, some day.</summary>
        Announced,

        /// <summary>It will be, from a date on.</summary>
        FromDate,

        /// <summary>It is.</summary>
        InForce,
    }
}
