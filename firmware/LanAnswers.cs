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
        private readonly byte[] _reply;

        /// <summary>Makes it of the engine's parts.</summary>
        public LanAnswers(
            Packet packet,
            PacketExit exit,
            EngineTime time,
            IcmpErrorSender sender,
            Op25bCounters counters,
            NoticeServer notice,
            byte[] reply)
        {
            _packet = packet;
            _exit = exit;
            _time = time;
            _sender = sender;
            _counters = counters;
            _notice = notice;
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
                    _counters.RedirectedConnections = _notice.Attempts;
                    _counters.NoticesDelivered = _notice.Delivered;
                    break;
                case Verdict.Reject:
                    Reject();
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
                _exit.Answer(_reply, 0);
            }
            else
            {
                _exit.Drop(DropReason.Port25Blocked);
            }
        }
    }
}
