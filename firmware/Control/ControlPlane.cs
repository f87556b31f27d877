using Gateway.Dns;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Storage;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.Control
{
    /// <summary>
    /// What a board has around the engine: the clock that time servers set, the relays' names and their addresses, and what of
    /// both is kept over a restart. When in doubt port 25 stays shut: while a name has no address, or the time is not known,
    /// the policy is told so.
    /// </summary>
    /// <remarks>
    /// A board calls <see cref="Step"/> as often as the engine's Tick, and <see cref="Apply"/> when the settings change, both
    /// under the engine's lock: they never wait. <see cref="Keep"/> may, so it is called outside that lock, and never while one
    /// of the others runs.
    /// </remarks>
    public sealed class ControlPlane
    {
        /// <summary>The record of the names' addresses.</summary>
        public const string NamesRecord = "names";

        /// <summary>The record of the clock's floor.</summary>
        public const string FloorRecord = "floor";

        /// <summary>The longest record of names. Ours: 35 names of 30 letters with ten addresses each; what finds no room is asked for anew.</summary>
        public const int NamesRecordLength = 4 * 1024;

        /// <summary>In the place of a name's index: there is none.</summary>
        public const int NoName = -1;

        /// <summary>How often the floor is looked at. Ours: it is stored a few times a day, and need not be exact.</summary>
        public const int KeepFloorMs = 60 * 1000;

        /// <summary>When a save that failed is tried again. Ours: a full or broken storage is rarely mended sooner.</summary>
        public const int RetrySaveMs = 10 * 60 * 1000;

        private readonly IRandom _random;
        private readonly SntpClient _sntp;
        private readonly TwoSlotRecord _namesRecord;
        private readonly TwoSlotRecord _floorRecord;
        private TimeServerList _timeServers;
        private int _generation;
        private long _floorAtMs;
        private bool _hasSaveFailed;
        private long _retrySaveMs;

        /// <summary>Makes it, and reads what was kept.</summary>
        /// <param name="settings">What to do; kept until others are applied.</param>
        /// <param name="board">The board's time.</param>
        /// <param name="random">The board's randomness.</param>
        /// <param name="udp">The board's datagrams; null where the gateway has no stack of its own: no name is asked for then, and no time.</param>
        /// <param name="tcp">The board's connections; null where there are no datagrams.</param>
        /// <param name="storage">The board's lasting memory; see <see cref="NoStorage"/>.</param>
        public ControlPlane(
            GatewaySettings settings, IPlatformClock board, IRandom random, IUdpExchange udp, ITcpExchange tcp, IStorage storage)
        {
            udp ??= new NoUdpExchange();
            _random = random;
            _floorRecord = new TwoSlotRecord(storage, FloorRecord, NetworkClock.FloorRecordLength);
            _namesRecord = new TwoSlotRecord(storage, NamesRecord, NamesRecordLength);
            Clock = new NetworkClock(board, _floorRecord);
            Names = new NameResolver(udp, tcp, Clock, random);
            _sntp = new SntpClient(udp, random, Clock);
            Take(settings);
            LoadNames();
        }

        /// <summary>The time, as the engine has it. Like all here: read it under the engine's lock.</summary>
        public NetworkClock Clock { get; }

        /// <summary>The names: the relays' first, in the settings' order, then the time servers' and the collector's that are none of these.</summary>
        public NameResolver Names { get; }

        /// <summary>The settings in use.</summary>
        public GatewaySettings Settings { get; private set; }

        /// <summary>The engine; null before <see cref="Start"/>.</summary>
        public Engine Engine { get; private set; }

        /// <summary>The collector's name among <see cref="Names"/>; <see cref="NoName"/> where it is an address, or there is none.</summary>
        public int CollectorName { get; private set; } = NoName;

        /// <summary>What became of the record of names.</summary>
        public StorageCounters NamesStorage
        {
            get { return _namesRecord.Counters; }
        }

        /// <summary>What became of the clock's floor's record.</summary>
        public StorageCounters FloorStorage
        {
            get { return _floorRecord.Counters; }
        }

        /// <summary>Makes the engine. It knows the relays whose addresses were kept from the first packet on.</summary>
        /// <param name="output">Takes the packets that come out.</param>
        /// <param name="offload">The board's flow cache, or null.</param>
        public Engine Start(IPacketOutput output, IFlowOffload offload)
        {
            Engine = new Engine(Settings.Engine, Clock, _random, output, offload);
            TakeNames();
            return Engine;
        }

        /// <summary>
        /// Takes other settings, all at once: living flows are judged anew with the relays that are known by then. What is known
        /// of a name that stays is kept.
        /// </summary>
        /// <param name="settings">What to do; kept until others are applied.</param>
        public void Apply(GatewaySettings settings)
        {
            Take(settings);
            _generation = Names.Generation;
            Engine.Apply(settings.Engine, MakeRelays(), CountUnresolvedRelays());
            _sntp.Apply(_timeServers.AddressesOf(Names));
        }

        /// <summary>Does what is due, and never waits: at least four times a second.</summary>
        public void Step()
        {
            Names.Step();
            if (Names.Generation != _generation)
            {
                TakeNames();
            }

            _sntp.Step();
        }

        /// <summary>Stores what is to be kept, where that is due: some times a day. As often as <see cref="Step"/>, behind it.</summary>
        public void Keep()
        {
            long nowMs = Clock.MonotonicMs;
            if (nowMs >= _floorAtMs)
            {
                _floorAtMs = nowMs + KeepFloorMs;
                Clock.KeepFloor();
            }

            if (Names.NeedsSave || (_hasSaveFailed && nowMs >= _retrySaveMs))
            {
                byte[] record = new byte[NamesRecordLength];
                _hasSaveFailed = !_namesRecord.Save(record, Names.Save(record));
                _retrySaveMs = nowMs + RetrySaveMs;
            }
        }

        /// <summary>A name's text.</summary>
        /// <param name="name">Its index among <see cref="Names"/>.</param>
        public string NameAt(int name)
        {
            int servers = Settings.RelayNames.Length;
            return name < servers ? Settings.RelayNames[name]
                : name < servers + _timeServers.NameCount ? _timeServers.NameAt(name)
                : Settings.Reporting.Host;
        }

        /// <summary>How many of the relays' names have never been resolved.</summary>
        public int CountUnresolvedRelays()
        {
            return Names.CountUnresolved(0, Settings.RelayNames.Length);
        }

        private void Take(GatewaySettings settings)
        {
            string[] relays = settings.RelayNames;
            Settings = settings;
            _timeServers = new TimeServerList(settings.TimeServers, relays);
            int servers = relays.Length + _timeServers.NameCount;
            CollectorName = FindCollector(settings.Reporting.Host, servers);
            string[] names = new string[CollectorName == servers ? servers + 1 : servers];
            for (int name = 0; name < names.Length; name++)
            {
                names[name] = NameAt(name);
            }

            Names.RelayNames = relays.Length;
            Names.Apply(names, settings.DnsServers, new Ipv4Prefix(settings.Engine.LanAddress, settings.Engine.LanPrefixLength));
            Clock.UsesServers = settings.TimeServers.Length > 0;
        }

        // One that is a relay or a time server too is asked for but once; else it stands behind them.
        private int FindCollector(string host, int servers)
        {
            if (host == null || Ipv4Text.TryParse(host, out uint _))
            {
                return NoName;
            }

            int name = 0;
            while (name < servers && NameAt(name) != host)
            {
                name++;
            }

            return name;
        }

        private void TakeNames()
        {
            _generation = Names.Generation;
            Engine.SetRelays(MakeRelays(), CountUnresolvedRelays());
            _sntp.Apply(_timeServers.AddressesOf(Names));
        }

        private Ipv4Prefix[] MakeRelays()
        {
            return Names.MakeRelays(Settings.Engine.Op25b.Relays, 0, Settings.RelayNames.Length);
        }

        private void LoadNames()
        {
            byte[] record = new byte[NamesRecordLength];
            int length = _namesRecord.Load(record);
            if (length != TwoSlotRecord.None)
            {
                // One that this version can't read is as none.
                Names.Load(record, length);
            }
        }
    }
}
