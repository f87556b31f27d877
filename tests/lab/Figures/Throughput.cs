using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Gateway.Lab;

namespace Gateway.LabFigures
{
    /// <summary>The firmware beside slirp4netns and the kernel's NAT, in turn: what the machine does meanwhile meets all three.</summary>
    internal static class Throughput
    {
        private const int Rounds = 3; // ours: the median of three is not one lucky run
        private const double NinetyNine = 99;
        private const double Half = 50;

        /// <summary>Measures, and writes the figures, a line each: name value unit.</summary>
        public static void Measure(TextWriter output)
        {
            using GatewayBox gateway = new();
            using SlirpBox slirp = new();
            using KernelBox kernel = new();
            NatBox[] boxes = [gateway, slirp, kernel];
            List<EchoServer> servers = [.. boxes.Select(box => new EchoServer(box.Server, LabPlan.Web, LabPlan.EchoPort, isUdpToo: true))];
            foreach (NatBox box in boxes)
            {
                box.Ready();
                RoundTrips.Measure(box, new Samples()); // the first packets meet code that is not compiled yet
            }

            Tell(output, boxes, "tcp-mbps", "Mbit/s", box => Iperf.MeasureTcp(box, isDownload: true));
            Tell(output, boxes, "tcp-up-mbps", "Mbit/s", box => Iperf.MeasureTcp(box, isDownload: false));
            Tell(output, boxes, "udp-pps", "packets/s", Iperf.MeasurePackets);
            TellRoundTrips(output, boxes);
            servers.ForEach(server => server.Dispose());
        }

        private static void Tell(TextWriter output, NatBox[] boxes, string name, string unit, Func<NatBox, double> measure)
        {
            double[][] figures = [.. boxes.Select(_ => new double[Rounds])];
            for (int round = 0; round < Rounds; round++)
            {
                for (int i = 0; i < boxes.Length; i++)
                {
                    figures[i][round] = measure(boxes[i]);
                }
            }

            for (int i = 0; i < boxes.Length; i++)
            {
                Write(output, $"{name}-{boxes[i].Name}", figures[i].Order().ElementAt(Rounds / 2), unit);
            }
        }

        private static void TellRoundTrips(TextWriter output, NatBox[] boxes)
        {
            Samples[] samples = [.. boxes.Select(_ => new Samples())];
            for (int round = 0; round < Rounds; round++)
            {
                for (int i = 0; i < boxes.Length; i++)
                {
                    RoundTrips.Measure(boxes[i], samples[i]);
                }
            }

            for (int i = 0; i < boxes.Length; i++)
            {
                Write(output, $"rtt-p50-us-{boxes[i].Name}", samples[i].Percentile(Half), "us");
                Write(output, $"rtt-p99-us-{boxes[i].Name}", samples[i].Percentile(NinetyNine), "us");
            }
        }

        private static void Write(TextWriter output, string name, double value, string unit)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F0} {unit}"));
        }
    }
}
