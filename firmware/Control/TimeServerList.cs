using Gateway.Dns;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.Control
{
    /// <summary>The time servers of settings: which are names, and what addresses all have.</summary>
    internal sealed class TimeServerList
    {
        // In the place of a name's index: the server is given by address.
        private const int None = -1;

        private readonly string[] _servers;
        private readonly uint[] _addresses;
        private readonly int[] _names;

        /// <summary>Makes it.</summary>
        /// <param name="servers">Addresses and host names, the preferred one first.</param>
        /// <param name="relays">The relays' names: a server that is one of them is asked for but once.</param>
        public TimeServerList(string[] servers, string[] relays)
        {
            _servers = servers;
            _addresses = new uint[servers.Length];
            _names = new int[servers.Length];
            for (int i = 0; i < servers.Length; i++)
            {
                _names[i] = None;
                if (Ipv4Text.TryParse(servers[i], out uint address))
                {
                    _addresses[i] = address;
                }
                else
                {
                    int relay = Find(servers[i], relays);
                    _names[i] = relay == None ? relays.Length + NameCount++ : relay;
                }
            }
        }

        /// <summary>How many are names, besides the relays'.</summary>
        public int NameCount { get; private set; }

        /// <summary>One of these names.</summary>
        /// <param name="name">Its index with the resolver: they stand behind the relays'.</param>
        public string NameAt(int name)
        {
            int server = 0;
            while (_names[server] != name)
            {
                server++;
            }

            return _servers[server];
        }

        /// <summary>Gives the addresses to ask; a name that is the only server gives two, where it has them.</summary>
        public uint[] AddressesOf(NameResolver names)
        {
            uint[] addresses = new uint[SntpClient.MaximumServers];
            int count = 0;
            for (int i = 0; i < _servers.Length && count < addresses.Length; i++)
            {
                uint address = _names[i] == None ? _addresses[i] : names.AddressOf(_names[i], 0);
                if (address != Ipv4Address.Unspecified)
                {
                    addresses[count++] = address;
                }
            }

            // The same again where it has but one: the client then knows one server.
            if (_servers.Length == 1 && _names[0] != None)
            {
                addresses[1] = names.AddressOf(_names[0], 1);
            }

            return addresses;
        }

        private static int Find(string server, string[] relays)
        {
            for (int i = 0; i < relays.Length; i++)
            {
                if (relays[i] == server)
                {
                    return i;
                }
            }

            return None;
        }
    }
}
