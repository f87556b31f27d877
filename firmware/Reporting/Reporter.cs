using Gateway.Control;
using Gateway.Dns;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Wire;

namespace Gateway.Reporting
{
    /// <summary>
    /// Sends the reports, when they are due and until the collector accepts them (reporting.md; TR-181, Device.BulkData.), and
    /// fetches remote settings behind. It is stepped under the engine's lock, and never waits.
    /// </summary>
    /// <remarks>
    /// <para>A fleet must not knock at once. The first report is due at a random time of the first interval, and from there on each
    /// gateway keeps its phase, through failures too. Which retry it is, only success resets: after a long outage the waits are
    /// longer than the interval, so each gateway sends one request an interval, in its own phase.</para>
    /// <para>Retry-After is spread over an interval, for all that are told the same second. More than half an interval of it, or one
    /// failure more, and the gateway's own next report at or after it is the attempt: many have piled up by then, and their phases are
    /// what spreads them. With an attempt besides, the first minutes after a long outage would get nearly two requests a report.</para>
    /// </remarks>
    public sealed class Reporter
    {
        /// <summary>How long Retry-After is honoured. Ours: a slip of one front server must not silence a fleet for a day.</summary>
        public const int MaximumRetryAfterMs = 60 * 60 * 1000;

        /// <summary>Within which time a report follows settings that are on trial. Ours: a fault of theirs is to show soon, and not at once everywhere.</summary>
        public const int TrialSpreadMs = 60 * 1000;

        private const int MsPerSecond = 1000;
        private const long Never = long.MaxValue;
        private const int Unauthorized = 401;
        private const int Forbidden = 403;
        private const int TooManyRequests = 429;
        private const int Unavailable = 503;
        private const int Success = 200;

        private readonly ReportSpool _spool;
        private readonly IPlatformClock _clock;
        private readonly IRandom _random;
        private readonly NameResolver _names;
        private readonly ReportExchange _exchange;
        private ReportingSettings _settings = new ReportingSettings();
        private int _name = ControlPlane.NoName;
        private uint _address;
        private bool _waitsForTime;
        private ReportState _stateBefore; // it waited
        private long _takenUtc; // the latest report's CollectionTime
        private long _dueMs; // the next report of the schedule
        private long _soonMs = Never; // one more, that was asked for
        private long _trialMs = Never; // one more, for settings on trial
        private long _attemptMs = Never; // the next retry
        private long _notBeforeMs; // Retry-After
        private int _failures; // since the latest success
        private int _turn; // which of the collector's addresses
        private int _sending; // reports in the request under way
        private byte[] _fetched;
        private int _trial;
        private int _attemptTrial;
        private long _trialEndMs;

        /// <summary>Makes it; it does nothing before settings are applied.</summary>
        /// <param name="spool">Has the reports.</param>
        /// <param name="tls">The board's TLS connections.</param>
        /// <param name="clock">The time, as the engine has it.</param>
        /// <param name="random">The board's randomness.</param>
        /// <param name="names">Knows the collector's address; null where it is always given as an address.</param>
        public Reporter(ReportSpool spool, ITlsExchange tls, IPlatformClock clock, IRandom random, NameResolver names)
        {
            _spool = spool;
            _clock = clock;
            _random = random;
            _names = names;
            _exchange = new ReportExchange(spool, tls, clock, random);
        }

        /// <summary>Takes and tries remote settings; null where the board has none.</summary>
        public RemoteSettings Remote { get; set; }

        /// <summary>How it goes.</summary>
        public ReportStatus Status { get; } = new ReportStatus();

        private long IntervalMs
        {
            get { return (long)_settings.IntervalS * MsPerSecond; }
        }

        /// <summary>Takes settings, the first and others: a schedule that stays keeps its phase.</summary>
        /// <param name="settings">Kept until others are applied.</param>
        /// <param name="collectorName">The collector's name among the resolver's; <see cref="ControlPlane.NoName"/> where it is an address.</param>
        public void Apply(ReportingSettings settings, int collectorName)
        {
            ReportingSettings old = _settings;
            bool isOther = !IsSameTarget(old, settings);
            _settings = settings;
            _name = collectorName;
            _address = settings.Host != null && Ipv4Text.TryParse(settings.Host, out uint address) ? address : Ipv4Address.Unspecified;
            _spool.Apply(settings);
            if (isOther)
            {
                _attemptMs = _exchange.IsOpen && _exchange.IsReport ? _clock.MonotonicMs : Never;
                _exchange.Close();
                _failures = 0;
                _notBeforeMs = 0;
                Status.State = settings.Host == null ? ReportState.Off : ReportState.NotYet;
                _stateBefore = Status.State;
                Status.Failure = ReportFailure.None;
                Status.StatusCode = 0;
                Status.FailingSinceUtc = 0;
            }

            if (settings.Host != null && (old.Host == null || old.IntervalS != settings.IntervalS))
            {
                _dueMs = _clock.MonotonicMs + Jitter.Below((int)IntervalMs, _random);
            }
        }

        /// <summary>Makes one more report due, besides the schedule.</summary>
        public void ReportSoon()
        {
            _soonMs = _clock.MonotonicMs;
        }

        /// <summary>Does what is due: at least four times a second.</summary>
        public void Step()
        {
            if (_settings.Host == null)
            {
                return;
            }

            if (_exchange.IsOpen)
            {
                if (_exchange.Step())
                {
                    EndExchange();
                }

                return;
            }

            long nowMs = _clock.MonotonicMs;
            FollowRemote(nowMs);
            if (nowMs >= _dueMs || nowMs >= _soonMs || nowMs >= _trialMs)
            {
                TakeReport(nowMs);
            }
            else if (nowMs >= _attemptMs && _clock.TryGetUtc(out long utcSeconds))
            {
                Attempt(utcSeconds);
            }
        }

        private static bool IsSameTarget(ReportingSettings one, ReportingSettings other)
        {
            return one.Host == other.Host && one.Port == other.Port && one.Path == other.Path
                && one.UserName == other.UserName && one.Password == other.Password && one.Vendor == other.Vendor
                && one.ManufacturerOui == other.ManufacturerOui && one.ProductClass == other.ProductClass && one.SerialNumber == other.SerialNumber;
        }

        private void TakeReport(long nowMs)
        {
            if (!_clock.TryGetUtc(out long utcSeconds))
            {
                _stateBefore = _waitsForTime ? _stateBefore : Status.State;
                _waitsForTime = true;
                Status.State = ReportState.WaitingForTime;
                return;
            }

            if (_waitsForTime)
            {
                // A fleet that learns the time at once is spread anew.
                _waitsForTime = false;
                Status.State = _stateBefore;
                _dueMs = nowMs + Jitter.Below((int)IntervalMs, _random);
                _soonMs = Never;
                _trialMs = Never;
                return;
            }

            if (utcSeconds == _takenUtc)
            {
                // Reports are told apart by their CollectionTime.
                return;
            }

            _soonMs = Never;
            _trialMs = Never;
            _takenUtc = utcSeconds;
            _spool.Take(utcSeconds);
            while (_dueMs <= nowMs)
            {
                _dueMs += IntervalMs;
            }

            if (nowMs >= _notBeforeMs)
            {
                Attempt(utcSeconds);
            }
        }

        private void Attempt(long utcSeconds)
        {
            _attemptMs = Never;
            _sending = _spool.Count;
            _attemptTrial = _trial;
            uint address = _name == ControlPlane.NoName || _names == null ? _address : _names.AddressOf(_name, _turn);
            if (address == Ipv4Address.Unspecified)
            {
                Fail(ReportFailure.Name, 0);
            }
            else if (!_exchange.BeginReport(_settings, address, utcSeconds, WantsSettings()))
            {
                Fail(ReportFailure.Connection, 0);
            }
        }

        private void EndExchange()
        {
            if (!_exchange.IsReport)
            {
                TakeSettings();
                _exchange.Close();
            }
            else if (_exchange.Failure == ReportFailure.Changed)
            {
                _exchange.Close();
                _attemptMs = _clock.MonotonicMs;
            }
            else if (_exchange.Failure != ReportFailure.None)
            {
                _exchange.Close();
                Fail(_exchange.Failure, 0);
            }
            else if (!_exchange.Response.Head.IsSuccess)
            {
                _exchange.Close();
                Fail(ReportFailure.Status, _exchange.Response.Head.Status);
            }
            else
            {
                Succeed();
            }
        }

        private void Succeed()
        {
            _spool.Accept();
            _failures = 0;
            _notBeforeMs = 0;
            bool isKnown = _clock.TryGetUtc(out long utcSeconds);
            Status.State = ReportState.Good;
            Status.Failure = ReportFailure.None;
            Status.StatusCode = _exchange.Response.Head.Status;
            Status.LastSuccessUtc = utcSeconds;
            Status.FailingSinceUtc = 0;
            Status.Accepted = _sending;
            Status.Attempts++;
            if (Remote != null && _attemptTrial != 0 && _attemptTrial == Remote.Trial)
            {
                Remote.Confirm();
            }

            if (isKnown && WantsSettings() && _exchange.IsReusable)
            {
                _fetched = new byte[RemoteSettings.MaximumLengthBytes];
                _exchange.BeginSettings(_settings, utcSeconds, Remote.Tag, _fetched);
            }
            else
            {
                _exchange.Close();
            }
        }

        private void Fail(ReportFailure failure, int status)
        {
            long nowMs = _clock.MonotonicMs;
            _failures = _failures < RetrySchedule.LastAttempt ? _failures + 1 : _failures;
            _turn++;
            bool isRefused = status == Unauthorized || status == Forbidden;
            _clock.TryGetUtc(out long utcSeconds);
            Status.State = isRefused ? ReportState.Refused : ReportState.Failing;
            Status.Failure = failure;
            Status.StatusCode = status;
            Status.FailingSinceUtc = Status.FailingSinceUtc == 0 ? utcSeconds : Status.FailingSinceUtc;
            Status.Attempts++;

            long atMs = nowMs + RetrySchedule.WaitMs(_failures, _settings.RetryMinimumWaitS, _settings.RetryMultiplier, _random);
            long afterMs = status == TooManyRequests || status == Unavailable ? RetryAfterMs(_exchange.Response.Head, utcSeconds) : 0;
            if (afterMs > 0)
            {
                _notBeforeMs = nowMs + afterMs;
                atMs = _failures > 1 || afterMs > IntervalMs / 2 ? Never : _notBeforeMs + Jitter.Below((int)IntervalMs, _random);
            }

            // Past the next report that one is the attempt; and who must be provisioned anew needs no second one.
            long dueMs = _dueMs;
            while (dueMs < _notBeforeMs)
            {
                dueMs += IntervalMs;
            }

            _attemptMs = isRefused || atMs >= dueMs ? Never : atMs;
        }

        private static long RetryAfterMs(HttpResponseHead head, long utcSeconds)
        {
            long afterMs = head.RetryAfterS != HttpResponseHead.None ? (long)head.RetryAfterS * MsPerSecond
                : head.RetryAfterUtc != HttpResponseHead.None ? (head.RetryAfterUtc - utcSeconds) * MsPerSecond
                : 0;
            return afterMs < MaximumRetryAfterMs ? afterMs : MaximumRetryAfterMs;
        }

        private bool WantsSettings()
        {
            return Remote != null && _settings.SettingsPath != null;
        }

        private void TakeSettings()
        {
            HttpResponseReader response = _exchange.Response;
            int status = response.HasHead ? response.Head.Status : 0;
            if (status == Success && response.State == HttpResponseState.TooLong)
            {
                Remote.Refuse("they are longer than " + RemoteSettings.MaximumLengthBytes.ToString() + " bytes", response.Head.Tag);
            }
            else if (status == Success && response.State == HttpResponseState.Complete)
            {
                Remote.Offer(_fetched, response.BodyLength, response.Head.Tag);
            }

            // What else there may be, 304 above all, says nothing new.
            _fetched = null;
        }

        // Settings on trial get a report soon, and an interval's time for it.
        private void FollowRemote(long nowMs)
        {
            if (Remote == null)
            {
                return;
            }

            if (_spool.SettingsError != Remote.FirstError)
            {
                _spool.SettingsError = Remote.FirstError;
            }

            if (_trial != Remote.Trial)
            {
                _trial = Remote.Trial;
                int waitMs = Jitter.Below(TrialSpreadMs, _random);
                _trialMs = _trial == 0 ? Never : nowMs + waitMs;
                _trialEndMs = nowMs + waitMs + IntervalMs;
            }

            if (_trial != 0 && nowMs >= _trialEndMs)
            {
                Remote.TakeBack();
            }
        }
    }
}
