namespace Gateway.PcTests.Replay
{
    /// <summary>A frame, or an IP packet, and when it was seen.</summary>
    /// <param name="TimestampNs">Nanoseconds since 1970.</param>
    /// <param name="Bytes">What was on the wire.</param>
    internal sealed record TimedFrame(long TimestampNs, byte[] Bytes);
}
