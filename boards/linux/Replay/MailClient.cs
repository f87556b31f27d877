using System.Buffers.Binary;
using System.Text;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// A minimal mail client that speaks in the place of a captured one which is redirected: what the captured one said answers a
    /// server that no longer answers. It completes the handshake, reads the greeting, says EHLO and QUIT, and closes.
    /// Packets in, packets out; it knows no clock but what it is told.
    /// </summary>
    internal sealed class MailClient
    {
        private const int HeadersLength = IpFields.Ipv4MinimumHeaderLength + IpFields.TcpMinimumHeaderLength;
        private const int MaximumTextLength = 65536; // ours: ten times what a notice may say
        private const int MaximumSends = 4; // ours: the first one, and three more
        private const long FirstTimeoutNs = 1_000_000_000; // RFC 6298 §2: 1 s, doubled each time
        private const long AnswerDelayNs = 1_000_000; // ours: a millisecond, as across a LAN
        private const byte TimeToLive = 64; // RFC 1700, as most systems have it
        private const ushort Window = 65535; // the most without scaling
        private const string Ehlo = "EHLO replay.example\r\n"; // RFC 2606: a name nobody has
        private const string Quit = "QUIT\r\n";
        private const int ReplyCodeLength = 3; // RFC 5321 §4.2
        private const char LastLineMark = ' ';

        private readonly uint _lanAddress;
        private readonly ushort _lanPort;
        private readonly uint _remoteAddress;
        private readonly ushort _remotePort;
        private readonly StringBuilder _reply = new();
        private readonly StringBuilder _transcript = new();
        private readonly Queue<byte[]> _outbox = new();
        private uint _sendNext;
        private uint _sendUnacknowledged;
        private uint _receiveNext;
        private byte[] _lastSent = [];
        private int _sends;
        private bool _hasServerFin;
        private ushort _identification;

        /// <summary>Takes over a connection whose SYN was played.</summary>
        /// <param name="conversation">The conversation.</param>
        /// <param name="synSequence">The SYN's sequence number.</param>
        public MailClient(Conversation conversation, uint synSequence)
        {
            _lanAddress = conversation.LanAddress;
            _lanPort = (ushort)conversation.LanPort;
            _remoteAddress = conversation.RemoteAddress;
            _remotePort = (ushort)conversation.RemotePort;
            _sendNext = synSequence + 1;
            _sendUnacknowledged = _sendNext;
        }

        /// <summary>Where it stands.</summary>
        public MailClientState State { get; private set; } = MailClientState.Connecting;

        /// <summary>Whether it is through.</summary>
        public bool IsDone => State >= MailClientState.Closed;

        /// <summary>Whether it read the whole greeting.</summary>
        public bool HasGreeting { get; private set; }

        /// <summary>What was said, a line each: "S: " and "C: " before the text.</summary>
        public string Transcript => _transcript.ToString();

        /// <summary>When it wants to act next; <see cref="long.MaxValue"/> for never.</summary>
        public long DueNs { get; private set; } = long.MaxValue;

        /// <summary>Takes a segment from the gateway.</summary>
        /// <param name="packet">The IPv4 packet.</param>
        /// <param name="facts">Its facts.</param>
        /// <param name="nowNs">The time.</param>
        public void Receive(ReadOnlySpan<byte> packet, PacketFacts facts, long nowNs)
        {
            if (IsDone || facts.TcpHeaderLength == 0)
            {
                return;
            }

            if ((facts.TcpFlags & IpFields.TcpRst) != 0)
            {
                Finish(MailClientState.Reset);
                return;
            }

            Span<byte> acknowledged = stackalloc byte[sizeof(uint)];
            packet.Slice(facts.TransportAt + IpFields.TcpAcknowledgmentAt, sizeof(uint)).CopyTo(acknowledged);
            TakeAcknowledgment(BinaryPrimitives.ReadUInt32BigEndian(acknowledged));
            if ((facts.TcpFlags & IpFields.TcpSyn) != 0)
            {
                TakeSyn(facts);
            }
            else if (State != MailClientState.Connecting)
            {
                int headers = facts.TransportAt + facts.TcpHeaderLength;
                int length = Math.Min(packet.Length, facts.Length) - headers;
                TakeData(packet.Slice(headers, length), facts);
            }

            if (_outbox.Count > 0)
            {
                DueNs = nowNs + AnswerDelayNs;
            }
            else if (State == MailClientState.Closing && _hasServerFin && _sendUnacknowledged == _sendNext)
            {
                Finish(MailClientState.Closed);
            }
        }

        /// <summary>Acts when it is due.</summary>
        /// <param name="nowNs">The time.</param>
        /// <returns>A packet for the gateway; null when it has given up.</returns>
        public byte[]? Act(long nowNs)
        {
            if (_outbox.Count > 0)
            {
                byte[] packet = _outbox.Dequeue();
                _sends = 1;
                _lastSent = packet;
                DueNs = _outbox.Count > 0 ? nowNs : nowNs + FirstTimeoutNs;
                if (_outbox.Count == 0 && State == MailClientState.Closing && _hasServerFin && _sendUnacknowledged == _sendNext)
                {
                    Finish(MailClientState.Closed);
                }

                return packet;
            }

            if (_sends >= MaximumSends)
            {
                Finish(MailClientState.GaveUp);
                return null;
            }

            DueNs = nowNs + (FirstTimeoutNs << _sends);
            _sends++;
            return _lastSent;
        }

        private void TakeAcknowledgment(uint acknowledged)
        {
            // Serial arithmetic (RFC 9293 §3.4): within what is out.
            if (acknowledged - _sendUnacknowledged <= _sendNext - _sendUnacknowledged)
            {
                _sendUnacknowledged = acknowledged;
            }
        }

        private void TakeSyn(PacketFacts facts)
        {
            if (State == MailClientState.Connecting)
            {
                _receiveNext = facts.TcpSequence + 1;
                State = MailClientState.Greeting;
            }

            Send(IpFields.TcpAck, "");
        }

        private void TakeData(ReadOnlySpan<byte> data, PacketFacts facts)
        {
            bool isFin = (facts.TcpFlags & IpFields.TcpFin) != 0;
            if (data.Length == 0 && !isFin)
            {
                return;
            }

            if (facts.TcpSequence != _receiveNext)
            {
                Send(IpFields.TcpAck, ""); // seen before, or out of order: say what is missing
                return;
            }

            _receiveNext += (uint)data.Length + (isFin ? 1u : 0u);
            _hasServerFin |= isFin;
            _reply.Append(Encoding.Latin1.GetString(data));
            if (_transcript.Length + _reply.Length > MaximumTextLength)
            {
                Finish(MailClientState.GaveUp);
                return;
            }

            bool hasAnswered = TakeReplies();
            if (_hasServerFin && State < MailClientState.Closing)
            {
                State = MailClientState.Closing;
                Send(IpFields.TcpFin | IpFields.TcpAck, "");
            }
            else if (!hasAnswered)
            {
                Send(IpFields.TcpAck, "");
            }
        }

        private bool TakeReplies()
        {
            bool hasAnswered = false;
            while (TryTakeReply())
            {
                hasAnswered = true;
                switch (State)
                {
                    case MailClientState.Greeting:
                        HasGreeting = true;
                        State = MailClientState.Ehlo;
                        Send(IpFields.TcpPsh | IpFields.TcpAck, Ehlo);
                        break;
                    case MailClientState.Ehlo:
                        State = MailClientState.Quit;
                        Send(IpFields.TcpPsh | IpFields.TcpAck, Quit);
                        break;
                    case MailClientState.Quit:
                        State = MailClientState.Closing;
                        Send(IpFields.TcpFin | IpFields.TcpAck, "");
                        break;
                    default:
                        hasAnswered = false;
                        break;
                }
            }

            return hasAnswered;
        }

        /// <summary>Takes one whole reply, of one line or several (RFC 5321 §4.2.1), from what was read.</summary>
        private bool TryTakeReply()
        {
            string text = _reply.ToString();
            int from = 0;
            while (text.IndexOf("\r\n", from, StringComparison.Ordinal) is var end and >= 0)
            {
                bool isLast = end - from <= ReplyCodeLength || text[from + ReplyCodeLength] == LastLineMark;
                from = end + "\r\n".Length;
                if (isLast)
                {
                    foreach (string line in text[..from].Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
                    {
                        _transcript.Append("S: ").Append(line).Append('\n');
                    }

                    _reply.Remove(0, from);
                    return true;
                }
            }

            return false;
        }

        private void Send(int flags, string text)
        {
            if (text.Length > 0)
            {
                _transcript.Append("C: ").Append(text.TrimEnd()).Append('\n');
            }

            byte[] packet = new byte[HeadersLength + text.Length];
            packet[0] = (4 << 4) | (IpFields.Ipv4MinimumHeaderLength / sizeof(uint));
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(IpFields.Ipv4TotalLengthAt), (ushort)packet.Length);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(IpFields.Ipv4IdentificationAt), ++_identification);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(IpFields.Ipv4FragmentAt), IpFields.DontFragment);
            packet[IpFields.Ipv4TimeToLiveAt] = TimeToLive;
            packet[IpFields.Ipv4ProtocolAt] = IpFields.ProtocolTcp;
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(IpFields.Ipv4SourceAt), _lanAddress);
            BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(IpFields.Ipv4DestinationAt), _remoteAddress);

            Span<byte> transport = packet.AsSpan(IpFields.Ipv4MinimumHeaderLength);
            BinaryPrimitives.WriteUInt16BigEndian(transport[IpFields.SourcePortAt..], _lanPort);
            BinaryPrimitives.WriteUInt16BigEndian(transport[IpFields.DestinationPortAt..], _remotePort);
            BinaryPrimitives.WriteUInt32BigEndian(transport[IpFields.TcpSequenceAt..], _sendNext);
            BinaryPrimitives.WriteUInt32BigEndian(transport[IpFields.TcpAcknowledgmentAt..], _receiveNext);
            transport[IpFields.TcpDataOffsetAt] = (IpFields.TcpMinimumHeaderLength / sizeof(uint)) << 4;
            transport[IpFields.TcpFlagsAt] = (byte)flags;
            BinaryPrimitives.WriteUInt16BigEndian(transport[IpFields.TcpWindowAt..], Window);
            Encoding.ASCII.GetBytes(text, transport[IpFields.TcpMinimumHeaderLength..]);

            Offload.WriteIpv4Checksum(packet.AsSpan(0, IpFields.Ipv4MinimumHeaderLength));
            Offload.WriteTransportChecksum(
                packet, IpFields.Ipv4MinimumHeaderLength, IpFields.TcpChecksumAt, IpFields.ProtocolTcp);
            _sendNext += (uint)text.Length + ((flags & IpFields.TcpFin) != 0 ? 1u : 0u);
            _outbox.Enqueue(packet);
        }

        private void Finish(MailClientState state)
        {
            State = state;
            DueNs = long.MaxValue;
            _outbox.Clear();
        }
    }
}
