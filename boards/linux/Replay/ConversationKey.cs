namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Identifies a conversation, whichever side a packet comes from.</summary>
    /// <param name="Version">IP version; 0 for packets that can't be understood.</param>
    /// <param name="Protocol">IP protocol.</param>
    /// <param name="LowAddress">The lower of the two endpoints.</param>
    /// <param name="LowPort">Its port; -1 for none.</param>
    /// <param name="HighAddress">The other endpoint.</param>
    /// <param name="HighPort">Its port; -1 for none.</param>
    internal readonly record struct ConversationKey(
        int Version, byte Protocol, UInt128 LowAddress, int LowPort, UInt128 HighAddress, int HighPort)
    {
        /// <summary>The port of an endpoint that has none.</summary>
        public const int NoPort = -1;

        /// <summary>The key of a packet.</summary>
        public static ConversationKey Of(PacketFacts facts)
        {
            int sourcePort = facts.HasPorts ? facts.SourcePort : NoPort;
            int destinationPort = facts.HasPorts ? facts.DestinationPort : NoPort;
            bool isSourceLow = facts.SourceAddress < facts.DestinationAddress
                || (facts.SourceAddress == facts.DestinationAddress && sourcePort <= destinationPort);
            return isSourceLow
                ? new ConversationKey(
                    facts.Version, facts.Protocol, facts.SourceAddress, sourcePort, facts.DestinationAddress, destinationPort)
                : new ConversationKey(
                    facts.Version, facts.Protocol, facts.DestinationAddress, destinationPort, facts.SourceAddress, sourcePort);
        }
    }
}
