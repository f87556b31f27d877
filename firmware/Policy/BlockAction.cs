namespace Gateway.Policy
{
    /// <summary>How a blocked connection ends.</summary>
    public enum BlockAction
    {
        /// <summary>The gateway answers in the destination's place and says in SMTP what to do.</summary>
        Redirect,

        /// <summary>ICMP 3/13, communication administratively prohibited.</summary>
        Reject,

        /// <summary>No answer.</summary>
        Drop,
    }
}
