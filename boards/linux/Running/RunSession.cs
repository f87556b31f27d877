using System.Globalization;
using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Replay;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>One run of the gateway: the loop on a thread of its own, and what is said about it meanwhile.</summary>
    internal sealed class RunSession : IDisposable
    {
        private const int LookMs = 5000; // ours: at most a line about port 25 every 5 s, however many connections
        private const int LooksAStatus = 12; // ours: a minute

        private readonly string _settingsPath;
        private readonly RunLog _log;
        private readonly PacketLoop _loop;
        private readonly Action<EngineSettings>? _applied;
        private readonly ManualResetEventSlim _stopped = new();
        private readonly Lock _reloading = new();
        private readonly int _maximumFlows;
        private DeviceException? _failure;
        private long _redirectedTold;
        private long _blockedTold;
        private long _packetsTold;

        /// <summary>Makes a session.</summary>
        /// <param name="settingsPath">The settings file, to be read again.</param>
        /// <param name="settings">What it said at the start.</param>
        /// <param name="devices">What to connect; not disposed here.</param>
        /// <param name="wait">Waits for them; not disposed here.</param>
        /// <param name="log">Where to tell.</param>
        /// <param name="applied">Gets settings that were applied, for what the board does with them; may be null.</param>
        public RunSession(
            string settingsPath,
            GatewaySettings settings,
            GatewayDevices devices,
            IPacketWait wait,
            RunLog log,
            Action<EngineSettings>? applied)
        {
            _settingsPath = settingsPath;
            _log = log;
            _applied = applied;
            _maximumFlows = settings.Engine.Nat.MaximumFlows;
            _loop = new PacketLoop(settings.Engine, new SystemClock(), new SystemRandom(), devices, wait);
        }

        /// <summary>Runs until it is stopped.</summary>
        /// <returns>Whether the counters add up.</returns>
        /// <exception cref="DeviceException">A device was lost.</exception>
        public bool Run()
        {
            Thread thread = new(Go) { Name = "packets" };
            thread.Start();
            for (int looks = 1; !_stopped.Wait(LookMs); looks++)
            {
                TellPort25();
                if (looks % LooksAStatus == 0)
                {
                    TellTraffic();
                }
            }

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
                    GatewaySettings settings = SettingsFile.Read(_settingsPath);
                    _applied?.Invoke(settings.Engine);
                    long cut = _loop.WithEngine(engine =>
                    {
                        long before = engine.Op25b.FlowsCutByPolicy;
                        engine.Apply(settings.Engine);
                        return engine.Op25b.FlowsCutByPolicy - before;
                    });
                    _log.Write("settings", $"settings applied: {SettingsText.Of(settings)}; flows cut by the policy: {cut}", ("flowsCut", cut));
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

        /// <summary>Says what the settings ask for that this board can't do.</summary>
        public void TellLimits(GatewaySettings settings)
        {
            EngineSettings engine = settings.Engine;
            if (engine.Nat.MaximumFlows != _maximumFlows)
            {
                _log.Write("limit", $"the flow table keeps its {_maximumFlows} flows until a restart");
            }

            if (settings.RelayNames.Length > 0)
            {
                _log.Write("limit", $"relay names are not resolved yet ({string.Join(", ", settings.RelayNames)}): mail to port 25 of others is "
                    + "dropped, not redirected. Give the relays' addresses in the settings");
            }

            if (engine.WanAddress == EngineSettings.NoAddress)
            {
                _log.Write("limit", "the settings have no wan.address: nothing is forwarded to the WAN");
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stopped.Dispose();
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
