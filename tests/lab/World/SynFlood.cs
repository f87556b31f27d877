using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>An infected host: SYNs to port 25 of a mail host elsewhere, each from another port, at a fixed rate, for a fixed time.</summary>
    public sealed class SynFlood
    {
        private const int FirstPort = 1024;
        private const int Ports = 60_000; // ours: below the end of the range
        private const int PauseMs = 1; // ours: the rate is kept by the clock, a pause only makes room for the others

        private readonly LabNamespace _place;
        private readonly int _rate;
        private readonly TimeSpan _duration;
        private readonly Thread _thread;

        /// <summary>Starts it.</summary>
        /// <param name="place">The LAN.</param>
        /// <param name="synsPerSecond">The rate.</param>
        /// <param name="duration">It ends by itself after this.</param>
        public SynFlood(LabNamespace place, int synsPerSecond, TimeSpan duration)
        {
            _place = place;
            _rate = synsPerSecond;
            _duration = duration;
            _thread = new Thread(Go) { IsBackground = true };
            _thread.Start();
        }

        /// <summary>SYNs that the kernel took, after <see cref="Join"/>.</summary>
        public long Sent { get; private set; }

        /// <summary>SYNs a second that went out, after <see cref="Join"/>.</summary>
        public double SentPerSecond { get; private set; }

        /// <summary>Waits for its end.</summary>
        public void Join()
        {
            _thread.Join();
        }

        private void Go()
        {
            using Socket socket = _place.BindRaw();
            EndPoint destination = new IPEndPoint(IPAddress.Parse(LabPlan.Foreign), 0);
            TcpSegment segment = new(LabPlan.Printer, LabPlan.Foreign, LabPlan.SmtpPort, TcpSegment.Syn);
            Stopwatch watch = Stopwatch.StartNew();
            while (watch.Elapsed < _duration)
            {
                long due = (long)(watch.Elapsed.TotalSeconds * _rate);
                for (; Sent < due; Sent++)
                {
                    segment.Set(FirstPort + (int)(Sent % Ports), (uint)(Sent * Ports), 0);
                    socket.SendTo(segment.Bytes, SocketFlags.None, destination);
                }

                Thread.Sleep(PauseMs);
            }

            SentPerSecond = Sent / watch.Elapsed.TotalSeconds;
        }
    }
}
