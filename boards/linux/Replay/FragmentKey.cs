namespace Gateway.Boards.Linux.Replay
{
    /// <summary>What the fragments of one IPv4 packet have in common (RFC 791).</summary>
    internal readonly record struct FragmentKey(UInt128 Source, UInt128 Destination, byte Protocol, ushort Identification)
    {
        /// <summary>The key of a fragment.</summary>
        public static FragmentKey Of(PacketFacts facts)
        {
            return new FragmentKey(facts.SourceAddress, facts.DestinationAddress, facts.Protocol, facts.Identification);
        }
    }
}
