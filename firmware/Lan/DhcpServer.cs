using Gateway.Platform;
using Gateway.Storage;
using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>
    /// The DHCP server of the LAN (RFC 2131, RFC 2132): bytes in, bytes out. A board hands it what comes to UDP port 67, and sends
    /// <see cref="Answer"/> where <see cref="AnswerTo"/> says. It never waits but for the storage, so it has no business under the
    /// engine's lock.
    /// </summary>
    /// <remarks>
    /// <para>An address never has two clients: a lease is stored before its client hears of it, and lasts after a restart as if given
    /// anew. When the writes of a while are used up, or the storage fails, new leases last ten minutes: the most that a restart can
    /// confuse.</para>
    /// <para>The server does not ask the network whether an address is free before it offers it (RFC 2131 §3.1 would like that): the
    /// client does before it uses it (RFC 5227), and its DECLINE sets the address aside. One DHCP server in a LAN is assumed; where
    /// another one answers too, the client chooses.</para>
    /// </remarks>
    public sealed class DhcpServer
    {
        /// <summary>The server's UDP port (RFC 2131 §4.1).</summary>
        public const int Port = 67;

        /// <summary>The clients' UDP port.</summary>
        public const int ClientPort = 68;

        /// <summary>The longest message that is read. Ours: what fits a datagram on Ethernet.</summary>
        public const int MaximumMessageLength = 1500;

        /// <summary>How long a lease lasts. Ours: a guest's address is free on the next day, and a short failure of ours is not noticed.</summary>
        public const int LeaseS = 12 * 60 * 60;

        /// <summary>How long, before the WAN is up or the lease can be stored. Ours: what is told then may be other by then.</summary>
        public const int ShortLeaseS = 10 * 60;

        /// <summary>The shortest that a client may wish for. Ours: it would ask all the time.</summary>
        public const int MinimumLeaseS = 60;

        /// <summary>How long an offer is kept. Ours: a client chooses within seconds.</summary>
        public const int OfferS = 60;

        /// <summary>How long an address that a client found in use is set aside. Ours: whoever has it may go, or be given another.</summary>
        public const int DeclinedS = 60 * 60;

        private const int LookEveryS = 60; // ours: what is over need not be stored at once
        private const int MsPerSecond = 1000;

        private readonly IPlatformClock _clock;
        private readonly DhcpLeaseRecord _record;
        private readonly DhcpMessage _message = new DhcpMessage();
        private readonly DhcpAnswer _answer = new DhcpAnswer();
        private readonly byte[] _key = new byte[DhcpClientKey.Length];
        private DhcpLeases _leases;
        private DhcpNetwork _network;
        private int _lookAtS;

        /// <summary>Makes it; it answers nobody before <see cref="Apply"/>.</summary>
        /// <param name="clock">The board's time: only the monotonic one is needed.</param>
        /// <param name="storage">The board's lasting memory.</param>
        public DhcpServer(IPlatformClock clock, IStorage storage)
        {
            _clock = clock;
            _record = new DhcpLeaseRecord(storage, NowS);
        }

        /// <summary>What it did.</summary>
        public DhcpCounters Counters { get; } = new DhcpCounters();

        /// <summary>What became of the record of leases.</summary>
        public StorageCounters Storage
        {
            get { return _record.Counters; }
        }

        /// <summary>Whether the WAN is up; until then leases are short, for resolvers and the like may become known.</summary>
        public bool IsWanUp { get; set; }

        /// <summary>Whether it answers: settings switched it on.</summary>
        public bool IsEnabled { get; private set; }

        /// <summary>Holds the answer from its beginning, until the next message.</summary>
        public byte[] Answer
        {
            get { return _answer.Buffer; }
        }

        /// <summary>Where the answer goes, in host order, to <see cref="ClientPort"/>: the client, or broadcast.</summary>
        public uint AnswerTo { get; private set; }

        /// <summary>How many addresses are given at this time.</summary>
        public int LeaseCount
        {
            get { return _leases == null ? 0 : _leases.CountBound(NowS); }
        }

        private int NowS
        {
            get { return (int)(_clock.MonotonicMs / MsPerSecond); }
        }

        /// <summary>
        /// Takes settings; the first time, also the leases that were kept. Leases of addresses that can still be given stay, whatever
        /// else changes.
        /// </summary>
        /// <param name="settings">What to do; kept.</param>
        /// <param name="gateway">The gateway's LAN address, in host order.</param>
        /// <param name="lan">The LAN.</param>
        /// <param name="dnsServers">The resolvers that clients are told, in host order; where there is none they are told none. Kept.</param>
        /// <param name="wanMtu">The WAN's MTU in bytes: told where it is smaller than Ethernet's.</param>
        public void Apply(DhcpSettings settings, uint gateway, Ipv4Prefix lan, uint[] dnsServers, int wanMtu)
        {
            var leases = new DhcpLeases(settings, gateway, lan);
            if (_leases == null)
            {
                int nowS = NowS;
                _record.Load(leases, nowS, nowS + LeaseS, Counters);
            }
            else
            {
                leases.TakeOver(_leases);
            }

            _leases = leases;
            IsEnabled = settings.IsEnabled;
            _network = new DhcpNetwork(gateway, lan, dnsServers, settings.Domain, wanMtu);
        }

        /// <summary>Takes one message.</summary>
        /// <param name="source">The sender's IPv4 address, in host order: what is not from the LAN gets no answer.</param>
        /// <param name="message">Holds it from its beginning.</param>
        /// <param name="length">Bytes.</param>
        /// <returns>The answer's bytes; 0 for none.</returns>
        public int Receive(uint source, byte[] message, int length)
        {
            int answered = 0;
            DhcpResult result = Check(source, message, length);
            if (result == DhcpResult.Offered)
            {
                DhcpClientKey.Make(_message, message, _key);
                result = Judge(message, NowS, ref answered);
            }

            Counters.Add(result);
            return answered;
        }

        /// <summary>Does what is due: stores what is over. As often as the engine's Tick.</summary>
        public void Step()
        {
            int nowS = NowS;
            if (_leases == null || nowS < _lookAtS)
            {
                return;
            }

            _lookAtS = nowS + LookEveryS;
            if (_leases.DiffersFromStored(nowS))
            {
                _record.TrySave(_leases, nowS, false);
            }
        }

        // Offered where there is nothing to object to.
        private DhcpResult Check(uint source, byte[] message, int length)
        {
            if (!IsEnabled)
            {
                return DhcpResult.SwitchedOff;
            }

            if (source != Ipv4Address.Unspecified && !Ipv4Address.IsLinkLocal(source) && !_network.IsHost(source))
            {
                return DhcpResult.NotFromLan;
            }

            if (!_message.Parse(message, length))
            {
                return DhcpResult.Malformed;
            }

            if (_message.Type == DhcpMessageType.None)
            {
                return DhcpResult.Bootp;
            }

            return _message.RelayAddress != Ipv4Address.Unspecified ? DhcpResult.Relayed : DhcpResult.Offered;
        }

        private DhcpResult Judge(byte[] message, int nowS, ref int answered)
        {
            int own = FindOwn(message, nowS);
            switch (_message.Type)
            {
                case DhcpMessageType.Discover:
                    return Offer(message, own, nowS, ref answered);
                case DhcpMessageType.Request:
                    DhcpResult result = JudgeRequest(own, nowS, out int row);
                    if (result == DhcpResult.Acknowledged)
                    {
                        answered = Bind(message, row, nowS);
                    }
                    else if (result == DhcpResult.Refused)
                    {
                        answered = Refuse(message);
                    }

                    return result;
                case DhcpMessageType.Inform:
                    if (!_network.IsHost(_message.ClientAddress))
                    {
                        return DhcpResult.Unexpected;
                    }

                    answered = Acknowledge(message, DhcpMessageType.Ack, Ipv4Address.Unspecified, 0);
                    return DhcpResult.Informed;
                case DhcpMessageType.Decline:
                case DhcpMessageType.Release:
                    return GiveUp(_message.Type == DhcpMessageType.Decline, nowS);
                default:
                    return DhcpResult.Unexpected;
            }
        }

        // The client's row, or the one that it should have: a reservation counts for more than what it had. Where that address is
        // another's for a while yet, the client has another one meanwhile.
        private int FindOwn(byte[] message, int nowS)
        {
            int reserved = _leases.FindReserved(message);
            if (reserved != DhcpLeases.None)
            {
                // By its card, whatever identifier its system gives it.
                DhcpClientKey.MakeOfCard(message, _key);
                if (_leases.HasKey(reserved, _key) || !_leases.IsActive(reserved, nowS))
                {
                    return reserved;
                }
            }

            int own = _leases.Find(_key);
            return own != DhcpLeases.None && _leases.IsReserved(own) ? DhcpLeases.None : own;
        }

        private DhcpResult Offer(byte[] message, int own, int nowS, ref int answered)
        {
            int row = own == DhcpLeases.None ? _leases.Choose(_key, _message.RequestedAddress, nowS, Counters) : own;
            if (row == DhcpLeases.None)
            {
                return DhcpResult.PoolFull;
            }

            _leases.Offer(row, _key, nowS + OfferS, Counters);
            answered = Acknowledge(message, DhcpMessageType.Offer, _leases.AddressOf(row), LeaseTime());
            return DhcpResult.Offered;
        }

        // RFC 2131 §4.3.2: which of the four states the client is in shows in what it fills in.
        private DhcpResult JudgeRequest(int own, int nowS, out int row)
        {
            uint wanted = _message.RequestedAddress;
            uint server = _message.ServerIdentifier;
            uint address = server == 0 && _message.ClientAddress != 0 ? _message.ClientAddress : wanted;
            row = _leases.RowOf(address);
            bool isOwn = row != DhcpLeases.None && row == own;
            bool isFree = row != DhcpLeases.None && own == DhcpLeases.None && !_leases.IsReserved(row) && !_leases.IsActive(row, nowS);
            if (server != 0 && server != _network.Gateway)
            {
                // SELECTING another server's offer: ours is free again.
                if (own != DhcpLeases.None && _leases.HasKey(own, _key) && !_leases.IsLease(own))
                {
                    _leases.Release(own, nowS);
                }

                return DhcpResult.ForOtherServer;
            }

            if (address == 0 || (server != 0 && _message.ClientAddress != 0))
            {
                return DhcpResult.Unexpected;
            }

            if (isOwn)
            {
                return DhcpResult.Acknowledged;
            }

            if (server != 0)
            {
                // SELECTING. An offer that was displaced meanwhile, and taken by nobody, is good.
                return isFree ? DhcpResult.Acknowledged : DhcpResult.Refused;
            }

            if (own != DhcpLeases.None || !_network.Contains(address))
            {
                return DhcpResult.Refused;
            }

            // INIT-REBOOT of a client that is not known: silence. RENEWING and REBINDING: it has the address from us, and our record
            // is lost: it keeps it where nobody else has it.
            if (_message.ClientAddress == 0 || row == DhcpLeases.None)
            {
                return DhcpResult.UnknownLease;
            }

            return isFree ? DhcpResult.Acknowledged : DhcpResult.Refused;
        }

        private DhcpResult GiveUp(bool isDecline, int nowS)
        {
            if (_message.ServerIdentifier != _network.Gateway)
            {
                return _message.ServerIdentifier == 0 ? DhcpResult.Unexpected : DhcpResult.ForOtherServer;
            }

            int row = _leases.RowOf(isDecline ? _message.RequestedAddress : _message.ClientAddress);
            if (row == DhcpLeases.None || !_leases.HasKey(row, _key) || !_leases.IsActive(row, nowS))
            {
                return DhcpResult.UnknownLease;
            }

            if (isDecline)
            {
                _leases.Decline(row, nowS + DeclinedS);
                return DhcpResult.Declined;
            }

            _leases.Release(row, nowS);
            return DhcpResult.Released;
        }

        private int Bind(byte[] message, int row, int nowS)
        {
            int leaseS = LeaseTime();
            _leases.Bind(row, _key, nowS + leaseS, Counters);
            if (!_leases.IsStored(row) && !_record.TrySave(_leases, nowS, true))
            {
                Counters.LeasesNotStored++;
                leaseS = leaseS < ShortLeaseS ? leaseS : ShortLeaseS;
                _leases.Bind(row, _key, nowS + leaseS, Counters);
            }

            return Acknowledge(message, DhcpMessageType.Ack, _leases.AddressOf(row), leaseS);
        }

        private int LeaseTime()
        {
            int leaseS = IsWanUp ? LeaseS : ShortLeaseS;
            uint wishedS = _message.LeaseS;
            if (wishedS == 0 || wishedS >= (uint)leaseS)
            {
                return leaseS;
            }

            return wishedS < MinimumLeaseS ? MinimumLeaseS : (int)wishedS;
        }

        // An OFFER or an ACK; without a lease's times where there is no lease (RFC 2131 §4.3.5).
        private int Acknowledge(byte[] message, int type, uint address, int leaseS)
        {
            uint clientAddress = type == DhcpMessageType.Ack ? _message.ClientAddress : Ipv4Address.Unspecified;
            _answer.Begin(message, type, clientAddress, address, _network.Gateway);
            if (leaseS > 0)
            {
                // RFC 2131 §4.4.5: a half, and seven eighths.
                _answer.Add(DhcpOption.LeaseTime, (uint)leaseS);
                _answer.Add(DhcpOption.RenewalTime, (uint)leaseS / 2);
                _answer.Add(DhcpOption.RebindingTime, (uint)(leaseS - (leaseS / 8)));
            }

            _network.AddTo(_answer);
            _answer.Add(DhcpOption.ClientIdentifier, message, _message.IdentifierOffset, _message.IdentifierLength);
            _network.AddMoreTo(_answer);
            if (_message.AsksForHostName)
            {
                // Its own name, back to it alone: nobody else is ever told, and it is not kept.
                _answer.Add(DhcpOption.HostName, message, _message.HostNameOffset, _message.HostNameLength);
            }

            // RFC 2131 §4.1: a client without an address should get its answer by unicast to its Ethernet address, unless it sets the
            // broadcast flag. A socket can't, for nobody would answer its ARP: then broadcast, which RFC 2131 allows and all take.
            AnswerTo = _network.IsHost(_message.ClientAddress) ? _message.ClientAddress : Ipv4Address.Broadcast;
            return _answer.Finish();
        }

        private int Refuse(byte[] message)
        {
            _answer.Begin(message, DhcpMessageType.Nak, Ipv4Address.Unspecified, Ipv4Address.Unspecified, _network.Gateway);
            _answer.Add(DhcpOption.ClientIdentifier, message, _message.IdentifierOffset, _message.IdentifierLength);
            AnswerTo = Ipv4Address.Broadcast; // RFC 2131 §4.1
            return _answer.Finish();
        }
    }
}
