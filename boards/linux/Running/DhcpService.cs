using Gateway.Boards.Sockets;
using Gateway.Lan;
using Gateway.Platform;
using Gateway.Settings;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>
    /// Runs the DHCP server on the gateway's own stack, in a thread of its own: it may wait for the disk, and has no business under
    /// the engine's lock.
    /// </summary>
    internal sealed class DhcpService : IDisposable
    {
        private const int StepMs = 50; // ours: a client waits for its address
        private const int StepsATell = 60 * 1000 / StepMs; // ours: at most a line a minute
        private const int StepsToPort = 5 * 1000 / StepMs; // ours: by then the own stack has its address, or never

        private readonly Lock _gate = new();
        private readonly DhcpServer _server;
        private readonly DhcpSocket _socket;
        private readonly RunLog _log;
        private readonly ManualResetEventSlim _stopping = new();
        private Thread? _thread;
        private uint _lanAddress;
        private long _told;
        private bool _isPortTold;

        /// <summary>Makes it, and reads the leases that were kept.</summary>
        public DhcpService(GatewaySettings settings, IPlatformClock clock, IStorage storage, RunLog log)
        {
            _server = new DhcpServer(clock, storage);
            _socket = new DhcpSocket(_server, clock);
            _log = log;
            Apply(settings);
        }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            _thread = new Thread(Go) { Name = "dhcp" };
            _thread.Start();
        }

        /// <summary>Ends the thread, waits for its end, and tells what was done.</summary>
        public void Stop()
        {
            _stopping.Set();
            _thread?.Join();
            Tell();
        }

        /// <summary>Takes other settings. Any thread may call it.</summary>
        public void Apply(GatewaySettings settings)
        {
            EngineSettings engine = settings.Engine;
            lock (_gate)
            {
                _server.Apply(
                    settings.Dhcp, engine.LanAddress, new Ipv4Prefix(engine.LanAddress, engine.LanPrefixLength), settings.DnsServers, engine.WanMtu);
                _server.IsWanUp = engine.WanAddress != EngineSettings.NoAddress;
                _lanAddress = engine.LanAddress;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _socket.Dispose();
            _stopping.Dispose();
        }

        private void Go()
        {
            for (int steps = 1; !_stopping.Wait(StepMs); steps++)
            {
                lock (_gate)
                {
                    _socket.Step(_lanAddress);
                }

                if (steps % StepsATell == 0)
                {
                    Tell();
                }

                if (steps > StepsToPort && !_socket.IsOpen && _server.IsEnabled && !_isPortTold)
                {
                    _isPortTold = true;
                    _log.Write("limit", $"UDP port {DhcpServer.Port} of the LAN address can't be had, so the home's hosts get no addresses; it is tried again");
                }
            }
        }

        // No host's name and no card's: what belongs to a person is not logged.
        private void Tell()
        {
            long acknowledged;
            long refused;
            long full;
            int leases;
            lock (_gate)
            {
                acknowledged = _server.Counters.Of(DhcpResult.Acknowledged);
                refused = _server.Counters.Of(DhcpResult.Refused);
                full = _server.Counters.Of(DhcpResult.PoolFull);
                leases = _server.LeaseCount;
            }

            if (acknowledged + refused + full != _told)
            {
                _told = acknowledged + refused + full;
                _log.Write(
                    "dhcp",
                    $"DHCP: {leases} addresses given at this time; so far {acknowledged} given or prolonged, {refused} refused, {full} not there for want of room",
                    ("leases", leases),
                    ("acknowledged", acknowledged),
                    ("refused", refused),
                    ("poolFull", full));
            }
        }
    }
}
