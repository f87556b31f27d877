namespace Gateway.Boards.Linux.Replay
{
    /// <summary>What an ICMP message is about.</summary>
    internal enum IcmpKind
    {
        /// <summary>Neither of the others.</summary>
        Other,

        /// <summary>A query: echo and the like.</summary>
        Request,

        /// <summary>A query's answer.</summary>
        Answer,

        /// <summary>An error, with the packet in it that caused it.</summary>
        Error,
    }
}
