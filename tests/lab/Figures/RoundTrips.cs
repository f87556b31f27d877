using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Lab;

namespace Gateway.LabFigures
{
    /// <summary>One datagram at a time, there and back.</summary>
    internal static class RoundTrips
    {
        private const int Count = 2000; // ours: 20 lie above the p99
        private const int Length = 64;

        private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1); // ours: then it is lost

        /// <summary>Measures.</summary>
        /// <param name="box">The NAT.</param>
        /// <param name="into">Takes the times.</param>
        public static void Measure(NatBox box, Samples into)
        {
            using Socket socket = box.Pc.Bind(ProtocolType.Udp, box.PcAddress);
            socket.Connect(new IPEndPoint(IPAddress.Parse(LabPlan.Web), LabPlan.EchoPort));
            socket.ReceiveTimeout = (int)Timeout.TotalMilliseconds;
            byte[] datagram = new byte[Length];
            for (int i = 0; i < Count; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                socket.Send(datagram);
                try
                {
                    socket.Receive(datagram);
                    into.Add(Stopwatch.GetElapsedTime(begin));
                }
                catch (SocketException)
                {
                    // Lost: it has no time.
                }
            }
        }
    }
}
