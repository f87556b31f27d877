namespace Gateway.Nat
{
    /// <summary>What became of a packet on its flow's path.</summary>
    internal enum PathResult
    {
        /// <summary>Rewritten: send it on.</summary>
        Forward,

        /// <summary>Rewritten, and the outside host is a LAN host behind our own WAN address: it turns back.</summary>
        TurnBack,

        /// <summary>The flow's time was over: the packet belongs to none.</summary>
        NoFlow,

        /// <summary>Its time to live is used up.</summary>
        TimeToLiveExceeded,

        /// <summary>Larger than the WAN's MTU, and not to be fragmented.</summary>
        TooLarge,

        /// <summary>TCP flags that no segment can have.</summary>
        TcpFlagsInvalid,
    }
}
