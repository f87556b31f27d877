namespace Gateway.Boards.Linux.Devices
{
    /// <summary>A packet device without a kernel: what the other end sends is read, what is written the other end gets.</summary>
    internal sealed class MemoryDevice : IPacketDevice
    {
        private const int Capacity = 1024; // ours: more than any household in memory has under way

        private readonly Lock _gate = new();
        private readonly Lock _delivering = new();
        private readonly PacketQueue _received;

        /// <summary>Makes it.</summary>
        public MemoryDevice(string name, int maximumPacketLength)
        {
            Name = name;
            MaximumPacketLength = maximumPacketLength;
            _received = new PacketQueue(Capacity, maximumPacketLength);
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public int MaximumPacketLength { get; }

        /// <inheritdoc/>
        public IEnumerable<int> Descriptors => [];

        /// <summary>Wakes the loop that reads; called from any thread.</summary>
        public Action? Arrived { get; set; }

        /// <summary>Takes what is written here, a packet at a time, on the writer's thread; the buffer is the writer's again on return.</summary>
        public Action<byte[], int, int>? Deliver { get; set; }

        /// <summary>The other end sends a packet. Any thread may.</summary>
        /// <returns>False when it is lost, for too many wait.</returns>
        public bool Send(byte[] packet)
        {
            return Send(packet, packet.Length);
        }

        /// <summary>The other end sends a packet that a buffer begins with. Any thread may.</summary>
        /// <returns>False when it is lost, for too many wait.</returns>
        public bool Send(byte[] packet, int length)
        {
            bool isTaken;
            lock (_gate)
            {
                isTaken = _received.TryAdd(packet, 0, length);
            }

            Arrived?.Invoke();
            return isTaken;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer)
        {
            lock (_gate)
            {
                if (_received.Count == 0)
                {
                    return 0;
                }

                int length = _received.FirstLength;
                Buffer.BlockCopy(_received.First, 0, buffer, 0, length);
                _received.RemoveFirst();
                return length;
            }
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int length)
        {
            Action<byte[], int, int>? deliver = Deliver;
            lock (_delivering)
            {
                deliver?.Invoke(buffer, offset, length);
            }

            return deliver != null;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
        }
    }
}
