namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Packets and their bytes, IP headers included.</summary>
    internal sealed class Tally
    {
        /// <summary>Packets.</summary>
        public long Packets { get; private set; }

        /// <summary>Bytes.</summary>
        public long Bytes { get; private set; }

        /// <summary>Counts a packet.</summary>
        public void Add(int lengthBytes)
        {
            Packets++;
            Bytes += lengthBytes;
        }
    }
}
