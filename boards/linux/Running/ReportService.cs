using System.Globalization;
using Gateway.Control;
using Gateway.Reporting;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The reports: stepped beside the control plane, kept behind it, and told of.</summary>
    internal sealed class ReportService
    {
        private readonly ReportSpool _spool;
        private readonly Reporter _reporter;
        private readonly RemoteSettings _remote;
        private readonly ControlPlane _plane;
        private readonly RunLog _log;
        private readonly ReportStatus _status = new();
        private int _attemptsTold;
        private ReportState _stateTold;
        private string? _errorTold;

        /// <summary>Makes it, with the plane's settings.</summary>
        public ReportService(ReportParts parts, CounterSource source, ControlPlane plane, RunLog log)
        {
            _plane = plane;
            _log = log;
            _remote = parts.Remote;
            _spool = new ReportSpool(source, parts.Storage);
            _reporter = new Reporter(_spool, parts.Tls, plane.Clock, new SystemRandom(), plane.Names) { Remote = parts.Remote };
            Apply();
        }

        /// <summary>Takes the plane's settings. Under the engine's lock.</summary>
        public void Apply()
        {
            _reporter.Apply(_plane.Settings.Reporting, _plane.CollectorName);
        }

        /// <summary>Does what is due. Under the engine's lock.</summary>
        public void Step()
        {
            _reporter.Step();
            _reporter.Status.CopyTo(_status);
        }

        /// <summary>Makes a report due. Under the engine's lock.</summary>
        public void ReportSoon()
        {
            _reporter.ReportSoon();
        }

        /// <summary>Copies how it goes. Under the engine's lock.</summary>
        public void ReadStatus(ReportStatus into)
        {
            _reporter.Status.CopyTo(into);
        }

        /// <summary>Stores what is to be kept, and tells what happened. Outside the engine's lock, in the thread that steps.</summary>
        public void Keep()
        {
            _spool.Keep();
            Look();
        }

        /// <summary>Does what is to be done with settings from afar. Outside the engine's lock, while nothing steps.</summary>
        /// <returns>Settings to be applied, or null.</returns>
        public GatewaySettings? TurnRemote()
        {
            GatewaySettings? settings = _remote.Turn();
            if (_remote.FirstError != _errorTold && _remote.FirstError != null)
            {
                _log.Write("remote-settings-refused", _remote.FirstError);
            }

            _errorTold = _remote.FirstError;
            return settings;
        }

        // A line for each attempt; and one where a report waits for the time.
        private void Look()
        {
            ReportState state = _status.State;
            if (_status.Attempts != _attemptsTold)
            {
                (string outcome, string message) = state == ReportState.Good
                    ? ("accepted", string.Create(CultureInfo.InvariantCulture, $"report: the collector accepted {_status.Accepted}"))
                    : ("failed", $"report: {CauseOf(_status)}; {_spool.Count} wait");
                _log.Write(
                    "report",
                    message,
                    ("outcome", outcome),
                    ("reports", state == ReportState.Good ? _status.Accepted : _spool.Count),
                    ("status", _status.StatusCode),
                    ("cause", state == ReportState.Good ? null : CauseOf(_status)));
            }
            else if (state != _stateTold && state == ReportState.WaitingForTime)
            {
                _log.Write("report", "report: it waits for the time to be known", ("outcome", "waiting"));
            }

            _attemptsTold = _status.Attempts;
            _stateTold = state;
        }

        private static string CauseOf(ReportStatus status)
        {
            return status.Failure switch
            {
                ReportFailure.Name => "the collector's name has no address",
                ReportFailure.Connection => "the collector can't be reached, or the connection broke",
                ReportFailure.Handshake => "no TLS with the collector that can be trusted",
                ReportFailure.Timeout => "the collector took too long",
                ReportFailure.Cut => "the collector closed the connection without an answer",
                ReportFailure.Answer => "the collector's answer makes no sense",
                _ when status.State == ReportState.Refused => string.Create(
                    CultureInfo.InvariantCulture, $"the collector does not know this gateway, or not with this password ({status.StatusCode})"),
                _ => string.Create(CultureInfo.InvariantCulture, $"the collector answered {status.StatusCode}"),
            };
        }
    }
}
