namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// Sorts a capture's packets into conversations. It is walked twice over the same packets: first to learn who opens each
    /// conversation, then to play them; both walks must find the same conversations.
    /// </summary>
    internal sealed class ConversationTable
    {
        private const int SystemPorts = 1024; // RFC 6335 §6: below it
        private static readonly ushort[] UdpServerPorts = [53, 123, 443]; // ours: DNS, NTP, QUIC, whose clients are many

        private readonly Dictionary<ConversationKey, Conversation> _first = [];
        private readonly Dictionary<ConversationKey, Conversation> _latest = [];
        private readonly Dictionary<FragmentKey, Conversation> _fragments = [];
        private readonly List<Conversation> _conversations = [];

        /// <summary>All conversations, in the order of their first packets.</summary>
        public IReadOnlyList<Conversation> Conversations => _conversations;

        /// <summary>Sorts a packet in on the first walk: its conversation is made where it is new.</summary>
        /// <param name="facts">The packet.</param>
        /// <param name="number">Its number in the capture.</param>
        /// <param name="packet">Its captured bytes.</param>
        public Conversation Learn(PacketFacts facts, long number, ReadOnlySpan<byte> packet)
        {
            if (facts.IsLaterFragment && _fragments.TryGetValue(FragmentKey.Of(facts), out Conversation? ofFirst))
            {
                return ofFirst;
            }

            PacketFacts about = facts.IsIcmpError ? facts.Embedded : facts;
            ConversationKey key = ConversationKey.Of(about);
            bool isKnown = _latest.TryGetValue(key, out Conversation? conversation);
            if (!isKnown || (!facts.IsIcmpError && IsNewConnection(conversation!, facts)))
            {
                Conversation made = Make(about, key, number);
                if (conversation != null)
                {
                    conversation.Next = made;
                }
                else
                {
                    _first.Add(key, made);
                }

                _latest[key] = made;
                _conversations.Add(made);
                conversation = made;
            }

            if (!facts.IsIcmpError)
            {
                LearnTcp(conversation!, facts, packet);
            }

            NoteFragment(facts, conversation!);
            return conversation!;
        }

        /// <summary>Forgets how far the first walk came, for the second one.</summary>
        public void Rewind()
        {
            foreach ((ConversationKey key, Conversation conversation) in _first)
            {
                _latest[key] = conversation;
            }

            _fragments.Clear();
        }

        /// <summary>Finds a packet's conversation on the second walk.</summary>
        public Conversation Find(PacketFacts facts, long number)
        {
            if (facts.IsLaterFragment && _fragments.TryGetValue(FragmentKey.Of(facts), out Conversation? ofFirst))
            {
                return ofFirst;
            }

            ConversationKey key = ConversationKey.Of(facts.IsIcmpError ? facts.Embedded : facts);
            Conversation conversation = _latest[key];
            while (conversation.Next is Conversation next && next.FirstPacket <= number)
            {
                conversation = next;
                _latest[key] = next;
            }

            NoteFragment(facts, conversation);
            return conversation;
        }

        /// <summary>Tells whether a packet comes from a conversation's opener.</summary>
        public static bool IsFromOpener(Conversation conversation, PacketFacts facts)
        {
            if (facts.IsIcmpError)
            {
                // An error goes to whom the packet in it came from, and comes from the other side or from on the way to it.
                return !IsFrom(facts.Embedded, conversation.OpenerAddress, conversation.OpenerPort, isAnswer: false);
            }

            return IsFrom(facts, conversation.OpenerAddress, conversation.OpenerPort, facts.IsIcmpAnswer);
        }

        private void NoteFragment(PacketFacts facts, Conversation conversation)
        {
            if (facts.IsFragment && !facts.IsLaterFragment)
            {
                _fragments[FragmentKey.Of(facts)] = conversation;
            }
        }

        private static bool IsFrom(PacketFacts facts, UInt128 address, int port, bool isAnswer)
        {
            if (facts.SourceAddress == facts.DestinationAddress && facts.IsIcmpQuery)
            {
                return !isAnswer; // a ping to oneself: only the type tells the direction
            }

            return facts.SourceAddress == address
                && (!facts.HasPorts || facts.SourcePort == port || facts.SourceAddress != facts.DestinationAddress);
        }

        private static bool IsNewConnection(Conversation conversation, PacketFacts facts)
        {
            return facts.IsOpeningSyn && conversation.HasMoreThanSyn && facts.TcpSequence != conversation.SynSequence;
        }

        private static Conversation Make(PacketFacts facts, ConversationKey key, long number)
        {
            bool isSourceOpener = IsSourceOpener(facts, out bool isGuessed);
            int sourcePort = facts.HasPorts ? facts.SourcePort : ConversationKey.NoPort;
            int destinationPort = facts.HasPorts ? facts.DestinationPort : ConversationKey.NoPort;
            return new Conversation(key, number)
            {
                OpenerAddress = isSourceOpener ? facts.SourceAddress : facts.DestinationAddress,
                OpenerPort = isSourceOpener ? sourcePort : destinationPort,
                PeerAddress = isSourceOpener ? facts.DestinationAddress : facts.SourceAddress,
                PeerPort = isSourceOpener ? destinationPort : sourcePort,
                IsOpenerGuessed = isGuessed,
                SynSequence = facts.TcpSequence,
            };
        }

        private static bool IsSourceOpener(PacketFacts facts, out bool isGuessed)
        {
            isGuessed = false;
            if (facts.IsIcmpQuery)
            {
                return !facts.IsIcmpAnswer;
            }

            if (facts.HasTcpFlags && (facts.TcpFlags & IpFields.TcpSyn) != 0)
            {
                return (facts.TcpFlags & IpFields.TcpAck) == 0;
            }

            // The beginning was not captured, or there is none that shows: a server's port tells, or else who speaks first.
            bool isSourceServer = facts.Protocol == IpFields.ProtocolTcp
                ? facts.SourcePort < SystemPorts && facts.DestinationPort >= SystemPorts
                : UdpServerPorts.Contains(facts.SourcePort) && facts.DestinationPort >= SystemPorts;
            isGuessed = isSourceServer || facts.Protocol == IpFields.ProtocolTcp;
            return !isSourceServer;
        }

        private static void LearnTcp(Conversation conversation, PacketFacts facts, ReadOnlySpan<byte> packet)
        {
            if (!facts.HasTcpFlags)
            {
                return;
            }

            conversation.HasMoreThanSyn |= !facts.IsOpeningSyn;
            if ((facts.TcpFlags & IpFields.TcpSyn) != 0 && facts.TcpHeaderLength != 0)
            {
                ReadOnlySpan<byte> options = packet.Slice(
                    facts.TransportAt + IpFields.TcpMinimumHeaderLength, facts.TcpHeaderLength - IpFields.TcpMinimumHeaderLength);
                int announced = TcpOptions.MaximumSegmentSize(options);
                if (announced > 0)
                {
                    conversation.MaximumSegmentSize = Math.Min(conversation.MaximumSegmentSize, announced);
                }
            }
        }
    }
}
