using Gateway.Boards.Sockets;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.StatusPage;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The status page on the gateway's own stack: a thread of its own, which the packets never wait for.</summary>
    internal sealed class PageThread : IDisposable
    {
        private readonly HttpLoop _loop = new(new SystemClock(), HttpLoop.HttpPort);
        private readonly PageCounters _counters;
        private readonly StatusReader _reader;
        private readonly RunLog _log;
        private readonly Thread _thread;
        private volatile bool _isStopping;
        private volatile string _address = "";

        /// <summary>Makes it; <see cref="Apply"/> gives it something to serve.</summary>
        /// <param name="reader">Reads the engine's status.</param>
        /// <param name="counters">Counts what the server does.</param>
        /// <param name="log">Where to tell.</param>
        public PageThread(StatusReader reader, PageCounters counters, RunLog log)
        {
            _reader = reader;
            _counters = counters;
            _log = log;
            _thread = new Thread(Go) { Name = "page", IsBackground = true };
            _thread.Start();
        }

        /// <summary>Takes settings.</summary>
        public void Apply(GatewaySettings settings)
        {
            _address = Ipv4Text.Format(settings.Engine.LanAddress);
            _loop.Apply(new PageSite(settings.Page, settings.Engine.LanAddress, _reader, _counters));
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _isStopping = true;
            _thread.Join();
            _loop.Dispose();
        }

        private void Go()
        {
            string told = "";
            while (!_isStopping)
            {
                _loop.Turn();
                if (_loop.IsListening && told != _address)
                {
                    told = _address;
                    _log.Write("page", $"the status page is on http://{told}/", ("address", told));
                }
            }
        }
    }
}
