namespace Gateway.Boards.Linux.Devices
{
    /// <summary>A bounded queue of packet copies. Its memory is taken at the start; when it is full, packets are refused. Not locked.</summary>
    internal sealed class PacketQueue
    {
        private readonly byte[][] _packets;
        private readonly int[] _lengths;
        private int _first;

        /// <summary>Makes it.</summary>
        /// <param name="capacity">Packets.</param>
        /// <param name="maximumPacketLength">Bytes of each.</param>
        public PacketQueue(int capacity, int maximumPacketLength)
        {
            _packets = new byte[capacity][];
            _lengths = new int[capacity];
            for (int i = 0; i < capacity; i++)
            {
                _packets[i] = new byte[maximumPacketLength];
            }
        }

        /// <summary>How many packets wait.</summary>
        public int Count { get; private set; }

        /// <summary>The first packet's buffer; valid until it is removed.</summary>
        public byte[] First => _packets[_first];

        /// <summary>The first packet's bytes.</summary>
        public int FirstLength => _lengths[_first];

        /// <summary>Adds a copy of a packet.</summary>
        /// <returns>False when there is no room for it.</returns>
        public bool TryAdd(byte[] buffer, int offset, int length)
        {
            int at = (_first + Count) % _packets.Length;
            if (Count == _packets.Length || length > _packets[at].Length)
            {
                return false;
            }

            Buffer.BlockCopy(buffer, offset, _packets[at], 0, length);
            _lengths[at] = length;
            Count++;
            return true;
        }

        /// <summary>Removes the first packet.</summary>
        public void RemoveFirst()
        {
            _first = (_first + 1) % _packets.Length;
            Count--;
        }
    }
}
