using Gateway.Nat;

namespace Gateway.Tests.Support
{
    /// <summary>
    /// Two gateways that get the same packets at the same times, one with a flow cache in front and one without: both must send
    /// the same bytes in the same order, and count the same (house.md, "Fast path and slow path").
    /// </summary>
    public sealed class CacheComparison
    {
        private readonly RandomTraffic _traffic;
        private readonly TestGateway _plain;
        private readonly TestGateway _cached;
        private readonly ManagedFlowCache _cache;
        private readonly FlowSnapshot _flow = new FlowSnapshot();
        private readonly FlowSnapshot _other = new FlowSnapshot();

        /// <summary>Makes both, with tables that have room for all flows of the hosts' ports.</summary>
        public CacheComparison(uint seed, int maximumFlows, int hosts, int ports)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = maximumFlows;
            settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = 6, ExternalPort = 8080, LanAddress = TestGateway.HostA, LanPort = 80 },
            };
            _traffic = new RandomTraffic(seed, maximumFlows, hosts, ports);
            _plain = new TestGateway(settings, null);
            _cache = new ManagedFlowCache(maximumFlows);
            _cached = _cache.MakeGateway(settings);
        }

        /// <summary>Packets that the cache forwarded.</summary>
        public long Hits
        {
            get { return _cache.Hits; }
        }

        /// <summary>Flows that the cache was asked to take.</summary>
        public long Asked
        {
            get { return _cache.Asked; }
        }

        /// <summary>Sends a number of packets through both.</summary>
        /// <returns>The first difference in words, or "".</returns>
        public string Run(int packets)
        {
            for (int i = 0; i < packets; i++)
            {
                string wrong = Wait(_traffic.Below(100) == 0 ? 1000 * (1 + _traffic.Below(90)) : _traffic.Below(100));
                if (wrong.Length == 0)
                {
                    _traffic.Next(_plain.Engine);
                    _plain.Receive(_traffic.From, _traffic.Packet);
                    _cache.Receive(_cached, _traffic.From, _traffic.Packet);
                    wrong = CompareOutput();
                }

                if (wrong.Length > 0)
                {
                    return "packet " + i + " from " + (int)_traffic.From + ": " + Hex.Format(_traffic.Packet) + ": " + wrong;
                }
            }

            Tick();
            return CompareTables();
        }

        // A board ticks four times a second. What ends in this second ends before its first packet: else the cache would know
        // a flow until the tick, and the engine not.
        private string Wait(long ms)
        {
            long before = _plain.Clock.MonotonicMs;
            _plain.Clock.Advance(ms);
            _cached.Clock.Advance(ms);
            long now = _plain.Clock.MonotonicMs;
            return before / 1000 != now / 1000 || _traffic.Below(8) == 0 ? Tick() : "";
        }

        private string Tick()
        {
            _plain.Output.Clear();
            _cached.Output.Clear();
            int before;
            do
            {
                before = _plain.Engine.FlowCount + _cached.Engine.FlowCount;
                _plain.Engine.Tick();
                _cached.Engine.Tick();
            }
            while (_plain.Engine.FlowCount + _cached.Engine.FlowCount != before);

            return CompareOutput();
        }

        private string CompareOutput()
        {
            if (_plain.Output.Count != _cached.Output.Count)
            {
                return _plain.Output.Count + " packets without the cache and " + _cached.Output.Count + " with it";
            }

            for (int i = 0; i < _plain.Output.Count; i++)
            {
                string plain = (int)_plain.Output[i].To + " " + Hex.Format(_plain.Output[i].Bytes);
                string cached = (int)_cached.Output[i].To + " " + Hex.Format(_cached.Output[i].Bytes);
                if (plain != cached)
                {
                    return plain + " without the cache and " + cached + " with it";
                }
            }

            return "";
        }

        private string CompareTables()
        {
            if (_plain.Engine.FlowCount != _cached.Engine.FlowCount)
            {
                return _plain.Engine.FlowCount + " flows without the cache and " + _cached.Engine.FlowCount + " with it";
            }

            if (_plain.Engine.Traffic.Forwarded != _cached.Engine.Traffic.Forwarded + _cache.Hits)
            {
                return "forwarded " + _plain.Engine.Traffic.Forwarded + " without the cache and "
                    + (_cached.Engine.Traffic.Forwarded + _cache.Hits) + " with it";
            }

            int cursor = 0;
            while (_plain.Engine.ReadFlow(ref cursor, _flow))
            {
                string plain = Describe(_flow);
                string cached = Find() ? Describe(_other) : "nothing";
                if (plain != cached)
                {
                    return plain + " without the cache and " + cached + " with it";
                }
            }

            return "";
        }

        private bool Find()
        {
            int cursor = 0;
            while (_cached.Engine.ReadFlow(ref cursor, _other))
            {
                if (_other.Protocol == _flow.Protocol
                    && _other.LanAddress == _flow.LanAddress
                    && _other.LanPort == _flow.LanPort
                    && _other.RemoteAddress == _flow.RemoteAddress
                    && _other.RemotePort == _flow.RemotePort)
                {
                    return true;
                }
            }

            return false;
        }

        private static string Describe(FlowSnapshot flow)
        {
            return TableWalk.Describe(flow) + " state " + (int)flow.State + " out " + flow.OutboundPackets + "/" + flow.OutboundBytes + " in "
                + flow.InboundPackets + "/" + flow.InboundBytes + " seen " + flow.FirstSeenS + "-" + flow.LastSeenS + " for " + flow.TimeoutS;
        }
    }
}
