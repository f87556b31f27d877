using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Gateway.Boards.Linux.Commands;
using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Sockets;
using Gateway.Control;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Storage;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The command run.</summary>
    internal sealed class RunCommand
    {
        private const string Help = """
            A device is NAME, or NAME@NAMESPACE for one in a network namespace (a name of 'ip netns', or a path). One that exists
            is used as it is; else it is made, and goes with the process. --host-device gets the gateway's addresses, and the
            kernel's stack of the namespace that the process runs in becomes the gateway's own; in the machine's first namespace
            nothing but the device is made: addresses, routes and sysctls there stay as they are.

            Relay names and the time are asked through --host-device, with dns.servers and time.servers of the settings. --state keeps
            what was learnt, and the last good settings: a restart goes on with them while no server answers, or the file is bad.

            Reports to the ISP (reporting in the settings) need --ca-certificate, and go out through --host-device.

            Signals: SIGHUP reads the settings again; SIGUSR1 makes a report due; SIGINT (Ctrl-C) and SIGTERM stop, and print the counters.

            Examples:
              # Three namespaces: a LAN host's, the gateway's, the Internet's
              for n in lan gw wan; do sudo ip netns add $n; done
              sudo ip netns exec gw Gateway.Linux run --settings my.json \
                --lan-device lan0@lan --wan-device wan0@wan --host-device host0
              # and from another terminal
              sudo ip -n lan address add 192.168.1.100/24 dev lan0; sudo ip -n lan route add default dev lan0
              sudo ip -n wan address add 192.0.2.25/32 dev wan0; sudo ip -n wan route add 203.0.113.10 dev wan0

              # The same, over restarts
              sudo ip netns exec gw Gateway.Linux run --settings my.json --state /var/lib/gateway \
                --lan-device lan0@lan --wan-device wan0@wan --host-device host0

              # Devices made before, for a user without rights
              sudo ip tuntap add dev lan0 mode tun user $USER; sudo ip tuntap add dev wan0 mode tun user $USER
              Gateway.Linux run --lan-device lan0 --wan-device wan0 --settings my.json --json-log

            Exit codes:
              0  stopped by a signal
              1  the firmware's counters contradict each other: a fault to report
              2  bad arguments, unreadable settings
              3  a device can't be had (rights, drivers), or was lost while running
            """;

        private readonly CommandConsole _console;
        private readonly Option<DeviceName> _lan = DeviceOption("--lan-device", "The TUN device of the LAN.", true);
        private readonly Option<DeviceName> _wan = DeviceOption("--wan-device", "The TUN device of the WAN.", true);
        private readonly Option<DeviceName> _host = DeviceOption("--host-device", "The TUN device of the gateway's own stack. Default: none.", false);

        private readonly Option<string> _settings = new("--settings")
        {
            Description = "The gateway's settings, JSON, such as gateway.example.json, which lies beside the program.",
            HelpName = "F",
            Required = true,
        };

        private readonly Option<string?> _state = new("--state")
        {
            Description = "A folder that keeps what is to outlast a restart; it is made when needed. Default: nothing is kept.",
            HelpName = "FOLDER",
        };

        private readonly Option<string?> _certificates = new("--ca-certificate")
        {
            Description = "The authorities that the collector's certificate must come from, in PEM; the machine's own are not asked. Default: none, and no reports.",
            HelpName = "FILE",
        };

        private readonly Option<bool> _ownNamespace = new("--own-namespace")
        {
            Description = "Take the process's network namespace for the gateway's own, where the program can't tell (in a container).",
        };

        private readonly Option<bool> _jsonLog = new("--json-log")
        {
            Description = "Log one JSON object a line.",
        };

        private RunCommand(CommandConsole console)
        {
            _console = console;
        }

        /// <summary>Makes the command.</summary>
        public static Command Make(CommandConsole console)
        {
            RunCommand run = new(console);
            Command command = new("run", "Runs the gateway between two TUN devices.")
            {
                run._lan,
                run._wan,
                run._host,
                run._settings,
                run._state,
                run._certificates,
                run._ownNamespace,
                run._jsonLog,
            };
            command.SetAction(run.Run);
            ExamplesHelpAction.AddTo(command, Help);
            return command;
        }

        private static Option<DeviceName> DeviceOption(string name, string description, bool isRequired)
        {
            return new Option<DeviceName>(name)
            {
                Description = description,
                HelpName = "D",
                Required = isRequired,
                CustomParser = argument => ParseDevice(name, argument),
            };
        }

        private static DeviceName? ParseDevice(string option, ArgumentResult argument)
        {
            string text = argument.Tokens[0].Value;
            DeviceName? device = DeviceName.TryParse(text);
            if (device == null)
            {
                argument.AddError($"{option} {text}: must be an interface's name of 1 to 13 letters and digits such as lan0, or lan0@NAMESPACE.");
            }

            return device;
        }

        private string? ProblemOf(System.CommandLine.ParseResult parsed)
        {
            List<DeviceName> names = [.. new[] { _lan, _wan, _host }.Select(parsed.GetValue).OfType<DeviceName>()];
            if (names.Distinct().Count() != names.Count)
            {
                return "--lan-device, --wan-device and --host-device must be different devices.";
            }

            return parsed.GetValue(_host)?.Namespace == null
                ? null
                : "--host-device is in the namespace that the process runs in: give it without @.";
        }

        private int Run(System.CommandLine.ParseResult parsed)
        {
            return _console.Run(() => Go(parsed));
        }

        private ExitCode Go(System.CommandLine.ParseResult parsed)
        {
            if (ProblemOf(parsed) is string bad)
            {
                _console.Error.WriteLine($"error: {bad}");
                return ExitCode.BadInput;
            }

            string path = parsed.GetRequiredValue(_settings);
            RunLog log = new(_console.Output, parsed.GetValue(_jsonLog));
            string? state = parsed.GetValue(_state);
            IStorage storage = state == null ? new NoStorage() : new FileStorage(state);
            SettingsKeeper keeper = new(storage);
            RemoteSettings remote = new(keeper, storage);
            GatewaySettings settings = remote.Over(ReadSettings(path, keeper, log));
            TlsAuthority? authority = parsed.GetValue(_certificates) is string certificates ? ProvisionedAuthority.Read(certificates) : null;
            DeviceName? host = parsed.GetValue(_host);
            bool isMachines = !parsed.GetValue(_ownNamespace) && ProcessNamespace.IsMachines();

            using TunDevice lan = parsed.GetRequiredValue(_lan).Open();
            using TunDevice wan = parsed.GetRequiredValue(_wan).Open();
            using TunDevice? hostDevice = host?.Open();
            using GatewayDevices devices = GatewayDevices.Of(lan, wan, hostDevice);
            bool hasStack = host != null && !isMachines;
            using UdpExchange? udp = hasStack ? new UdpExchange() : null;
            using TcpExchange? tcp = hasStack ? new TcpExchange() : null;
            using TlsExchange? tls = hasStack ? new TlsExchange(authority) : null;
            ControlPlane plane = new(settings, new SystemClock(), new SystemRandom(), udp, tcp, storage);
            Action<EngineSettings>? configureStack = hasStack ? applied => HostStack.Configure(host!.Name, applied) : null;
            using DhcpService? dhcp = hasStack ? new DhcpService(settings, new SystemClock(), storage, log) : null;
            using RunSession session = new(path, keeper, plane, devices, log, configureStack, tls == null ? null : new ReportParts(storage, remote, tls)) { Dhcp = dhcp };

            // Before the line that tells others of us: whoever sees it may send a signal at once.
            using PosixSignalRegistration hangUp = Signals.On(PosixSignal.SIGHUP, () => session.Reload());
            using PosixSignalRegistration user = Signals.On((PosixSignal)Libc.UserSignal, session.ReportSoon);
            using PosixSignalRegistration interrupt = Signals.On(PosixSignal.SIGINT, session.Stop);
            using PosixSignalRegistration terminate = Signals.On(PosixSignal.SIGTERM, session.Stop);

            log.Write(
                "started",
                $"started: LAN on {parsed.GetValue(_lan)}, WAN on {parsed.GetValue(_wan)}, own stack on {host?.ToString() ?? "no device"}; {SettingsText.Of(settings)}",
                ("lanDevice", parsed.GetValue(_lan)!.ToString()),
                ("wanDevice", parsed.GetValue(_wan)!.ToString()),
                ("hostDevice", host?.ToString()),
                ("processId", Environment.ProcessId));
            session.TellLimits(settings);
            if (settings.Reporting.Host != null && (authority == null || !hasStack))
            {
                log.Write("limit", authority == null
                    ? "no authority was provisioned, so no collector is trusted, and nothing is reported: give --ca-certificate"
                    : "the gateway has no stack of its own, so nothing is reported: start it with --host-device, in a namespace of its own");
            }

            if (state == null)
            {
                log.Write("limit", "there is no --state: what is learnt of names and time, the leases, and the last good settings, are gone with the process");
            }

            if (host != null)
            {
                SetUpHost(host, settings.Engine, isMachines, log);
            }

            return session.Run() ? ExitCode.Success : ExitCode.CountersDoNotAddUp;
        }

        // A spoiled file at the start: the gateway goes on with the last good one, where it has one.
        private static GatewaySettings ReadSettings(string path, SettingsKeeper keeper, RunLog log)
        {
            try
            {
                return SettingsFile.Read(path, keeper);
            }
            catch (Exception exception) when (exception is SettingsException or IOException or UnauthorizedAccessException)
            {
                GatewaySettings last = keeper.Last();
                if (last.Engine.Op25b.IsFallback)
                {
                    throw;
                }

                log.Write("settings-refused", $"settings refused, the last good ones are used: {exception.Message}");
                return last;
            }
        }

        private static void SetUpHost(DeviceName host, EngineSettings settings, bool isMachines, RunLog log)
        {
            if (isMachines)
            {
                log.Write("host-left-alone", "this is, or may be, the machine's own network namespace: its addresses, routes and sysctls are left alone, and "
                    + $"{host} gets no address. For a gateway with a stack of its own: sudo ip netns add gw, and start this with "
                    + "'sudo ip netns exec gw' before it; or say --own-namespace");
                return;
            }

            HostStack.Configure(host.Name, settings);
            if (HostStack.TrySetPortRange() is string problem)
            {
                log.Write("limit", $"the own stack's ports are not kept to {HostPorts.First}-{HostPorts.Last}: {problem}");
            }
        }
    }
}
