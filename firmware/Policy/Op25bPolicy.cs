using Gateway.Wire;

namespace Gateway.Policy
{
    /// <summary>
    /// Outbound Port 25 Blocking (op25b.md, "Policy"): from a packet's facts to a verdict. It remembers nothing of packets and
    /// has no clock: the same facts give the same verdict until other settings are applied.
    /// </summary>
    public sealed class Op25bPolicy
    {
        /// <summary>The port that OP25B is about (RFC 5321 §2.3.4).</summary>
        public const int SmtpPort = 25;

        private Op25bMode _mode;
        private BlockAction _onBlock;
        private bool _isFallback;
        private bool _isRelayUnresolved;
        private long _effectiveFromUtcSeconds;
        private uint[] _relayAddresses;
        private uint[] _relayMasks;
        private uint[] _exemptAddresses;
        private uint[] _exemptMasks;

        /// <summary>Makes a policy.</summary>
        public Op25bPolicy(Op25bSettings settings)
        {
            Apply(settings);
        }

        /// <summary>What it is set to.</summary>
        public Op25bMode Mode
        {
            get { return _mode; }
        }

        /// <summary>Whether its settings are the fallback.</summary>
        public bool IsFallback
        {
            get { return _isFallback; }
        }

        /// <summary>Whether a relay's name was never resolved.</summary>
        public bool IsRelayUnresolved
        {
            get { return _isRelayUnresolved; }
        }

        /// <summary>Relays: addresses and blocks, those that names gave included.</summary>
        public int RelayCount
        {
            get { return _relayAddresses.Length; }
        }

        /// <summary>Its start date, or <see cref="Op25bSettings.EffectiveAtOnce"/>.</summary>
        public long EffectiveFromUtcSeconds
        {
            get { return _effectiveFromUtcSeconds; }
        }

        /// <summary>Takes other settings; who keeps flows judges them anew.</summary>
        public void Apply(Op25bSettings settings)
        {
            _mode = settings.Mode;
            _onBlock = settings.OnBlock;
            _isFallback = settings.IsFallback;
            _effectiveFromUtcSeconds = settings.EffectiveFromUtcSeconds;
            SetRelays(settings.Relays, settings.UnresolvedRelayNames);
            _exemptAddresses = AddressesOf(settings.ExemptHosts);
            _exemptMasks = MasksOf(settings.ExemptHosts);
        }

        /// <summary>Takes other relays, as names are resolved and their addresses age: no living flow is to be judged anew for that.</summary>
        /// <param name="relays">All of them.</param>
        /// <param name="unresolvedRelayNames">How many relay names have never been resolved.</param>
        public void SetRelays(Ipv4Prefix[] relays, int unresolvedRelayNames)
        {
            _isRelayUnresolved = unresolvedRelayNames > 0;
            _relayAddresses = AddressesOf(relays);
            _relayMasks = MasksOf(relays);
        }

        /// <summary>Judges a flow between a LAN host and an outside host.</summary>
        /// <param name="protocol">The IP protocol.</param>
        /// <param name="lanAddress">The LAN host, in host order.</param>
        /// <param name="remoteAddress">The outside host, in host order.</param>
        /// <param name="remotePort">The outside host's port, be it the destination's or, of inbound packets, the source's.</param>
        /// <param name="isUtcKnown">Whether the time is known; unknown time counts as after the start date.</param>
        /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
        public Verdict Judge(int protocol, uint lanAddress, uint remoteAddress, int remotePort, bool isUtcKnown, long utcSeconds)
        {
            if (protocol != IpProtocol.Tcp || remotePort != SmtpPort)
            {
                return Verdict.NotConcerned;
            }

            if (_mode == Op25bMode.Off)
            {
                return Verdict.AllowModeOff;
            }

            if (IsIn(lanAddress, _exemptAddresses, _exemptMasks))
            {
                return Verdict.AllowExemptHost;
            }

            if (IsIn(remoteAddress, _relayAddresses, _relayMasks))
            {
                return Verdict.AllowRelay;
            }

            if (_mode == Op25bMode.Monitor)
            {
                return Verdict.WouldBlockMonitor;
            }

            if (!IsEffective(isUtcKnown, utcSeconds))
            {
                return Verdict.WouldBlockNotYetEffective;
            }

            // Mail to a relay that we can't recognise yet must be tried again by its sender, not bounced.
            if (_isFallback)
            {
                return Verdict.DropFallback;
            }

            if (_isRelayUnresolved)
            {
                return Verdict.DropRelayUnresolved;
            }

            switch (_onBlock)
            {
                case BlockAction.Redirect:
                    return Verdict.Redirect;
                case BlockAction.Reject:
                    return Verdict.Reject;
                default:
                    return Verdict.Drop;
            }
        }

        /// <summary>Tells whether OP25B does not concern a LAN host.</summary>
        public bool IsExempt(uint lanAddress)
        {
            return IsIn(lanAddress, _exemptAddresses, _exemptMasks);
        }

        /// <summary>Tells whether the start date is reached.</summary>
        public bool IsEffective(bool isUtcKnown, long utcSeconds)
        {
            return _effectiveFromUtcSeconds == Op25bSettings.EffectiveAtOnce || !isUtcKnown || utcSeconds >= _effectiveFromUtcSeconds;
        }

        /// <summary>Tells whether a verdict lets the flow pass.</summary>
        public static bool Allows(Verdict verdict)
        {
            return verdict < Verdict.Redirect;
        }

        /// <summary>Tells whether a verdict lets pass what enforcement would block.</summary>
        public static bool WouldBlock(Verdict verdict)
        {
            return verdict == Verdict.WouldBlockMonitor || verdict == Verdict.WouldBlockNotYetEffective;
        }

        private static bool IsIn(uint address, uint[] addresses, uint[] masks)
        {
            for (int i = 0; i < addresses.Length; i++)
            {
                if ((address & masks[i]) == addresses[i])
                {
                    return true;
                }
            }

            return false;
        }

        private static uint[] AddressesOf(Ipv4Prefix[] prefixes)
        {
            var addresses = new uint[prefixes.Length];
            for (int i = 0; i < addresses.Length; i++)
            {
                addresses[i] = prefixes[i].Address;
            }

            return addresses;
        }

        private static uint[] MasksOf(Ipv4Prefix[] prefixes)
        {
            var masks = new uint[prefixes.Length];
            for (int i = 0; i < masks.Length; i++)
            {
                masks[i] = prefixes[i].Mask;
            }

            return masks;
        }
    }
}
