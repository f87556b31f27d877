using Gateway.Reporting;

namespace Gateway.StatusPage
{
    /// <summary>
    /// One answer, a buffer at a time. HTTP/1.1 gets chunks (RFC 9112 §7.1), whose lengths need not be known before; to others the
    /// connection's end is the answer's.
    /// </summary>
    internal sealed class ResponseWriter
    {
        private const int Nothing = 0;
        private const int InHead = 1;
        private const int InBody = 2;
        private const int AtLastChunk = 3;

        // A chunk's frame: three hexadecimal digits and CR LF before it, CR LF behind. A buffer has less than 4096 bytes.
        private const int ChunkHeadLength = 5;
        private const int ChunkEndLength = 2;
        private const string LastChunk = "0\r\n\r\n";

        // Less room than this is not worth a chunk.
        private const int MinimumRoom = 64;

        private readonly PieceQueue _queue = new PieceQueue();
        private readonly PageWriter _writer;
        private Page _page;
        private int _step;
        private int _phase;
        private bool _hasBody;
        private bool _isChunked;

        /// <summary>Makes one.</summary>
        public ResponseWriter()
        {
            _writer = new PageWriter(_queue);
        }

        /// <summary>Begins an answer.</summary>
        /// <param name="site">What pages are made of.</param>
        /// <param name="page">What to answer with.</param>
        /// <param name="request">What is answered, as far as it was read.</param>
        /// <param name="lanHost">Who asked.</param>
        /// <param name="goesOn">Whether the connection goes on behind it.</param>
        public void Begin(PageSite site, Page page, RequestHead request, uint lanHost, bool goesOn)
        {
            PageFacts facts = _writer.Facts;
            PageLanguage chosen = LanguageQuery.Of(request);
            facts.IsLanguageChosen = chosen != PageLanguage.None;
            facts.Language = chosen != PageLanguage.None ? chosen
                : request.AcceptedLanguage != PageLanguage.None ? request.AcceptedLanguage
                : PageLanguage.English;
            facts.Isp = site.Isp;
            facts.OwnAddress = site.OwnAddress;
            facts.Status = new EngineStatus();
            facts.Counters = page.NeedsCounters ? new long[CounterCatalog.Count] : null;
            facts.Reports = new ReportStatus();
            site.Reader(lanHost, facts.Status, facts.Reports, facts.Counters);

            _page = page;
            _step = 0;
            _hasBody = request.Method != HttpMethod.Head;
            _isChunked = request.IsVersion11;
            _phase = InHead;
            _queue.Clear();
            ResponseHead.Write(page, _isChunked, goesOn, _writer);
        }

        /// <summary>Ends it, and lets go of what it told.</summary>
        public void End()
        {
            _phase = Nothing;
            _page = null;
            _queue.Clear();
            _writer.Facts.Status = null;
            _writer.Facts.Reports = null;
            _writer.Facts.Counters = null;
        }

        /// <summary>Writes what fits.</summary>
        /// <returns>How many bytes, from the buffer's beginning; 0 when the answer has ended.</returns>
        public int Fill(byte[] buffer)
        {
            int end = 0;
            if (_phase == InHead)
            {
                end = _queue.Fill(buffer, 0, buffer.Length);
                if (!_queue.IsEmpty)
                {
                    return end;
                }

                _phase = _hasBody ? InBody : Nothing;
            }

            if (_phase == InBody && buffer.Length - end >= MinimumRoom)
            {
                end = _isChunked ? FillChunk(buffer, end) : FillBody(buffer, end, buffer.Length);
            }

            if (_phase == AtLastChunk && (!_isChunked || buffer.Length - end >= LastChunk.Length))
            {
                for (int i = 0; _isChunked && i < LastChunk.Length; i++)
                {
                    buffer[end++] = (byte)LastChunk[i];
                }

                _phase = Nothing;
            }

            return end;
        }

        private int FillChunk(byte[] buffer, int begin)
        {
            int data = begin + ChunkHeadLength;
            int end = FillBody(buffer, data, buffer.Length - ChunkEndLength);
            int length = end - data;
            if (length == 0)
            {
                return begin; // a chunk of no length would be the last
            }

            buffer[begin] = HexDigit(length >> 8);
            buffer[begin + 1] = HexDigit((length >> 4) & 0xF);
            buffer[begin + 2] = HexDigit(length & 0xF);
            buffer[begin + 3] = (byte)'\r';
            buffer[begin + 4] = (byte)'\n';
            buffer[end++] = (byte)'\r';
            buffer[end++] = (byte)'\n';
            return end;
        }

        private int FillBody(byte[] buffer, int begin, int end)
        {
            int at = _queue.Fill(buffer, begin, end);
            while (_queue.IsEmpty)
            {
                if (!_page.Write(_step++, _writer))
                {
                    _phase = AtLastChunk;
                    return at;
                }

                at = _queue.Fill(buffer, at, end);
            }

            return at;
        }

        private static byte HexDigit(int value)
        {
            return (byte)(value < 10 ? '0' + value : 'a' + value - 10);
        }
    }
}
