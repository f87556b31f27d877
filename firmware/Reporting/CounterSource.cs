using Gateway.Dns;
using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;

namespace Gateway.Reporting
{
    /// <summary>
    /// Reads every counter where it is kept: the engine, the resolver, the page's server, the board, the reports. It has
    /// none of its own, and of what the engine knows it reads numbers only: no address, no name.
    /// </summary>
    public sealed class CounterSource
    {
        private readonly Engine _engine;
        private readonly DnsCounters _names;
        private readonly IPlatformClock _clock;
        private readonly PageCounters _page;

        /// <summary>Makes it.</summary>
        /// <param name="engine">The engine.</param>
        /// <param name="names">What the resolver did.</param>
        /// <param name="clock">The board's time.</param>
        /// <param name="page">What the page's server did.</param>
        /// <param name="board">What the board counts.</param>
        public CounterSource(Engine engine, DnsCounters names, IPlatformClock clock, PageCounters page, BoardCounters board)
        {
            _engine = engine;
            _names = names;
            _clock = clock;
            _page = page;
            Board = board;
            Reports = new ReportCounters();
        }

        /// <summary>What the board counts.</summary>
        public BoardCounters Board { get; }

        /// <summary>What became of the reports.</summary>
        public ReportCounters Reports { get; }

        /// <summary>Monotonic milliseconds.</summary>
        internal long NowMs
        {
            get { return _clock.MonotonicMs; }
        }

        /// <summary>Reads all as they are, totals since this start. Under the engine's lock.</summary>
        /// <param name="into">Takes them, in the order of <see cref="Counter"/>: <see cref="CounterCatalog.Count"/> numbers.</param>
        public void Read(long[] into)
        {
            into[(int)Counter.BootCount] = CounterCatalog.Unmeasured; // CounterTotals has it
            ReadInterfaces(into);
            ReadPolicy(into);
            ReadTable(into);
            ReadEngine(into);
            into[(int)Counter.MemoryTotal] = Board.MemoryTotalKib;
            into[(int)Counter.MemoryFree] = Board.MemoryFreeKib;
            into[(int)Counter.SettingsErrors] = Board.SettingsErrors;
            into[(int)Counter.RelayResolveFailures] = _names.FailedRelayLookups;
            into[(int)Counter.NoticePageViews] = _page.NoticePageViews;
            into[(int)Counter.PageRequests] = _page.Requests;
            into[(int)Counter.PageRefused] = _page.Refused;
            into[(int)Counter.PageEvicted] = _page.Evicted;
            into[(int)Counter.ReportsTaken] = Reports.Taken;
            into[(int)Counter.ReportsAccepted] = Reports.Accepted;
            into[(int)Counter.ReportsDropped] = Reports.Dropped;
            into[(int)Counter.ReportsWaiting] = Reports.Waiting;
            into[(int)Counter.ReportStorageFailures] = Reports.StorageFailures;
        }

        // What the engine passed, and what the flow cache did without it.
        private void ReadInterfaces(long[] into)
        {
            TrafficCounters traffic = _engine.Traffic;
            NatCounters nat = _engine.Nat;
            long outboundPackets = nat.OffloadedOutboundPackets;
            long outboundBytes = nat.OffloadedOutboundBytes;
            long inboundPackets = nat.OffloadedPackets - outboundPackets;
            long inboundBytes = nat.OffloadedBytes - outboundBytes;
            into[(int)Counter.WanBytesSent] = traffic.WanBytesSent + outboundBytes;
            into[(int)Counter.WanBytesReceived] = traffic.WanBytesReceived + inboundBytes;
            into[(int)Counter.WanPacketsSent] = traffic.WanPacketsSent + outboundPackets;
            into[(int)Counter.WanPacketsReceived] = traffic.WanPacketsReceived + inboundPackets;
            into[(int)Counter.WanDiscardPacketsReceived] = traffic.WanPacketsDropped;
            into[(int)Counter.WanDiscardPacketsSent] = Board.WanPacketsLost;
            into[(int)Counter.LanBytesSent] = traffic.LanBytesSent + inboundBytes;
            into[(int)Counter.LanBytesReceived] = traffic.LanBytesReceived + outboundBytes;
            into[(int)Counter.LanPacketsSent] = traffic.LanPacketsSent + inboundPackets;
            into[(int)Counter.LanPacketsReceived] = traffic.LanPacketsReceived + outboundPackets;
            into[(int)Counter.LanDiscardPacketsReceived] = traffic.LanPacketsDropped;
            into[(int)Counter.LanDiscardPacketsSent] = Board.LanPacketsLost;
        }

        private void ReadPolicy(long[] into)
        {
            Engine engine = _engine;
            Op25bCounters op25b = engine.Op25b;
            DropCounters drops = engine.Drops;
            into[(int)Counter.Mode] = (int)engine.Mode;
            into[(int)Counter.InForce] = engine.Mode == Op25bMode.Enforce && engine.IsEffective ? 1 : 0;
            into[(int)Counter.RelayNumberOfEntries] = engine.RelayCount;
            into[(int)Counter.AllowedConnections] = op25b.AllowedConnections;
            into[(int)Counter.RedirectedConnections] = op25b.RedirectedConnections;
            into[(int)Counter.RejectedConnections] = op25b.RejectedConnections;
            into[(int)Counter.WouldBlockConnections] = op25b.WouldBlockConnections;
            into[(int)Counter.BlockedPackets] = op25b.BlockedPackets;
            into[(int)Counter.BlockedPacketsIpv6] = op25b.BlockedPacketsIpv6;
            into[(int)Counter.InboundSourcePort25Dropped] = op25b.InboundSourcePort25Dropped;
            into[(int)Counter.InboundSourcePort25WouldDrop] = op25b.InboundSourcePort25WouldDrop;
            into[(int)Counter.HostPort25Dropped] = op25b.HostPort25Dropped;
            into[(int)Counter.FlowsCutByPolicy] = op25b.FlowsCutByPolicy;
            into[(int)Counter.SpoofedSourceDropped] = drops.Of(DropReason.SpoofedSource);
            into[(int)Counter.FragmentDropped] = drops.Of(DropReason.Fragment) + drops.Of(DropReason.FragmentEvasion)
                + drops.Of(DropReason.FragmentMalformed) + drops.Of(DropReason.FragmentOverlap)
                + drops.Of(DropReason.FragmentTableFull) + drops.Of(DropReason.FragmentTimeout);
            into[(int)Counter.DroppedPackets] = drops.Total;
            into[(int)Counter.AffectedHosts] = engine.AffectedHostCount;
            into[(int)Counter.NoticesDelivered] = op25b.NoticesDelivered;
        }

        private void ReadTable(long[] into)
        {
            Engine engine = _engine;
            NatCounters nat = engine.Nat;
            TrafficCounters traffic = engine.Traffic;
            into[(int)Counter.HostNumberOfEntries] = engine.HostCount;
            into[(int)Counter.ActiveSessions] = engine.FlowCount;
            into[(int)Counter.SessionsCreated] = nat.SessionsCreated;
            into[(int)Counter.TableFullDrops] = nat.TableFullDrops;
            into[(int)Counter.Evictions] = nat.EvictedTransitory + nat.EvictedEstablished;
            into[(int)Counter.PortExhaustion] = nat.PortExhaustion;
            into[(int)Counter.Expired] = nat.Expired;
            into[(int)Counter.EvictedTransitory] = nat.EvictedTransitory;
            into[(int)Counter.EvictedEstablished] = nat.EvictedEstablished;
            into[(int)Counter.Offloaded] = nat.Offloaded;
            into[(int)Counter.OffloadRefused] = nat.OffloadRefused;
            into[(int)Counter.OffloadedBytes] = nat.OffloadedBytes;
            into[(int)Counter.OffloadedOutboundPackets] = nat.OffloadedOutboundPackets;
            into[(int)Counter.OffloadedOutboundBytes] = nat.OffloadedOutboundBytes;
            bool hasCache = engine.HasFlowCache;
            into[(int)Counter.CacheHits] = hasCache ? nat.OffloadedPackets : CounterCatalog.Unmeasured;
            into[(int)Counter.CacheMisses] = hasCache ? traffic.LanPacketsReceived + traffic.WanPacketsReceived : CounterCatalog.Unmeasured;
            into[(int)Counter.CacheRingDrops] = Board.CacheRingDrops;
        }

        private void ReadEngine(long[] into)
        {
            TrafficCounters traffic = _engine.Traffic;
            into[(int)Counter.UpTime] = _engine.UptimeS;
            into[(int)Counter.LanPacketsForwarded] = traffic.LanPacketsForwarded;
            into[(int)Counter.LanPacketsOriginated] = traffic.LanPacketsOriginated;
            into[(int)Counter.WanPacketsOriginated] = traffic.WanPacketsOriginated;
            into[(int)Counter.WanFragmentsAdded] = traffic.WanFragmentsAdded;
            into[(int)Counter.HostPacketsReceived] = traffic.HostPacketsReceived;
            into[(int)Counter.ToHost] = traffic.ToHost;
            into[(int)Counter.Answered] = traffic.Answered;
            into[(int)Counter.IcmpErrorsSent] = traffic.IcmpErrorsSent;
            into[(int)Counter.IcmpErrorsWithheld] = traffic.IcmpErrorsWithheld;
            into[(int)Counter.FragmentsHeld] = traffic.FragmentsHeld;
        }
    }
}
