namespace Gateway.Boards.Linux.Replay
{
    /// <summary>The addresses and ports of a redirected client's connection, as played.</summary>
    internal readonly record struct ClientKey(uint LanAddress, int LanPort, uint RemoteAddress, int RemotePort)
    {
        /// <summary>The key of a conversation.</summary>
        public static ClientKey Of(Conversation conversation)
        {
            return new ClientKey(
                conversation.LanAddress, conversation.LanPort, conversation.RemoteAddress, conversation.RemotePort);
        }

        /// <summary>The key of a packet to the LAN.</summary>
        public static ClientKey OfPacketToLan(PacketFacts facts)
        {
            return new ClientKey(
                (uint)facts.DestinationAddress, facts.DestinationPort, (uint)facts.SourceAddress, facts.SourcePort);
        }
    }
}
