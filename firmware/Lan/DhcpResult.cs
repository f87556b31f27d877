namespace Gateway.Lan
{
    /// <summary>What became of a client's message: an answer, a note, or why there is none.</summary>
    public enum DhcpResult
    {
        /// <summary>An address was offered.</summary>
        Offered,

        /// <summary>A lease was given, confirmed or prolonged.</summary>
        Acknowledged,

        /// <summary>The client was told that the address is not its own.</summary>
        Refused,

        /// <summary>A client with an address of its own was told the rest.</summary>
        Informed,

        /// <summary>A lease was given back. No answer is due; so with all below.</summary>
        Released,

        /// <summary>An address was found in use, and is set aside.</summary>
        Declined,

        /// <summary>The server is switched off.</summary>
        SwitchedOff,

        /// <summary>The sender's address is none of the LAN.</summary>
        NotFromLan,

        /// <summary>It is no client's message, or broken.</summary>
        Malformed,

        /// <summary>BOOTP: its addresses would never come back.</summary>
        Bootp,

        /// <summary>It came through a relay: there is no network behind another router here.</summary>
        Relayed,

        /// <summary>No client sends messages of this kind, or with these addresses in it.</summary>
        Unexpected,

        /// <summary>It is for another server.</summary>
        ForOtherServer,

        /// <summary>The server knows nothing of this client and this address, and stays silent (RFC 2131 §4.3.2).</summary>
        UnknownLease,

        /// <summary>No address is left.</summary>
        PoolFull,
    }
}
