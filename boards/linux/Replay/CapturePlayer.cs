using Gateway.Boards.Linux.Captures;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>The second walk over a capture: its packets are prepared, and given to the gateway.</summary>
    internal sealed class CapturePlayer
    {
        private readonly ConversationTable _table;
        private readonly AddressPlan _plan;
        private readonly ReplayedGateway _gateway;
        private readonly uint _wanAddress;
        private readonly PacketFacts _facts = new();
        private readonly PacketFacts _segmentFacts = new();
        private byte[] _packet = new byte[Offload.MaximumPacketLength];

        /// <summary>Makes a player.</summary>
        /// <param name="table">The conversations, as the first walk left them.</param>
        /// <param name="plan">The addresses.</param>
        /// <param name="gateway">The gateway.</param>
        /// <param name="wanAddress">Its WAN address.</param>
        public CapturePlayer(ConversationTable table, AddressPlan plan, ReplayedGateway gateway, uint wanAddress)
        {
            _table = table;
            _plan = plan;
            _gateway = gateway;
            _wanAddress = wanAddress;
        }

        /// <summary>What was done to checksums and segments.</summary>
        public Offload Offload { get; } = new();

        /// <summary>Frames whose packets were given to the gateway.</summary>
        public long FramesPlayed { get; private set; }

        /// <summary>Plays a capture, and lets the mail clients finish.</summary>
        public void Play(CaptureReader reader, Action<CaptureReader> progress)
        {
            CapturedFrame frame = new();
            _table.Rewind();
            for (long number = 1; reader.TryRead(frame); number++)
            {
                progress(reader);
                if (LinkLayer.TryFindIp(frame, out int offset, out _))
                {
                    Play(frame, offset, number);
                }
            }

            _gateway.Finish();
        }

        private void Play(CapturedFrame frame, int offset, long number)
        {
            _facts.Read(frame.Bytes[offset..]);
            Conversation conversation = _table.Find(_facts, number);
            if (conversation.Disposition != Disposition.Play)
            {
                conversation.NotPlayed++;
                return;
            }

            _gateway.AdvanceTo(frame.TimestampNs);
            if (conversation.Client != null)
            {
                conversation.NotPlayed++; // its answers no longer fit the capture
                return;
            }

            // A frame's padding is no part of the packet.
            int length = Math.Min(frame.Length - offset, _facts.Length);
            Span<byte> packet = Reserve(length);
            frame.Bytes.Slice(offset, length).CopyTo(packet);
            FramesPlayed++;

            if (_facts.Version != 4)
            {
                // IPv6 and what can't be understood: as they are, for the engine to judge.
                bool isFromLan = _facts.Version == 0 || ConversationTable.IsFromOpener(conversation, _facts);
                _gateway.Play(conversation, isFromLan, _packet, length);
                return;
            }

            Offload.Repair(packet, _facts);
            int dataLength = Offload.SegmentDataLength(_facts, conversation.MaximumSegmentSize);
            if (dataLength == 0)
            {
                PlayIpv4(conversation, _facts, _packet, length);
                return;
            }

            int headers = _facts.TransportAt + _facts.TcpHeaderLength;
            for (int from = 0; from < length - headers; from += dataLength)
            {
                int segmentLength = Offload.Cut(packet, _facts, from, dataLength);
                _segmentFacts.Read(Offload.Segment.AsSpan(0, segmentLength));
                PlayIpv4(conversation, _segmentFacts, Offload.Segment, segmentLength);
            }
        }

        private void PlayIpv4(Conversation conversation, PacketFacts facts, byte[] buffer, int length)
        {
            Span<byte> packet = buffer.AsSpan(0, length);
            bool isFromLan = ConversationTable.IsFromOpener(conversation, facts) == conversation.IsOpenedFromLan;
            if (facts.IsIcmpError)
            {
                PrepareError(conversation, facts, packet, isFromLan);
            }
            else if (isFromLan)
            {
                PacketRewriter.SetSourceAddress(packet, facts, conversation.LanAddress);
                PacketRewriter.SetDestinationAddress(packet, facts, conversation.RemoteAddress);
            }
            else
            {
                PacketRewriter.SetSourceAddress(packet, facts, conversation.RemoteAddress);
                PacketRewriter.SetDestinationAddress(packet, facts, _wanAddress);
                if (conversation.ExternalPort is ushort port)
                {
                    PacketRewriter.SetDestinationPort(packet, facts, port);
                }
            }

            _gateway.Play(conversation, isFromLan, buffer, length);
        }

        private void PrepareError(Conversation conversation, PacketFacts facts, Span<byte> packet, bool isFromLan)
        {
            // An error may come from a router on the way, which no conversation names.
            uint reporter = (uint)facts.SourceAddress;
            if (isFromLan)
            {
                bool isHost = facts.SourceAddress == facts.Embedded.DestinationAddress;
                PacketRewriter.SetEmbedded(packet, facts, conversation.RemoteAddress, null, conversation.LanAddress);
                PacketRewriter.SetSourceAddress(packet, facts, isHost ? conversation.LanAddress : _plan.LanAddressOf(reporter));
                PacketRewriter.SetDestinationAddress(packet, facts, conversation.RemoteAddress);
            }
            else
            {
                bool isPeer = facts.SourceAddress == facts.Embedded.DestinationAddress;
                PacketRewriter.SetEmbedded(packet, facts, _wanAddress, conversation.ExternalPort, conversation.RemoteAddress);
                PacketRewriter.SetSourceAddress(packet, facts, isPeer ? conversation.RemoteAddress : _plan.RemoteAddressOf(reporter));
                PacketRewriter.SetDestinationAddress(packet, facts, _wanAddress);
            }
        }

        private Span<byte> Reserve(int length)
        {
            if (_packet.Length < length)
            {
                _packet = new byte[Math.Max(length, 2 * _packet.Length)];
            }

            return _packet.AsSpan(0, length);
        }
    }
}
