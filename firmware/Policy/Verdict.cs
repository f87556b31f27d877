namespace Gateway.Policy
{
    /// <summary>What the policy says of a flow, with its reason. All from <see cref="Redirect"/> on block.</summary>
    public enum Verdict
    {
        /// <summary>Not TCP to port 25: no business of OP25B.</summary>
        NotConcerned,

        /// <summary>Allowed: the mode is off.</summary>
        AllowModeOff,

        /// <summary>Allowed: the LAN host is exempt.</summary>
        AllowExemptHost,

        /// <summary>Allowed: the destination is one of the ISP's relays.</summary>
        AllowRelay,

        /// <summary>Allowed, and counted as would-block: the mode is monitor.</summary>
        WouldBlockMonitor,

        /// <summary>Allowed, and counted as would-block: the start date is not reached.</summary>
        WouldBlockNotYetEffective,

        /// <summary>Blocked: the gateway answers itself, in SMTP.</summary>
        Redirect,

        /// <summary>Blocked: ICMP 3/13 tells so.</summary>
        Reject,

        /// <summary>Blocked without an answer, as the settings say.</summary>
        Drop,

        /// <summary>Blocked without an answer: a relay name was never resolved, this may be mail to it.</summary>
        DropRelayUnresolved,

        /// <summary>Blocked without an answer: the settings are the fallback, this may be mail to a relay.</summary>
        DropFallback,
    }
}
