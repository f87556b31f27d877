namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Tells ICMP messages apart by their type (RFC 792, RFC 950).</summary>
    internal static class IcmpKinds
    {
        private const byte EchoReply = 0;
        private const byte DestinationUnreachable = 3;
        private const byte SourceQuench = 4;
        private const byte Redirect = 5;
        private const byte Echo = 8;
        private const byte TimeExceeded = 11;
        private const byte ParameterProblem = 12;
        private const byte Timestamp = 13;
        private const byte TimestampReply = 14;
        private const byte AddressMask = 17;
        private const byte AddressMaskReply = 18;

        /// <summary>The kind of a type.</summary>
        public static IcmpKind Of(byte type)
        {
            return type switch
            {
                Echo or Timestamp or AddressMask => IcmpKind.Request,
                EchoReply or TimestampReply or AddressMaskReply => IcmpKind.Answer,
                DestinationUnreachable or SourceQuench or Redirect or TimeExceeded or ParameterProblem => IcmpKind.Error,
                _ => IcmpKind.Other,
            };
        }
    }
}
