namespace Gateway
{
    /// <summary>The latest connections that the gateway's own stack has opened on the WAN, by the other end and the ports.</summary>
    internal sealed class HostConnections
    {
        private const int Capacity = 16; // ours: an ESP32's stack has as many sockets

        private readonly uint[] _addresses = new uint[Capacity];
        private readonly int[] _ports = new int[Capacity];
        private int _next;

        /// <summary>Remembers one; with too many the oldest is forgotten.</summary>
        public void Add(uint address, int ports)
        {
            if (!Contains(address, ports))
            {
                _addresses[_next] = address;
                _ports[_next] = ports;
                _next = (_next + 1) % Capacity;
            }
        }

        /// <summary>Tells whether one is remembered.</summary>
        public bool Contains(uint address, int ports)
        {
            for (int i = 0; i < Capacity; i++)
            {
                if (_addresses[i] == address && _ports[i] == ports)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
