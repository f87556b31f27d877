using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>A host that loads pages, one after the other, each over a new connection, while it sends small datagrams at a fixed pace.</summary>
    public sealed class BrowsingHost
    {
        private const int PagePauseMs = 20; // ours: some 40 pages a second, more than any person
        private const int ProbePauseMs = 5; // ours: 200 a second give a p99 that means something in 10 s
        private const int ProbeLength = 12; // a number and the time it was sent
        private const int BufferLength = 16_384; // ours: longer than the page

        private static readonly TimeSpan PageTimeout = TimeSpan.FromSeconds(5); // ours: nobody waits longer
        private static readonly TimeSpan LastProbes = TimeSpan.FromSeconds(1); // ours: what comes later counts as lost

        private readonly LabNamespace _place;
        private readonly TimeSpan _duration;
        private readonly Samples _pages = new();
        private readonly Samples _probes = new();
        private readonly ConcurrentQueue<TimeSpan> _trips = new();
        private int _failedPages;
        private int _sentProbes;

        private BrowsingHost(LabNamespace place, TimeSpan duration)
        {
            _place = place;
            _duration = duration;
        }

        /// <summary>Browses for a while.</summary>
        public static BrowsingFigures Browse(LabNamespace place, TimeSpan duration)
        {
            BrowsingHost host = new(place, duration);
            Thread probing = new(host.Probe) { IsBackground = true };
            probing.Start();
            host.LoadPages();
            probing.Join();
            while (host._trips.TryDequeue(out TimeSpan trip))
            {
                host._probes.Add(trip);
            }

            return new BrowsingFigures(host._pages, host._failedPages, host._probes, host._sentProbes);
        }

        private void LoadPages()
        {
            byte[] request = Encoding.ASCII.GetBytes("GET / HTTP/1.0\r\n\r\n");
            byte[] buffer = new byte[BufferLength];
            Stopwatch watch = Stopwatch.StartNew();
            while (watch.Elapsed < _duration)
            {
                long begin = Stopwatch.GetTimestamp();
                if (IsLoaded(request, buffer))
                {
                    _pages.Add(Stopwatch.GetElapsedTime(begin));
                }
                else
                {
                    _failedPages++;
                }

                Thread.Sleep(PagePauseMs);
            }
        }

        private bool IsLoaded(byte[] request, byte[] buffer)
        {
            try
            {
                using Socket? socket = TcpProbe.TryConnect(_place, LabPlan.Pc, LabPlan.Web, LabPlan.PagePort, PageTimeout);
                if (socket == null)
                {
                    return false;
                }

                socket.Send(request);
                int total = 0;
                int count;
                while ((count = socket.Receive(buffer)) > 0)
                {
                    total += count;
                }

                return total > PageServer.PageLength;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        private void Probe()
        {
            using Socket socket = _place.Bind(ProtocolType.Udp, LabPlan.Pc);
            socket.Connect(new IPEndPoint(IPAddress.Parse(LabPlan.Web), LabPlan.EchoPort));
            socket.ReceiveTimeout = (int)LastProbes.TotalMilliseconds;
            Thread receiving = new(() => Receive(socket)) { IsBackground = true };
            receiving.Start();
            byte[] probe = new byte[ProbeLength];
            Stopwatch watch = Stopwatch.StartNew();
            while (watch.Elapsed < _duration)
            {
                BinaryPrimitives.WriteInt32LittleEndian(probe, _sentProbes);
                BinaryPrimitives.WriteInt64LittleEndian(probe.AsSpan(sizeof(int)), Stopwatch.GetTimestamp());
                socket.Send(probe);
                _sentProbes++;
                Thread.Sleep(ProbePauseMs);
            }

            receiving.Join();
        }

        // Ends by its timeout, a while after the last answer.
        private void Receive(Socket socket)
        {
            byte[] probe = new byte[ProbeLength];
            try
            {
                while (socket.Receive(probe) == ProbeLength)
                {
                    _trips.Enqueue(Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64LittleEndian(probe.AsSpan(sizeof(int)))));
                }
            }
            catch (SocketException)
            {
                // Nothing more comes.
            }
        }
    }
}
