using Gateway.Wire;

namespace Gateway.Dns
{
    /// <summary>
    /// Host names and their addresses, each with when it was last seen in an answer. The addresses of a name's latest answer
    /// stay until another answer comes, however long that takes; others stay for <see cref="KeptS"/>, since answers rotate.
    /// So a failed lookup takes nothing away, and a name that was resolved stays so.
    /// </summary>
    internal sealed class NameTable
    {
        /// <summary>op25b.md: an address stays allowed for 24 h after it was last seen.</summary>
        public const int KeptS = 24 * 60 * 60;

        /// <summary>Addresses of a name. Ours: more than an ISP has relays behind one.</summary>
        public const int AddressesPerName = DnsResponse.MaximumAddresses;

        private const int None = -1;

        private readonly string[] _names;
        private readonly Ipv4Prefix _lan;
        private readonly int[] _counts;
        private readonly int[] _answeredS;
        private readonly uint[] _addresses;
        private readonly int[] _seenS;

        /// <summary>Makes a table.</summary>
        /// <param name="names">The names.</param>
        /// <param name="lan">The LAN's prefix: no name of the WAN leads there.</param>
        public NameTable(string[] names, Ipv4Prefix lan)
        {
            _names = names;
            _lan = lan;
            _counts = new int[names.Length];
            _answeredS = new int[names.Length];
            _addresses = new uint[names.Length * AddressesPerName];
            _seenS = new int[names.Length * AddressesPerName];
        }

        /// <summary>How many names there are.</summary>
        public int NameCount
        {
            get { return _names.Length; }
        }

        /// <summary>A name.</summary>
        public string NameAt(int name)
        {
            return _names[name];
        }

        /// <summary>How many addresses a name has.</summary>
        public int CountOf(int name)
        {
            return _counts[name];
        }

        /// <summary>How many addresses all names have.</summary>
        public int CountAddresses()
        {
            int count = 0;
            for (int name = 0; name < _counts.Length; name++)
            {
                count += _counts[name];
            }

            return count;
        }

        /// <summary>An address of a name, in host order.</summary>
        public uint AddressAt(int name, int index)
        {
            return _addresses[(name * AddressesPerName) + index];
        }

        /// <summary>When it was last seen, in monotonic seconds.</summary>
        public int SeenAt(int name, int index)
        {
            return _seenS[(name * AddressesPerName) + index];
        }

        /// <summary>Tells whether it stands in the name's latest answer.</summary>
        public bool IsCurrent(int name, int index)
        {
            return _seenS[(name * AddressesPerName) + index] == _answeredS[name];
        }

        /// <summary>Tells whether any address is not in its name's latest answer, so that its age matters.</summary>
        public bool IsAgeing()
        {
            for (int name = 0; name < _counts.Length; name++)
            {
                for (int i = 0; i < _counts[name]; i++)
                {
                    if (!IsCurrent(name, i))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        /// <summary>Finds a name.</summary>
        /// <returns>Its index, or -1.</returns>
        public int Find(string text)
        {
            for (int name = 0; name < _names.Length; name++)
            {
                if (_names[name] == text)
                {
                    return name;
                }
            }

            return None;
        }

        /// <summary>Tells whether an address can be a host of the WAN. Private ones can: an ISP's servers may have such (RFC 6598).</summary>
        public bool IsUsable(uint address)
        {
            return !Ipv4Address.IsNeverForwardedTo(address) && !_lan.Contains(address);
        }

        /// <summary>
        /// Notes that an address was seen in an answer. Where a name has no room left, the address that was not seen for the
        /// longest time gives way.
        /// </summary>
        /// <param name="name">The name.</param>
        /// <param name="address">The address; usable.</param>
        /// <param name="seenS">When, in monotonic seconds.</param>
        /// <param name="counters">Counts what found no room.</param>
        /// <returns>Whether the name's addresses are others now.</returns>
        public bool Note(int name, uint address, int seenS, DnsCounters counters)
        {
            int first = name * AddressesPerName;
            int count = _counts[name];
            if (count == 0 || seenS > _answeredS[name])
            {
                _answeredS[name] = seenS;
            }

            int oldest = first;
            for (int i = first; i < first + count; i++)
            {
                if (_addresses[i] == address)
                {
                    _seenS[i] = seenS;
                    return false;
                }

                oldest = _seenS[i] < _seenS[oldest] ? i : oldest;
            }

            int at = first + count;
            if (count < AddressesPerName)
            {
                _counts[name]++;
            }
            else
            {
                counters.AddressesLeftOut++;
                at = oldest;
            }

            _addresses[at] = address;
            _seenS[at] = seenS;
            return true;
        }

        /// <summary>Lets go of the addresses whose time is over.</summary>
        /// <returns>Whether there were any.</returns>
        public bool Age(int nowS)
        {
            bool hasChanged = false;
            for (int name = 0; name < _counts.Length; name++)
            {
                int first = name * AddressesPerName;
                for (int i = _counts[name] - 1; i >= 0; i--)
                {
                    if (!IsCurrent(name, i) && nowS - _seenS[first + i] >= KeptS)
                    {
                        int last = first + --_counts[name];
                        _addresses[first + i] = _addresses[last];
                        _seenS[first + i] = _seenS[last];
                        hasChanged = true;
                    }
                }
            }

            return hasChanged;
        }

        /// <summary>Takes over what another table knows of a name.</summary>
        public void TakeOver(int name, NameTable from, int fromName)
        {
            for (int i = 0; i < from._counts[fromName]; i++)
            {
                uint address = from.AddressAt(fromName, i);
                if (IsUsable(address))
                {
                    int at = (name * AddressesPerName) + _counts[name]++;
                    _addresses[at] = address;
                    _seenS[at] = from.SeenAt(fromName, i);
                }
            }

            _answeredS[name] = from._answeredS[fromName];
        }
    }
}
