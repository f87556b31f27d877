using Gateway.Control;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>
    /// Runs the control plane beside the packets, in a thread of its own. Under its gate the plane is stepped, keeps what it
    /// knows, and takes settings, one after the other; the engine's lock is held only for what touches the engine, never
    /// while the disk or the log is waited for.
    /// </summary>
    internal sealed class ControlLoop : IDisposable
    {
        /// <summary>Between two steps, in ms: the plane wants at least four a second.</summary>
        public const int StepMs = 200;

        private readonly Lock _gate = new();
        private readonly ControlPlane _plane;
        private readonly PacketLoop _packets;
        private readonly ControlLog _log;
        private readonly ReportService? _reports;
        private readonly Func<Engine, bool> _step;
        private readonly ManualResetEventSlim _stopping = new();
        private Thread? _thread;

        /// <summary>Makes it; the plane has its engine already.</summary>
        /// <param name="plane">What to run.</param>
        /// <param name="packets">Has the engine's lock.</param>
        /// <param name="log">Tells what changed.</param>
        /// <param name="reports">The reports; null where there are none.</param>
        public ControlLoop(ControlPlane plane, PacketLoop packets, ControlLog log, ReportService? reports = null)
        {
            _reports = reports;
            _plane = plane;
            _packets = packets;
            _log = log;
            _step = _ =>
            {
                plane.Step();
                reports?.Step();
                return true;
            };
        }

        /// <summary>Called behind each turn, outside the gate; null for nothing.</summary>
        public Action? Behind { get; init; }

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            _thread = new Thread(Go) { Name = "control" };
            _thread.Start();
        }

        /// <summary>Ends the thread, and waits for its end.</summary>
        public void Stop()
        {
            _stopping.Set();
            _thread?.Join();
        }

        /// <summary>Does what is due, once.</summary>
        public void Turn()
        {
            lock (_gate)
            {
                _packets.WithEngine(_step);
                _plane.Keep();
                _reports?.Keep();
                _log.Look(_plane);
            }
        }

        /// <summary>Takes other settings. Any thread may call it.</summary>
        /// <returns>How many living flows the policy cut.</returns>
        public long Apply(GatewaySettings settings)
        {
            lock (_gate)
            {
                return _packets.WithEngine(engine =>
                {
                    long before = engine.Op25b.FlowsCutByPolicy;
                    _plane.Apply(settings);
                    _reports?.Apply();
                    return engine.Op25b.FlowsCutByPolicy - before;
                });
            }
        }

        /// <summary>Does something while nothing is stepped. Any thread may call it.</summary>
        public T Between<T>(Func<T> work)
        {
            lock (_gate)
            {
                return work();
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stopping.Dispose();
        }

        private void Go()
        {
            do
            {
                Turn();
                Behind?.Invoke();
            }
            while (!_stopping.Wait(StepMs));
        }
    }
}
