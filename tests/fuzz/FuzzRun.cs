using Gateway.Nat;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;

namespace Gateway.Fuzz
{
    /// <summary>
    /// One engine after the other, each with settings of its own, under packets from all sides while time goes on and settings
    /// change: never any that let mail go abroad. Looks at what comes out, at the accounts, the tables and the allocation.
    /// </summary>
    internal sealed class FuzzRun
    {
        /// <summary>Packets to one engine.</summary>
        public const int PacketsPerEngine = 250_000; // ours: enough to fill every table many times

        private const int BatchPackets = 500; // ours: between two looks at allocation and accounts
        private const int BatchesPerWalk = 50; // ours: a walk over 512 flows costs what 10 000 packets do
        private const int WarmUpPackets = 50_000; // ours: the first ones of a process load code and fill its constants
        private const int BufferLength = 2048; // ours: a packet stands anywhere in it
        private const int MaximumOffset = BufferLength - PacketMaker.MaximumLength;

        private static readonly int[] TableSizes = [1, 2, 16, 64, 512];
        private static readonly BlockAction[] Actions = [BlockAction.Redirect, BlockAction.Reject, BlockAction.Drop];

        private readonly Dice _dice;
        private readonly PacketMaker _maker;
        private readonly byte[] _buffer = new byte[BufferLength];
        private readonly WireWatch _watch = new();
        private ManualClock _clock = new();
        private Engine _engine = null!;
        private EngineSettings _settings = null!;
        private TableWalk _walk = null!;

        /// <summary>Makes it.</summary>
        public FuzzRun(uint seed, byte[][] corpus)
        {
            _dice = new Dice(seed);
            _maker = new PacketMaker(_dice, corpus, _watch.Recent);
        }

        /// <summary>What came out.</summary>
        public WireWatch Watch => _watch;

        /// <summary>Packets that went in. Another thread may look whether it grows.</summary>
        public long Packets { get; private set; }

        /// <summary>Packets dropped, of those.</summary>
        public long Dropped { get; private set; }

        /// <summary>Flows that were opened.</summary>
        public long Flows { get; private set; }

        /// <summary>The packet in hand, and where it comes from, in words.</summary>
        public string InHand => $"packet {Packets} from {_maker.From}: {Convert.ToHexString(_maker.Buffer, 0, _maker.Length)}";

        /// <summary>Puts packets in, from a new engine to the end of its life.</summary>
        /// <returns>What went wrong, in words; null when all was well.</returns>
        public string? RunEngine()
        {
            Begin();
            string? fault = null;
            try
            {
                for (int batch = 1; fault == null && batch <= PacketsPerEngine / BatchPackets; batch++)
                {
                    fault = RunBatch();
                    if (fault == null && batch % BatchesPerWalk == 0)
                    {
                        fault = WrongIn(_walk.Check(_engine));
                    }
                }
            }
            catch (Exception thrown)
            {
                fault = $"{InHand}: {thrown}";
            }

            Dropped += _engine.Drops.Total;
            Flows += _engine.Nat.SessionsCreated;
            return fault;
        }

        private void Begin()
        {
            _settings = new EngineSettings { LanAddress = House.Lan, LanPrefixLength = 24, WanAddress = House.Wan };
            _settings.Notice.SubmissionHost = "smtp.isp.example";
            _settings.Op25b.IsFallback = false;
            _settings.Op25b.OnBlock = _dice.OneOf(Actions);
            _settings.Nat.MaximumFlows = _dice.OneOf(TableSizes);
            _settings.Nat.PortForwards =
            [
                new PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 8080, LanAddress = House.FirstHost, LanPort = 80 },
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = 53, LanAddress = House.FirstHost + 1, LanPort = 53 },
                new PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 25, LanAddress = House.FirstHost + 1, LanPort = 25 },
            ];
            KnowRelay(true);
            _clock = new ManualClock();
            _watch.Recent.Clear();
            _engine = new Engine(_settings, _clock, new Dice(_dice.NextUInt32()), _watch, null!);
            _walk = new TableWalk(_settings.Nat.MaximumFlows);
        }

        private string? RunBatch()
        {
            ChangeSettings();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < BatchPackets; i++)
            {
                _maker.Next(_engine);
                int offset = _dice.Below(MaximumOffset);
                Array.Copy(_maker.Buffer, 0, _buffer, offset, _maker.Length);
                _watch.From = _maker.From;
                Packets++;
                _engine.Receive(_maker.From, _buffer, offset, _maker.Length);
                if (_watch.Fault != null)
                {
                    return $"{InHand}: {_watch.Fault}";
                }

                PassTime();
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated != 0 && Packets > WarmUpPackets)
            {
                return $"{allocated} bytes were allocated in the {BatchPackets} packets up to {InHand}";
            }

            return WrongIn(TableWalk.CheckAccounts(_engine));
        }

        private string? WrongIn(string words)
        {
            return words.Length == 0 ? null : $"{words}, after {InHand}";
        }

        private void PassTime()
        {
            switch (_dice.Below(256))
            {
                case 0:
                    _clock.Advance(_dice.OnceIn(20) ? 1000 * _dice.Below(8000) : 1000 * _dice.Below(70));
                    _engine.Tick();
                    break;
                case < 16:
                    _clock.Advance(_dice.Below(400));
                    _engine.Tick();
                    break;
                default:
                    _clock.Advance(_dice.Below(4));
                    break;
            }
        }

        private void ChangeSettings()
        {
            switch (_dice.Below(24))
            {
                case 0:
                    _settings.Op25b.UnresolvedRelayNames = _dice.Below(2);
                    _settings.Op25b.IsFallback = _dice.OnceIn(4);
                    _settings.Op25b.OnBlock = _dice.OneOf(Actions);
                    KnowRelay(!_dice.OnceIn(3));
                    break;
                case 1:
                    _settings.Nat.PortForwards[0].ExternalPort = 8080 + _dice.Below(3);
                    break;
                case 2:
                    _settings.WanAddress = EngineSettings.NoAddress;
                    _engine.Apply(_settings);
                    _settings.WanAddress = House.Wan;
                    break;
                default:
                    return;
            }

            _engine.Apply(_settings);
        }

        private void KnowRelay(bool isKnown)
        {
            _settings.Op25b.Relays = isKnown ? [new Ipv4Prefix(House.Relay, Ipv4Prefix.MaximumLength)] : [];
            _watch.IsRelayKnown = isKnown;
        }
    }
}
