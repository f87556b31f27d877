using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Running;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>The lab's world: a LAN, the gateway with the firmware, a WAN, and the servers there. It lives in this process alone.</summary>
    internal sealed class LabWorld : IDisposable
    {
        private const int SingleHost = 32;

        private readonly GatewayDevices _devices;
        private readonly Thread _thread;
        private readonly LabCollector? _collector;

        private LabWorld(EngineSettings settings, LabHosts hosts, GatewayDevices devices, WanWitness witness, string? collectorProgram)
        {
            Hosts = hosts;
            Witness = witness;
            _devices = devices;
            SystemClock clock = new();
            Loop = new PacketLoop(output => new Engine(settings, clock, new SystemRandom(), output, null), clock, devices);
            RelayServer = new MailServer(hosts.Relay, LabPlan.RelayName, "household", "correct horse");
            ForeignServer = new MailServer(hosts.Foreign, LabPlan.ForeignName, "member", "battery staple");
            _ = new WebServer(hosts.Web);
            _thread = new Thread(Go) { IsBackground = true, Name = "firmware" };
            _thread.Start();
            if (collectorProgram != null && hosts is { Collector: NamespaceHost host, Gateway: NamespaceHost gateway })
            {
                _collector = LabCollector.Start(collectorProgram, host);
                _collector.Told += line => ReportTold?.Invoke(line);
                Reports = new LabReports(this, gateway, _collector);
            }
        }

        /// <summary>Gets what the collector tells of each request, on a thread of its own.</summary>
        public event Action<string>? ReportTold;

        /// <summary>Who lives there.</summary>
        public LabHosts Hosts { get; }

        /// <summary>The firmware's loop.</summary>
        public PacketLoop Loop { get; }

        /// <summary>Who sits on the WAN wire.</summary>
        public WanWitness Witness { get; }

        /// <summary>The ISP's relay.</summary>
        public MailServer RelayServer { get; }

        /// <summary>The mail host elsewhere.</summary>
        public MailServer ForeignServer { get; }

        /// <summary>The gateway's reports; null where there is no collector.</summary>
        public LabReports? Reports { get; }

        /// <summary>Why the gateway's own stack takes any port; null when it keeps to its range.</summary>
        public string? PortRangeProblem { get; private init; }

        /// <summary>Name and file of each host's namespace; none in memory.</summary>
        public IReadOnlyList<(string Name, string Path)> Namespaces =>
            [.. Hosts.All.OfType<NamespaceHost>().Select(host => (host.Name, host.Path))];

        /// <summary>What ended the firmware's loop before its time; null while all is well.</summary>
        public Exception? Failure { get; private set; }

        /// <summary>Makes a world of network namespaces.</summary>
        /// <param name="collectorProgram">Where the collector's program is; null: there is none in this world.</param>
        /// <exception cref="DeviceException">This user may not, or the system lacks something.</exception>
        public static LabWorld InNamespaces(string? collectorProgram)
        {
            EngineSettings settings = LabPlan.MakeSettings();
            List<NamespaceHost> made = [];
            string? portRangeProblem = null;
            NamespaceHost Add(string name, uint address, Action<string> configure)
            {
                NamespaceHost host = new(name, address, configure);
                made.Add(host);
                return host;
            }

            try
            {
                NamespaceHost pc = Add("pc", LabPlan.Pc, device => Settle(device, LabPlan.Pc, LabPlan.LanPrefixLength));
                NamespaceHost printer = Add("printer", LabPlan.Printer, device => Settle(device, LabPlan.Printer, LabPlan.LanPrefixLength));
                NamespaceHost gateway = Add("gateway", LabPlan.GatewayWan, device =>
                {
                    HostStack.Configure(device, settings);
                    portRangeProblem = HostStack.TrySetPortRange();
                });
                NamespaceHost relay = Add("relay", LabPlan.Relay, device => Settle(device, LabPlan.Relay, SingleHost));
                NamespaceHost foreign = Add("foreign", LabPlan.Foreign, device => Settle(device, LabPlan.Foreign, SingleHost));
                NamespaceHost web = Add("web", LabPlan.Web, device => Settle(device, LabPlan.Web, SingleHost));
                NamespaceHost? collector = collectorProgram == null
                    ? null
                    : Add("collector", LabPlan.Collector, device => Settle(device, LabPlan.Collector, SingleHost));
                WanWitness witness = MakeWitness(settings);
                GatewayDevices devices = GatewayDevices.Of(
                    Join("LAN", null, pc, printer),
                    Join("WAN", witness.See, [relay, foreign, web, .. collector == null ? Array.Empty<NamespaceHost>() : [collector]]),
                    gateway.Device);
                LabHosts hosts = new(pc, printer, gateway, relay, foreign, web, collector);
                return new LabWorld(settings, hosts, devices, witness, collectorProgram)
                {
                    PortRangeProblem = portRangeProblem,
                };
            }
            catch
            {
                made.ForEach(host => host.Dispose());
                throw;
            }
        }

        /// <summary>Makes a world without a kernel, in memory.</summary>
        public static LabWorld InMemory()
        {
            return InMemory(LabPlan.MakeSettings());
        }

        /// <summary>Makes a world in memory, with a gateway of other settings.</summary>
        public static LabWorld InMemory(EngineSettings settings)
        {
            MemoryHost pc = new("pc", LabPlan.Pc);
            MemoryHost printer = new("printer", LabPlan.Printer);
            MemoryHost gateway = new("gateway", LabPlan.GatewayWan);
            MemoryHost relay = new("relay", LabPlan.Relay);
            MemoryHost foreign = new("foreign", LabPlan.Foreign);
            MemoryHost web = new("web", LabPlan.Web);
            WanWitness witness = MakeWitness(settings);
            GatewayDevices devices = new(Join("LAN", null, pc, printer), Join("WAN", witness.See, relay, foreign, web), Attach(gateway.Device, gateway));
            return new LabWorld(settings, new LabHosts(pc, printer, gateway, relay, foreign, web, null), devices, witness, null);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Reports?.Dispose();
            _collector?.Dispose();
            Loop.Stop();
            _thread.Join();
            foreach (ILabHost host in Hosts.All)
            {
                host.Dispose();
            }

            _devices.Dispose();
            RelayServer.Dispose();
            ForeignServer.Dispose();
        }

        private static void Settle(string device, uint address, int prefixLength)
        {
            NetworkInterface.Assign(device, address, prefixLength);
            NetworkInterface.SwitchOn(device);
            NetworkInterface.AddDefaultRoute(device);
        }

        private static PacketSwitch Join(string name, Action<byte[], int, int>? tap, params NamespaceHost[] hosts)
        {
            return new PacketSwitch(name, [.. hosts.Select(host => ((IPacketDevice)host.Device, host.Address))], tap);
        }

        private static PacketPort Join(string name, Action<byte[], int, int>? tap, params MemoryHost[] hosts)
        {
            return Attach(new PacketSwitch(name, [.. hosts.Select(host => ((IPacketDevice)host.Device, host.Address))], tap), hosts);
        }

        private static PacketPort Attach(IPacketDevice device, params MemoryHost[] hosts)
        {
            MemoryWait wait = new();
            Array.ForEach(hosts, host => host.Device.Arrived = wait.Wake);
            return new PacketPort(device, wait);
        }

        private static WanWitness MakeWitness(EngineSettings settings)
        {
            return new WanWitness(settings.Op25b.Relays) { GatewayAddress = settings.WanAddress };
        }

        private void Go()
        {
            try
            {
                Loop.Run();
            }
            catch (Exception exception)
            {
                Failure = exception;
            }
        }
    }
}
