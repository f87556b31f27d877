using Gateway.Dns;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.Control
{
    /// <summary>The time servers of settings: which are names, and what addresses all have.</summary>
    internal sealed class TimeServerList
    {
        private readonly string[] _servers;
        private readonly int _firstName;

        /// <summary>Makes it.</summary>
        /// <param name="servers">Addresses and host names, the preferred one first.</param>
        /// <param name="firstName">The index that the first of the names has with the resolver.</param>
        public TimeServerList(string[] servers, int firstName)
        {
            _servers = servers;
            _firstName = firstName;
            for (int i = 0; i < servers.Length; i++)
            {
                NameCount += IsName(servers[i]) ? 1 : 0;
            }
        }

        /// <summary>How many are names.</summary>
        public int NameCount { get; }

        /// <summary>One of the names.</summary>
        public string NameAt(int index)
        {
            int server = 0;
            while (!IsName(_servers[server]) || index-- > 0)
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
            int name = _firstName;
            for (int i = 0; i < _servers.Length && count < addresses.Length; i++)
            {
                uint address = AddressOf(_servers[i], names, ref name);
                if (address != Ipv4Address.Unspecified)
                {
                    addresses[count++] = address;
                }
            }

            // The same again where it has but one: the client then knows one server.
            if (_servers.Length == 1 && NameCount == 1)
            {
                addresses[1] = names.AddressOf(_firstName, 1);
            }

            return addresses;
        }

        private static uint AddressOf(string server, NameResolver names, ref int name)
        {
            return Ipv4Text.TryParse(server, out uint address) ? address : names.AddressOf(name++, 0);
        }

        private static bool IsName(string server)
        {
            return !Ipv4Text.TryParse(server, out _);
        }
    }
}
