using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
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
        private readonly Hairpin _hairpin;
        private readonly FragmentInput _fragments;
        private readonly IcmpErrorTranslation _errors;
        private readonly Op25bPolicy _policy;
        private readonly Op25bCounters _counters;
        private readonly LanAnswers _answers;

        /// <summary>Makes it of the engine's parts.</summary>
        public LanInput(
            Packet packet,
            PacketExit exit,
            NetworkAddresses addresses,
            EngineTime time,
            FlowTable flows,
            FlowAdmission admission,
            FlowPath path,
            Hairpin hairpin,
            FragmentInput fragments,
            IcmpErrorTranslation errors,
            Op25bPolicy policy,
            Op25bCounters counters,
            LanAnswers answers)
        {
            _packet = packet;
            _exit = exit;
            _addresses = addresses;
            _time = time;
            _flows = flows;
            _admission = admission;
            _path = path;
            _hairpin = hairpin;
            _fragments = fragments;
            _errors = errors;
            _policy = policy;
            _counters = counters;
            _answers = answers;
        }

        /// <summary>Takes the packet in hand, whose IPv4 header is valid.</summary>
        public void Receive()
        {
            Packet packet = _packet;

            // A flow's addresses and ports passed every check below when it was made: its packets need them no more.
            if (packet.Transport == ParseResult.Valid && !packet.IsOtherIcmp)
            {
                Ipv4Header ipv4 = packet.Ipv4;
                int flow = _flows.FindOutbound(ipv4.Protocol, ipv4.Source, ipv4.Destination, packet.Ports);
                if (flow != FlowRow.None)
                {
                    PathResult passed = _path.Outbound(flow, packet, _time.NowS, false);
                    if (passed == PathResult.Forward)
                    {
                        _exit.Forward(Side.Wan, packet);
                        return;
                    }

                    if (passed == PathResult.TurnBack)
                    {
                        _hairpin.TurnBack(flow);
                        return;
                    }

                    if (passed != PathResult.NoFlow)
                    {
                        _answers.Refuse(PacketExit.ReasonOf(passed));
                        return;
                    }
                }
            }

            ReceiveUnknown();
        }

        // No flow yet: the checks in the order of nat.md, and what passes them opens one.
        private void ReceiveUnknown()
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            uint destination = ipv4.Destination;
            bool isSpecial = _addresses.IsSpecial(destination);
            bool isForHost = isSpecial && _addresses.IsForHostFromLan(destination);
            if (!_addresses.IsLanHost(ipv4.Source) && !(isForHost && NetworkAddresses.IsWithoutAddress(ipv4.Source)))
            {
                _exit.Drop(DropReason.SpoofedSource);
                return;
            }

            if (isForHost)
            {
                _exit.ToHost(packet);
                return;
            }

            if (isSpecial)
            {
                _exit.Drop(DropReason.MartianDestination);
                return;
            }

            if (packet.Transport != ParseResult.Valid && packet.IsFragment)
            {
                ReceiveFragment();
                return;
            }

            if (packet.Transport == ParseResult.Valid && packet.IsOtherIcmp)
            {
                ReceiveOtherIcmp();
                return;
            }

            DropReason refused = CheckTransport();
            if (refused != DropReason.None)
            {
                _answers.Refuse(refused);
                return;
            }

            if (destination == _addresses.Wan)
            {
                ReceiveHairpin();
                return;
            }

            Verdict verdict = Verdict.NotConcerned;
            if (ipv4.Protocol == IpProtocol.Tcp)
            {
                if ((packet.Ports & FlowRow.LowHalf) == Op25bPolicy.SmtpPort)
                {
                    verdict = Judge();
                    if (!Op25bPolicy.Allows(verdict))
                    {
                        _answers.Block(verdict);
                        return;
                    }
                }

                if (!TcpTracker.IsOpening(packet.TcpFlags))
                {
                    _answers.Reset();
                    return;
                }
            }

            if (_addresses.Wan == EngineSettings.NoAddress)
            {
                _exit.Drop(DropReason.WanDown);
                return;
            }

            if (ipv4.TotalLength > _exit.WanMtu && (ipv4.FragmentField & Ipv4Header.DontFragment) != 0)
            {
                _answers.Refuse(DropReason.TooLarge);
                return;
            }

            OpenOutbound(verdict);
        }

        // A datagram's first fragment goes the way of a whole packet, and the others follow.
        private void ReceiveFragment()
        {
            int datagram = _fragments.Admit(Side.Lan);
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

        private DropReason CheckTransport()
        {
            Packet packet = _packet;
            if (packet.Transport != ParseResult.Valid)
            {
                return PacketExit.ReasonOf(packet);
            }

            if (packet.Ipv4.TimeToLive <= 1)
            {
                return DropReason.TimeToLiveExceeded;
            }

            if (packet.Ipv4.Protocol == IpProtocol.Tcp)
            {
                int flags = packet.TcpFlags;
                return flags == TcpFlags.Syn || TcpTracker.AreFlagsValid(flags) ? DropReason.None : DropReason.TcpFlagsInvalid;
            }

            return DropReason.None;
        }

        private Verdict Judge()
        {
            Ipv4Header ipv4 = _packet.Ipv4;
            bool isUtcKnown = _time.TryGetUtc(out long utcSeconds);
            Verdict verdict = _policy.Judge(ipv4.Protocol, ipv4.Source, ipv4.Destination, _packet.DestinationPort, isUtcKnown, utcSeconds);
            _exit.Verdict = verdict;
            return verdict;
        }

        private void OpenOutbound(Verdict verdict)
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            int state = ((int)verdict << FlowRow.VerdictShift) | OpeningState();
            DropReason refused = _admission.Open(ipv4.Protocol, ipv4.Source, ipv4.Destination, packet.Ports, state, _time.NowS);
            if (refused != DropReason.None)
            {
                _answers.Refuse(refused);
                return;
            }

            if (verdict != Verdict.NotConcerned)
            {
                CountAllowed(verdict);
            }

            _path.Outbound(_admission.Opened, packet, _time.NowS, true);
            _exit.Forward(Side.Wan, packet);
        }

        private void CountAllowed(Verdict verdict)
        {
            if (Op25bPolicy.WouldBlock(verdict))
            {
                _counters.WouldBlockConnections++;
                _answers.Note(verdict);
            }
            else
            {
                _counters.AllowedConnections++;
            }
        }

        private void ReceiveHairpin()
        {
            Packet packet = _packet;
            if (_hairpin.FindMapping() == FlowRow.None)
            {
                _exit.Drop(DropReason.HairpinNoMapping);
                return;
            }

            if (packet.Ipv4.Protocol == IpProtocol.Tcp && !TcpTracker.IsOpening(packet.TcpFlags))
            {
                _answers.Reset();
                return;
            }

            DropReason refused = _hairpin.Open(OpeningState());
            if (refused != DropReason.None)
            {
                _answers.Refuse(refused);
            }
        }

        // ICMP that is no echo request: errors about what came to a LAN host, and the reply to a hairpin's echo.
        private void ReceiveOtherIcmp()
        {
            Packet packet = _packet;
            bool isHairpin = packet.Ipv4.Destination == _addresses.Wan;
            int type = packet.Buffer[packet.TransportOffset + IcmpHeader.TypeOffset];
            if (type == IcmpHeader.EchoReply && isHairpin)
            {
                _hairpin.ReceiveEchoReply();
                return;
            }

            if (!IcmpErrorTranslation.IsTranslated(type))
            {
                _exit.Drop(DropReason.IcmpNotForwarded);
                return;
            }

            DropReason refused = isHairpin ? _errors.TurnBack(packet, _time.NowS) : _errors.Outbound(packet, _time.NowS);
            if (refused != DropReason.None)
            {
                _exit.Drop(refused);
                return;
            }

            _exit.Forward(isHairpin ? Side.Lan : Side.Wan, packet);
        }

        // The bits of a flow that the packet in hand opens.
        private int OpeningState()
        {
            Packet packet = _packet;
            return packet.Ipv4.Protocol == IpProtocol.Tcp
                ? FlowQueue.TcpTransitory | FlowBits.OutboundSyn
                : FlowQueue.Opening(packet.Ipv4.Protocol, packet.Ports & FlowRow.LowHalf);
        }
    }
}
