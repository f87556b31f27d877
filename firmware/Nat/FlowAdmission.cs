using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// Makes flows, and room for them (nat.md, "Full tables"): expired flows go first; then opening, closing or unanswered
    /// ones, oldest first; then the longest idle established flow of the host with most flows, if idle for more than 4 minutes.
    /// A host at its quota gives up only its own. Else the new flow is refused.
    /// </summary>
    internal sealed class FlowAdmission
    {
        /// <summary>Ours: RFC 5382 REQ-5 (2 h 4 min) yields to a full table, but not for a flow that was just in use.</summary>
        public const int EvictEstablishedAfterS = 4 * 60;

        // Ours: expiry is spread, so that a thousand flows that end together do not hold up packets.
        private const int ExpireAtOnce = 16;

        /// <summary>The flow that <see cref="Open"/> made.</summary>
        public int Opened;

        /// <summary>Our WAN address; the engine sets it.</summary>
        public uint WanAddress;

        private readonly FlowTable _flows;
        private readonly MappingTable _mappings;
        private readonly HostTable _hosts;
        private readonly int[] _hostRows;
        private readonly NatCounters _counters;
        private readonly int _capacity;
        private readonly int _hostQuota;

        /// <summary>Makes it for a table.</summary>
        public FlowAdmission(FlowTable flows, NatCounters counters)
        {
            _flows = flows;
            _mappings = flows.Mappings;
            _hosts = flows.Hosts;
            _hostRows = flows.Hosts.Rows;
            _capacity = flows.Capacity;
            _counters = counters;
            _hostQuota = flows.Capacity > 1 ? flows.Capacity / 2 : 1;
        }

        /// <summary>Makes a flow for a LAN host's port, with a new mapping where it has none.</summary>
        /// <param name="protocol">The IP protocol.</param>
        /// <param name="lanAddress">The LAN host.</param>
        /// <param name="remoteAddress">The outside host.</param>
        /// <param name="ports">LAN port above the outside host's.</param>
        /// <param name="state">Bits, verdict and queue.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <returns>None when <see cref="Opened"/> is the new flow; else why there is none.</returns>
        public DropReason Open(int protocol, uint lanAddress, uint remoteAddress, int ports, int state, int nowS)
        {
            int host = _hosts.Find(lanAddress);
            if (_flows.Count >= _capacity
                || (host != FlowRow.None && _hostRows[(host * HostTable.Ints) + HostTable.FlowCount] >= _hostQuota))
            {
                DropReason refused = MakeRoom(lanAddress, nowS);
                if (refused != DropReason.None)
                {
                    _counters.TableFullDrops++;
                    return refused;
                }

                host = _hosts.Find(lanAddress);
            }

            // After making room: that may have ended the mapping or the host's row.
            int lanPort = (ports >> 16) & FlowRow.LowHalf;
            int mapping = _mappings.FindOrAdd(protocol, lanAddress, lanPort);
            if (mapping == FlowRow.None)
            {
                _counters.PortExhaustion++;
                return DropReason.PortsExhausted;
            }

            if (host == FlowRow.None)
            {
                host = _hosts.Add(lanAddress, InternetChecksum.AddressDelta(lanAddress, WanAddress));
                if (host == FlowRow.None)
                {
                    _mappings.RemoveIfUnused(mapping);
                    _counters.TableFullDrops++;
                    return DropReason.HostTableFull;
                }
            }

            int externalPort = _mappings.ExternalPortOf(mapping);
            int addressDelta = _hostRows[(host * HostTable.Ints) + HostTable.AddressDelta];
            int transportDelta = addressDelta;
            if (externalPort != lanPort || protocol == IpProtocol.Icmp)
            {
                transportDelta = Translation.TransportDelta(protocol, addressDelta, lanPort, externalPort);
            }

            int deltas = (transportDelta << 16) | addressDelta;
            int external = (externalPort << 16) | protocol;
            Opened = _flows.Add(external, lanAddress, remoteAddress, ports, (mapping << 16) | host, state, deltas, nowS);
            _counters.SessionsCreated++;
            return DropReason.None;
        }

        /// <summary>Ends flows whose time is over, a bounded number.</summary>
        /// <returns>Whether any ended.</returns>
        public bool Expire(int nowS)
        {
            int left = ExpireAtOnce;
            for (int queue = 0; queue < FlowQueue.Count; queue++)
            {
                int flow = _flows.Oldest(queue);
                while (flow != FlowRow.None && left > 0 && _flows.IsExpired(flow, nowS))
                {
                    _flows.Remove(flow);
                    _counters.Expired++;
                    left--;
                    flow = _flows.Oldest(queue);
                }
            }

            return left < ExpireAtOnce;
        }

        private DropReason MakeRoom(uint lanAddress, int nowS)
        {
            int host = _hosts.Find(lanAddress);
            if (IsAtQuota(host))
            {
                Expire(nowS);
                host = _hosts.Find(lanAddress);
                if (IsAtQuota(host) && !EvictTransitoryOf(host) && !EvictIdleOf(host, nowS))
                {
                    return DropReason.HostQuota;
                }
            }

            if (_flows.Count < _capacity || Expire(nowS) || EvictOldestTransitory())
            {
                return DropReason.None;
            }

            host = _hosts.FindLargest();
            return EvictIdleOf(host, nowS) ? DropReason.None : DropReason.TableFull;
        }

        private bool IsAtQuota(int host)
        {
            return host != FlowRow.None && _hostRows[(host * HostTable.Ints) + HostTable.FlowCount] >= _hostQuota;
        }

        private bool EvictTransitoryOf(int host)
        {
            return EvictTransitory(FlowList.Head(_hostRows, (host * HostTable.Ints) + HostTable.Transitory));
        }

        private bool EvictOldestTransitory()
        {
            int oldest = FlowRow.None;
            int oldestSeenS = 0;
            for (int queue = 0; queue < FlowQueue.FirstSteady; queue++)
            {
                int flow = _flows.Oldest(queue);
                if (flow == FlowRow.None)
                {
                    continue;
                }

                int seenS = _flows.Rows[(flow * FlowRow.Ints) + FlowRow.LastSeenS];
                if (oldest == FlowRow.None || seenS < oldestSeenS)
                {
                    oldest = flow;
                    oldestSeenS = seenS;
                }
            }

            return EvictTransitory(oldest);
        }

        private bool EvictTransitory(int flow)
        {
            if (flow == FlowRow.None)
            {
                return false;
            }

            _flows.Remove(flow);
            _counters.EvictedTransitory++;
            return true;
        }

        private bool EvictIdleOf(int host, int nowS)
        {
            if (host == FlowRow.None)
            {
                return false;
            }

            int flow = FlowList.Head(_hostRows, (host * HostTable.Ints) + HostTable.Steady);
            if (flow == FlowRow.None || nowS - _flows.Rows[(flow * FlowRow.Ints) + FlowRow.LastSeenS] <= EvictEstablishedAfterS)
            {
                return false;
            }

            _flows.Remove(flow);
            _counters.EvictedEstablished++;
            return true;
        }
    }
}
