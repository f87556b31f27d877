using System.Globalization;
using System.Text.Json;
using Gateway.Lab;

namespace Gateway.LabFigures
{
    /// <summary>iperf3 across a NAT.</summary>
    internal static class Iperf
    {
        private const double BitsAMegabit = 1e6;
        private const string Seconds = "4"; // ours: long enough for TCP to find its rate, behind what is omitted
        private const string Omitted = "1"; // s
        private const string DatagramLength = "64"; // bytes, issue 3

        /// <summary>TCP, one connection.</summary>
        /// <param name="box">The NAT.</param>
        /// <param name="isDownload">From the server to the PC, or the other way.</param>
        /// <returns>Mbit/s that arrived.</returns>
        public static double MeasureTcp(NatBox box, bool isDownload)
        {
            JsonElement end = Run(box, ["-O", Omitted, .. isDownload ? (string[])["-R"] : []]);
            return end.GetProperty("sum_received").GetProperty("bits_per_second").GetDouble() / BitsAMegabit;
        }

        /// <summary>UDP, as fast as the PC can, small datagrams.</summary>
        /// <returns>Packets a second that arrived.</returns>
        public static double MeasurePackets(NatBox box)
        {
            // Nothing omitted: iperf3 counts lost ones of that time too, but not the sent ones.
            JsonElement sum = Run(box, ["-u", "-b", "0", "-l", DatagramLength]).GetProperty("sum");
            double arrived = sum.GetProperty("packets").GetDouble() - sum.GetProperty("lost_packets").GetDouble();
            return arrived / sum.GetProperty("seconds").GetDouble();
        }

        private static JsonElement Run(NatBox box, string[] options)
        {
            // A server for one test: it ends by itself.
            string[] words = box.Server.Inside("iperf3", "-s", "-1", "-B", LabPlan.Web, "--forceflush");
            using Daemon server = new(words, LabFolder.InWorld("figures/iperf3.log"));
            server.RequireLog("Server listening");
            string report = box.Pc.Run(["iperf3", "-c", LabPlan.Web, "-t", Seconds, "-J", "--connect-timeout", "5000", .. options]).Output;
            using JsonDocument document = JsonDocument.Parse(report);
            return document.RootElement.TryGetProperty("error", out JsonElement error)
                ? throw new LabException(string.Create(CultureInfo.InvariantCulture, $"iperf3 over {box.Name}: {error}"))
                : document.RootElement.GetProperty("end").Clone();
        }
    }
}
