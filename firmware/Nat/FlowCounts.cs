namespace Gateway.Nat
{
    /// <summary>What a flow counts: longs at these places behind flow * <see cref="Longs"/>, in an array beside the rows.</summary>
    internal static class FlowCounts
    {
        /// <summary>Longs a flow.</summary>
        public const int Longs = 4;

        public const int OutboundPackets = 0;
        public const int OutboundBytes = 1;
        public const int InboundPackets = 2;
        public const int InboundBytes = 3;
    }
}
