using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// The mappings: a LAN host's port and its external port, one for all destinations (RFC 4787 REQ-1), never shared
    /// (REQ-3). A mapping lives as long as it has flows; a port forward's stays.
    /// </summary>
    internal sealed class MappingTable
    {
        // A row: ints at these places behind mapping * Ints.
        private const int Ints = 4;
        private const int LanAddress = 0;
        private const int Ports = 1; // LAN port above external port
        private const int State = 2; // number of flows above IsForward and protocol; 0 in a free row
        private const int Chains = 3; // next by LAN port above next by external port
        private const int ProtocolMask = 0xFF;
        private const int IsForwardBit = 0x100;
        private const int FlowOne = 0x10000;

        // Ours: after so many random tries without luck the range is full enough to be searched in order.
        private const int RandomTries = 8;

        private readonly IRandom _random;
        private readonly uint _seed;
        private readonly int _mask;
        private readonly int[] _rows;
        private readonly ushort[] _internalBuckets;
        private readonly ushort[] _externalBuckets;
        private int _free;

        /// <summary>Makes an empty table.</summary>
        /// <param name="capacity">Mappings, those of forwards included.</param>
        /// <param name="random">For ports and the hash seed.</param>
        public MappingTable(int capacity, IRandom random)
        {
            _random = random;
            _seed = random.NextUInt32();
            int buckets = FlowHash.BucketsFor(capacity - NatSettings.MaximumPortForwards);
            _mask = buckets - 1;
            _rows = new int[capacity * Ints];
            _internalBuckets = new ushort[buckets];
            _externalBuckets = new ushort[buckets];
            for (int i = 0; i < _internalBuckets.Length; i++)
            {
                _internalBuckets[i] = FlowRow.None;
                _externalBuckets[i] = FlowRow.None;
            }

            for (int mapping = 0; mapping < capacity; mapping++)
            {
                _rows[(mapping * Ints) + Chains] = mapping + 1 < capacity ? mapping + 1 : FlowRow.None;
            }
        }

        /// <summary>Finds the mapping of a LAN host's port, or <see cref="FlowRow.None"/>.</summary>
        public int FindInternal(int protocol, uint lanAddress, int lanPort)
        {
            int mapping = _internalBuckets[InternalBucket(protocol, lanAddress, lanPort)];
            while (mapping != FlowRow.None && !IsOf(mapping, protocol, lanAddress, lanPort))
            {
                mapping = (_rows[(mapping * Ints) + Chains] >> 16) & FlowRow.LowHalf;
            }

            return mapping;
        }

        /// <summary>Finds the mapping that has an external port, or <see cref="FlowRow.None"/>.</summary>
        public int FindExternal(int protocol, int externalPort)
        {
            return FindExternal(ExternalBucket(protocol, externalPort), protocol, externalPort);
        }

        /// <summary>
        /// Finds the mapping of a LAN host's port, or makes one, without a flow yet. The external port is the source's own where
        /// it lies in the range and is free, else random (RFC 6056 §3.3.1, RFC 7857 §9). ICMP identifiers have no privileged part.
        /// </summary>
        /// <returns>The mapping, or <see cref="FlowRow.None"/> when no port or row is free.</returns>
        public int FindOrAdd(int protocol, uint lanAddress, int lanPort)
        {
            int[] rows = _rows;
            int internalBucket = (int)FlowHash.Of(_seed, lanAddress, (uint)lanPort, (uint)protocol) & _mask;
            int mapping = _internalBuckets[internalBucket];
            while (mapping != FlowRow.None)
            {
                int row = mapping * Ints;
                if (rows[row + LanAddress] == (int)lanAddress
                    && ((rows[row + Ports] >> 16) & FlowRow.LowHalf) == lanPort
                    && (rows[row + State] & ProtocolMask) == protocol)
                {
                    return mapping;
                }

                mapping = (rows[row + Chains] >> 16) & FlowRow.LowHalf;
            }

            return AddAnyPort(protocol, lanAddress, lanPort, internalBucket);
        }

        /// <summary>Makes a port forward's mapping.</summary>
        /// <returns>False when its port or LAN port has a mapping already, or no row is free.</returns>
        public bool AddForward(PortForward forward)
        {
            int externalBucket = ExternalBucket(forward.Protocol, forward.ExternalPort);
            int internalBucket = InternalBucket(forward.Protocol, forward.LanAddress, forward.LanPort);
            return FindExternal(externalBucket, forward.Protocol, forward.ExternalPort) == FlowRow.None
                && FindInternal(forward.Protocol, forward.LanAddress, forward.LanPort) == FlowRow.None
                && Insert(
                    forward.Protocol,
                    forward.LanAddress,
                    forward.LanPort,
                    forward.ExternalPort,
                    IsForwardBit,
                    internalBucket,
                    externalBucket) != FlowRow.None;
        }

        /// <summary>Ends a port forward; flows that still hold the mapping keep it.</summary>
        public void RemoveForward(int mapping)
        {
            if (mapping != FlowRow.None)
            {
                _rows[(mapping * Ints) + State] &= ~IsForwardBit;
                RemoveIfUnused(mapping);
            }
        }

        /// <summary>The LAN host of a mapping.</summary>
        public uint LanAddressOf(int mapping)
        {
            return (uint)_rows[(mapping * Ints) + LanAddress];
        }

        /// <summary>The LAN host's port of a mapping.</summary>
        public int LanPortOf(int mapping)
        {
            return (_rows[(mapping * Ints) + Ports] >> 16) & FlowRow.LowHalf;
        }

        /// <summary>The external port of a mapping.</summary>
        public int ExternalPortOf(int mapping)
        {
            return _rows[(mapping * Ints) + Ports] & FlowRow.LowHalf;
        }

        /// <summary>Tells whether a mapping is a port forward's, open to everybody.</summary>
        public bool IsForward(int mapping)
        {
            return (_rows[(mapping * Ints) + State] & IsForwardBit) != 0;
        }

        /// <summary>A flow more.</summary>
        public void AddFlow(int mapping)
        {
            _rows[(mapping * Ints) + State] += FlowOne;
        }

        /// <summary>A flow less; with its last flow a mapping goes, unless it is a forward's.</summary>
        public void RemoveFlow(int mapping)
        {
            _rows[(mapping * Ints) + State] -= FlowOne;
            RemoveIfUnused(mapping);
        }

        /// <summary>Forgets a mapping that has no flow and is no forward's.</summary>
        public void RemoveIfUnused(int mapping)
        {
            int row = mapping * Ints;
            int state = _rows[row + State];
            if (((state >> 16) & FlowRow.LowHalf) != 0 || (state & IsForwardBit) != 0)
            {
                return;
            }

            int protocol = state & ProtocolMask;
            int links = _rows[row + Chains];
            Unlink(_internalBuckets, InternalBucket(protocol, LanAddressOf(mapping), LanPortOf(mapping)), mapping, 16, (links >> 16) & FlowRow.LowHalf);
            Unlink(_externalBuckets, ExternalBucket(protocol, ExternalPortOf(mapping)), mapping, 0, links & FlowRow.LowHalf);
            _rows[row + State] = 0;
            _rows[row + Chains] = _free;
            _free = mapping;
        }

        private int AddAnyPort(int protocol, uint lanAddress, int lanPort, int internalBucket)
        {
            bool isPrivileged = lanPort < PortRange.FirstUnprivileged && protocol != IpProtocol.Icmp;
            int first = isPrivileged ? PortRange.PrivilegedFirst : PortRange.First;
            int last = isPrivileged ? PortRange.PrivilegedLast : PortRange.Last;
            int port = lanPort;
            int tries = 0;
            if (port < first || port > last)
            {
                port = RandomPort(first, last);
                tries++;
            }

            for (; tries <= RandomTries + last - first; tries++)
            {
                int externalBucket = (int)FlowHash.Of(_seed, (uint)port, (uint)protocol, 0) & _mask;
                if (FindExternal(externalBucket, protocol, port) == FlowRow.None)
                {
                    return Insert(protocol, lanAddress, lanPort, port, 0, internalBucket, externalBucket);
                }

                if (tries < RandomTries)
                {
                    port = RandomPort(first, last);
                }
                else
                {
                    port = port == last ? first : port + 1;
                }
            }

            return FlowRow.None;
        }

        private int RandomPort(int first, int last)
        {
            return first + (int)(_random.NextUInt32() % (uint)(last - first + 1));
        }

        private bool IsOf(int mapping, int protocol, uint lanAddress, int lanPort)
        {
            return LanAddressOf(mapping) == lanAddress
                && LanPortOf(mapping) == lanPort
                && (_rows[(mapping * Ints) + State] & ProtocolMask) == protocol;
        }

        private int FindExternal(int bucket, int protocol, int externalPort)
        {
            int[] rows = _rows;
            int mapping = _externalBuckets[bucket];
            while (mapping != FlowRow.None)
            {
                int row = mapping * Ints;
                if ((rows[row + Ports] & FlowRow.LowHalf) == externalPort && (rows[row + State] & ProtocolMask) == protocol)
                {
                    break;
                }

                mapping = rows[row + Chains] & FlowRow.LowHalf;
            }

            return mapping;
        }

        private int Insert(int protocol, uint lanAddress, int lanPort, int externalPort, int flags, int internalBucket, int externalBucket)
        {
            int mapping = _free;
            if (mapping == FlowRow.None)
            {
                return mapping;
            }

            int[] rows = _rows;
            int row = mapping * Ints;
            _free = rows[row + Chains];
            rows[row + LanAddress] = (int)lanAddress;
            rows[row + Ports] = (lanPort << 16) | externalPort;
            rows[row + State] = protocol | flags;
            rows[row + Chains] = (_internalBuckets[internalBucket] << 16) | _externalBuckets[externalBucket];
            _internalBuckets[internalBucket] = (ushort)mapping;
            _externalBuckets[externalBucket] = (ushort)mapping;
            return mapping;
        }

        private void Unlink(ushort[] buckets, int bucket, int mapping, int shift, int next)
        {
            int current = buckets[bucket];
            if (current == mapping)
            {
                buckets[bucket] = (ushort)next;
                return;
            }

            while (((_rows[(current * Ints) + Chains] >> shift) & FlowRow.LowHalf) != mapping)
            {
                current = (_rows[(current * Ints) + Chains] >> shift) & FlowRow.LowHalf;
            }

            int chains = (current * Ints) + Chains;
            _rows[chains] = (_rows[chains] & ~(FlowRow.LowHalf << shift)) | (next << shift);
        }

        private int InternalBucket(int protocol, uint lanAddress, int lanPort)
        {
            return (int)FlowHash.Of(_seed, lanAddress, (uint)lanPort, (uint)protocol) & _mask;
        }

        private int ExternalBucket(int protocol, int externalPort)
        {
            return (int)FlowHash.Of(_seed, (uint)externalPort, (uint)protocol, 0) & _mask;
        }
    }
}
