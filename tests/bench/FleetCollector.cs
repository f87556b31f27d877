using System;
using System.Collections.Generic;
using System.Text;

namespace Gateway.Bench
{
    /// <summary>The one that all gateways of a fleet report to: it counts who knocks, and what comes, second by second.</summary>
    internal sealed class FleetCollector
    {
        private static readonly byte[] Accepted = Encoding.ASCII.GetBytes("HTTP/1.1 204 No Content\r\n\r\n");
        private static readonly byte[] Busy = Encoding.ASCII.GetBytes("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");

        private readonly FleetTime _time;
        private readonly long[] _knocks;
        private readonly long[] _bytes;
        private readonly List<byte[]>? _kept;

        /// <summary>Makes it.</summary>
        /// <param name="time">The fleet's.</param>
        /// <param name="seconds">How long it is asked at the most.</param>
        /// <param name="kept">Takes the requests that it accepts, whole; null: nobody wants them.</param>
        public FleetCollector(FleetTime time, int seconds, List<byte[]>? kept)
        {
            _time = time;
            _knocks = new long[seconds];
            _bytes = new long[seconds];
            _kept = kept;
        }

        /// <summary>What it does.</summary>
        public FleetBehaviour Behaviour { get; set; }

        /// <summary>Requests that it accepted.</summary>
        public long AcceptedRequests { get; private set; }

        /// <summary>Bytes of these, heads included.</summary>
        public long AcceptedBytes { get; private set; }

        /// <summary>Connections, second by second.</summary>
        public ReadOnlySpan<long> Knocks => _knocks;

        /// <summary>Bytes of requests, second by second.</summary>
        public ReadOnlySpan<long> Bytes => _bytes;

        /// <summary>Somebody knocks.</summary>
        /// <returns>Whether he is let in.</returns>
        public bool Knock()
        {
            _knocks[_time.Ms / 1000]++;
            return Behaviour != FleetBehaviour.Down;
        }

        /// <summary>Takes a request.</summary>
        /// <returns>The answer.</returns>
        public byte[] Answer(List<byte> request)
        {
            _bytes[_time.Ms / 1000] += request.Count;
            if (Behaviour == FleetBehaviour.Busy)
            {
                return Busy;
            }

            AcceptedRequests++;
            AcceptedBytes += request.Count;
            _kept?.Add([.. request]);
            return Accepted;
        }
    }
}
