using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Dns
{
    /// <summary>
    /// Knows the IPv4 addresses of host names, and keeps them fresh: the ISP's relays, and whatever else settings name. It asks
    /// again when an answer's time to live ends, and more seldom the longer a name can't be found out. What is known of a name
    /// is never lost by a failure, only by other settings, or by 24 h in which answers do not show an address any more.
    /// <para>
    /// It speaks DNS itself, since a device's own call gives one address and no time to live. One question is under way at a
    /// time: two at once would help who guesses (RFC 5452 §5), and the next one follows in the same step.
    /// </para>
    /// </summary>
    public sealed class NameResolver
    {
        /// <summary>An answer is kept for so long at the least (op25b.md).</summary>
        public const int MinimumRefreshMs = 30 * 1000;

        /// <summary>An answer is kept for so long at the most (op25b.md).</summary>
        public const int MaximumRefreshMs = 60 * 60 * 1000;

        /// <summary>When a failed lookup is tried again; from then on after twice the time (RFC 9520 §3.2).</summary>
        public const int FirstRetryMs = 5 * 1000;

        /// <summary>The longest such time while a name has no address. Ours: mail stands still meanwhile.</summary>
        public const int MaximumUnresolvedRetryMs = 60 * 1000;

        /// <summary>The longest such time where one is known (RFC 9520 §3.2: 5 min).</summary>
        public const int MaximumRetryMs = 5 * 60 * 1000;

        /// <summary>New names are asked for within this time. Ours: a fleet that starts at once does not ask at once.</summary>
        public const int NewSpreadMs = 1000;

        /// <summary>Names whose addresses were kept over a restart, within this. Ours: they can be used meanwhile.</summary>
        public const int KeptSpreadMs = 30 * 1000;

        /// <summary>A save waits so long after the one before, unless a name was just resolved. Ours: flash wears out.</summary>
        public const int MinimumSaveMs = 10 * 60 * 1000;

        /// <summary>Ages are saved so often, where they matter. Ours: a restart makes an address younger by no more.</summary>
        public const int AgeSaveMs = 6 * 60 * 60 * 1000;

        // Ours: 24 h need no finer step.
        private const int AgeEveryMs = 60 * 1000;

        // Ours: refreshes spread over the last eighth of the time to live, retries over a quarter.
        private const int RefreshJitterDivisor = 8;
        private const int RetryJitterDivisor = 4;

        private const int MsPerSecond = 1000;
        private const int None = -1;

        private readonly IPlatformClock _clock;
        private readonly IRandom _random;
        private readonly DnsClient _client;
        private NameTable _table = new NameTable(new string[0], new Ipv4Prefix(0, Ipv4Prefix.MaximumLength));
        private long[] _dueMs = new long[0];
        private int[] _failures = new int[0];
        private DnsResult[] _results = new DnsResult[0];
        private int _asked = None;
        private long _ageAtMs;
        private bool _isUnsaved;
        private long _savedMs = -MinimumSaveMs;

        /// <summary>Makes it, without names.</summary>
        public NameResolver(IUdpExchange udp, ITcpExchange tcp, IPlatformClock clock, IRandom random)
        {
            _clock = clock;
            _random = random;
            _client = new DnsClient(udp, tcp, random, Counters);
        }

        /// <summary>What it did.</summary>
        public DnsCounters Counters { get; } = new DnsCounters();

        /// <summary>How many of the names are relays': the first ones, whose failures are counted apart.</summary>
        public int RelayNames { get; set; }

        /// <summary>Grows whenever the addresses of any name changed.</summary>
        public int Generation { get; private set; }

        /// <summary>How many names there are.</summary>
        public int NameCount
        {
            get { return _table.NameCount; }
        }

        /// <summary>
        /// Tells whether <see cref="Save"/> has something to keep: other addresses, or ages that matter. Never where no name has
        /// an address: what was kept before is worth more then.
        /// </summary>
        public bool NeedsSave
        {
            get
            {
                long sinceMs = _clock.MonotonicMs - _savedMs;
                return _isUnsaved
                    ? sinceMs >= MinimumSaveMs && CountUnresolved(0, NameCount) < NameCount
                    : sinceMs >= AgeSaveMs && _table.IsAgeing();
            }
        }

        /// <summary>
        /// Takes the names and servers of other settings. What is known of a name that stays is kept; of the others it is gone at
        /// once. Names without an address, and those whose last lookup failed, are asked for anew.
        /// </summary>
        /// <param name="names">The names; kept. Their order is how they are spoken of.</param>
        /// <param name="servers">The WAN's resolvers, the first three of them, in host order; may be none.</param>
        /// <param name="lan">The LAN's prefix: no name of the WAN leads there.</param>
        public void Apply(string[] names, uint[] servers, Ipv4Prefix lan)
        {
            long nowMs = _clock.MonotonicMs;
            var table = new NameTable(names, lan);
            long[] dueMs = new long[names.Length];
            int[] failures = new int[names.Length];
            var results = new DnsResult[names.Length];
            for (int name = 0; name < names.Length; name++)
            {
                dueMs[name] = nowMs + Jitter.Below(NewSpreadMs, _random);
                int old = _table.Find(names[name]);
                if (old == None)
                {
                    continue;
                }

                table.TakeOver(name, _table, old);
                results[name] = _results[old];
                if (table.CountOf(name) > 0 && _results[old] <= DnsResult.Answer)
                {
                    dueMs[name] = _dueMs[old];
                }
            }

            // Who reads us asks for all anew after other settings: no need to find out whether that gives something else.
            Generation++;
            _isUnsaved |= table.CountAddresses() != _table.CountAddresses();
            _table = table;
            _dueMs = dueMs;
            _failures = failures;
            _results = results;
            _asked = None;
            _client.Apply(servers);
        }

        /// <summary>Does what is due, and never waits: at least four times a second.</summary>
        public void Step()
        {
            long nowMs = _clock.MonotonicMs;
            if (nowMs >= _ageAtMs)
            {
                _ageAtMs = nowMs + AgeEveryMs;
                NoteChange(_table.Age(Seconds(nowMs)));
            }

            // Each name at most once: what is asked for is not due again in this step.
            for (int i = 0; i <= NameCount; i++)
            {
                if (_asked == None)
                {
                    _asked = FindDue(nowMs);
                    if (_asked == None)
                    {
                        return;
                    }

                    _client.Ask(_table.NameAt(_asked), nowMs);
                }

                DnsResult result = _client.Step(nowMs);
                if (result == DnsResult.None)
                {
                    return;
                }

                Finish(_asked, result, nowMs);
                _asked = None;
            }
        }

        /// <summary>Tells whether a name has an address. Once it has, only other settings take it away.</summary>
        public bool IsResolved(int name)
        {
            return _table.CountOf(name) > 0;
        }

        /// <summary>What came of a name's latest lookup; None before the first one ended.</summary>
        public DnsResult ResultOf(int name)
        {
            return _results[name];
        }

        /// <summary>How many names have no address.</summary>
        /// <param name="first">The first name to look at.</param>
        /// <param name="count">How many to look at.</param>
        public int CountUnresolved(int first, int count)
        {
            int unresolved = 0;
            for (int name = first; name < first + count; name++)
            {
                unresolved += _table.CountOf(name) == 0 ? 1 : 0;
            }

            return unresolved;
        }

        /// <summary>An address of a name's latest answer, for who needs one and not all: a client with several servers to try.</summary>
        /// <param name="name">The name.</param>
        /// <param name="turn">Which one; 0 and more, past the last one it begins anew.</param>
        /// <returns>The address, in host order; 0 when the name has none.</returns>
        public uint AddressOf(int name, int turn)
        {
            int count = _table.CountOf(name);
            for (int i = 0; i < count; i++)
            {
                int index = (int)(((uint)turn + (uint)i) % (uint)count);
                if (_table.IsCurrent(name, index))
                {
                    return _table.AddressAt(name, index);
                }
            }

            return Ipv4Address.Unspecified;
        }

        /// <summary>Makes the policy's relays: those that settings give by address, and all addresses of names.</summary>
        /// <param name="given">The relays given by address or block.</param>
        /// <param name="first">The first relay's name.</param>
        /// <param name="count">How many relays' names there are.</param>
        public Ipv4Prefix[] MakeRelays(Ipv4Prefix[] given, int first, int count)
        {
            int length = given.Length;
            for (int name = first; name < first + count; name++)
            {
                length += _table.CountOf(name);
            }

            var relays = new Ipv4Prefix[length];
            for (int i = 0; i < given.Length; i++)
            {
                relays[i] = given[i];
            }

            int at = given.Length;
            for (int name = first; name < first + count; name++)
            {
                for (int i = 0; i < _table.CountOf(name); i++)
                {
                    relays[at++] = new Ipv4Prefix(_table.AddressAt(name, i), Ipv4Prefix.MaximumLength);
                }
            }

            return relays;
        }

        /// <summary>Writes what is known, to be kept over a restart.</summary>
        /// <param name="into">Takes it. A name needs 2 bytes and its letters, and 8 an address; one that finds no room is left out.</param>
        /// <returns>Bytes.</returns>
        public int Save(byte[] into)
        {
            _isUnsaved = false;
            _savedMs = _clock.MonotonicMs;
            return NameRecord.Write(_table, Seconds(_savedMs), into);
        }

        /// <summary>
        /// Takes what <see cref="Save"/> wrote, for the names that <see cref="Apply"/> gave and that have no address yet. They
        /// count as resolved, and are asked for soon.
        /// </summary>
        /// <returns>False when it is no such record; nothing is taken then.</returns>
        public bool Load(byte[] saved, int length)
        {
            if (!NameRecord.IsValid(saved, length))
            {
                return false;
            }

            long nowMs = _clock.MonotonicMs;
            if (NameRecord.Read(saved, _table, Seconds(nowMs), Counters))
            {
                Generation++;
                for (int name = 0; name < NameCount; name++)
                {
                    if (IsResolved(name) && _results[name] == DnsResult.None)
                    {
                        _dueMs[name] = nowMs + Jitter.Below(KeptSpreadMs, _random);
                    }
                }
            }

            return true;
        }

        private static int Seconds(long ms)
        {
            return (int)(ms / MsPerSecond);
        }

        private int FindDue(long nowMs)
        {
            int due = None;
            for (int name = 0; name < _dueMs.Length; name++)
            {
                if (_dueMs[name] <= nowMs && (due == None || _dueMs[name] < _dueMs[due]))
                {
                    due = name;
                }
            }

            return due;
        }

        private void Finish(int name, DnsResult result, long nowMs)
        {
            if (result == DnsResult.Answer && !TakeAnswer(name, Seconds(nowMs)))
            {
                result = DnsResult.AddressRefused;
                Counters.Add(result);
            }

            _results[name] = result;
            if (result == DnsResult.Answer)
            {
                _failures[name] = 0;
                _dueMs[name] = nowMs + RefreshMs(_client.Response.TimeToLiveS);
                return;
            }

            Counters.FailedLookups++;
            Counters.FailedRelayLookups += name < RelayNames ? 1 : 0;
            _dueMs[name] = nowMs + RetryMs(name, result);
        }

        // False when no address of it can be a host's of the WAN: then all stays as it is.
        private bool TakeAnswer(int name, int nowS)
        {
            DnsResponse response = _client.Response;
            Counters.AddressesLeftOut += response.LeftOutCount;
            bool wasResolved = IsResolved(name);
            bool hasAny = false;
            bool hasChanged = false;
            for (int i = 0; i < response.AddressCount; i++)
            {
                uint address = response.AddressAt(i);
                if (_table.IsUsable(address))
                {
                    hasAny = true;
                    hasChanged |= _table.Note(name, address, nowS, Counters);
                }
                else
                {
                    Counters.AddressesRefused++;
                }
            }

            if (hasAny && !wasResolved)
            {
                _savedMs = _clock.MonotonicMs - MinimumSaveMs;
            }

            NoteChange(hasChanged);
            return hasAny;
        }

        private void NoteChange(bool hasChanged)
        {
            Generation += hasChanged ? 1 : 0;
            _isUnsaved |= hasChanged;
        }

        // Early rather than late: a server that keeps an answer tells all who ask the same end of it.
        private int RefreshMs(int timeToLiveS)
        {
            int ms = timeToLiveS < MaximumRefreshMs / MsPerSecond ? timeToLiveS * MsPerSecond : MaximumRefreshMs;
            ms -= Jitter.Below(ms / RefreshJitterDivisor, _random);
            return ms < MinimumRefreshMs ? MinimumRefreshMs : ms;
        }

        private int RetryMs(int name, DnsResult result)
        {
            int ms = FirstRetryMs;
            if (result != DnsResult.NotSent)
            {
                // But what never went out burdened nobody, and is to go as soon as the line is up.
                int maximumMs = IsResolved(name) ? MaximumRetryMs : MaximumUnresolvedRetryMs;
                for (int i = _failures[name]; i > 0 && ms < maximumMs; i--)
                {
                    ms *= 2;
                }

                ms = ms < maximumMs ? ms : maximumMs;
                _failures[name]++;
            }

            return ms + Jitter.Below(ms / RetryJitterDivisor, _random);
        }
    }
}
