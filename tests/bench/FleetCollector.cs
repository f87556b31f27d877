using System;
using System.Collections.Generic;
using System.Text;

namespace Gateway.Bench
{
    /// <summary>The one that all gateways of a fleet report to: it counts who knocks, second by second.</summary>
    internal sealed class FleetCollector
    {
        /// <summary>How many requests are kept, for a real collector. Ours: one of each of so many gateways.</summary>
        public const int KeptRequests = 500;

        private static readonly byte[] Accepted = Encoding.ASCII.GetBytes("HTTP/1.1 204 No Content\r\n\r\n");
        private static readonly byte[] Busy = Encoding.ASCII.GetBytes("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");

        private readonly FleetTime _time;
        private readonly int[] _knocks;

        /// <summary>Makes it.</summary>
        /// <param name="time">The fleet's.</param>
        /// <param name="seconds">How long it is asked at the most.</param>
        public FleetCollector(FleetTime time, int seconds)
        {
            _time = time;
            _knocks = new int[seconds];
        }

        /// <summary>What it does.</summary>
        public FleetBehaviour Behaviour { get; set; }

        /// <summary>Requests that it accepted.</summary>
        public long AcceptedRequests { get; private set; }

        /// <summary>Bytes of these, heads included.</summary>
        public long AcceptedBytes { get; private set; }

        /// <summary>The first ones, whole.</summary>
        public List<byte[]> Kept { get; } = [];

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
            if (Behaviour == FleetBehaviour.Busy)
            {
                return Busy;
            }

            AcceptedRequests++;
            AcceptedBytes += request.Count;
            if (Kept.Count < KeptRequests)
            {
                Kept.Add([.. request]);
            }

            return Accepted;
        }

        /// <summary>How many knocked from one second up to another.</summary>
        public long Count(int from, int to)
        {
            long sum = 0;
            for (int second = from; second < to; second++)
            {
                sum += _knocks[second];
            }

            return sum;
        }

        /// <summary>The most that knocked within a window that lies between two seconds.</summary>
        public long Peak(int from, int to, int window)
        {
            long peak = 0;
            for (int second = from; second + window <= to; second++)
            {
                peak = Math.Max(peak, Count(second, second + window));
            }

            return peak;
        }
    }
}
