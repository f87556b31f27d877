namespace Gateway.Nat
{
    /// <summary>Where a flow stands.</summary>
    public enum FlowState
    {
        /// <summary>UDP or ICMP without an answer yet.</summary>
        Unanswered,

        /// <summary>UDP or ICMP, answered.</summary>
        Answered,

        /// <summary>TCP: a SYN from one side.</summary>
        SynSent,

        /// <summary>TCP: a SYN from both sides.</summary>
        SynReceived,

        /// <summary>TCP: both SYNs, and then activity of the opener.</summary>
        Established,

        /// <summary>TCP: a FIN from one side.</summary>
        FinSent,

        /// <summary>TCP: a FIN from both sides.</summary>
        Closing,

        /// <summary>TCP: an RST from one side (RFC 7857 §2.2).</summary>
        Reset,
    }
}
