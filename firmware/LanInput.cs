using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Smtp;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>Packets from the LAN (house.md, "The way a packet goes"; nat.md, "What is for whom").</summary>
    internal sealed class LanInput
    {
        private readonly Packet _packet;
        private readonly PacketExit _exit;
        private readonly NetworkAddresses _addresses;
        private readonly EngineTime _time;
        private readonly FlowTable _flows;
        private readonly FlowAdmission _admission;
        private readonly FlowPath _path;
        private readonly Op25bPolicy _policy;
        private readonly Op25bCounters _counters;
        private readonly NoticeServer _notice;
        private readonly byte[] _reply;

        /// <summary>Makes it of the engine's parts.</summary>
        public LanInput(
            Packet packet,
            PacketExit exit,
            NetworkAddresses addresses,
            EngineTime time,
            FlowTable flows,
            FlowAdmission admission,
            FlowPath path,
            Op25bPolicy policy,
            Op25bCounters counters,
            NoticeServer notice,
            byte[] reply)
        {
            _packet = packet;
            _exit = exit;
            _addresses = addresses;
            _time = time;
            _flows = flows;
            _admission = admission;
            _path = path;
            _policy = policy;
            _counters = counters;
            _notice = notice;
            _reply = reply;
        }

        /// <summary>The policy's verdict on the last packet, where it was asked.</summary>
        public Verdict LastVerdict { get; set; }

        /// <summary>Takes one packet.</summary>
        public void Receive(byte[] buffer, int offset, int length)
        {
            Packet packet = _packet;
            ParseResult result = packet.Parse(buffer, offset, length);
            if (result != ParseResult.Valid)
            {
                _exit.DropUnparsed(result);
                return;
            }

            // A flow's addresses and ports passed every check below when it was made: its packets need them no more.
            Ipv4Header ipv4 = packet.Ipv4;
            ParseResult transport = ParseResult.Malformed;
            if (ipv4.HeaderLength == Ipv4Header.MinimumLength && (ipv4.FragmentField & Ipv4Header.FragmentMask) == 0)
            {
                transport = packet.ParseTransport(Side.Lan);
                if (transport == ParseResult.Valid)
                {
                    int ports = (packet.SourcePort << 16) | packet.DestinationPort;
                    int flow = _flows.FindOutbound(ipv4.Protocol, ipv4.Source, ipv4.Destination, ports);
                    if (flow != FlowRow.None && ForwardKnown(flow))
                    {
                        return;
                    }
                }
            }

            ReceiveUnknown(transport);
        }

        private bool ForwardKnown(int flow)
        {
            Packet packet = _packet;
            int flags = packet.TcpFlags;
            if ((flags & TcpTracker.TellingFlags) != 0 && !TcpTracker.AreFlagsValid(flags))
            {
                _exit.Drop(DropReason.TcpFlagsInvalid);
                return true;
            }

            if (_flows.Rows[(flow * FlowRow.Ints) + FlowRow.LastSeenS] != _time.NowS && _flows.IsExpired(flow, _time.NowS))
            {
                _flows.Remove(flow);
                return false;
            }

            if (packet.Ipv4.TimeToLive <= 1)
            {
                _exit.Drop(DropReason.TimeToLiveExceeded);
                return true;
            }

            bool isHairpin = _path.Outbound(flow, packet.Buffer, packet.Offset, packet.Ipv4.TotalLength, packet.Ipv4.TimeToLive, flags, _time.NowS);
            if (isHairpin)
            {
                TurnBack(flow);
            }
            else
            {
                _exit.Forward(Side.Wan, packet);
            }

            return true;
        }

        private void ReceiveUnknown(ParseResult transport)
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            uint destination = ipv4.Destination;
            if (_addresses.IsForHostFromLan(destination))
            {
                _exit.ToHost(packet);
                return;
            }

            DropReason refused = CheckIngress(transport);
            if (refused != DropReason.None)
            {
                _exit.Drop(refused);
                return;
            }

            if (destination == _addresses.Wan)
            {
                OpenHairpin();
                return;
            }

            Verdict verdict = Verdict.NotConcerned;
            if (ipv4.Protocol == IpProtocol.Tcp && packet.DestinationPort == Op25bPolicy.SmtpPort)
            {
                bool isUtcKnown = _time.TryGetUtc(out long utcSeconds);
                verdict = _policy.Judge(ipv4.Protocol, ipv4.Source, destination, packet.DestinationPort, isUtcKnown, utcSeconds);
                LastVerdict = verdict;
                if (!Op25bPolicy.Allows(verdict))
                {
                    Block(verdict);
                    return;
                }
            }

            if (_addresses.Wan == EngineSettings.NoAddress)
            {
                _exit.Drop(DropReason.WanDown);
                return;
            }

            if (ipv4.Protocol == IpProtocol.Tcp && !TcpTracker.IsOpening(packet.TcpFlags))
            {
                AnswerWithReset();
                return;
            }

            OpenOutbound(verdict);
        }

        // In the order of nat.md; what reaches the end can open a flow.
        private DropReason CheckIngress(ParseResult transport)
        {
            Ipv4Header ipv4 = _packet.Ipv4;
            uint destination = ipv4.Destination;
            if (!_addresses.IsLanHost(ipv4.Source))
            {
                return DropReason.SpoofedSource;
            }

            if (Ipv4Address.IsNeverHost(destination) || Ipv4Address.IsLinkLocal(destination) || _addresses.IsInLan(destination))
            {
                return DropReason.MartianDestination;
            }

            if ((ipv4.FragmentField & Ipv4Header.FragmentMask) != 0)
            {
                return _packet.IsTcpFragmentEvasion ? DropReason.FragmentEvasion : DropReason.Fragment;
            }

            if (ipv4.HeaderLength != Ipv4Header.MinimumLength)
            {
                return DropReason.Ipv4Options;
            }

            switch (ipv4.Protocol)
            {
                case IpProtocol.Tcp:
                case IpProtocol.Udp:
                case IpProtocol.Icmp:
                    break;
                default:
                    return DropReason.ProtocolNotForwarded;
            }

            if (transport != ParseResult.Valid)
            {
                return DropReason.TransportMalformed;
            }

            if (ipv4.TimeToLive <= 1)
            {
                return DropReason.TimeToLiveExceeded;
            }

            if (ipv4.Protocol == IpProtocol.Tcp)
            {
                return TcpTracker.AreFlagsValid(_packet.TcpFlags) ? DropReason.None : DropReason.TcpFlagsInvalid;
            }

            return ipv4.Protocol == IpProtocol.Icmp && _packet.SourcePort < 0 ? DropReason.IcmpNotForwarded : DropReason.None;
        }

        private void OpenOutbound(Verdict verdict)
        {
            Packet packet = _packet;
            int state = ((int)verdict << FlowRow.VerdictShift) | OpeningQueue();
            DropReason refused = Open(packet.Ipv4.Source, packet.SourcePort, packet.Ipv4.Destination, packet.DestinationPort, state);
            if (refused != DropReason.None)
            {
                _exit.Drop(refused);
                return;
            }

            if (Op25bPolicy.WouldBlock(verdict))
            {
                _counters.WouldBlockConnections++;
            }
            else if (verdict != Verdict.NotConcerned)
            {
                _counters.AllowedConnections++;
            }

            Ipv4Header ipv4 = packet.Ipv4;
            _path.Outbound(_admission.Opened, packet.Buffer, packet.Offset, ipv4.TotalLength, ipv4.TimeToLive, packet.TcpFlags, _time.NowS);
            _exit.Forward(Side.Wan, packet);
        }

        // To our own WAN address: where a mapping or forward fits, the packet turns back to its LAN host (RFC 4787 REQ-9).
        private void OpenHairpin()
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            if (ipv4.Protocol == IpProtocol.Icmp
                || _flows.Mappings.FindExternal(ipv4.Protocol, packet.DestinationPort) == FlowRow.None)
            {
                _exit.Drop(DropReason.HairpinNoMapping);
                return;
            }

            if (ipv4.Protocol == IpProtocol.Tcp && !TcpTracker.IsOpening(packet.TcpFlags))
            {
                AnswerWithReset();
                return;
            }

            DropReason refused = Open(ipv4.Source, packet.SourcePort, ipv4.Destination, packet.DestinationPort, FlowBits.Hairpin | OpeningQueue());
            if (refused != DropReason.None)
            {
                _exit.Drop(refused);
                return;
            }

            int flow = _admission.Opened;
            _path.Outbound(flow, packet.Buffer, packet.Offset, ipv4.TotalLength, ipv4.TimeToLive, packet.TcpFlags, _time.NowS);
            TurnBack(flow);
        }

        // The second half of a hairpin: the packet has our WAN address on both sides now.
        private void TurnBack(int flow)
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            int sourcePort = (_flows.Rows[(flow * FlowRow.Ints) + FlowRow.External] >> 16) & FlowRow.LowHalf;
            int inbound = _flows.FindInbound(ipv4.Protocol, _addresses.Wan, sourcePort, packet.DestinationPort);
            if (inbound != FlowRow.None && _flows.IsExpired(inbound, _time.NowS))
            {
                _flows.Remove(inbound);
                inbound = FlowRow.None;
            }

            if (inbound == FlowRow.None)
            {
                int mapping = _flows.Mappings.FindExternal(ipv4.Protocol, packet.DestinationPort);
                if (mapping == FlowRow.None)
                {
                    _exit.Drop(DropReason.HairpinNoMapping);
                    return;
                }

                int state = FlowBits.Hairpin | FlowBits.OpenedInbound | OpeningQueue();
                DropReason refused = Open(_flows.Mappings.LanAddressOf(mapping), _flows.Mappings.LanPortOf(mapping), _addresses.Wan, sourcePort, state);
                if (refused != DropReason.None)
                {
                    _exit.Drop(refused);
                    return;
                }

                inbound = _admission.Opened;
            }

            _path.Inbound(inbound, packet.Buffer, packet.Offset, ipv4.TotalLength, FlowPath.KeepTimeToLive, packet.TcpFlags, _time.NowS);
            _exit.Forward(Side.Lan, packet);
        }

        private DropReason Open(uint lanAddress, int lanPort, uint remoteAddress, int remotePort, int state)
        {
            return _admission.Open(_packet.Ipv4.Protocol, lanAddress, lanPort, remoteAddress, remotePort, state, _addresses.Wan, _time.NowS);
        }

        private int OpeningQueue()
        {
            return FlowQueue.Opening(_packet.Ipv4.Protocol, _packet.DestinationPort);
        }

        private void Block(Verdict verdict)
        {
            Packet packet = _packet;
            bool isOpening = TcpTracker.IsOpening(packet.TcpFlags);
            _counters.BlockedPackets++;
            switch (verdict)
            {
                case Verdict.Redirect:
                    _exit.Answer(_reply, _notice.Receive(packet.Ipv4, packet.Tcp, packet.Buffer, packet.Offset, _time.NowMs, _reply));
                    _counters.RedirectedConnections = _notice.Attempts;
                    _counters.NoticesDelivered = _notice.Delivered;
                    break;
                case Verdict.Reject:
                    if (!isOpening)
                    {
                        AnswerWithReset();
                        break;
                    }

                    _counters.RejectedConnections++;
                    _exit.Answer(_reply, IcmpError.Write(
                        IcmpHeader.DestinationUnreachable,
                        IcmpHeader.AdministrativelyProhibited,
                        _addresses.Lan,
                        packet.Ipv4.Source,
                        packet.Buffer,
                        packet.Offset,
                        packet.Ipv4.TotalLength,
                        _reply));
                    break;
                case Verdict.DropRelayUnresolved:
                    _exit.Drop(DropReason.Port25RelayUnresolved);
                    break;
                case Verdict.DropFallback:
                    _exit.Drop(DropReason.Port25Fallback);
                    break;
                default:
                    _exit.Drop(DropReason.Port25Blocked);
                    break;
            }
        }

        // TCP without a flow and without SYN: RST to the LAN, nothing to the WAN (nat.md). An RST gets no answer (RFC 9293 §3.10.7.1).
        private void AnswerWithReset()
        {
            Packet packet = _packet;
            if ((packet.TcpFlags & TcpFlags.Rst) != 0)
            {
                _exit.Drop(DropReason.NoFlow);
                return;
            }

            _exit.Answer(_reply, TcpReset.Write(packet.Ipv4, packet.Tcp, packet.Buffer, packet.Offset, _reply));
        }
    }
}
