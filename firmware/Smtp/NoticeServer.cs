using System;
using Gateway.Wire;

namespace Gateway.Smtp
{
    /// <summary>
    /// Answers a redirected mail client in the destination's place, segment by segment, and keeps no connection: a bot opens
    /// hundreds, a device has 16 sockets. What the server says is a fixed stream: greeting, 503 once a command (ten at most), 221
    /// after QUIT or 421 after the tenth, then FIN. So acknowledgment - ISN - 1 tells where in it the client is, and the ISN is
    /// a cookie (<see cref="NoticeCookie"/>).
    /// </summary>
    public sealed class NoticeServer
    {
        /// <summary>The sessions that are remembered.</summary>
        public const int MaximumSessions = NoticeSessions.Capacity;

        /// <summary>op25b.md: ten commands, then 421.</summary>
        public const int MaximumCommands = 10;

        /// <summary>op25b.md: a session ends after 60 s.</summary>
        public const int SessionMs = 60 * 1000;

        /// <summary>op25b.md: a lost greeting goes out again after 1, 2 and 4 s.</summary>
        public const int FirstResendMs = 1000;

        /// <summary>How often a greeting goes out again.</summary>
        public const int MaximumResends = 3;

        /// <summary>The most that one segment of ours carries: what every host must take (RFC 9293 §3.7.1).</summary>
        public const int MaximumDataLength = NoticeText.GreetingMaximumLength;

        /// <summary>The longest packet that comes out.</summary>
        public const int MaximumReplyLength = NoticeSegment.DataOffset + MaximumDataLength;

        // TLS: a handshake record (RFC 8446 §5.1). Somebody expects SMTPS here, and can't read a greeting.
        private const byte TlsHandshake = 0x16;

        // Behind our FIN.
        private const int AllAnswered = -1;

        private readonly NoticeSessions _sessions = new NoticeSessions();
        private readonly NoticeCookie _cookie;
        private byte[] _greeting;
        private byte[] _badSequence;
        private byte[] _goodbye;
        private byte[] _closing;

        // The answer in the making: where its data ends, what of the client's input it takes, and whether it is our last.
        private int _replyEnd;
        private int _consumed;
        private bool _isClosing;

        /// <summary>Makes a server.</summary>
        /// <param name="settings">What it tells.</param>
        /// <param name="lanAddress">Our LAN address, where the help page is.</param>
        /// <param name="key1">Random: half of the cookie's key.</param>
        /// <param name="key2">Random: the other half.</param>
        public NoticeServer(NoticeSettings settings, uint lanAddress, uint key1, uint key2)
        {
            _cookie = new NoticeCookie(key1, key2);
            Apply(settings, lanAddress);
        }

        /// <summary>Clients that completed the handshake. Beyond the 16 remembered sessions one may count twice.</summary>
        public long Attempts { get; private set; }

        /// <summary>Clients that acknowledged the whole greeting. Beyond the 16 remembered sessions one may count twice.</summary>
        public long Delivered { get; private set; }

        /// <summary>Takes other texts. Sessions under way are forgotten where the greeting changed: their streams were others.</summary>
        public void Apply(NoticeSettings settings, uint lanAddress)
        {
            var text = new NoticeText(settings, lanAddress);
            if (text.HasGreeting(_greeting))
            {
                return;
            }

            _greeting = text.Greeting;
            _badSequence = text.BadSequence;
            _goodbye = text.Goodbye;
            _closing = text.Closing;
            _sessions.Clear();
        }

        /// <summary>Takes a segment of a redirected client.</summary>
        /// <param name="segment">A TCP segment, parsed.</param>
        /// <param name="nowMs">Monotonic milliseconds.</param>
        /// <param name="reply">Takes the answer from 0 on: <see cref="MaximumReplyLength"/> bytes.</param>
        /// <returns>The answer's bytes, an IPv4 packet to the client; 0 when there is nothing to say.</returns>
        public int Receive(Packet segment, long nowMs, byte[] reply)
        {
            int flags = segment.TcpFlags;
            int clientPort = segment.SourcePort;
            if (clientPort == 0)
            {
                // Reserved (RFC 6335 §6), and our mark of a free place.
                return 0;
            }

            uint client = segment.Ipv4.Source;
            uint server = segment.Ipv4.Destination;
            int session = _sessions.Find(client, clientPort, server);
            if ((flags & (TcpFlags.Rst | TcpFlags.Syn)) != 0)
            {
                Forget(session);
            }

            switch (flags & (TcpFlags.Rst | TcpFlags.Syn | TcpFlags.Ack))
            {
                case TcpFlags.Syn:
                    uint next = TcpHeader.SequenceNumber(segment.Buffer, segment.TransportOffset) + 1;
                    return NoticeSegment.WriteSynAck(client, clientPort, server, _cookie.Make(client, clientPort, server, nowMs), next, reply);
                case TcpFlags.Ack:
                    break;
                default:
                    return 0;
            }

            uint acknowledgment = TcpHeader.AcknowledgmentNumber(segment.Buffer, segment.TransportOffset);
            uint isn = session == NoticeSessions.None
                ? _cookie.Find(client, clientPort, server, acknowledgment, nowMs)
                : (uint)_sessions.Rows[session + NoticeSessions.InitialSequence];
            uint position = acknowledgment - isn - 1;
            if (position > NoticeCookie.StreamMask)
            {
                return TcpReset.Write(segment, reply);
            }

            if (session == NoticeSessions.None && position == 0)
            {
                session = Remember(segment, isn, nowMs);
            }

            NoteAcknowledged(session, (int)position);
            return Answer(segment, session, isn, (int)position, reply);
        }

        /// <summary>Sends what is due: a greeting again, the end of an idle session. Called until it returns 0.</summary>
        /// <param name="nowMs">Monotonic milliseconds.</param>
        /// <param name="reply">Takes a packet from 0 on: <see cref="MaximumReplyLength"/> bytes.</param>
        /// <returns>The packet's bytes, or 0.</returns>
        public int Tick(long nowMs, byte[] reply)
        {
            int[] rows = _sessions.Rows;
            for (int row = 0; row < rows.Length; row += NoticeSessions.Ints)
            {
                if (rows[row + NoticeSessions.ClientPort] == 0)
                {
                    continue;
                }

                if ((int)nowMs - rows[row + NoticeSessions.StartedMs] >= SessionMs)
                {
                    int sent = rows[row + NoticeSessions.Sent];
                    int length = sent <= 0 ? 0 : Say(row, sent, rows[row + NoticeSessions.ClientNext], _closing, 0, true, reply);
                    _sessions.Remove(row);
                    if (length > 0)
                    {
                        return length;
                    }
                }
                else if (rows[row + NoticeSessions.Sent] != NoticeSessions.Ended
                    && rows[row + NoticeSessions.Acknowledged] < _greeting.Length
                    && rows[row + NoticeSessions.Resends] < MaximumResends
                    && (int)nowMs - rows[row + NoticeSessions.ResendAtMs] >= 0)
                {
                    rows[row + NoticeSessions.Resends]++;
                    rows[row + NoticeSessions.ResendAtMs] = (int)nowMs + (FirstResendMs << rows[row + NoticeSessions.Resends]);
                    int from = rows[row + NoticeSessions.Acknowledged];
                    return Say(row, from, rows[row + NoticeSessions.ClientFirst], _greeting, from, false, reply);
                }
            }

            return 0;
        }

        // What follows in the stream at the client's place, as far as its window and our segment reach.
        private int Answer(Packet segment, int session, uint isn, int position, byte[] reply)
        {
            byte[] buffer = segment.Buffer;
            int transport = segment.TransportOffset;
            int data = transport + TcpHeader.HeaderLength(buffer, transport);
            int dataEnd = segment.Offset + segment.Ipv4.TotalLength;
            int window = TcpHeader.Window(buffer, transport);
            int room = window < MaximumDataLength ? window : MaximumDataLength;
            bool isFin = (segment.TcpFlags & TcpFlags.Fin) != 0;
            _replyEnd = NoticeSegment.DataOffset;
            _consumed = data;
            _isClosing = false;
            if (position < _greeting.Length)
            {
                int rest = _greeting.Length - position;
                Append(reply, _greeting, position, rest < room ? rest : room);
            }

            int commands = CommandsBefore(position);
            uint sequence = TcpHeader.SequenceNumber(buffer, transport);
            if (session != NoticeSessions.None && commands != AllAnswered && IsAhead(session, sequence, position))
            {
                // Not acknowledged, so that it comes again, whole and in its place. But a FIN behind a gap ends it all.
                dataEnd = data;
                isFin &= sequence != (uint)_sessions.Rows[session + NoticeSessions.ClientNext];
            }

            bool isGreeted = position + _replyEnd - NoticeSegment.DataOffset >= _greeting.Length;
            if (commands == AllAnswered)
            {
                _consumed = dataEnd;
            }
            else if (isGreeted && data < dataEnd && buffer[data] == TlsHandshake)
            {
                _consumed = dataEnd;
                _isClosing = true;
            }
            else if (isGreeted && (isFin || CommandLines.EndsWithLine(buffer, data, dataEnd)))
            {
                AnswerLines(buffer, data, dataEnd, commands, room, reply);
            }

            bool isFinTaken = isFin && isGreeted && _consumed == dataEnd;
            int length = _replyEnd - NoticeSegment.DataOffset;
            if (length == 0 && _consumed == data && !isFinTaken)
            {
                return 0;
            }

            bool sendsFin = commands != AllAnswered && (_isClosing || isFinTaken);
            uint clientNext = sequence + (uint)(_consumed - data) + (isFinTaken ? 1u : 0u);
            if (session != NoticeSessions.None && !_sessions.HasEnded(session))
            {
                int[] rows = _sessions.Rows;
                int sent = rows[session + NoticeSessions.Sent];
                if (_consumed > data || isFinTaken)
                {
                    rows[session + NoticeSessions.ClientNext] = (int)clientNext;
                    sent = sendsFin || commands == AllAnswered ? NoticeSessions.AllSaid : position + length;
                }
                else
                {
                    // More of the greeting. Answers to what the client said before may be lost: it must say that again.
                    clientNext = (uint)rows[session + NoticeSessions.ClientFirst];
                    sent = sent == NoticeSessions.AllSaid || sent > position + length ? sent : position + length;
                }

                rows[session + NoticeSessions.Sent] = isFinTaken ? NoticeSessions.Ended : sent;
            }

            uint from = isn + 1 + (uint)position;
            return NoticeSegment.Write(
                segment.Ipv4.Source,
                segment.SourcePort,
                segment.Ipv4.Destination,
                from,
                clientNext,
                length,
                sendsFin,
                reply);
        }

        // Whether a remembered client's segment lies behind a gap in what it said, or was sent before it had our answers to what
        // it said before: answered now, either would tear the stream.
        private bool IsAhead(int session, uint sequence, int position)
        {
            int[] rows = _sessions.Rows;
            int ahead = (int)(sequence - (uint)rows[session + NoticeSessions.ClientNext]);
            int sent = rows[session + NoticeSessions.Sent];
            if (ahead < 0 || sent < 0)
            {
                return ahead >= 0;
            }

            return ahead > 0 ? position <= sent : position < sent && sent > _greeting.Length;
        }

        // As many lines as there is room for their answers; the others are not acknowledged, and come again.
        private void AnswerLines(byte[] buffer, int data, int dataEnd, int commands, int room, byte[] reply)
        {
            int line = data;
            while (!_isClosing && line < dataEnd)
            {
                int next = CommandLines.EndOfLine(buffer, line, dataEnd);
                if (next == 0)
                {
                    // A piece of a line before the client's FIN: no more of it will come.
                    _consumed = dataEnd;
                    return;
                }

                bool isQuit = CommandLines.IsQuit(buffer, line, next - line - CommandLines.EndLength);
                bool isLast = !isQuit && commands + 1 >= MaximumCommands;
                byte[] answer = isQuit ? _goodbye : _badSequence;
                int needed = answer.Length + (isLast ? _closing.Length : 0);
                if (_replyEnd - NoticeSegment.DataOffset + needed > room)
                {
                    return;
                }

                Append(reply, answer, 0, answer.Length);
                if (isLast)
                {
                    Append(reply, _closing, 0, _closing.Length);
                }

                commands++;
                _isClosing = isQuit || isLast;
                _consumed = _isClosing ? dataEnd : next;
                line = next;
            }
        }

        // How many commands were answered when the client has this much, or that it has our FIN. The lengths of 503, 221 and 421
        // are such that only whole answers end at multiples of the 503's.
        private int CommandsBefore(int position)
        {
            if (position <= _greeting.Length)
            {
                return 0;
            }

            int answered = position - _greeting.Length;
            return answered % _badSequence.Length == 0 ? answered / _badSequence.Length : AllAnswered;
        }

        private void Append(byte[] reply, byte[] text, int from, int length)
        {
            Array.Copy(text, from, reply, _replyEnd, length);
            _replyEnd += length;
        }

        private void Forget(int session)
        {
            if (session != NoticeSessions.None)
            {
                _sessions.Remove(session);
            }
        }

        private int Remember(Packet segment, uint isn, long nowMs)
        {
            Attempts++;
            int session = _sessions.Add(segment.Ipv4.Source, segment.SourcePort, segment.Ipv4.Destination);
            if (session != NoticeSessions.None)
            {
                int[] rows = _sessions.Rows;
                rows[session + NoticeSessions.InitialSequence] = (int)isn;
                rows[session + NoticeSessions.ClientNext] = (int)TcpHeader.SequenceNumber(segment.Buffer, segment.TransportOffset);
                rows[session + NoticeSessions.ClientFirst] = rows[session + NoticeSessions.ClientNext];
                rows[session + NoticeSessions.StartedMs] = (int)nowMs;
                rows[session + NoticeSessions.ResendAtMs] = (int)nowMs + FirstResendMs;
            }

            return session;
        }

        private void NoteAcknowledged(int session, int position)
        {
            if (session == NoticeSessions.None)
            {
                Delivered += position == _greeting.Length ? 1 : 0;
                return;
            }

            int[] rows = _sessions.Rows;
            int before = rows[session + NoticeSessions.Acknowledged];
            if (position > before)
            {
                rows[session + NoticeSessions.Acknowledged] = position;
                Delivered += before < _greeting.Length && position >= _greeting.Length ? 1 : 0;
            }
        }

        // Says something to a remembered client of our own accord.
        private int Say(int row, int position, int clientNext, byte[] text, int from, bool isFin, byte[] reply)
        {
            int[] rows = _sessions.Rows;
            _replyEnd = NoticeSegment.DataOffset;
            Append(reply, text, from, text.Length - from);
            return NoticeSegment.Write(
                (uint)rows[row + NoticeSessions.ClientAddress],
                rows[row + NoticeSessions.ClientPort],
                (uint)rows[row + NoticeSessions.ServerAddress],
                (uint)(rows[row + NoticeSessions.InitialSequence] + 1 + position),
                (uint)clientNext,
                text.Length - from,
                isFin,
                reply);
        }
    }
}
