using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>Packets from the WAN (nat.md, "What is for whom").</summary>
    internal sealed class WanInput
    {
        // RFC 2131 §4.1: the gateway gets its own WAN address this way, before it has any.
        private const int DhcpServerPort = 67;
        private const int DhcpClientPort = 68;

        private readonly Packet _packet;
        private readonly PacketExit _exit;
        private readonly NetworkAddresses _addresses;
        private readonly EngineTime _time;
        private readonly FlowTable _flows;
        private readonly FlowAdmission _admission;
        private readonly FlowPath _path;
        private readonly InboundFilter _filter;
        private readonly FragmentInput _fragments;
        private readonly IcmpErrorTranslation _errors;
        private readonly IcmpErrorSender _sender;
        private readonly Op25bPolicy _policy;
        private readonly Op25bCounters _counters;

        /// <summary>Makes it of the engine's parts.</summary>
        public WanInput(
            Packet packet,
            PacketExit exit,
            NetworkAddresses addresses,
            EngineTime time,
            FlowTable flows,
            FlowAdmission admission,
            FlowPath path,
            InboundFilter filter,
            FragmentInput fragments,
            IcmpErrorTranslation errors,
            IcmpErrorSender sender,
            Op25bPolicy policy,
            Op25bCounters counters)
        {
            _packet = packet;
            _exit = exit;
            _addresses = addresses;
            _time = time;
            _flows = flows;
            _admission = admission;
            _path = path;
            _filter = filter;
            _fragments = fragments;
            _errors = errors;
            _sender = sender;
            _policy = policy;
            _counters = counters;
        }

        /// <summary>Takes the packet in hand, whose IPv4 header is valid.</summary>
        public void Receive()
        {
            Packet packet = _packet;

            // Our own address as source would find a hairpin's flow: only the LAN may.
            Ipv4Header ipv4 = packet.Ipv4;
            uint wanAddress = _addresses.Wan;
            if (packet.Transport == ParseResult.Valid
                && !packet.IsOtherIcmp
                && ipv4.Destination == wanAddress
                && ipv4.Source != wanAddress)
            {
                int flow = _flows.FindInbound(ipv4.Protocol, ipv4.Source, packet.Ports);
                if (flow != FlowRow.None)
                {
                    PathResult passed = _path.Inbound(flow, packet, _time.NowS, false);
                    if (passed == PathResult.Forward)
                    {
                        _exit.Forward(Side.Lan, packet);
                        return;
                    }

                    if (passed != PathResult.NoFlow)
                    {
                        Refuse(passed);
                        return;
                    }
                }
            }

            ReceiveUnknown();
        }

        // Its flow refuses it: the sender may be told, since it is no stranger.
        private void Refuse(PathResult passed)
        {
            if (passed == PathResult.TimeToLiveExceeded)
            {
                _sender.Send(Side.Wan, IcmpHeader.TimeExceeded, IcmpHeader.TimeToLiveExceeded, 0, _packet);
            }

            _exit.Drop(PacketExit.ReasonOf(passed));
        }

        private void ReceiveUnknown()
        {
            Packet packet = _packet;
            int protocol = packet.Ipv4.Protocol;
            if (packet.Transport == ParseResult.Valid
                && protocol == IpProtocol.Udp
                && packet.SourcePort == DhcpServerPort
                && packet.DestinationPort == DhcpClientPort)
            {
                _exit.ToHost(packet);
                return;
            }

            DropReason refused = CheckAddresses();
            if (refused == DropReason.None && packet.Transport != ParseResult.Valid && packet.IsFragment)
            {
                ReceiveFragment();
                return;
            }

            refused = refused == DropReason.None ? CheckTransport() : refused;
            if (refused != DropReason.None)
            {
                _exit.Drop(refused);
                return;
            }

            if (protocol == IpProtocol.Icmp)
            {
                ReceiveIcmp();
                return;
            }

            int mapping = _flows.Mappings.FindExternal(protocol, packet.DestinationPort);
            bool isForward = mapping != FlowRow.None && _flows.Mappings.IsForward(mapping);
            Verdict verdict = JudgeSourcePort25(mapping);
            if (!Op25bPolicy.Allows(verdict))
            {
                _counters.InboundSourcePort25Dropped++;
                _exit.Drop(DropReason.InboundSourcePort25);
                return;
            }

            bool isBareSyn = protocol == IpProtocol.Tcp && TcpTracker.IsOpening(packet.TcpFlags);
            bool isOpening = mapping != FlowRow.None && (isBareSyn || protocol == IpProtocol.Udp);
            if (isOpening && (isForward || _filter.Admits(mapping, packet.Ipv4.Source, _time.NowS)))
            {
                OpenInbound(mapping, verdict);
            }
            else if (packet.DestinationPort >= HostPorts.First && !isBareSyn && !isForward)
            {
                if ((packet.TcpFlags & TcpFlags.Syn) != 0)
                {
                    SegmentSize.Clamp(packet, _exit.WanMtu);
                }

                _exit.ToHost(packet);
            }
            else
            {
                _exit.Drop(DropReason.Unsolicited);
            }
        }

        // A datagram's first fragment goes the way of a whole packet, and the others follow.
        private void ReceiveFragment()
        {
            int datagram = _fragments.Admit(Side.Wan);
            if (datagram == FragmentTable.None)
            {
                return;
            }

            if (_packet.Transport == ParseResult.Valid)
            {
                Receive();
            }
            else
            {
                _exit.Drop(DropReason.TransportMalformed);
            }

            _fragments.Decide(datagram);
        }

        private DropReason CheckAddresses()
        {
            Ipv4Header ipv4 = _packet.Ipv4;
            if (Ipv4Address.IsNeverForwardedTo(ipv4.Source) || _addresses.IsInLan(ipv4.Source) || ipv4.Source == _addresses.Wan)
            {
                return DropReason.MartianSource;
            }

            if (_addresses.Wan == EngineSettings.NoAddress)
            {
                return DropReason.WanDown;
            }

            return ipv4.Destination == _addresses.Wan ? DropReason.None : DropReason.NotForUs;
        }

        private DropReason CheckTransport()
        {
            Packet packet = _packet;
            if (packet.Transport != ParseResult.Valid)
            {
                return PacketExit.ReasonOf(packet);
            }

            return packet.Ipv4.Protocol == IpProtocol.Tcp && !TcpTracker.AreFlagsValid(packet.TcpFlags)
                ? DropReason.TcpFlagsInvalid
                : DropReason.None;
        }

        // What fits no flow and answers something that our own stack may have sent goes there; nobody may ask us from outside.
        private void ReceiveIcmp()
        {
            int type = _packet.Buffer[_packet.TransportOffset + IcmpHeader.TypeOffset];
            if (type == IcmpHeader.EchoReply)
            {
                _exit.ToHost(_packet);
                return;
            }

            if (!IcmpErrorTranslation.IsTranslated(type))
            {
                _exit.Drop(DropReason.Unsolicited);
                return;
            }

            DropReason refused = _errors.Inbound(_packet, _time.NowS, false);
            switch (refused)
            {
                case DropReason.None:
                    _exit.Forward(Side.Lan, _packet);
                    break;
                case DropReason.NoFlow:
                    _exit.ToHost(_packet);
                    break;
                default:
                    _exit.Drop(refused);
                    break;
            }
        }

        // Triangular spamming: a bot sends from elsewhere under our address, and gets the answers through us (op25b.md).
        private Verdict JudgeSourcePort25(int mapping)
        {
            Packet packet = _packet;
            if (packet.Ipv4.Protocol != IpProtocol.Tcp || packet.SourcePort != Op25bPolicy.SmtpPort)
            {
                return Verdict.NotConcerned;
            }

            uint lanAddress = mapping == FlowRow.None ? Ipv4Address.Unspecified : _flows.Mappings.LanAddressOf(mapping);
            bool isUtcKnown = _time.TryGetUtc(out long utcSeconds);
            Verdict verdict = _policy.Judge(IpProtocol.Tcp, lanAddress, packet.Ipv4.Source, packet.SourcePort, isUtcKnown, utcSeconds);
            if (Op25bPolicy.WouldBlock(verdict))
            {
                _counters.InboundSourcePort25WouldDrop++;
            }

            return verdict;
        }

        private void OpenInbound(int mapping, Verdict verdict)
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            if (ipv4.TimeToLive <= 1)
            {
                _exit.Drop(DropReason.TimeToLiveExceeded);
                return;
            }

            int state = FlowBits.OpenedInbound
                | ((int)verdict << FlowRow.VerdictShift)
                | FlowQueue.Opening(ipv4.Protocol, packet.SourcePort);
            int ports = (_flows.Mappings.LanPortOf(mapping) << 16) | packet.SourcePort;
            DropReason refused = _admission.Open(
                ipv4.Protocol,
                _flows.Mappings.LanAddressOf(mapping),
                ipv4.Source,
                ports,
                state,
                _time.NowS);
            if (refused != DropReason.None)
            {
                _exit.Drop(refused);
                return;
            }

            _path.Inbound(_admission.Opened, packet, _time.NowS, false);
            _exit.Forward(Side.Lan, packet);
        }
    }
}
