namespace Gateway.Boards.Linux.Captures
{
    /// <summary>One record of a capture. The reader fills the same object again and again.</summary>
    internal sealed class CapturedFrame
    {
        /// <summary>Holds the frame from index 0 on.</summary>
        public byte[] Buffer { get; private set; } = new byte[2048];

        /// <summary>Bytes that were captured.</summary>
        public int Length { get; set; }

        /// <summary>Bytes that were on the wire; more than <see cref="Length"/> when the capture was snapped.</summary>
        public long WireLength { get; set; }

        /// <summary>When, in nanoseconds since 1970-01-01T00:00:00Z; 0 where the capture does not tell.</summary>
        public long TimestampNs { get; set; }

        /// <summary>What the frame begins with.</summary>
        public LinkType LinkType { get; set; }

        /// <summary>The captured bytes.</summary>
        public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

        /// <summary>Makes room for a frame. What was in the buffer is lost.</summary>
        public Span<byte> Reserve(int lengthBytes)
        {
            if (Buffer.Length < lengthBytes)
            {
                Buffer = new byte[Math.Max(lengthBytes, 2 * Buffer.Length)];
            }

            Length = lengthBytes;
            return Buffer.AsSpan(0, lengthBytes);
        }
    }
}
