namespace Gateway.Dns
{
    /// <summary>What came of a question. Only <see cref="Answer"/> changes what is known of a name.</summary>
    public enum DnsResult
    {
        /// <summary>Nothing yet.</summary>
        None,

        /// <summary>Addresses.</summary>
        Answer,

        /// <summary>The name exists and has no IPv4 address (RFC 2308 §2.2).</summary>
        NoAddress,

        /// <summary>There is no such name (NXDOMAIN).</summary>
        NameError,

        /// <summary>All addresses are ones that no host of the WAN can have.</summary>
        AddressRefused,

        /// <summary>SERVFAIL.</summary>
        ServerFailure,

        /// <summary>REFUSED.</summary>
        Refused,

        /// <summary>Another RCODE.</summary>
        OtherError,

        /// <summary>Cut to fit a datagram: TCP has it whole.</summary>
        Truncated,

        /// <summary>An answer to our question that can't be read: cut short, or it contradicts itself.</summary>
        Malformed,

        /// <summary>Not the answer to our question, or not from whom we asked: spoofed, or strayed. It is passed over.</summary>
        Mismatch,

        /// <summary>No answer in time.</summary>
        Timeout,

        /// <summary>The connection was refused, reset, or closed before the answer's end.</summary>
        ConnectionLost,

        /// <summary>The question could not go out: no server, no address of ours, no socket.</summary>
        NotSent,
    }
}
