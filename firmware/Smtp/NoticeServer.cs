using System;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Smtp
{
    /// <summary>
    /// Answers a redirected mail client in the destination's place, segment by segment, and keeps no connection: a bot opens
    /// hundreds, a device has 16 sockets. What the server says is a fixed stream: greeting, 503 once a command (ten at most), 221
    /// after QUIT or 421 after the tenth, then FIN. So acknowledgment - ISN - 1 tells where in it the client is, and the ISN is
    /// a cookie (as RFC 4987 §3.6) that can be made again from the segment.
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

        /// <summary>op25b.md: the cookie changes every 64 s; this one and the one before are taken.</summary>
        public const int EpochMs = 64 * 1000;

        /// <summary>The most that one segment of ours carries: what every host must take (RFC 9293 §3.7.1).</summary>
        public const int MaximumDataLength = NoticeText.GreetingMaximumLength;

        /// <summary>The longest packet that comes out.</summary>
        public const int MaximumReplyLength = Ipv4Header.MinimumLength + TcpHeader.MinimumLength + MaximumDataLength;

        // Ours: an Ethernet's 1500 bytes less two headers. We never need that much.
        private const int MaximumSegmentSize = 1460;

        // Ours: two command lines (RFC 5321 §4.5.3.1.4). No more is ever read.
        private const int Window = 1024;

        private const int TimeToLive = 64;

        // The ISN's low bits are zero: the stream is shorter than that.
        private const uint StreamMask = 0xFFF;

        // TLS: a handshake record (RFC 8446 §5.1). Somebody expects SMTPS here, and can't read a greeting.
        private const byte TlsHandshake = 0x16;

        private const int DataOffset = Ipv4Header.MinimumLength + TcpHeader.MinimumLength;

        private readonly NoticeSessions _sessions = new NoticeSessions();
        private readonly uint _key1;
        private readonly uint _key2;
        private byte[] _greeting;
        private byte[] _badSequence;
        private byte[] _goodbye;
        private byte[] _closing;

        /// <summary>Makes a server.</summary>
        /// <param name="settings">What it tells.</param>
        /// <param name="lanAddress">Our LAN address, where the help page is.</param>
        /// <param name="key1">Random: half of the cookie's key.</param>
        /// <param name="key2">Random: the other half.</param>
        public NoticeServer(NoticeSettings settings, uint lanAddress, uint key1, uint key2)
        {
            _key1 = key1;
            _key2 = key2;
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
            if (AreEqual(text.Greeting, _greeting))
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
            uint client = segment.Ipv4.Source;
            uint server = segment.Ipv4.Destination;
            int clientPort = segment.SourcePort;
            if (clientPort == 0)
            {
                // Reserved (RFC 6335 §6), and our mark of a free place.
                return 0;
            }

            byte[] buffer = segment.Buffer;
            int transport = segment.TransportOffset;
            uint sequence = TcpHeader.SequenceNumber(buffer, transport);
            int session = _sessions.Find(client, clientPort, server);
            if ((flags & TcpFlags.Rst) != 0)
            {
                Forget(session);
                return 0;
            }

            if ((flags & TcpFlags.Syn) != 0)
            {
                Forget(session);
                return (flags & TcpFlags.Ack) != 0 ? 0 : WriteSynAck(client, clientPort, server, sequence, nowMs, reply);
            }

            if ((flags & TcpFlags.Ack) == 0)
            {
                return 0;
            }

            uint acknowledgment = TcpHeader.AcknowledgmentNumber(buffer, transport);
            uint isn = FindIsn(client, clientPort, server, acknowledgment, nowMs, session);
            int position = (int)(acknowledgment - isn - 1);
            if ((acknowledgment - isn - 1) > StreamMask)
            {
                return TcpReset.Write(segment, reply);
            }

            if (session == NoticeSessions.None && position == 0)
            {
                session = Remember(client, clientPort, server, isn, sequence, nowMs);
            }

            NoteAcknowledged(session, position);
            int dataOffset = transport + TcpHeader.HeaderLength(buffer, transport);
            int dataLength = segment.Offset + segment.Ipv4.TotalLength - dataOffset;
            int window = TcpHeader.Window(buffer, transport);
            bool isFin = (flags & TcpFlags.Fin) != 0;
            return Reply(session, client, clientPort, server, isn, sequence, position, buffer, dataOffset, dataLength, isFin, window, reply);
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
                int clientPort = rows[row + NoticeSessions.ClientPort];
                if (clientPort == 0)
                {
                    continue;
                }

                if ((int)nowMs - rows[row + NoticeSessions.StartedMs] >= SessionMs)
                {
                    int sent = rows[row + NoticeSessions.Sent];
                    _sessions.Remove(row);
                    if (sent == NoticeSessions.AllSaid)
                    {
                        continue;
                    }

                    int end = Append(reply, DataOffset, _closing, 0, _closing.Length);
                    return WriteSession(row, clientPort, sent, end - DataOffset, TcpFlags.Fin, reply);
                }

                if (rows[row + NoticeSessions.Acknowledged] < _greeting.Length
                    && rows[row + NoticeSessions.Resends] < MaximumResends
                    && (int)nowMs - rows[row + NoticeSessions.ResendAtMs] >= 0)
                {
                    rows[row + NoticeSessions.Resends]++;
                    rows[row + NoticeSessions.ResendAtMs] = (int)nowMs + (FirstResendMs << rows[row + NoticeSessions.Resends]);
                    int from = rows[row + NoticeSessions.Acknowledged];
                    int length = Append(reply, DataOffset, _greeting, from, _greeting.Length - from);
                    return WriteSession(row, clientPort, from, length - DataOffset, 0, reply);
                }
            }

            return 0;
        }

        private static bool AreEqual(byte[] text, byte[] other)
        {
            bool isEqual = other != null && text.Length == other.Length;
            for (int i = 0; isEqual && i < text.Length; i++)
            {
                isEqual = text[i] == other[i];
            }

            return isEqual;
        }

        private static int Append(byte[] reply, int at, byte[] text, int from, int length)
        {
            Array.Copy(text, from, reply, at, length);
            return at + length;
        }

        // Whether a line is QUIT: four letters in any case, then the line's end or a blank (RFC 5321 §4.1.1.10).
        private static bool IsQuit(byte[] buffer, int offset, int length)
        {
            return length >= 4
                && (buffer[offset] | 0x20) == 'q'
                && (buffer[offset + 1] | 0x20) == 'u'
                && (buffer[offset + 2] | 0x20) == 'i'
                && (buffer[offset + 3] | 0x20) == 't'
                && (length == 4 || buffer[offset + 4] == ' ' || buffer[offset + 4] == '\t');
        }

        // Where the next line ends, behind its CRLF; 0 when it has no end.
        private static int EndOfLine(byte[] buffer, int offset, int end)
        {
            for (int i = offset + 1; i < end; i++)
            {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r')
                {
                    return i + 1;
                }
            }

            return 0;
        }

        private int Reply(
            int session,
            uint client,
            int clientPort,
            uint server,
            uint isn,
            uint sequence,
            int position,
            byte[] buffer,
            int dataOffset,
            int dataLength,
            bool isFin,
            int window,
            byte[] reply)
        {
            int room = window < MaximumDataLength ? window : MaximumDataLength;
            int end = DataOffset;
            bool isClosing = false;
            if (position < _greeting.Length)
            {
                int rest = _greeting.Length - position;
                end = Append(reply, end, _greeting, position, rest < room ? rest : room);
            }

            // With the greeting out, the lines that came are answered, as many as fit; the rest is not acknowledged, and comes again.
            int commands = CommandsBefore(position);
            bool isGreeted = position + (end - DataOffset) >= _greeting.Length;
            bool isOver = commands < 0;
            int dataEnd = dataOffset + dataLength;
            int consumed = dataOffset;
            if (isOver)
            {
                // Behind our FIN there is nothing to say any more.
                consumed = dataEnd;
            }
            else if (isGreeted && dataLength > 0 && buffer[dataOffset] == TlsHandshake)
            {
                consumed = dataEnd;
                isClosing = true;
            }
            else if (isGreeted && (isFin || EndsWithCrLf(buffer, dataOffset, dataEnd)))
            {
                while (!isClosing && consumed < dataEnd)
                {
                    int next = EndOfLine(buffer, consumed, dataEnd);
                    if (next == 0)
                    {
                        consumed = dataEnd;
                        break;
                    }

                    bool isQuit = IsQuit(buffer, consumed, next - consumed - 2);
                    bool isLast = !isQuit && commands + 1 >= MaximumCommands;
                    byte[] answer = isQuit ? _goodbye : _badSequence;
                    int needed = answer.Length + (isLast ? _closing.Length : 0);
                    if (end - DataOffset + needed > room)
                    {
                        break;
                    }

                    end = Append(reply, end, answer, 0, answer.Length);
                    end = isLast ? Append(reply, end, _closing, 0, _closing.Length) : end;
                    commands++;
                    isClosing = isQuit || isLast;
                    consumed = isClosing ? dataEnd : next;
                }
            }

            bool isFinTaken = isFin && consumed == dataEnd && isGreeted;
            int length = end - DataOffset;
            if (length == 0 && consumed == dataOffset && !isFinTaken)
            {
                return 0;
            }

            bool sendsFin = !isOver && (isClosing || isFinTaken);
            uint clientNext = sequence + (uint)(consumed - dataOffset) + (isFinTaken ? 1u : 0u);
            if (session != NoticeSessions.None)
            {
                if (isFinTaken)
                {
                    _sessions.Remove(session);
                }
                else
                {
                    _sessions.Rows[session + NoticeSessions.ClientNext] = (int)clientNext;
                    _sessions.Rows[session + NoticeSessions.Sent] = sendsFin || isOver ? NoticeSessions.AllSaid : position + length;
                }
            }

            return WriteSegment(client, clientPort, server, isn + 1 + (uint)position, clientNext, length, sendsFin ? TcpFlags.Fin : 0, reply);
        }

        // How many commands were answered when the client has this much; -1 when it has our FIN. The lengths of 503, 221 and 421
        // are such that only whole answers lie at multiples of the 503's.
        private int CommandsBefore(int position)
        {
            if (position <= _greeting.Length)
            {
                return 0;
            }

            int answered = position - _greeting.Length;
            return answered % _badSequence.Length == 0 ? answered / _badSequence.Length : -1;
        }

        private static bool EndsWithCrLf(byte[] buffer, int offset, int end)
        {
            return end - offset >= 2 && buffer[end - 1] == '\n' && buffer[end - 2] == '\r';
        }

        private void Forget(int session)
        {
            if (session != NoticeSessions.None)
            {
                _sessions.Remove(session);
            }
        }

        private int Remember(uint client, int clientPort, uint server, uint isn, uint sequence, long nowMs)
        {
            Attempts++;
            int session = _sessions.Add(client, clientPort, server);
            if (session != NoticeSessions.None)
            {
                int[] rows = _sessions.Rows;
                rows[session + NoticeSessions.InitialSequence] = (int)isn;
                rows[session + NoticeSessions.ClientNext] = (int)sequence;
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

        // Of this epoch, of the one before, or the session's own.
        private uint FindIsn(uint client, int clientPort, uint server, uint acknowledgment, long nowMs, int session)
        {
            if (session != NoticeSessions.None)
            {
                return (uint)_sessions.Rows[session + NoticeSessions.InitialSequence];
            }

            uint epoch = (uint)(nowMs / EpochMs);
            uint isn = Isn(client, clientPort, server, epoch);
            return acknowledgment - isn - 1 <= StreamMask ? isn : Isn(client, clientPort, server, epoch - 1);
        }

        // Forging it gains a greeting, so multiply and xor will do: under 0.4 us on nanoCLR for PC (op25b.md).
        private uint Isn(uint client, int clientPort, uint server, uint epoch)
        {
            uint mix = (client ^ _key1) * 0x9E3779B1;
            mix = ((mix ^ (mix >> 15)) + server) * 0x85EBCA6B;
            mix = ((mix ^ (mix >> 13)) + (uint)clientPort + (epoch << 16)) * 0xC2B2AE35;
            mix = ((mix ^ (mix >> 16)) + _key2) * 0x9E3779B1;
            return (mix ^ (mix >> 15)) & ~StreamMask;
        }

        private int WriteSynAck(uint client, int clientPort, uint server, uint sequence, long nowMs, byte[] reply)
        {
            int option = DataOffset;
            reply[option] = TcpHeader.MaximumSegmentSizeOption;
            reply[option + 1] = TcpHeader.MaximumSegmentSizeOptionLength;
            NetworkOrder.WriteUInt16(reply, option + 2, MaximumSegmentSize);
            int headerLength = TcpHeader.MinimumLength + TcpHeader.MaximumSegmentSizeOptionLength;
            uint isn = Isn(client, clientPort, server, (uint)(nowMs / EpochMs));
            TcpHeader.Write(
                reply,
                Ipv4Header.MinimumLength,
                Op25bPolicy.SmtpPort,
                clientPort,
                isn,
                sequence + 1,
                headerLength,
                TcpFlags.Syn | TcpFlags.Ack,
                Window);
            return Finish(client, server, headerLength, reply);
        }

        private int WriteSession(int row, int clientPort, int position, int length, int flags, byte[] reply)
        {
            int[] rows = _sessions.Rows;
            return WriteSegment(
                (uint)rows[row + NoticeSessions.ClientAddress],
                clientPort,
                (uint)rows[row + NoticeSessions.ServerAddress],
                (uint)(rows[row + NoticeSessions.InitialSequence] + 1 + position),
                (uint)rows[row + NoticeSessions.ClientNext],
                length,
                flags,
                reply);
        }

        private static int WriteSegment(uint client, int clientPort, uint server, uint sequence, uint acknowledgment, int dataLength, int flags, byte[] reply)
        {
            flags |= dataLength > 0 ? TcpFlags.Ack | TcpFlags.Psh : TcpFlags.Ack;
            TcpHeader.Write(
                reply,
                Ipv4Header.MinimumLength,
                Op25bPolicy.SmtpPort,
                clientPort,
                sequence,
                acknowledgment,
                TcpHeader.MinimumLength,
                flags,
                Window);
            return Finish(client, server, TcpHeader.MinimumLength + dataLength, reply);
        }

        private static int Finish(uint client, uint server, int transportLength, byte[] reply)
        {
            int length = Ipv4Header.MinimumLength + transportLength;
            Ipv4Header.Write(reply, 0, length, IpProtocol.Tcp, TimeToLive, server, client);
            TcpHeader.WriteChecksum(reply, Ipv4Header.MinimumLength, transportLength, server, client);
            return length;
        }
    }
}
