using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>What hosts are told of the network.</summary>
    internal sealed class DhcpNetwork
    {
        private const int EthernetMtu = 1500;
        private const int MinimumMtu = 576; // RFC 791 §3.1, what every host must take

        private readonly Ipv4Prefix _lan;
        private readonly uint[] _dnsServers;
        private readonly byte[] _domain;
        private readonly int _mtu;

        /// <summary>Makes it.</summary>
        /// <param name="gateway">The gateway's LAN address, in host order.</param>
        /// <param name="lan">The LAN.</param>
        /// <param name="dnsServers">The resolvers; kept.</param>
        /// <param name="domain">The home's domain; empty for none.</param>
        /// <param name="wanMtu">The WAN's MTU in bytes.</param>
        public DhcpNetwork(uint gateway, Ipv4Prefix lan, uint[] dnsServers, string domain, int wanMtu)
        {
            Gateway = gateway;
            _lan = lan;
            _dnsServers = dnsServers;
            _mtu = wanMtu;
            _domain = new byte[domain.Length];
            char[] characters = domain.ToCharArray();
            for (int i = 0; i < characters.Length; i++)
            {
                _domain[i] = (byte)characters[i];
            }
        }

        /// <summary>The gateway's LAN address: router, and the server's identifier.</summary>
        public uint Gateway { get; }

        /// <summary>Tells whether an address lies in the LAN.</summary>
        public bool Contains(uint address)
        {
            return _lan.Contains(address);
        }

        /// <summary>Tells whether an address can be another host's of the LAN.</summary>
        public bool IsHost(uint address)
        {
            return _lan.Contains(address) && address != Gateway && address != _lan.Address && address != (_lan.Address | ~_lan.Mask);
        }

        /// <summary>Adds what every host needs.</summary>
        public void AddTo(DhcpAnswer answer)
        {
            answer.Add(DhcpOption.SubnetMask, _lan.Mask);
            answer.Add(DhcpOption.Router, Gateway);
            answer.Add(DhcpOption.DomainNameServer, _dnsServers);
        }

        /// <summary>Adds what is of use to it, where there is room.</summary>
        public void AddMoreTo(DhcpAnswer answer)
        {
            if (_mtu >= MinimumMtu && _mtu < EthernetMtu)
            {
                answer.AddUInt16(DhcpOption.InterfaceMtu, _mtu);
            }

            answer.Add(DhcpOption.DomainName, _domain, 0, _domain.Length);
        }
    }
}
