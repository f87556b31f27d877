using Gateway.Wire;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// Which addresses the hosts of the capture are played with. LAN hosts get addresses of the settings' LAN, in the order of
    /// their appearance; one that has such an address already keeps it. Internet hosts keep theirs but for those that can't stand
    /// outside: loopback, the settings' LAN and the WAN address; these move to 198.18.0.0/15.
    /// </summary>
    internal sealed class AddressPlan
    {
        private const uint StandInFirst = 0xC6120001; // 198.18.0.1; 198.18.0.0/15 is for benchmarks (RFC 2544)
        private const uint StandInLast = 0xC613FFFE; // 198.19.255.254
        private const uint LoopbackFirstOctet = 127;

        private readonly Ipv4Prefix _lan;
        private readonly uint _gatewayAddress;
        private readonly uint _wanAddress;
        private readonly Dictionary<uint, uint> _lanHosts = [];
        private readonly Dictionary<uint, uint> _standIns = [];
        private readonly HashSet<uint> _lanTaken = [];
        private readonly HashSet<AddressChange> _notedLan = [];
        private readonly HashSet<AddressChange> _notedRemote = [];
        private readonly List<AddressChange> _lanChanges = [];
        private readonly List<AddressChange> _remoteChanges = [];
        private uint _nextLan;
        private uint _nextStandIn = StandInFirst;

        /// <summary>Makes a plan for one capture.</summary>
        /// <param name="settings">Tell the LAN and the WAN address.</param>
        /// <param name="lanHosts">What --lan says of the capture, or null.</param>
        /// <param name="conversations">All conversations; how each is played is written to them.</param>
        public AddressPlan(EngineSettings settings, Ipv4Prefix? lanHosts, IReadOnlyList<Conversation> conversations)
        {
            _lan = new Ipv4Prefix(settings.LanAddress, settings.LanPrefixLength);
            _gatewayAddress = settings.LanAddress;
            _wanAddress = settings.WanAddress;
            _nextLan = _lan.Address + 1;
            foreach (Conversation conversation in conversations.Where(IsPlanned))
            {
                AssignSides(conversation, lanHosts);
            }

            // First those that keep their address, so that nobody else gets it.
            foreach (Conversation conversation in conversations.Where(IsPlayed))
            {
                uint host = CapturedLanAddress(conversation);
                if (IsFreeForHost(host))
                {
                    _lanTaken.Add(host);
                    _lanHosts[host] = host;
                }
            }

            foreach (Conversation conversation in conversations.Where(IsPlayed))
            {
                if (!TryPlanLanHost(CapturedLanAddress(conversation), out uint address))
                {
                    conversation.Disposition = Disposition.LanFull;
                    continue;
                }

                conversation.LanAddress = address;
                conversation.RemoteAddress = PlanRemote(CapturedRemoteAddress(conversation), conversation.IsToGroup, lanHosts);
            }
        }

        /// <summary>LAN hosts, as captured and as played, in the order of appearance; also those that keep their address.</summary>
        public IReadOnlyList<AddressChange> LanHosts => _lanChanges;

        /// <summary>Internet hosts that were given another address.</summary>
        public IReadOnlyList<AddressChange> RemoteHosts => _remoteChanges;

        /// <summary>The address that a host is played with on the LAN side, for hosts that no conversation names (a router that
        /// reports an error).</summary>
        public uint LanAddressOf(uint captured)
        {
            return TryPlanLanHost(captured, out uint address) ? address : captured;
        }

        /// <summary>The address that a host is played with on the Internet's side.</summary>
        public uint RemoteAddressOf(uint captured)
        {
            return PlanRemote(captured, isToGroup: false, lanHosts: null);
        }

        private static bool IsPlanned(Conversation conversation)
        {
            return conversation.Key.Version == 4;
        }

        private static bool IsPlayed(Conversation conversation)
        {
            return IsPlanned(conversation) && conversation.Disposition == Disposition.Play;
        }

        private static uint CapturedLanAddress(Conversation conversation)
        {
            return (uint)(conversation.IsOpenedFromLan ? conversation.OpenerAddress : conversation.PeerAddress);
        }

        private static uint CapturedRemoteAddress(Conversation conversation)
        {
            return (uint)(conversation.IsOpenedFromLan ? conversation.PeerAddress : conversation.OpenerAddress);
        }

        private static void AssignSides(Conversation conversation, Ipv4Prefix? lanHosts)
        {
            if (lanHosts == null)
            {
                return;
            }

            uint peer = (uint)conversation.PeerAddress;
            bool isOpenerInside = IsInside((uint)conversation.OpenerAddress, lanHosts);
            bool isPeerInside = IsInside(peer, lanHosts) && !IsGroup(peer, conversation.IsToGroup, lanHosts);
            conversation.IsOpenedFromLan = isOpenerInside;
            conversation.Disposition = (isOpenerInside, isPeerInside) switch
            {
                (true, true) => Disposition.BetweenLanHosts,
                (false, false) => Disposition.OutsideTheLan,
                _ => Disposition.Play,
            };
        }

        private static bool IsInside(uint address, Ipv4Prefix lanHosts)
        {
            // A host that has no address yet asks for one with this (RFC 2131 §4.1): it stands in the LAN.
            return lanHosts.Contains(address) || address == Ipv4Address.Unspecified;
        }

        private static bool IsGroup(uint address, bool isToGroup, Ipv4Prefix? lanHosts)
        {
            return Ipv4Address.IsMulticast(address) || address == Ipv4Address.Broadcast || isToGroup
                || (lanHosts != null && address == (lanHosts.Address | ~lanHosts.Mask));
        }

        private bool IsFreeForHost(uint address)
        {
            return _lan.Contains(address) && address != _gatewayAddress && address != _lan.Address
                && address != (_lan.Address | ~_lan.Mask) && !_lanTaken.Contains(address);
        }

        private bool TryPlanLanHost(uint captured, out uint address)
        {
            address = captured;
            if (captured == Ipv4Address.Unspecified)
            {
                return true; // DHCP comes from there
            }

            if (_lanHosts.TryGetValue(captured, out uint known))
            {
                address = known;
                NoteLanHost(captured, known);
                return true;
            }

            uint last = _lan.Address | ~_lan.Mask;
            while (_nextLan < last && !IsFreeForHost(_nextLan))
            {
                _nextLan++;
            }

            if (_nextLan >= last)
            {
                return false;
            }

            address = _nextLan++;
            _lanHosts[captured] = address;
            _lanTaken.Add(address);
            NoteLanHost(captured, address);
            return true;
        }

        private void NoteLanHost(uint captured, uint played)
        {
            AddressChange change = new(captured, played);
            if (_notedLan.Add(change))
            {
                _lanChanges.Add(change);
            }
        }

        private uint PlanRemote(uint captured, bool isToGroup, Ipv4Prefix? lanHosts)
        {
            uint lanBroadcast = _lan.Address | ~_lan.Mask;
            if (Ipv4Address.IsMulticast(captured) || captured == Ipv4Address.Broadcast || captured == lanBroadcast)
            {
                return captured; // the engine knows these, and judges them
            }

            if (IsGroup(captured, isToGroup, lanHosts))
            {
                return Note(captured, lanBroadcast);
            }

            if (!_lan.Contains(captured) && captured != _wanAddress && captured >> 24 != LoopbackFirstOctet)
            {
                return captured;
            }

            if (!_standIns.TryGetValue(captured, out uint standIn))
            {
                standIn = _nextStandIn;
                _nextStandIn = _nextStandIn == StandInLast ? StandInFirst : _nextStandIn + 1;
                _standIns[captured] = standIn;
            }

            return Note(captured, standIn);
        }

        private uint Note(uint captured, uint played)
        {
            AddressChange change = new(captured, played);
            if (_notedRemote.Add(change))
            {
                _remoteChanges.Add(change);
            }

            return played;
        }
    }
}
