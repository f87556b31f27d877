using Gateway.Reporting;

namespace Gateway.StatusPage
{
    /// <summary>
    /// One connection to the page's server: bytes in, bytes out, no socket. A board reads into <see cref="Input"/> while
    /// <see cref="WantsInput"/>, sends what <see cref="Output"/> holds, and calls <see cref="Step"/>; it closes when
    /// <see cref="IsOver"/>. One answer at a time, so that who does not read is not read from.
    /// </summary>
    public sealed class PageConnection
    {
        /// <summary>How long a connection may be silent before a request. Ours: there are eight, and browsers open more than they use.</summary>
        public const int IdleMs = 5000;

        /// <summary>How long a request's head may take. Ours: it comes in one packet; a slow phone needs a second.</summary>
        public const int RequestMs = 10000;

        /// <summary>How long a client may take no byte of an answer. Ours.</summary>
        public const int StallMs = 10000;

        /// <summary>How long an answer may take in all. Ours: 24 KB, to a client that takes a little at a time.</summary>
        public const int AnswerMs = 60000;

        /// <summary>How long what a refused client still sends is thrown away, so that it sees the answer and no RST (RFC 9112 §9.6). Ours.</summary>
        public const int LingerMs = 1000;

        /// <summary>Requests a connection. Ours: a visitor reads fewer pages; who has more to ask connects again.</summary>
        public const int MaximumRequests = 64;

        /// <summary>What is read at a time. Ours: a request of a browser is two or three times that.</summary>
        public const int InputLength = 256;

        /// <summary>What is sent at a time. Ours: a packet's worth, so that no page is ever whole in memory.</summary>
        public const int OutputLength = 1024;

        private const int Reading = 0;
        private const int Answering = 1;
        private const int Lingering = 2;
        private const int Over = 3;

        private readonly RequestHead _head = new RequestHead();
        private readonly RequestReader _reader;
        private readonly ResponseWriter _response = new ResponseWriter();
        private readonly byte[] _input = new byte[InputLength];
        private readonly byte[] _output = new byte[OutputLength];
        private PageSite _site;
        private uint _lanHost;
        private int _state = Over;
        private int _inputBegin;
        private int _inputEnd;
        private int _outputBegin;
        private int _outputEnd;
        private int _requests;
        private bool _goesOn;
        private bool _lingers;
        private long _sinceMs;
        private long _progressMs;

        /// <summary>Makes one that is over.</summary>
        public PageConnection()
        {
            _reader = new RequestReader(_head);
        }

        /// <summary>Who connected, in host order.</summary>
        public uint LanHost
        {
            get { return _lanHost; }
        }

        /// <summary>Whether it is to be closed, or was never opened.</summary>
        public bool IsOver
        {
            get { return _state == Over; }
        }

        /// <summary>Whether it waits for a request, or for the rest of one: then others may take its place.</summary>
        public bool IsWaiting
        {
            get { return _state == Reading; }
        }

        /// <summary>Since when it does what it does, in monotonic milliseconds.</summary>
        public long SinceMs
        {
            get { return _sinceMs; }
        }

        /// <summary>Where bytes from the client go.</summary>
        public byte[] Input
        {
            get { return _input; }
        }

        /// <summary>Whether bytes from the client may be put into <see cref="Input"/>, from its beginning.</summary>
        public bool WantsInput
        {
            get { return (_state == Reading && _inputBegin == _inputEnd) || _state == Lingering; }
        }

        /// <summary>What is to be sent.</summary>
        public byte[] Output
        {
            get { return _output; }
        }

        /// <summary>Where in <see cref="Output"/> it begins.</summary>
        public int OutputBegin
        {
            get { return _outputBegin; }
        }

        /// <summary>How much it is; more may come when it is sent.</summary>
        public int OutputCount
        {
            get { return _outputEnd - _outputBegin; }
        }

        /// <summary>Begins with a client.</summary>
        /// <param name="site">The pages.</param>
        /// <param name="lanHost">The client's address, in host order.</param>
        /// <param name="nowMs">Monotonic milliseconds.</param>
        public void Open(PageSite site, uint lanHost, long nowMs)
        {
            _site = site;
            _lanHost = lanHost;
            _requests = 0;
            _inputBegin = 0;
            _inputEnd = 0;
            _outputBegin = 0;
            _outputEnd = 0;
            Await(nowMs);
        }

        /// <summary>Ends it, whatever it does.</summary>
        public void Close()
        {
            _state = Over;
            _response.End();
        }

        /// <summary>Tells that bytes stand in <see cref="Input"/>.</summary>
        /// <param name="count">How many; 0 when the client will send no more.</param>
        /// <param name="nowMs">Monotonic milliseconds.</param>
        public void Received(int count, long nowMs)
        {
            if (count == 0)
            {
                Close();
            }
            else if (_state == Reading)
            {
                _inputBegin = 0;
                _inputEnd = count;
                ReadRequest(nowMs);
            }
        }

        /// <summary>Tells that bytes of <see cref="Output"/> were sent.</summary>
        public void Sent(int count, long nowMs)
        {
            _outputBegin += count;
            if (count > 0)
            {
                _progressMs = nowMs;
            }

            if (_outputBegin == _outputEnd)
            {
                FillOutput(nowMs);
            }
        }

        /// <summary>Ends what takes too long.</summary>
        public void Step(long nowMs)
        {
            switch (_state)
            {
                case Reading:
                    if (_reader.HasBegun && nowMs - _sinceMs >= RequestMs)
                    {
                        Answer(HttpStatus.RequestTimeout, nowMs);
                    }
                    else if (!_reader.HasBegun && nowMs - _sinceMs >= IdleMs)
                    {
                        Close();
                    }

                    break;
                case Answering:
                    if (nowMs - _progressMs >= StallMs || nowMs - _sinceMs >= AnswerMs)
                    {
                        Close();
                    }

                    break;
                case Lingering:
                    if (nowMs - _sinceMs >= LingerMs)
                    {
                        Close();
                    }

                    break;
                default:
                    break;
            }
        }

        private void Await(long nowMs)
        {
            _state = Reading;
            _sinceMs = nowMs;
            _head.Serve(_site.OwnAddress, _site.OwnName);
            _reader.Reset();
        }

        private void ReadRequest(long nowMs)
        {
            bool hadBegun = _reader.HasBegun;
            _inputBegin += _reader.Read(_input, _inputBegin, _inputEnd - _inputBegin);
            if (!hadBegun && _reader.HasBegun)
            {
                _sinceMs = nowMs;
            }

            if (_reader.Status != HttpStatus.None)
            {
                Answer(_reader.Status, nowMs);
            }
        }

        private void Answer(int status, long nowMs)
        {
            PageCounters counters = _site.Counters;
            Page page = status == HttpStatus.Ok ? _site.Find(_head.Target, _head.PathBegin, _head.PathEnd) : _site.ErrorOf(status);
            _requests++;
            counters.Requests++;
            counters.Refused += page.Status == HttpStatus.Ok ? 0 : 1;
            counters.NoticePageViews += page is ExplanationPage && _head.Method == HttpMethod.Get ? 1 : 0;

            // Behind a refusal may follow what is no request: the connection ends with it.
            _goesOn = status == HttpStatus.Ok && _head.AllowsMore && _requests < MaximumRequests;
            _lingers = status != HttpStatus.Ok && status != HttpStatus.RequestTimeout;
            _state = Answering;
            _sinceMs = nowMs;
            _progressMs = nowMs;
            _response.Begin(_site, page, _head, _lanHost, _goesOn);
            FillOutput(nowMs);
        }

        private void FillOutput(long nowMs)
        {
            _outputBegin = 0;
            _outputEnd = _state == Answering ? _response.Fill(_output) : 0;
            if (_state != Answering || _outputEnd > 0)
            {
                return;
            }

            _response.End();
            if (_goesOn)
            {
                Await(nowMs);
                if (_inputBegin < _inputEnd)
                {
                    ReadRequest(nowMs);
                }

                return;
            }

            _state = _lingers ? Lingering : Over;
            _sinceMs = nowMs;
        }
    }
}
