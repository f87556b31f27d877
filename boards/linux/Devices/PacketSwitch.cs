using Gateway.Wire;

namespace Gateway.Boards.Linux.Devices
{
    /// <summary>
    /// Joins several hosts to one side of the gateway: each has a device of its own, and packets go by address, untouched. What
    /// neither is for a host here nor comes from the gateway goes to the gateway.
    /// </summary>
    internal sealed class PacketSwitch : IPacketDevice
    {
        private const int None = -1;

        private readonly IPacketDevice[] _devices;
        private readonly uint[] _addresses;
        private readonly Action<byte[], int, int>? _tap;
        private int _next;

        /// <summary>Makes a switch.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="hosts">Each host's device and address, in host order.</param>
        /// <param name="tap">Sees all that the gateway sends here; may be null. It must not allocate, and any thread may call it.</param>
        public PacketSwitch(string name, IReadOnlyList<(IPacketDevice Device, uint Address)> hosts, Action<byte[], int, int>? tap)
        {
            Name = name;
            _devices = [.. hosts.Select(host => host.Device)];
            _addresses = [.. hosts.Select(host => host.Address)];
            _tap = tap;
        }

        /// <inheritdoc/>
        public string Name { get; }

        /// <inheritdoc/>
        public int MaximumPacketLength => _devices.Max(device => device.MaximumPacketLength);

        /// <inheritdoc/>
        public IEnumerable<int> Descriptors => _devices.SelectMany(device => device.Descriptors);

        /// <inheritdoc/>
        public int Read(byte[] buffer)
        {
            // In turn, so that a host that floods does not silence the others.
            for (int tries = 0; tries < _devices.Length; tries++)
            {
                IPacketDevice device = _devices[_next];
                _next = (_next + 1) % _devices.Length;
                int length = device.Read(buffer);
                if (length == 0)
                {
                    continue;
                }

                int neighbour = Find(buffer, 0, length);
                if (neighbour == None)
                {
                    return length;
                }

                _ = _devices[neighbour].Write(buffer, 0, length);
            }

            return 0;
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int length)
        {
            _tap?.Invoke(buffer, offset, length);
            int host = Find(buffer, offset, length);
            return host == None ? WriteToGroup(buffer, offset, length) : _devices[host].Write(buffer, offset, length);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            foreach (IPacketDevice device in _devices)
            {
                device.Dispose();
            }
        }

        private int Find(byte[] buffer, int offset, int length)
        {
            if (length >= Ipv4Header.MinimumLength)
            {
                uint destination = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.DestinationOffset);
                for (int i = 0; i < _addresses.Length; i++)
                {
                    if (_addresses[i] == destination)
                    {
                        return i;
                    }
                }
            }

            return None;
        }

        private bool WriteToGroup(byte[] buffer, int offset, int length)
        {
            if (length < Ipv4Header.MinimumLength)
            {
                return false;
            }

            uint destination = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.DestinationOffset);
            bool isGroup = destination == Ipv4Address.Broadcast || Ipv4Address.IsMulticast(destination);
            for (int i = 0; isGroup && i < _devices.Length; i++)
            {
                _ = _devices[i].Write(buffer, offset, length);
            }

            return isGroup;
        }
    }
}
