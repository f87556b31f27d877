using System;
using System.IO;

namespace Gateway.Lab
{
    /// <summary>The firmware on this PC: the command run, as a process in the gateway's namespace.</summary>
    public sealed class GatewayProcess : IDisposable
    {
        /// <summary>The device of its own stack, in its namespace.</summary>
        public const string HostDevice = "host0";

        private const string ProgramVariable = "GATEWAY_PROGRAM";
        private const string DefaultProgram = "artifacts/bin/Gateway.Linux/release/Gateway.Linux";
        private const string Applied = "settings applied";

        private readonly LabNamespace _place;
        private readonly string _lanDevice;
        private readonly string _wanDevice;
        private readonly string? _authorityPath;
        private readonly string _logPath;
        private Daemon _daemon;

        /// <summary>Starts it.</summary>
        /// <param name="place">The gateway's namespace.</param>
        /// <param name="lanDevice">NAME@NAMESPACE.</param>
        /// <param name="wanDevice">NAME@NAMESPACE.</param>
        /// <param name="authorityPath">The certificate of the authority that the collector of reports is believed by; null for none.</param>
        /// <param name="folder">Takes its settings and its log.</param>
        public GatewayProcess(LabNamespace place, string lanDevice, string wanDevice, string? authorityPath, string folder)
        {
            _place = place;
            _lanDevice = lanDevice;
            _wanDevice = wanDevice;
            _authorityPath = authorityPath;
            _logPath = Path.Combine(folder, "gateway.log");
            SettingsPath = Path.Combine(folder, "gateway.json");
            StatePath = Path.Combine(folder, "state");
            Directory.CreateDirectory(folder);
            new GatewaySettings().Write(SettingsPath);
            _daemon = Launch();
        }

        /// <summary>Its settings file.</summary>
        public string SettingsPath { get; }

        /// <summary>The folder of what it keeps over a restart.</summary>
        public string StatePath { get; }

        /// <summary>What it wrote since its last start.</summary>
        public string Log => _daemon.Log;

        /// <summary>Processor time that it took since its last start.</summary>
        public TimeSpan ProcessorTime => _daemon.ProcessorTime;

        /// <summary>Whether it runs.</summary>
        public bool IsRunning => _daemon.IsRunning;

        /// <summary>Gives it other settings, and waits until it says that it has taken them.</summary>
        public void Apply(GatewaySettings settings)
        {
            settings.Write(SettingsPath);
            int before = CountApplied();
            _daemon.HangUp();
            Deadline.Require("the gateway's new settings", () => CountApplied() > before, () => Log);
        }

        /// <summary>Waits until it has written something.</summary>
        public void RequireLog(string text)
        {
            _daemon.RequireLog(text);
        }

        /// <summary>Has it read its settings again, whatever they say.</summary>
        public void HangUp()
        {
            _daemon.HangUp();
        }

        /// <summary>Makes a report due.</summary>
        public void Report()
        {
            _daemon.SignalUser();
        }

        /// <summary>Ends it as a crash would, and starts it again.</summary>
        /// <param name="hasState">Whether what it kept is still there then.</param>
        public void KillAndStart(bool hasState = true)
        {
            _daemon.Kill();
            _daemon.Dispose();
            if (!hasState && Directory.Exists(StatePath))
            {
                Directory.Delete(StatePath, recursive: true);
            }

            _daemon = Launch();
        }

        /// <summary>Stops it as Ctrl-C would, and starts it again.</summary>
        /// <returns>Its exit code, and what it wrote up to then.</returns>
        public (int ExitCode, string Log) StopAndStart()
        {
            _daemon.Interrupt();
            (int, string) end = (_daemon.ExitCode, _daemon.Log);
            _daemon.Dispose();
            _daemon = Launch();
            return end;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _daemon.Dispose();
        }

        private Daemon Launch()
        {
            string program = Environment.GetEnvironmentVariable(ProgramVariable) ?? LabFolder.InCheckout(DefaultProgram);
            Daemon daemon = new(
                _place.Inside(
                    [program, "run", "--lan-device", _lanDevice, "--wan-device", _wanDevice, "--host-device", HostDevice, "--settings", SettingsPath,
                    "--state", StatePath, .. Authority()]),
                _logPath);
            daemon.RequireLog("started");
            return daemon;
        }

        private string[] Authority()
        {
            return _authorityPath == null ? [] : ["--ca-certificate", _authorityPath];
        }

        private int CountApplied()
        {
            return Log.Split(Applied).Length - 1;
        }
    }
}
