using Gateway.Platform;

namespace Gateway.Boards.Linux.Devices
{
    /// <summary>Some packets in a row. Its memory is taken at the start; when it is full, packets are refused. Not locked.</summary>
    internal sealed class PacketBatch
    {
        private readonly byte[][] _packets;
        private readonly int[] _lengths;
        private readonly Side[] _destinations;

        /// <summary>Makes it.</summary>
        /// <param name="capacity">Packets.</param>
        /// <param name="maximumPacketLength">Bytes of each.</param>
        public PacketBatch(int capacity, int maximumPacketLength)
        {
            _packets = new byte[capacity][];
            _lengths = new int[capacity];
            _destinations = new Side[capacity];
            for (int i = 0; i < capacity; i++)
            {
                _packets[i] = new byte[maximumPacketLength];
            }
        }

        /// <summary>How many packets there are.</summary>
        public int Count { get; private set; }

        /// <summary>A packet's buffer, which it begins.</summary>
        public byte[] Packet(int at)
        {
            return _packets[at];
        }

        /// <summary>A packet's bytes.</summary>
        public int Length(int at)
        {
            return _lengths[at];
        }

        /// <summary>Where a packet that was added goes.</summary>
        public Side Destination(int at)
        {
            return _destinations[at];
        }

        /// <summary>Takes what a device has, as far as there is room, in the place of what was here.</summary>
        /// <exception cref="DeviceException">The device is lost.</exception>
        public void ReadFrom(IPacketDevice device)
        {
            Count = 0;
            while (Count < _packets.Length && (_lengths[Count] = device.Read(_packets[Count])) > 0)
            {
                Count++;
            }
        }

        /// <summary>Adds a copy of a packet.</summary>
        /// <returns>False when there is no room for it.</returns>
        public bool TryAdd(Side to, byte[] buffer, int offset, int length)
        {
            if (Count == _packets.Length || length > _packets[Count].Length)
            {
                return false;
            }

            Buffer.BlockCopy(buffer, offset, _packets[Count], 0, length);
            _lengths[Count] = length;
            _destinations[Count] = to;
            Count++;
            return true;
        }

        /// <summary>Forgets all packets.</summary>
        public void Clear()
        {
            Count = 0;
        }
    }
}
