namespace Gateway.Policy
{
    /// <summary>What OP25B does with TCP/25 toward hosts other than the relays.</summary>
    public enum Op25bMode
    {
        /// <summary>Nothing: all is allowed.</summary>
        Off,

        /// <summary>All is allowed, and what enforcement would have blocked is counted.</summary>
        Monitor,

        /// <summary>It is blocked.</summary>
        Enforce,
    }
}
