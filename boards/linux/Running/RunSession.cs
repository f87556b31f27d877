using System.Globalization;
using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Replay;
using Gateway.Control;
using Gateway.Reporting;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>One run of the gateway: the loop on a thread of its own, and what is said about it meanwhile.</summary>
    internal sealed class RunSession : IDisposable
    {
        private const int LookMs = 5000; // ours: at most a line about port 25 every 5 s, however many connections
        private const int LooksAStatus = 12; // ours: a minute

        private readonly string _settingsPath;
        private readonly SettingsKeeper _keeper;
        private readonly RunLog _log;
        private readonly BoardFacts _facts = new();
        private readonly PacketLoop _loop;
        private readonly ControlLoop _control;
        private readonly Action<EngineSettings>? _configureStack;
        private readonly PageThread? _page;
        private readonly ReportService? _reports;
        private readonly RemoteSettings? _remote;
        private readonly ManualResetEventSlim _stopped = new();
        private readonly Lock _reloading = new();
        private readonly int _maximumFlows;
        private DeviceException? _failure;
        private long _redirectedTold;
        private long _blockedTold;
        private long _packetsTold;

        /// <summary>Makes a session.</summary>
        /// <param name="settingsPath">The settings file, to be read again.</param>
        /// <param name="keeper">Reads it, and keeps what is good.</param>
        /// <param name="plane">The control plane, not started yet.</param>
        /// <param name="devices">What to connect; not disposed here.</param>
        /// <param name="log">Where to tell.</param>
        /// <param name="configureStack">Gives the gateway's own stack its addresses, where other settings come; null where it has no stack.</param>
        /// <param name="reports">What reports need; null where there can be none.</param>
        public RunSession(
            string settingsPath,
            SettingsKeeper keeper,
            ControlPlane plane,
            GatewayDevices devices,
            RunLog log,
            Action<EngineSettings>? configureStack,
            ReportParts? reports = null)
        {
            _settingsPath = settingsPath;
            _keeper = keeper;
            _log = log;
            _configureStack = configureStack;
            _maximumFlows = plane.Settings.Engine.Nat.MaximumFlows;
            _loop = new PacketLoop(output => plane.Start(output, null), plane.Clock, devices);
            PageCounters pageCounters = new();
            Source = new CounterSource(plane.Engine, plane.Names.Counters, plane.Clock, pageCounters, _facts.Counters);
            _remote = reports?.Remote;
            _reports = reports == null ? null : new ReportService(reports, Source, plane, log);
            _control = new ControlLoop(plane, _loop, new ControlLog(log, keeper, configureStack != null), _reports) { Behind = TurnBehind };
            if (configureStack != null)
            {
                // There is a stack of our own to serve it on.
                _page = new PageThread(ReadStatus, pageCounters, log);
                _page.Apply(plane.Settings);
            }
        }

        /// <summary>The counters: read them under the engine's lock.</summary>
        public CounterSource Source { get; }

        /// <summary>The DHCP server beside; null where there is none.</summary>
        public DhcpService? Dhcp { get; init; }

        /// <summary>Runs until it is stopped.</summary>
        /// <returns>Whether the counters add up.</returns>
        /// <exception cref="DeviceException">A device was lost.</exception>
        public bool Run()
        {
            Thread thread = new(Go) { Name = "packets" };
            thread.Start();
            _control.Start();
            Dhcp?.Start();
            for (int looks = 1; !_stopped.Wait(LookMs); looks++)
            {
                TellPort25();
                if (looks % LooksAStatus == 0)
                {
                    TellTraffic();
                }
            }

            Dhcp?.Stop();
            _control.Stop();
            _loop.Stop();
            thread.Join();
            bool addsUp = TellEnd();
            return _failure == null ? addsUp : throw _failure;
        }

        /// <summary>Ends <see cref="Run"/>. Any thread may call it.</summary>
        public void Stop()
        {
            _stopped.Set();
        }

        /// <summary>Reads the settings again and applies them. Bad ones are refused whole, and the old ones stay. Any thread may call it.</summary>
        /// <returns>Whether they were applied.</returns>
        public bool Reload()
        {
            lock (_reloading)
            {
                try
                {
                    GatewaySettings own = SettingsFile.Read(_settingsPath, _keeper);
                    GatewaySettings settings = _control.Between(() => _remote?.Over(own) ?? own);
                    Take(settings, "settings", "settings applied");
                    TellLimits(settings);
                    return true;
                }
                catch (Exception exception) when (exception
                    is SettingsException or IOException or UnauthorizedAccessException or DeviceException)
                {
                    _log.Write("settings-refused", $"settings refused, the old ones stay: {exception.Message}");
                    return false;
                }
            }
        }

        /// <summary>Makes a report due now. Any thread may call it.</summary>
        public void ReportSoon()
        {
            _loop.WithEngine(_ =>
            {
                _reports?.ReportSoon();
                return true;
            });
        }

        /// <summary>Says what the settings ask for that this board can't do.</summary>
        public void TellLimits(GatewaySettings settings)
        {
            EngineSettings engine = settings.Engine;
            if (engine.Nat.MaximumFlows != _maximumFlows)
            {
                _log.Write("limit", $"the flow table keeps its {_maximumFlows} flows until a restart");
            }

            if (_configureStack == null && settings.RelayNames.Length > 0)
            {
                _log.Write("limit", $"the gateway has no stack of its own, so nobody can be asked for {string.Join(", ", settings.RelayNames)}: "
                    + "while one of them is not known, mail to others is dropped, not redirected. Start it with --host-device, in a "
                    + "namespace of its own, or give the relays' addresses in the settings");
            }

            if (_configureStack == null && settings.TimeServers.Length > 0)
            {
                _log.Write("limit", "the gateway has no stack of its own, so time.servers can't be asked, and op25b.effectiveFrom counts as "
                    + "reached. Start it with --host-device, in a namespace of its own, or leave time.servers out: it is this machine's time then");
            }

            if (Dhcp == null && settings.Dhcp.IsEnabled)
            {
                _log.Write("limit", "the gateway has no stack of its own, so the home's hosts get no addresses from it. Start it with --host-device, "
                    + "in a namespace of its own, or set lan.dhcp.enabled to false");
            }

            if (Dhcp != null && settings.Dhcp.IsEnabled && settings.DnsServers.Length == 0)
            {
                _log.Write("limit", "dns.servers: there is none, so the home's hosts are told no resolver; the gateway is none itself");
            }

            if (engine.WanAddress == EngineSettings.NoAddress)
            {
                _log.Write("limit", "the settings have no wan.address: nothing is forwarded to the WAN");
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _control.Dispose();
            _page?.Dispose();
            _stopped.Dispose();
        }

        private void ReadStatus(uint lanHost, EngineStatus into, ReportStatus reports, long[] counters)
        {
            if (counters != null)
            {
                _facts.Update(_loop, _keeper, _remote);
            }

            _loop.WithEngine(engine =>
            {
                engine.ReadStatus(lanHost, into);
                _reports?.ReadStatus(reports);
                if (counters != null)
                {
                    Source.Read(counters);
                }

                return true;
            });
        }

        // In the control thread: nothing steps meanwhile, and nothing is read again.
        private void TurnBehind()
        {
            if (_reports != null)
            {
                lock (_reloading)
                {
                    GatewaySettings? settings = _reports.TurnRemote();
                    if (settings != null)
                    {
                        Take(settings, "remote-settings", _remote!.Trial == 0 ? "remote settings taken back" : "remote settings on trial");
                    }
                }
            }

            // Behind it: the report that tells an error counts it too.
            _facts.Update(_loop, _keeper, _remote);
        }

        private void Take(GatewaySettings settings, string name, string message)
        {
            _configureStack?.Invoke(settings.Engine);
            long cut = _control.Apply(settings);
            Dhcp?.Apply(settings);
            _log.Write(name, $"{message}: {SettingsText.Of(settings)}; flows cut by the policy: {cut}", ("flowsCut", cut));
            _page?.Apply(settings);
        }

        private void Go()
        {
            try
            {
                _loop.Run();
            }
            catch (DeviceException exception)
            {
                _failure = exception;
                _stopped.Set();
            }
        }

        private void TellPort25()
        {
            (long redirected, long blocked) = _loop.WithEngine(engine => (engine.Op25b.RedirectedConnections, engine.Op25b.BlockedPackets));
            if (redirected != _redirectedTold)
            {
                _log.Write(
                    "port25-redirected",
                    $"port 25: connections that got the notice: {redirected - _redirectedTold} more, {redirected} in all",
                    ("connections", redirected - _redirectedTold),
                    ("total", redirected));
            }
            else if (blocked != _blockedTold)
            {
                _log.Write(
                    "port25-blocked",
                    $"port 25: packets blocked: {blocked - _blockedTold} more, {blocked} in all",
                    ("packets", blocked - _blockedTold),
                    ("total", blocked));
            }

            _redirectedTold = redirected;
            _blockedTold = blocked;
        }

        private void TellTraffic()
        {
            (long packets, long dropped, int flows) = _loop.WithEngine(engine => (engine.Traffic.Received, engine.Drops.Total, engine.FlowCount));
            if (packets != _packetsTold)
            {
                _packetsTold = packets;
                _log.Write(
                    "status",
                    $"{packets} packets so far, {dropped} dropped; {flows} flows",
                    ("packets", packets),
                    ("dropped", dropped),
                    ("flows", flows));
            }
        }

        private bool TellEnd()
        {
            StringWriter text = new(CultureInfo.InvariantCulture);
            (bool addsUp, Dictionary<string, Dictionary<string, long>> counters) = _loop.WithEngine(engine =>
            {
                CounterText.Write(engine, _loop, text);
                return (CounterText.AddsUp(engine), CounterText.AllOf(engine, _loop)
                    .GroupBy(counter => counter.Group)
                    .ToDictionary(group => group.Key, group => group.ToDictionary(counter => Words.KeyOf(counter.Name), counter => counter.Value)));
            });
            _log.WriteEnd("stopped", "stopped", text.ToString(), ("counters", counters));
            return addsUp;
        }
    }
}
