using Gateway.Policy;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>One conversation of the capture: who opened it, how it is played, and what became of its packets.</summary>
    internal sealed class Conversation
    {
        /// <summary>The MSS where none was announced (RFC 9293 §3.7.1 has 536; ours: what Ethernet takes, as the cut is ours too).</summary>
        public const int DefaultMaximumSegmentSize = 1460;

        private long[]? _dropped; // most conversations have no drops, and a capture may hold very many

        /// <summary>Makes a conversation.</summary>
        /// <param name="key">What its packets have in common.</param>
        /// <param name="firstPacket">The number of its first packet in the capture.</param>
        public Conversation(ConversationKey key, long firstPacket)
        {
            Key = key;
            FirstPacket = firstPacket;
        }

        /// <summary>What its packets have in common.</summary>
        public ConversationKey Key { get; }

        /// <summary>The number of its first packet in the capture.</summary>
        public long FirstPacket { get; }

        /// <summary>The conversation that came after this one on the same addresses and ports, if one did.</summary>
        public Conversation? Next { get; set; }

        /// <summary>Who opened it, as captured.</summary>
        public UInt128 OpenerAddress { get; set; }

        /// <summary>The opener's port or ICMP identifier; <see cref="ConversationKey.NoPort"/> for none.</summary>
        public int OpenerPort { get; set; }

        /// <summary>The other side, as captured.</summary>
        public UInt128 PeerAddress { get; set; }

        /// <summary>The other side's port; <see cref="ConversationKey.NoPort"/> for none.</summary>
        public int PeerPort { get; set; }

        /// <summary>Whether the opener is the LAN host. Otherwise --lan said that the other side is.</summary>
        public bool IsOpenedFromLan { get; set; } = true;

        /// <summary>Whether the opener was inferred from the ports, as its first packets were not captured.</summary>
        public bool IsOpenerGuessed { get; set; }

        /// <summary>Whether it is played.</summary>
        public Disposition Disposition { get; set; }

        /// <summary>Whether a frame of it went to a group address of the link.</summary>
        public bool IsToGroup { get; set; }

        /// <summary>Whether more than opening SYNs was seen.</summary>
        public bool HasMoreThanSyn { get; set; }

        /// <summary>The sequence number of the opening SYN.</summary>
        public uint SynSequence { get; set; }

        /// <summary>The least MSS that either side announced.</summary>
        public int MaximumSegmentSize { get; set; } = DefaultMaximumSegmentSize;

        /// <summary>The LAN host's address, as played.</summary>
        public uint LanAddress { get; set; }

        /// <summary>The LAN host's port or ICMP identifier, as played.</summary>
        public int LanPort => IsOpenedFromLan ? OpenerPort : PeerPort;

        /// <summary>The outside host's address, as played.</summary>
        public uint RemoteAddress { get; set; }

        /// <summary>The outside host's port, as played.</summary>
        public int RemotePort => IsOpenedFromLan ? PeerPort : OpenerPort;

        /// <summary>The port or identifier that the gateway chose outside; null while it chose none.</summary>
        public ushort? ExternalPort { get; set; }

        /// <summary>Replay's own mail client, from the moment that the conversation is redirected.</summary>
        public MailClient? Client { get; set; }

        /// <summary>The latest verdict on a packet of it to port 25.</summary>
        public Verdict Verdict { get; set; }

        /// <summary>Packets given to the gateway from the LAN side.</summary>
        public Tally Outbound { get; } = new();

        /// <summary>Packets given to the gateway from the Internet.</summary>
        public Tally Inbound { get; } = new();

        /// <summary>Packets that the gateway sent to the LAN, answers included.</summary>
        public Tally SentToLan { get; } = new();

        /// <summary>Packets that the gateway sent to the WAN.</summary>
        public Tally SentToWan { get; } = new();

        /// <summary>Packets forwarded.</summary>
        public long Forwarded { get; set; }

        /// <summary>Packets that the gateway answered itself.</summary>
        public long Answered { get; set; }

        /// <summary>Packets given to the gateway's own stack.</summary>
        public long ToHost { get; set; }

        /// <summary>Packets of the capture that were not given to the gateway.</summary>
        public long NotPlayed { get; set; }

        /// <summary>Packets given to the gateway.</summary>
        public long Played => Outbound.Packets + Inbound.Packets;

        /// <summary>Packets dropped.</summary>
        public long Dropped { get; private set; }

        /// <summary>Counts a dropped packet.</summary>
        public void AddDrop(DropReason reason)
        {
            _dropped ??= new long[DropCounters.ReasonCount];
            _dropped[(int)reason]++;
            Dropped++;
        }

        /// <summary>Packets dropped for a reason.</summary>
        public long DroppedFor(DropReason reason)
        {
            return _dropped == null ? 0 : _dropped[(int)reason];
        }

        /// <summary>The reason that most packets were dropped for; <see cref="DropReason.None"/> when none was.</summary>
        public DropReason MainDropReason =>
            _dropped == null ? DropReason.None : (DropReason)Array.IndexOf(_dropped, _dropped.Max());
    }
}
