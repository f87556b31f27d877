namespace Gateway.Fuzz
{
    /// <summary>The heads of the latest packets that the engine sent, for what comes back about them: ICMP errors, replies.</summary>
    internal sealed class RecentPackets
    {
        /// <summary>Bytes that are kept of a packet.</summary>
        public const int HeadLength = 92; // ours: a longest IP header and 32 bytes of what it carries

        private const int Capacity = 64; // ours

        private readonly byte[][] _heads = new byte[Capacity][];
        private readonly int[] _lengths = new int[Capacity];
        private int _next;

        /// <summary>Makes room.</summary>
        public RecentPackets()
        {
            for (int i = 0; i < Capacity; i++)
            {
                _heads[i] = new byte[HeadLength];
            }
        }

        /// <summary>How many there are.</summary>
        public int Count { get; private set; }

        /// <summary>Keeps a packet's head.</summary>
        public void Add(byte[] buffer, int offset, int length)
        {
            int kept = Math.Min(length, HeadLength);
            Array.Copy(buffer, offset, _heads[_next], 0, kept);
            _lengths[_next] = kept;
            _next = (_next + 1) % Capacity;
            Count = Math.Min(Count + 1, Capacity);
        }

        /// <summary>Forgets all.</summary>
        public void Clear()
        {
            Count = 0;
            _next = 0;
        }

        /// <summary>The head of one of them.</summary>
        public ReadOnlySpan<byte> Head(int index)
        {
            return _heads[index].AsSpan(0, _lengths[index]);
        }
    }
}
