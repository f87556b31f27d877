using Gateway.Boards.Linux.Captures;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>The first walk over a capture: what is in it, and who opens each conversation.</summary>
    internal sealed class CaptureScan
    {
        private const long NanosecondsAMicrosecond = 1000;

        private readonly SortedSet<LinkType> _linkTypes = [];

        private CaptureScan(string formatName)
        {
            FormatName = formatName;
        }

        /// <summary>"pcap" or "pcapng".</summary>
        public string FormatName { get; }

        /// <summary>The link types of its frames.</summary>
        public IEnumerable<LinkType> LinkTypes => _linkTypes;

        /// <summary>All frames.</summary>
        public long Frames { get; private set; }

        /// <summary>Bytes of all frames, as captured.</summary>
        public long Bytes { get; private set; }

        /// <summary>Frames without an IP packet.</summary>
        public long NotIp { get; private set; }

        /// <summary>Frames of interfaces whose link type is not known.</summary>
        public long UnknownLinkType { get; private set; }

        /// <summary>IPv6 packets.</summary>
        public long Ipv6 { get; private set; }

        /// <summary>Packets that were not captured to their end.</summary>
        public long Snapped { get; private set; }

        /// <summary>Packets with a header that can't be.</summary>
        public long Malformed { get; private set; }

        /// <summary>Frames that are older than the one before.</summary>
        public long BackInTime { get; private set; }

        /// <summary>The time of the first frame, in nanoseconds since 1970.</summary>
        public long FirstNs { get; private set; }

        /// <summary>The latest time of any frame.</summary>
        public long LastNs { get; private set; }

        /// <summary>Whether timestamps are finer than a microsecond.</summary>
        public bool HasNanoseconds { get; private set; }

        /// <summary>Why the file ended early; null when it did not.</summary>
        public string? BreakOff { get; private set; }

        /// <summary>The conversations.</summary>
        public ConversationTable Table { get; } = new();

        /// <summary>Walks over a capture.</summary>
        public static CaptureScan Of(CaptureReader reader, Action<CaptureReader> progress)
        {
            CaptureScan scan = new(reader.FormatName);
            CapturedFrame frame = new();
            PacketFacts facts = new();
            long latestNs = 0;
            while (reader.TryRead(frame))
            {
                scan.Add(frame, facts, ref latestNs);
                progress(reader);
            }

            scan.BreakOff = reader.BreakOff;
            scan.UnknownLinkType = reader.FramesOfUnknownLinkType;
            return scan;
        }

        private void Add(CapturedFrame frame, PacketFacts facts, ref long previousNs)
        {
            _linkTypes.Add(frame.LinkType);
            if (Frames == 0)
            {
                FirstNs = frame.TimestampNs;
            }
            else if (frame.TimestampNs < previousNs)
            {
                BackInTime++;
            }

            previousNs = frame.TimestampNs;
            LastNs = Math.Max(LastNs, frame.TimestampNs);
            HasNanoseconds |= frame.TimestampNs % NanosecondsAMicrosecond != 0;
            Frames++;
            Bytes += frame.Length;
            if (!LinkLayer.TryFindIp(frame, out int offset, out bool isToGroup))
            {
                NotIp++;
                return;
            }

            ReadOnlySpan<byte> packet = frame.Bytes[offset..];
            facts.Read(packet);
            Ipv6 += facts.Version == 6 ? 1 : 0;
            Snapped += !facts.IsComplete && frame.Length < frame.WireLength ? 1 : 0;
            Malformed += facts.Version == 0 ? 1 : 0;
            Table.Learn(facts, Frames, packet).IsToGroup |= isToGroup && !facts.IsIcmpError;
        }
    }
}
