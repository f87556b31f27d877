using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Smtp;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>What the gateway says to a LAN host whose packet does not go on: the SMTP notice, an RST, an ICMP error, or nothing.</summary>
    internal sealed class LanAnswers
    {
        private readonly Packet _packet;
        private readonly PacketExit _exit;
        private readonly EngineTime _time;
        private readonly IcmpErrorSender _sender;
        private readonly Op25bCounters _counters;
        private readonly NoticeServer _notice;
        private readonly AttemptLog _attempts;
        private readonly AffectedHosts _affected;
        private readonly byte[] _reply;

        /// <summary>Makes it of the engine's parts.</summary>
        public LanAnswers(
            Packet packet,
            PacketExit exit,
            EngineTime time,
            IcmpErrorSender sender,
            Op25bCounters counters,
            NoticeServer notice,
            AttemptLog attempts,
            AffectedHosts affected,
            byte[] reply)
        {
            _packet = packet;
            _exit = exit;
            _time = time;
            _sender = sender;
            _counters = counters;
            _notice = notice;
            _attempts = attempts;
            _affected = affected;
            _reply = reply;
        }

        /// <summary>Drops the packet in hand, and tells its sender where it can do something about it.</summary>
        public void Refuse(DropReason reason)
        {
            switch (reason)
            {
                case DropReason.TimeToLiveExceeded:
                    _sender.Send(Side.Lan, IcmpHeader.TimeExceeded, IcmpHeader.TimeToLiveExceeded, 0, _packet);
                    break;
                case DropReason.TooLarge:
                    _sender.Send(Side.Lan, IcmpHeader.DestinationUnreachable, IcmpHeader.FragmentationNeeded, _exit.WanMtu, _packet);
                    break;
                case DropReason.TableFull:
                case DropReason.HostQuota:
                case DropReason.HostTableFull:
                case DropReason.PortsExhausted:
                    // RFC 5508 REQ-8
                    _sender.Send(Side.Lan, IcmpHeader.DestinationUnreachable, IcmpHeader.AdministrativelyProhibited, 0, _packet);
                    break;
                default:
                    break;
            }

            _exit.Drop(reason);
        }

        /// <summary>TCP without a flow and without SYN: RST to the LAN, nothing to the WAN (nat.md). An RST gets no answer (RFC 9293 §3.10.7.1).</summary>
        public void Reset()
        {
            Packet packet = _packet;
            if ((packet.TcpFlags & TcpFlags.Rst) != 0 || packet.IsFragment)
            {
                _exit.Drop(DropReason.NoFlow);
                return;
            }

            _exit.Answer(_reply, TcpReset.Write(packet, _reply));
        }

        /// <summary>A segment to a foreign port 25.</summary>
        /// <param name="verdict">One that blocks.</param>
        public void Block(Verdict verdict)
        {
            Packet packet = _packet;
            _counters.BlockedPackets++;
            if (packet.IsFragment)
            {
                // No client sends mail so: it gets no answer.
                _exit.Drop(DropReason.Port25Blocked);
                return;
            }

            switch (verdict)
            {
                case Verdict.Redirect:
                    _exit.Answer(_reply, _notice.Receive(packet, _time.NowMs, _reply));
                    if (_counters.RedirectedConnections != _notice.Attempts)
                    {
                        _counters.RedirectedConnections = _notice.Attempts;
                        Note(verdict);
                    }

                    _counters.NoticesDelivered = _notice.Delivered;
                    break;
                case Verdict.Reject:
                    Reject();
                    break;
                default:
                    if (TcpTracker.IsOpening(packet.TcpFlags))
                    {
                        Note(verdict);
                    }

                    _exit.Drop(ReasonOf(verdict));
                    break;
            }
        }

        /// <summary>Notes an attempt at port 25, for its host's own eyes, and the host among those that are counted.</summary>
        /// <param name="verdict">What became of it.</param>
        public void Note(Verdict verdict)
        {
            Ipv4Header ipv4 = _packet.Ipv4;
            _attempts.Add(ipv4.Source, ipv4.Destination, verdict, _time.NowS);
            _affected.Add(ipv4.Source, _time.NowS);
        }

        private static DropReason ReasonOf(Verdict verdict)
        {
            switch (verdict)
            {
                case Verdict.DropRelayUnresolved:
                    return DropReason.Port25RelayUnresolved;
                case Verdict.DropFallback:
                    return DropReason.Port25Fallback;
                default:
                    return DropReason.Port25Blocked;
            }
        }

        private void Reject()
        {
            Packet packet = _packet;
            if (!TcpTracker.IsOpening(packet.TcpFlags))
            {
                Reset();
            }
            else if (_sender.Send(Side.Lan, IcmpHeader.DestinationUnreachable, IcmpHeader.AdministrativelyProhibited, 0, packet))
            {
                _counters.RejectedConnections++;
                Note(Verdict.Reject);
                _exit.Answer(_reply, 0);
            }
            else
            {
                _exit.Drop(DropReason.Port25Blocked);
            }
        }
    }
}
