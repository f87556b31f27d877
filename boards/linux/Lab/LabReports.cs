using Gateway.Boards.Linux.Running;
using Gateway.Boards.Sockets;
using Gateway.Control;
using Gateway.Dns;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Storage;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>The gateway's reports in the lab: the firmware's reporter and the board's TLS, on the gateway's own stack.</summary>
    internal sealed class LabReports : IDisposable
    {
        private const int StepMs = 200; // four times a second at the least
        private const int StartMs = 30_000; // ours: a program that starts on a loaded machine
        private const int AttemptMs = 30_000; // ours: far longer than a handshake takes
        private const int LineMs = 5000; // ours: from the collector's answer to its line
        private const string ReportPath = "/reports";

        private readonly LabWorld _world;
        private readonly NamespaceHost _gateway;
        private readonly LabCollector _collector;
        private readonly ManualResetEventSlim _hasAnswer = new();
        private readonly ManualResetEventSlim _stopped = new();
        private readonly BoardFacts _facts = new();
        private readonly SettingsKeeper _keeper = new(new NoStorage());
        private TlsExchange? _tls;
        private Thread? _thread;

        /// <summary>Makes them.</summary>
        /// <param name="world">The world.</param>
        /// <param name="gateway">The gateway's own stack there.</param>
        /// <param name="collector">Gets them.</param>
        public LabReports(LabWorld world, NamespaceHost gateway, LabCollector collector)
        {
            _world = world;
            _gateway = gateway;
            _collector = collector;
        }

        /// <summary>How it goes. Under the engine's lock.</summary>
        public ReportStatus Status { get; private set; } = new();

        /// <summary>Begins, with a report of now; from there on they go by themselves.</summary>
        /// <returns>What became of the first.</returns>
        public SceneOutcome Begin()
        {
            string title = $"the gateway reports to the ISP's collector, https://{Ipv4Text.Format(LabPlan.Collector)}{ReportPath}";
            try
            {
                Start(ProvisionedAuthority.Read(_collector.WaitForAuthority(StartMs)));
            }
            catch (IOException exception)
            {
                return new SceneOutcome(title, false, [$"NOT sent: {exception.Message}"]);
            }

            if (!_hasAnswer.Wait(AttemptMs) || Status.State != ReportState.Good)
            {
                return new SceneOutcome(title, false, [$"NOT accepted: {Status.Failure}, status {Status.StatusCode}"]);
            }

            string? told = _collector.WaitForLine(LineMs);
            IReadOnlyList<string> violations = _collector.Violations;
            return new SceneOutcome(
                title,
                violations.Count == 0 && told != null,
                [
                    "accepted, over TLS. The collector says:",
                    .. (told ?? "NOTHING").Split("; ").Select(part => $"  {part}"),
                    $"violations of the form of reports: {violations.Count}",
                    .. violations.Select(violation => $"  {violation}"),
                ]);
        }

        /// <summary>What is wrong with the reports so far; nothing where all is well.</summary>
        public IEnumerable<string> Wrong()
        {
            ReportState state = _world.Loop.WithEngine(_ => Status.State);
            IEnumerable<string> violations = _collector.Violations.Select(violation => $"a report is not as it must be: {violation}");
            return state is ReportState.Good ? violations : violations.Append($"reports: {state}");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stopped.Set();
            _thread?.Join();
            _tls?.Dispose();
            _hasAnswer.Dispose();
            _stopped.Dispose();
        }

        private static ReportingSettings MakeSettings()
        {
            return new ReportingSettings
            {
                Host = Ipv4Text.Format(LabPlan.Collector),
                Port = LabCollector.Port,
                Path = ReportPath,
                UserName = LabCollector.User,
                Password = LabCollector.Password,
                Vendor = LabCollector.Vendor,
                ManufacturerOui = "00005E",
                ProductClass = "Gateway",
                SerialNumber = "LAB-1",
                IntervalS = ReportingSettings.MinimumIntervalS,
            };
        }

        private void Start(ProvisionedAuthority authority)
        {
            SystemClock clock = new();
            _tls = new TlsExchange(authority);
            CounterSource source = _world.Loop.WithEngine(engine => new CounterSource(engine, new DnsCounters(), clock, new PageCounters(), _facts.Counters));
            ReportSpool spool = new(source, new NoStorage());
            Reporter reporter = new(spool, _tls, clock, new SystemRandom(), null);
            Status = reporter.Status;
            _facts.Update(_world.Loop, _keeper, null);
            reporter.Apply(MakeSettings(), ControlPlane.NoName);
            reporter.ReportSoon();
            _thread = new Thread(() => Go(reporter, spool)) { IsBackground = true, Name = "reports" };
            _thread.Start();
        }

        private void Go(Reporter reporter, ReportSpool spool)
        {
            do
            {
                _facts.Update(_world.Loop, _keeper, null);

                // A socket belongs to the namespace of the thread that makes it.
                bool hasAnswer = _gateway.Run(() => _world.Loop.WithEngine(_ =>
                {
                    reporter.Step();
                    return reporter.Status.Attempts > 0;
                }));
                spool.Keep();
                if (hasAnswer)
                {
                    _hasAnswer.Set();
                }
            }
            while (!_stopped.Wait(StepMs));
        }
    }
}
