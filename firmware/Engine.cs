using System;
using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Smtp;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>
    /// Puts the firmware's parts together: one packet in, or one tick. Single-threaded: a board enters it under one lock, and
    /// never during I/O (house.md). After construction nothing here allocates but <see cref="Apply(EngineSettings)"/>.
    /// </summary>
    public sealed class Engine
    {
        /// <summary>The longest packet that the engine writes itself.</summary>
        private const int ReplyLength = IcmpError.MaximumLength > NoticeServer.MaximumReplyLength
            ? IcmpError.MaximumLength
            : NoticeServer.MaximumReplyLength;

        private readonly byte[] _reply = new byte[ReplyLength];
        private readonly Packet _packet = new Packet();
        private readonly NetworkAddresses _addresses = new NetworkAddresses();
        private readonly TrafficCounters _traffic = new TrafficCounters();
        private readonly PacketExit _exit;
        private readonly IPlatformClock _clock;
        private readonly EngineTime _time;
        private readonly FlowTable _flows;
        private readonly FlowAdmission _admission;
        private readonly FlowOffloading _offloading;
        private readonly FlowPath _path;
        private readonly InboundFilter _filter;
        private readonly FragmentInput _fragments;
        private readonly IcmpErrorTranslation _errors;
        private readonly PortForwarding _forwarding;
        private readonly Op25bPolicy _policy;
        private readonly NoticeServer _notice;
        private readonly AttemptLog _attempts = new AttemptLog();
        private readonly AffectedHosts _affected = new AffectedHosts();
        private readonly int _startedS;
        private readonly LanInput _lanInput;
        private readonly WanInput _wanInput;
        private readonly HostInput _hostInput;
        private bool _isEffective;
        private bool _isJudged;
        private Op25bMode _judgedMode;
        private int _inForceSinceS;

        /// <summary>Makes an engine; all tables are sized here.</summary>
        /// <param name="settings">What to do; not kept.</param>
        /// <param name="clock">The board's time.</param>
        /// <param name="random">The board's randomness.</param>
        /// <param name="output">Takes the packets that come out.</param>
        /// <param name="offload">The board's flow cache, or null.</param>
        public Engine(EngineSettings settings, IPlatformClock clock, IRandom random, IPacketOutput output, IFlowOffload offload)
        {
            int capacity = settings.Nat.MaximumFlows;
            if (capacity < 1 || capacity > NatSettings.MaximumFlowsLimit)
            {
                throw new ArgumentException("MaximumFlows");
            }

            Drops = new DropCounters();
            Op25b = new Op25bCounters();
            Nat = new NatCounters();
            _clock = clock;
            _time = new EngineTime(clock);
            _startedS = _time.NowS;
            _exit = new PacketExit(output, _traffic, Drops);
            _offloading = new FlowOffloading(offload, Nat);
            var mappings = new MappingTable(capacity + NatSettings.MaximumPortForwards, random);
            var hosts = new HostTable(capacity);
            _flows = new FlowTable(capacity, random, _offloading, mappings, hosts);
            _admission = new FlowAdmission(_flows, Nat);
            _path = new FlowPath(_flows, _offloading);
            _filter = new InboundFilter(_flows);
            _errors = new IcmpErrorTranslation(_flows);
            _forwarding = new PortForwarding(_flows);
            _policy = new Op25bPolicy(settings.Op25b);
            _notice = new NoticeServer(settings.Notice, settings.LanAddress, random.NextUInt32(), random.NextUInt32());
            var fragments = new FragmentTable(capacity);
            _fragments = new FragmentInput(_packet, _exit, _time, _traffic, fragments, new FragmentStore(capacity, fragments));
            var sender = new IcmpErrorSender(_exit, _addresses, _time, _traffic, _reply);
            var hairpin = new Hairpin(_packet, _exit, _addresses, _time, _flows, _admission, _path);
            var answers = new LanAnswers(_packet, _exit, _time, sender, Op25b, _notice, _attempts, _affected, _reply);
            _lanInput = new LanInput(
                _packet, _exit, _addresses, _time, _flows, _admission, _path, hairpin, _fragments, _errors, _policy, Op25b, answers);
            _wanInput = new WanInput(_packet, _exit, _addresses, _time, _flows, _admission, _path, _filter, _fragments, _errors, sender, _policy, Op25b);
            _hostInput = new HostInput(_packet, _exit, _addresses, _time, _policy, Op25b);
            Apply(settings);
        }

        /// <summary>Packets in and out. The engine's own object: read it under the board's lock.</summary>
        public TrafficCounters Traffic
        {
            get { return _traffic; }
        }

        /// <summary>Packets dropped, by reason. Likewise.</summary>
        public DropCounters Drops { get; }

        /// <summary>What OP25B did. Likewise.</summary>
        public Op25bCounters Op25b { get; }

        /// <summary>What the NAT table did. Likewise.</summary>
        public NatCounters Nat { get; }

        /// <summary>What OP25B is set to.</summary>
        public Op25bMode Mode
        {
            get { return _policy.Mode; }
        }

        /// <summary>Relays: addresses and blocks, those that names gave included.</summary>
        public int RelayCount
        {
            get { return _policy.RelayCount; }
        }

        /// <summary>Seconds since the engine was made, at the latest packet or tick.</summary>
        public int UptimeS
        {
            get { return _time.NowS - _startedS; }
        }

        /// <summary>Whether the board has a flow cache.</summary>
        public bool HasFlowCache
        {
            get { return _offloading.IsPresent; }
        }

        /// <summary>LAN hosts that lately tried port 25 and did not get it, or will not once it is blocked (<see cref="AffectedHosts"/>).</summary>
        public int AffectedHostCount
        {
            get { return _affected.Count(_time.NowS); }
        }

        /// <summary>What became of the last packet received.</summary>
        public PacketFate LastFate
        {
            get { return _exit.Fate; }
        }

        /// <summary>Why the last packet received was dropped, or None.</summary>
        public DropReason LastDropReason
        {
            get { return _exit.Reason; }
        }

        /// <summary>The verdict on the last packet received, where it began or tried a flow to port 25; else NotConcerned.</summary>
        public Verdict LastVerdict
        {
            get { return _exit.Verdict; }
        }

        /// <summary>Whether op25b's start date counted as reached when that was last looked at: at the latest tick, or settings.</summary>
        public bool IsEffective
        {
            get { return _isEffective; }
        }

        /// <summary>Living flows, expired ones that no tick has cleared included.</summary>
        public int FlowCount
        {
            get { return _flows.Count; }
        }

        /// <summary>LAN hosts that have flows.</summary>
        public int HostCount
        {
            get { return _flows.Hosts.Count; }
        }

        /// <summary>Takes one packet, which may be rewritten in place. Whatever it holds, it is forwarded, answered, given to the host or dropped, and counted.</summary>
        /// <param name="from">The side that it came from.</param>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Where its IP header begins.</param>
        /// <param name="length">Bytes from there on; more than the packet's total length is padding.</param>
        public void Receive(Side from, byte[] buffer, int offset, int length)
        {
            // As Update(), but for the division: this is every packet's way.
            EngineTime time = _time;
            long nowMs = _clock.MonotonicMs;
            time.NowMs = nowMs;
            if (nowMs >= time.NextSecondMs)
            {
                time.Update(nowMs);
            }

            TrafficCounters traffic = _traffic;
            PacketExit exit = _exit;
            exit.From = from;
            exit.Reason = DropReason.None;
            exit.Verdict = Verdict.NotConcerned;
            Packet packet = _packet;
            ParseResult result;
            switch (from)
            {
                case Side.Lan:
                    traffic.LanPacketsReceived++;
                    traffic.LanBytesReceived += length;
                    result = packet.Parse(buffer, offset, length, true);
                    if (result == ParseResult.Valid)
                    {
                        _lanInput.Receive();
                        return;
                    }

                    if (result == ParseResult.Ipv6 && Ipv6Header.IsTcpTo(buffer, offset, length, Op25bPolicy.SmtpPort))
                    {
                        Op25b.BlockedPacketsIpv6++;
                    }

                    break;
                case Side.Wan:
                    traffic.WanPacketsReceived++;
                    traffic.WanBytesReceived += length;
                    result = packet.Parse(buffer, offset, length, false);
                    if (result == ParseResult.Valid)
                    {
                        _wanInput.Receive();
                        return;
                    }

                    break;
                default:
                    traffic.HostPacketsReceived++;
                    result = packet.Parse(buffer, offset, length, true);
                    if (result == ParseResult.Valid)
                    {
                        _hostInput.Receive();
                        return;
                    }

                    break;
            }

            exit.DropUnparsed(result);
        }

        /// <summary>Does what is due: at least four times a second.</summary>
        public void Tick()
        {
            _time.Update();
            _offloading.ReadActivity(_flows, _time.NowMs);
            _admission.Expire(_time.NowS);
            _fragments.Expire();
            bool isUtcKnown = _time.TryGetUtc(out long utcSeconds);
            if (_policy.IsEffective(isUtcKnown, utcSeconds) != _isEffective)
            {
                // The date says nothing of relays.
                Judge(true);
            }

            // Bounded: every session has at most one packet due.
            for (int i = 0; i < NoticeServer.MaximumSessions; i++)
            {
                int length = _notice.Tick(_time.NowMs, _reply);
                if (length == 0)
                {
                    break;
                }

                _exit.Say(Side.Lan, _reply, length);
            }
        }

        /// <summary>
        /// Takes other settings. Living flows are judged anew, at once. Another address of ours, or another LAN prefix, ends all
        /// flows. The table keeps its size: that needs a restart.
        /// </summary>
        public void Apply(EngineSettings settings)
        {
            Apply(settings, settings.Op25b.Relays, settings.Op25b.UnresolvedRelayNames);
        }

        /// <summary>Takes other settings, with the relays that are known by name already: their living flows go on.</summary>
        /// <param name="settings">The settings; not kept.</param>
        /// <param name="relays">As <see cref="SetRelays"/> takes them, in place of the settings' own.</param>
        /// <param name="unresolvedRelayNames">Likewise.</param>
        public void Apply(EngineSettings settings, Ipv4Prefix[] relays, int unresolvedRelayNames)
        {
            if (settings.WanMtu < EngineSettings.MinimumWanMtu)
            {
                throw new ArgumentException("WanMtu");
            }

            _time.Update();
            uint lan = _addresses.Lan;
            uint lanMask = _addresses.LanMask;
            if (_addresses.Apply(settings))
            {
                _flows.Clear();
                if (lan != _addresses.Lan || lanMask != _addresses.LanMask)
                {
                    _attempts.Clear();
                    _affected.Clear();
                }

                _path.WanAddress = settings.WanAddress;
                _admission.WanAddress = settings.WanAddress;
                _errors.WanAddress = settings.WanAddress;
            }

            _filter.Filtering = settings.Nat.Filtering;
            _path.WanMtu = settings.WanMtu;
            _exit.WanMtu = settings.WanMtu;
            _forwarding.Apply(settings.Nat.PortForwards);
            _notice.Apply(settings.Notice, settings.LanAddress);
            _policy.Apply(settings.Op25b);
            _policy.SetRelays(relays, unresolvedRelayNames);
            Judge(false);
        }

        /// <summary>
        /// Takes other relays, between two settings: names were resolved, or their addresses aged. New connections are judged by
        /// them; a living flow to a relay that is none any more goes on, until <see cref="Apply(EngineSettings)"/> judges it.
        /// </summary>
        /// <param name="relays">All relays, those that the settings give by address included; not kept.</param>
        /// <param name="unresolvedRelayNames">How many relay names have never been resolved; while there are any, blocking only drops.</param>
        public void SetRelays(Ipv4Prefix[] relays, int unresolvedRelayNames)
        {
            _policy.SetRelays(relays, unresolvedRelayNames);
        }

        /// <summary>Copies the next living flow: a walk over the table.</summary>
        /// <param name="cursor">0 to begin; where the walk stands.</param>
        /// <param name="into">Takes the copy.</param>
        /// <returns>False at the end of the table.</returns>
        public bool ReadFlow(ref int cursor, FlowSnapshot into)
        {
            while (cursor < _flows.Capacity)
            {
                int flow = cursor++;
                if (_flows.IsLiving(flow) && !_flows.IsExpired(flow, _time.NowS))
                {
                    _flows.Read(flow, _time.NowS, into);
                    return true;
                }
            }

            return false;
        }

        /// <summary>Copies what the status page and reports tell.</summary>
        /// <param name="lanHost">The LAN host that asks, in host order: of its attempts each is told.</param>
        /// <param name="into">Takes the copy.</param>
        public void ReadStatus(uint lanHost, EngineStatus into)
        {
            _time.Update();
            into.LanHost = lanHost;
            into.Mode = _policy.Mode;
            into.IsEffective = _isEffective;
            into.EffectiveFromUtcSeconds = _policy.EffectiveFromUtcSeconds;
            into.InForceSinceS = _inForceSinceS;
            into.IsFallback = _policy.IsFallback;
            into.IsRelayUnresolved = _policy.IsRelayUnresolved;
            into.IsHostExempt = _policy.IsExempt(lanHost);
            into.NowS = _time.NowS;
            into.StartedS = _startedS;
            into.IsUtcKnown = _time.TryGetUtc(out into.UtcSeconds);
            into.FlowCount = _flows.Count;
            into.HostCount = _flows.Hosts.Count;
            into.Traffic = _traffic.Copy();
            into.Drops = Drops.Copy();
            into.Op25b = Op25b.Copy();
            into.Nat = Nat.Copy();
            _attempts.Read(lanHost, _time.NowS, into.Attempts);
        }

        private void Judge(bool keepsRelayFlows)
        {
            bool isUtcKnown = _time.TryGetUtc(out long utcSeconds);
            bool wasEffective = _isEffective;
            _isEffective = _policy.IsEffective(isUtcKnown, utcSeconds);
            _fragments.Clear();
            if (!_isJudged || wasEffective != _isEffective || _judgedMode != _policy.Mode)
            {
                _isJudged = true;
                _judgedMode = _policy.Mode;
                _inForceSinceS = _time.NowS;
            }

            Op25b.FlowsCutByPolicy += FlowJudge.Judge(_flows, _policy, keepsRelayFlows, isUtcKnown, utcSeconds);
        }
    }
}
