using System;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// The flows: rows (<see cref="FlowRow"/>) found by two hashes, one a direction, and linked in the queue of their timeout
    /// and in the list of their LAN host, longest idle first. Every operation but <see cref="Read"/> takes the same time whatever
    /// the number of flows.
    /// </summary>
    internal sealed class FlowTable
    {
        /// <summary>Living flows; written here alone.</summary>
        public int Count;

        private readonly int _capacity;
        private readonly int _mask;
        private readonly uint _seed;
        private readonly int[] _rows;
        private readonly long[] _counts;
        private readonly int[] _hostRows;
        private readonly ushort[] _outboundBuckets;
        private readonly ushort[] _inboundBuckets;
        private readonly int[] _queueEnds = new int[FlowQueue.Count];
        private readonly int[] _timeouts = FlowQueue.MakeTimeouts();
        private readonly FlowOffloading _offloading;
        private readonly MappingTable _mappings;
        private readonly HostTable _hosts;
        private int _free;

        /// <summary>Makes an empty table.</summary>
        /// <param name="capacity">Flows in all.</param>
        /// <param name="random">For the hash seeds.</param>
        /// <param name="offloading">Is told of flows that end.</param>
        /// <param name="mappings">The mappings that flows hold.</param>
        /// <param name="hosts">The hosts that flows belong to.</param>
        public FlowTable(int capacity, IRandom random, FlowOffloading offloading, MappingTable mappings, HostTable hosts)
        {
            _capacity = capacity;
            _seed = random.NextUInt32();
            _offloading = offloading;
            _mappings = mappings;
            _hosts = hosts;
            _hostRows = hosts.Rows;
            int buckets = FlowHash.BucketsFor(capacity);
            _mask = buckets - 1;
            _rows = new int[capacity * FlowRow.Ints];
            _counts = new long[capacity * FlowCounts.Longs];
            _outboundBuckets = new ushort[buckets];
            _inboundBuckets = new ushort[buckets];
            for (int i = 0; i < buckets; i++)
            {
                _outboundBuckets[i] = FlowRow.None;
                _inboundBuckets[i] = FlowRow.None;
            }

            for (int i = 0; i < FlowQueue.Count; i++)
            {
                _queueEnds[i] = FlowList.Empty;
            }

            for (int flow = 0; flow < capacity; flow++)
            {
                _rows[(flow * FlowRow.Ints) + FlowRow.Chains] = flow + 1 < capacity ? flow + 1 : FlowRow.None;
            }
        }

        /// <summary>The rows; for the firmware's own rooms, whose hot paths a call a field would slow.</summary>
        public int[] Rows
        {
            get { return _rows; }
        }

        /// <summary>What the flows count (<see cref="FlowCounts"/>); likewise.</summary>
        public long[] Counts
        {
            get { return _counts; }
        }

        /// <summary>The mappings.</summary>
        public MappingTable Mappings
        {
            get { return _mappings; }
        }

        /// <summary>The LAN hosts.</summary>
        public HostTable Hosts
        {
            get { return _hosts; }
        }

        /// <summary>Flows in all that fit.</summary>
        public int Capacity
        {
            get { return _capacity; }
        }


        /// <summary>Finds the flow of a packet from the LAN, or <see cref="FlowRow.None"/>.</summary>
        /// <param name="protocol">The IP protocol.</param>
        /// <param name="lanAddress">Source address.</param>
        /// <param name="remoteAddress">Destination address.</param>
        /// <param name="ports">Source port above destination port.</param>
        public int FindOutbound(int protocol, uint lanAddress, uint remoteAddress, int ports)
        {
            int[] rows = _rows;
            int flow = _outboundBuckets[(int)FlowHash.Of(_seed ^ (uint)protocol, lanAddress, remoteAddress, (uint)ports) & _mask];
            while (flow != FlowRow.None)
            {
                int row = flow * FlowRow.Ints;
                if (rows[row + FlowRow.Ports] == ports
                    && rows[row + FlowRow.LanAddress] == (int)lanAddress
                    && rows[row + FlowRow.RemoteAddress] == (int)remoteAddress
                    && (rows[row + FlowRow.External] & FlowRow.ProtocolMask) == protocol)
                {
                    break;
                }

                flow = (rows[row + FlowRow.Chains] >> 16) & FlowRow.LowHalf;
            }

            return flow;
        }

        /// <summary>Finds the flow of a packet from the WAN, or <see cref="FlowRow.None"/>.</summary>
        /// <param name="protocol">The IP protocol.</param>
        /// <param name="remoteAddress">Source address.</param>
        /// <param name="ports">Source port above destination port.</param>
        public int FindInbound(int protocol, uint remoteAddress, int ports)
        {
            int[] rows = _rows;
            int external = (ports << 16) | protocol;
            int remotePort = (ports >> 16) & FlowRow.LowHalf;
            int flow = _inboundBuckets[(int)FlowHash.Of(_seed, remoteAddress, (uint)remotePort, (uint)external) & _mask];
            while (flow != FlowRow.None)
            {
                int row = flow * FlowRow.Ints;
                if (rows[row + FlowRow.External] == external
                    && rows[row + FlowRow.RemoteAddress] == (int)remoteAddress
                    && (rows[row + FlowRow.Ports] & FlowRow.LowHalf) == remotePort)
                {
                    break;
                }

                flow = rows[row + FlowRow.Chains] & FlowRow.LowHalf;
            }

            return flow;
        }

        /// <summary>Adds a flow. There is room (<see cref="FlowAdmission"/> made it), and the host has a row.</summary>
        /// <param name="external">External port above protocol.</param>
        /// <param name="lanAddress">The LAN host.</param>
        /// <param name="remoteAddress">The outside host.</param>
        /// <param name="ports">LAN port above the outside host's.</param>
        /// <param name="owners">Mapping above host.</param>
        /// <param name="state">Bits, verdict and queue.</param>
        /// <param name="deltas">Checksum deltas of the outbound direction.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <returns>The flow.</returns>
        public int Add(int external, uint lanAddress, uint remoteAddress, int ports, int owners, int state, int deltas, int nowS)
        {
            int[] rows = _rows;
            int flow = _free;
            int row = flow * FlowRow.Ints;
            _free = rows[row + FlowRow.Chains];
            rows[row + FlowRow.LanAddress] = (int)lanAddress;
            rows[row + FlowRow.RemoteAddress] = (int)remoteAddress;
            rows[row + FlowRow.Ports] = ports;
            rows[row + FlowRow.External] = external;
            rows[row + FlowRow.State] = state | FlowBits.Unsettled;
            rows[row + FlowRow.FirstSeenS] = nowS;
            rows[row + FlowRow.LastSeenS] = nowS;
            rows[row + FlowRow.Deltas] = deltas;
            Array.Clear(_counts, flow * FlowCounts.Longs, FlowCounts.Longs);
            rows[row + FlowRow.Owners] = owners;
            rows[row + FlowRow.Generation]++;

            uint protocol = (uint)(external & FlowRow.ProtocolMask);
            int outbound = (int)FlowHash.Of(_seed ^ protocol, lanAddress, remoteAddress, (uint)ports) & _mask;
            int inbound = (int)FlowHash.Of(_seed, remoteAddress, (uint)(ports & FlowRow.LowHalf), (uint)external) & _mask;
            rows[row + FlowRow.Chains] = (_outboundBuckets[outbound] << 16) | _inboundBuckets[inbound];
            _outboundBuckets[outbound] = (ushort)flow;
            _inboundBuckets[inbound] = (ushort)flow;

            _mappings.AddFlow((owners >> 16) & FlowRow.LowHalf);
            _hostRows[((owners & FlowRow.LowHalf) * HostTable.Ints) + HostTable.FlowCount]++;
            Link(flow, state & FlowBits.QueueMask);
            Count++;
            return flow;
        }

        /// <summary>Ends a flow: in the cache, in its queue and its host's list, its mapping if that was the last one.</summary>
        public void Remove(int flow)
        {
            int[] rows = _rows;
            int row = flow * FlowRow.Ints;
            if ((rows[row + FlowRow.State] & FlowBits.Offloaded) != 0)
            {
                _offloading.Remove(this, flow);
            }

            Unlink(flow);
            int chains = rows[row + FlowRow.Chains];
            int ports = rows[row + FlowRow.Ports];
            int external = rows[row + FlowRow.External];
            uint remoteAddress = (uint)rows[row + FlowRow.RemoteAddress];
            uint protocol = (uint)(external & FlowRow.ProtocolMask);
            uint outbound = FlowHash.Of(_seed ^ protocol, (uint)rows[row + FlowRow.LanAddress], remoteAddress, (uint)ports);
            uint inbound = FlowHash.Of(_seed, remoteAddress, (uint)(ports & FlowRow.LowHalf), (uint)external);
            Unchain(_outboundBuckets, (int)outbound & _mask, flow, 16, (chains >> 16) & FlowRow.LowHalf);
            Unchain(_inboundBuckets, (int)inbound & _mask, flow, 0, chains & FlowRow.LowHalf);

            int owners = rows[row + FlowRow.Owners];
            int host = owners & FlowRow.LowHalf;
            rows[row + FlowRow.External] = 0;
            rows[row + FlowRow.Chains] = _free;
            _free = flow;
            Count--;
            _mappings.RemoveFlow((owners >> 16) & FlowRow.LowHalf);
            if (--_hostRows[(host * HostTable.Ints) + HostTable.FlowCount] == 0)
            {
                _hosts.Remove(host);
            }
        }

        /// <summary>A packet passed: the flow is now the youngest of its queue.</summary>
        public void Touch(int flow, int nowS)
        {
            _rows[(flow * FlowRow.Ints) + FlowRow.LastSeenS] = nowS;
            Unlink(flow);
            Link(flow, _rows[(flow * FlowRow.Ints) + FlowRow.State] & FlowBits.QueueMask);
        }

        /// <summary>Gives a flow new bits and another queue.</summary>
        /// <param name="flow">The flow.</param>
        /// <param name="state">Bits and verdict; the queue in it does not count.</param>
        /// <param name="queue">The queue.</param>
        public void SetState(int flow, int state, int queue)
        {
            int place = (flow * FlowRow.Ints) + FlowRow.State;
            if ((_rows[place] & FlowBits.QueueMask) == queue)
            {
                _rows[place] = (state & ~FlowBits.QueueMask) | queue;
                return;
            }

            Unlink(flow);
            _rows[place] = (state & ~FlowBits.QueueMask) | queue;
            Link(flow, queue);
        }

        /// <summary>Tells whether a flow's time is over. More than the timeout in whole seconds: never earlier than it says.</summary>
        public bool IsExpired(int flow, int nowS)
        {
            int row = flow * FlowRow.Ints;
            return nowS - _rows[row + FlowRow.LastSeenS] > _timeouts[_rows[row + FlowRow.State] & FlowBits.QueueMask];
        }

        /// <summary>The longest idle flow of a queue, or <see cref="FlowRow.None"/>.</summary>
        public int Oldest(int queue)
        {
            return FlowList.Head(_queueEnds, queue);
        }

        /// <summary>Tells whether a row holds a flow.</summary>
        public bool IsLiving(int flow)
        {
            return (_rows[(flow * FlowRow.Ints) + FlowRow.External] & FlowRow.ProtocolMask) != 0;
        }

        /// <summary>The mapping that a flow holds.</summary>
        public int MappingOf(int flow)
        {
            return (_rows[(flow * FlowRow.Ints) + FlowRow.Owners] >> 16) & FlowRow.LowHalf;
        }

        /// <summary>Ends all flows.</summary>
        public void Clear()
        {
            for (int flow = 0; flow < _capacity; flow++)
            {
                if (IsLiving(flow))
                {
                    Remove(flow);
                }
            }
        }

        /// <summary>Copies a flow.</summary>
        public void Read(int flow, int nowS, FlowSnapshot into)
        {
            int[] rows = _rows;
            int row = flow * FlowRow.Ints;
            int state = rows[row + FlowRow.State];
            into.Flow = flow;
            into.Protocol = rows[row + FlowRow.External] & FlowRow.ProtocolMask;
            into.LanAddress = (uint)rows[row + FlowRow.LanAddress];
            into.LanPort = (rows[row + FlowRow.Ports] >> 16) & FlowRow.LowHalf;
            into.RemoteAddress = (uint)rows[row + FlowRow.RemoteAddress];
            into.RemotePort = rows[row + FlowRow.Ports] & FlowRow.LowHalf;
            into.ExternalPort = (rows[row + FlowRow.External] >> 16) & FlowRow.LowHalf;
            into.State = StateOf(into.Protocol, state);
            into.Verdict = (Verdict)(state >> FlowRow.VerdictShift);
            into.IsOpenedInbound = (state & FlowBits.OpenedInbound) != 0;
            into.IsOffloaded = (state & FlowBits.Offloaded) != 0;
            into.OutboundPackets = _counts[(flow * FlowCounts.Longs) + FlowCounts.OutboundPackets];
            into.OutboundBytes = _counts[(flow * FlowCounts.Longs) + FlowCounts.OutboundBytes];
            into.InboundPackets = _counts[(flow * FlowCounts.Longs) + FlowCounts.InboundPackets];
            into.InboundBytes = _counts[(flow * FlowCounts.Longs) + FlowCounts.InboundBytes];
            into.FirstSeenS = rows[row + FlowRow.FirstSeenS];
            into.LastSeenS = rows[row + FlowRow.LastSeenS];
            into.TimeoutS = _timeouts[state & FlowBits.QueueMask] - (nowS - into.LastSeenS);
        }

        private static FlowState StateOf(int protocol, int state)
        {
            if (protocol != IpProtocol.Tcp)
            {
                return (state & FlowBits.Answered) != 0 ? FlowState.Answered : FlowState.Unanswered;
            }

            if ((state & FlowBits.Reset) != 0)
            {
                return FlowState.Reset;
            }

            switch (state & FlowBits.BothFin)
            {
                case FlowBits.BothFin:
                    return FlowState.Closing;
                case 0:
                    break;
                default:
                    return FlowState.FinSent;
            }

            if ((state & FlowBits.Established) != 0)
            {
                return FlowState.Established;
            }

            return (state & FlowBits.BothSyn) == FlowBits.BothSyn ? FlowState.SynReceived : FlowState.SynSent;
        }

        private void Link(int flow, int queue)
        {
            int[] rows = _rows;
            int list = ((rows[(flow * FlowRow.Ints) + FlowRow.Owners] & FlowRow.LowHalf) * HostTable.Ints)
                + (queue < FlowQueue.FirstSteady ? HostTable.Transitory : HostTable.Steady);
            FlowList.Append(rows, FlowRow.QueueLinks, _queueEnds, queue, flow);
            FlowList.Append(rows, FlowRow.HostLinks, _hostRows, list, flow);
        }

        private void Unlink(int flow)
        {
            int[] rows = _rows;
            int row = flow * FlowRow.Ints;
            int queue = rows[row + FlowRow.State] & FlowBits.QueueMask;
            int list = ((rows[row + FlowRow.Owners] & FlowRow.LowHalf) * HostTable.Ints)
                + (queue < FlowQueue.FirstSteady ? HostTable.Transitory : HostTable.Steady);
            FlowList.Remove(rows, FlowRow.QueueLinks, _queueEnds, queue, flow);
            FlowList.Remove(rows, FlowRow.HostLinks, _hostRows, list, flow);
        }

        private void Unchain(ushort[] buckets, int bucket, int flow, int shift, int next)
        {
            int current = buckets[bucket];
            if (current == flow)
            {
                buckets[bucket] = (ushort)next;
                return;
            }

            int place = (current * FlowRow.Ints) + FlowRow.Chains;
            while (((_rows[place] >> shift) & FlowRow.LowHalf) != flow)
            {
                place = (((_rows[place] >> shift) & FlowRow.LowHalf) * FlowRow.Ints) + FlowRow.Chains;
            }

            _rows[place] = (_rows[place] & ~(FlowRow.LowHalf << shift)) | (next << shift);
        }
    }
}
