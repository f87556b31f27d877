using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// Hands flows to the board's flow cache and takes their activity back (house.md, "Fast path and slow path"). A board
    /// without a cache gives null: then nothing is ever handed over.
    /// </summary>
    internal sealed class FlowOffloading
    {
        // Ours: 16 records a reading keep the array small; a tick reads at most as often as the table has flows.
        private const int RecordsPerRead = 16;

        private readonly IFlowOffload _cache;
        private readonly NatCounters _counters;
        private readonly FlowCacheEntry _outbound = new FlowCacheEntry();
        private readonly FlowCacheEntry _inbound = new FlowCacheEntry();
        private readonly int[] _final = new int[FlowActivity.RecordInts];
        private readonly int[] _activity = new int[FlowActivity.RecordInts * RecordsPerRead];

        /// <summary>Makes it for a cache, or for none.</summary>
        public FlowOffloading(IFlowOffload cache, NatCounters counters)
        {
            _cache = cache;
            _counters = counters;
        }

        /// <summary>Whether the board has a cache.</summary>
        public bool IsPresent
        {
            get { return _cache != null; }
        }

        /// <summary>Tells whether a flow is ripe: TCP after SYN-ACK and before its end, UDP after the first answer; no hairpin.</summary>
        public static bool IsRipe(int protocol, int state)
        {
            if ((state & (FlowBits.Offloaded | FlowBits.Hairpin)) != 0)
            {
                return false;
            }

            switch (protocol)
            {
                case IpProtocol.Tcp:
                    return (state & FlowBits.BothSyn) == FlowBits.BothSyn
                        && (state & FlowBits.BothFin) != FlowBits.BothFin
                        && (state & FlowBits.Reset) == 0;
                case IpProtocol.Udp:
                    return (state & FlowBits.Answered) != 0;
                default:
                    return false;
            }
        }

        /// <summary>Tells whether an installed TCP flow must leave the cache: after both FINs or an RST.</summary>
        public static bool IsOver(int state)
        {
            return (state & FlowBits.Reset) != 0 || (state & FlowBits.BothFin) == FlowBits.BothFin;
        }

        /// <summary>Hands a ripe flow over.</summary>
        /// <param name="table">The flow table.</param>
        /// <param name="flow">The flow.</param>
        /// <param name="wanAddress">Our WAN address.</param>
        public void Install(FlowTable table, int flow, uint wanAddress)
        {
            int[] rows = table.Rows;
            int row = flow * FlowRow.Ints;
            int external = rows[row + FlowRow.External];
            int protocol = external & FlowRow.ProtocolMask;
            int externalPort = (external >> 16) & FlowRow.LowHalf;
            int lanPort = (rows[row + FlowRow.Ports] >> 16) & FlowRow.LowHalf;
            int remotePort = rows[row + FlowRow.Ports] & FlowRow.LowHalf;
            uint lanAddress = (uint)rows[row + FlowRow.LanAddress];
            uint remoteAddress = (uint)rows[row + FlowRow.RemoteAddress];
            int addressDelta = rows[row + FlowRow.Deltas] & FlowRow.LowHalf;
            int transportDelta = (rows[row + FlowRow.Deltas] >> 16) & FlowRow.LowHalf;

            FlowCacheEntry entry = _outbound;
            entry.InputSide = Side.Lan;
            entry.OutputSide = Side.Wan;
            entry.SourceAddress = lanAddress;
            entry.SourcePort = lanPort;
            entry.DestinationAddress = remoteAddress;
            entry.DestinationPort = remotePort;
            entry.NewSourceAddress = wanAddress;
            entry.NewSourcePort = externalPort;
            entry.NewDestinationAddress = remoteAddress;
            entry.NewDestinationPort = remotePort;
            entry.Ipv4ChecksumDelta = InternetChecksum.Fold(addressDelta + Ipv4Header.TimeToLiveStepDelta);
            entry.TransportChecksumDelta = transportDelta;
            SetCommon(entry, rows, flow, protocol);

            // The way back is the same, turned round; its deltas are the ones' complement negatives.
            _inbound.InputSide = entry.OutputSide;
            _inbound.OutputSide = entry.InputSide;
            _inbound.SourceAddress = entry.NewDestinationAddress;
            _inbound.SourcePort = entry.NewDestinationPort;
            _inbound.DestinationAddress = entry.NewSourceAddress;
            _inbound.DestinationPort = entry.NewSourcePort;
            _inbound.NewSourceAddress = entry.DestinationAddress;
            _inbound.NewSourcePort = entry.DestinationPort;
            _inbound.NewDestinationAddress = entry.SourceAddress;
            _inbound.NewDestinationPort = entry.SourcePort;
            _inbound.Ipv4ChecksumDelta = InternetChecksum.Fold((~addressDelta & FlowRow.LowHalf) + Ipv4Header.TimeToLiveStepDelta);
            _inbound.TransportChecksumDelta = ~transportDelta & FlowRow.LowHalf;
            SetCommon(_inbound, rows, flow, protocol);

            if (_cache.Install(_outbound, _inbound))
            {
                rows[row + FlowRow.State] |= FlowBits.Offloaded;
                _counters.Offloaded++;
            }
            else
            {
                _counters.OffloadRefused++;
            }
        }

        /// <summary>Takes a flow back, with what passed since the last reading.</summary>
        public void Remove(FlowTable table, int flow)
        {
            int row = flow * FlowRow.Ints;
            table.Rows[row + FlowRow.State] &= ~FlowBits.Offloaded;
            if (_cache.Remove(flow, table.Rows[row + FlowRow.Generation], _final))
            {
                Count(table.Counts, flow, _final, 0);
            }
        }

        /// <summary>Reads what the cache forwarded since the last time: counts it, and keeps those flows alive.</summary>
        /// <param name="table">The flow table.</param>
        /// <param name="nowMs">Monotonic milliseconds.</param>
        public void ReadActivity(FlowTable table, long nowMs)
        {
            if (_cache == null)
            {
                return;
            }

            // Bounded: a cache that never ends must not hold the engine.
            for (int left = table.Capacity; left > 0; left -= RecordsPerRead)
            {
                int records = _cache.ReadActivity(_activity);
                for (int i = 0; i < records && i < RecordsPerRead; i++)
                {
                    Take(table, _activity, i * FlowActivity.RecordInts, nowMs);
                }

                if (records == 0)
                {
                    return;
                }
            }
        }

        private void Take(FlowTable table, int[] activity, int record, long nowMs)
        {
            int flow = activity[record + FlowActivity.Flow];
            if (flow < 0 || flow >= table.Capacity)
            {
                return;
            }

            int[] rows = table.Rows;
            int row = flow * FlowRow.Ints;
            int state = rows[row + FlowRow.State];
            if (!table.IsLiving(flow)
                || rows[row + FlowRow.Generation] != activity[record + FlowActivity.Generation]
                || (state & FlowBits.Offloaded) == 0)
            {
                return;
            }

            Count(table.Counts, flow, activity, record);
            bool isOpenedInbound = (state & FlowBits.OpenedInbound) != 0;
            int openerPackets = activity[record + (isOpenedInbound ? FlowActivity.InboundPackets : FlowActivity.OutboundPackets)];
            if ((rows[row + FlowRow.External] & FlowRow.ProtocolMask) == IpProtocol.Tcp && openerPackets != 0)
            {
                // The opener's activity after SYN-ACK passed in the cache.
                state = (state | FlowBits.Established) & ~FlowBits.Unsettled;
                table.SetState(flow, state, TcpTracker.QueueOf(state));
            }

            int seenS = (int)((nowMs - (uint)activity[record + FlowActivity.IdleMs]) / 1000);
            if (seenS > rows[row + FlowRow.LastSeenS])
            {
                table.Touch(flow, seenS);
            }
        }

        private void Count(long[] counts, int flow, int[] activity, int record)
        {
            // Unsigned: a difference may have its highest bit set.
            long outboundPackets = (uint)activity[record + FlowActivity.OutboundPackets];
            long outboundBytes = (uint)activity[record + FlowActivity.OutboundBytes];
            long inboundPackets = (uint)activity[record + FlowActivity.InboundPackets];
            long inboundBytes = (uint)activity[record + FlowActivity.InboundBytes];
            int count = flow * FlowCounts.Longs;
            counts[count + FlowCounts.OutboundPackets] += outboundPackets;
            counts[count + FlowCounts.OutboundBytes] += outboundBytes;
            counts[count + FlowCounts.InboundPackets] += inboundPackets;
            counts[count + FlowCounts.InboundBytes] += inboundBytes;
            _counters.OffloadedPackets += outboundPackets + inboundPackets;
            _counters.OffloadedBytes += outboundBytes + inboundBytes;
            _counters.OffloadedOutboundPackets += outboundPackets;
            _counters.OffloadedOutboundBytes += outboundBytes;
        }

        private static void SetCommon(FlowCacheEntry entry, int[] rows, int flow, int protocol)
        {
            entry.Flow = flow;
            entry.Generation = rows[(flow * FlowRow.Ints) + FlowRow.Generation];
            entry.Protocol = protocol;
            var verdict = (Policy.Verdict)(rows[(flow * FlowRow.Ints) + FlowRow.State] >> FlowRow.VerdictShift);
            entry.IsPort25Allowed = verdict != Policy.Verdict.NotConcerned && Policy.Op25bPolicy.Allows(verdict);
        }
    }
}
