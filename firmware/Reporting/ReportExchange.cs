using Gateway.Platform;
using Gateway.Settings;

namespace Gateway.Reporting
{
    /// <summary>One connection to the collector: a report goes out, its answer comes, and then perhaps remote settings. It never waits.</summary>
    internal sealed class ReportExchange
    {
        /// <summary>How long a request and its answer may take. Ours: less than the shortest interval, so that no report is late for another.</summary>
        public const int TimeoutMs = 45 * 1000;

        /// <summary>How long nothing may come or go. Ours: a small device takes seconds for its part of a handshake.</summary>
        public const int IdleTimeoutMs = 20 * 1000;

        /// <summary>The longest answer to a report. Ours: none is wanted; a longer one costs the connection.</summary>
        public const int MaximumAnswerLength = 4 * 1024;

        private const int None = -1;
        private const int PortTries = 4; // ours: of 16384 ports, few are in use
        private const int ReceiveLength = 512; // ours: an answer is about as long
        private const int TurnsAStep = 16; // ours: what a step may take from the packets' time

        private readonly ReportSpool _spool;
        private readonly ITlsExchange _tls;
        private readonly IPlatformClock _clock;
        private readonly IRandom _random;
        private readonly byte[] _sending = new byte[HttpRequestWriter.MaximumLength];
        private readonly byte[] _received = new byte[ReceiveLength];
        private readonly HttpRequestWriter _request;
        private int _connection = None;
        private int _sentTo; // of what is being sent
        private int _sendEnd;
        private bool _hasBody; // of the spool's, still to be sent
        private bool _isReport;
        private bool _wantsMore;
        private long _begunMs;
        private long _movedMs;

        public ReportExchange(ReportSpool spool, ITlsExchange tls, IPlatformClock clock, IRandom random)
        {
            _spool = spool;
            _tls = tls;
            _clock = clock;
            _random = random;
            _request = new HttpRequestWriter(_sending);
        }

        /// <summary>What comes back.</summary>
        public HttpResponseReader Response { get; } = new HttpResponseReader();

        /// <summary>Why there is no answer, when it is over; None where there is one.</summary>
        public ReportFailure Failure { get; private set; }

        /// <summary>Whether there is a connection.</summary>
        public bool IsOpen
        {
            get { return _connection != None; }
        }

        /// <summary>Whether it is about a report, and not about remote settings.</summary>
        public bool IsReport
        {
            get { return _isReport; }
        }

        /// <summary>Whether the connection can carry another request.</summary>
        public bool IsReusable
        {
            get { return IsOpen && IsAllSent && Response.State == HttpResponseState.Complete && Response.KeepsConnection; }
        }

        private bool IsAllSent
        {
            get { return !_hasBody && _sentTo == _sendEnd; }
        }

        /// <summary>Begins with the reports that wait.</summary>
        /// <param name="settings">Where to.</param>
        /// <param name="address">The collector's address.</param>
        /// <param name="utcSeconds">Now.</param>
        /// <param name="wantsMore">Whether another request is to follow on the connection.</param>
        /// <returns>False when there is no connection to be had.</returns>
        public bool BeginReport(ReportingSettings settings, uint address, long utcSeconds, bool wantsMore)
        {
            for (int i = 0; i < PortTries && _connection == None; i++)
            {
                _connection = _tls.Open(HostPorts.Choose(_random), address, settings.Port, settings.Host);
            }

            if (!IsOpen)
            {
                return false;
            }

            Begin(_request.WritePost(settings, utcSeconds, _spool.BeginBody()), null, MaximumAnswerLength);
            _hasBody = true;
            _isReport = true;
            _wantsMore = wantsMore;
            return true;
        }

        /// <summary>Goes on with the question for remote settings, on the same connection.</summary>
        /// <param name="settings">Where from.</param>
        /// <param name="utcSeconds">Now.</param>
        /// <param name="tag">The ETag of those that are known; null for none.</param>
        /// <param name="body">Takes them.</param>
        public void BeginSettings(ReportingSettings settings, long utcSeconds, string tag, byte[] body)
        {
            Begin(_request.WriteGet(settings, utcSeconds, tag), body, body.Length);
            _isReport = false;
        }

        /// <summary>Does what can be done now.</summary>
        /// <returns>Whether it is over: with an answer, or a failure.</returns>
        public bool Step()
        {
            Send();
            if (Failure == ReportFailure.Changed || Receive())
            {
                return true;
            }

            long nowMs = _clock.MonotonicMs;
            if (nowMs - _begunMs >= TimeoutMs || nowMs - _movedMs >= IdleTimeoutMs)
            {
                Failure = Response.HasHead && _isReport ? ReportFailure.None : ReportFailure.Timeout;
                return true;
            }

            return false;
        }

        /// <summary>Closes the connection.</summary>
        public void Close()
        {
            if (IsOpen)
            {
                _tls.Close(_connection);
            }

            _connection = None;
        }

        private void Begin(int headLength, byte[] body, int bodyLimit)
        {
            _sentTo = 0;
            _sendEnd = headLength;
            _begunMs = _clock.MonotonicMs;
            _movedMs = _begunMs;
            Failure = ReportFailure.None;
            Response.Begin(body, bodyLimit);
        }

        private void Send()
        {
            for (int i = 0; i < TurnsAStep && !IsAllSent; i++)
            {
                if (_sentTo == _sendEnd && !FillFromBody())
                {
                    return;
                }

                int sent = _tls.Send(_connection, _sending, _sentTo, _sendEnd - _sentTo);
                if (sent <= 0)
                {
                    // Nothing is taken now; or never, but an answer may be there: Receive says.
                    return;
                }

                _sentTo += sent;
                _movedMs = _clock.MonotonicMs;
            }
        }

        private bool FillFromBody()
        {
            int piece = _spool.NextPiece(_sending, 0, _sending.Length);
            Failure = piece < 0 ? ReportFailure.Changed : Failure;
            _hasBody = piece > 0;
            _sentTo = 0;
            _sendEnd = piece > 0 ? piece : 0;
            return piece > 0;
        }

        private bool Receive()
        {
            for (int i = 0; i < TurnsAStep; i++)
            {
                int length = _tls.Receive(_connection, _received, 0, _received.Length);
                if (length == 0)
                {
                    return false;
                }

                if (length < 0)
                {
                    Response.End();
                }
                else
                {
                    _movedMs = _clock.MonotonicMs;
                    Response.Take(_received, 0, length);
                }

                if (IsOver())
                {
                    return true;
                }
            }

            return false;
        }

        // Of an answer to a report the head is enough, but where the connection is wanted for more.
        private bool IsOver()
        {
            if (Response.HasHead && _isReport)
            {
                // Who says "accepted" before all was sent has not read what he accepts.
                bool isSuccess = Response.Head.IsSuccess;
                Failure = isSuccess && !IsAllSent ? ReportFailure.Answer : ReportFailure.None;
                return Failure != ReportFailure.None || !isSuccess || !_wantsMore || Response.State != HttpResponseState.Body;
            }

            switch (Response.State)
            {
                case HttpResponseState.Head:
                case HttpResponseState.Body:
                    return false;
                case HttpResponseState.Cut:
                    Failure = FailureOf(_tls.FailureOf(_connection));
                    return true;
                case HttpResponseState.Malformed:
                    Failure = ReportFailure.Answer;
                    return true;
                default:
                    return true;
            }
        }

        private static ReportFailure FailureOf(TlsFailure failure)
        {
            return failure == TlsFailure.Connection ? ReportFailure.Connection
                : failure == TlsFailure.Handshake ? ReportFailure.Handshake
                : ReportFailure.Cut;
        }
    }
}
