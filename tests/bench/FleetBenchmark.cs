using System;
using System.Globalization;

namespace Gateway.Bench
{
    /// <summary>
    /// What a collector gets from a fleet: the firmware's own reporters, 10 000 of them, on a moved clock; then what a real
    /// collector spends on their requests.
    /// </summary>
    internal static class FleetBenchmark
    {
        private const int Gateways = 10_000;
        private const int HourS = 3600;
        private const int ShortS = 300;
        private const int Port = 443;
        private const int TimeSpreadMs = 16_000; // SntpClient's
        private const int WaitS = 5; // RetryMinimumWaitInterval, its default
        private const int LongWaitS = Fleet.IntervalS; // likewise, for comparison
        private const double MaximumPeak = 1.5; // what a receiver must be laid out for, beside the steady rate
        private const double SteadyKnocks = (double)Gateways * FleetWindow.Seconds / Fleet.IntervalS;

        /// <summary>Runs it.</summary>
        /// <returns>0; 1 when a peak is above 1.5 times the steady rate, or a report is not as it must be.</returns>
        public static int Run()
        {
            double[] chance = FleetWindow.ByChance(Gateways, Fleet.IntervalS);
            Print("peak-to-steady-by-chance", chance[chance.Length / 2], "times, median of 1000 fleets that only drew their second");
            Print("peak-to-steady-by-chance-p99", chance[chance.Length * 99 / 100], "times");
            bool isGood = RunHours();
            RunShortOutage("", WaitS);
            RunShortOutage("-wait-300", LongWaitS);
            return RunReceivers() == 0 && isGood ? 0 : 1;
        }

        /// <summary>Runs the last part alone: what receivers spend.</summary>
        /// <returns>0; 1 when a report is not as it must be.</returns>
        public static int RunReceivers()
        {
            return CollectorLoad.Run(Print) ? 0 : 1;
        }

        private static bool RunHours()
        {
            FleetTime time = new();
            FleetCollector collector = new(time, 5 * HourS, null);
            Fleet fleet = new(0, Gateways, time, collector, Port, TimeSpreadMs, WaitS);

            Range hour = Pass(fleet, time, collector, FleetBehaviour.Well, HourS);
            double bytes = (double)collector.AcceptedBytes / collector.AcceptedRequests;
            double steadyBytes = bytes * SteadyKnocks;
            Print("requests-per-report", (double)fleet.Attempts / collector.AcceptedRequests, "requests");
            Print("bytes-per-report", bytes, "bytes, HTTP head and body");
            bool isGood = IsPeakGood("power-cut", hour, collector, steadyBytes);

            PrintOutage("outage", Pass(fleet, time, collector, FleetBehaviour.Down, HourS), collector);
            isGood &= IsPeakGood("outage", Pass(fleet, time, collector, FleetBehaviour.Well, HourS), collector, steadyBytes);

            PrintOutage("outage-503", Pass(fleet, time, collector, FleetBehaviour.Busy, HourS), collector);
            return isGood & IsPeakGood("outage-503", Pass(fleet, time, collector, FleetBehaviour.Well, HourS), collector, steadyBytes);
        }

        // Within the first interval of an outage the retries are still close together: for whoever plans, not held to a bound.
        private static void RunShortOutage(string suffix, int minimumWaitS)
        {
            FleetTime time = new();
            FleetCollector collector = new(time, 3 * HourS, null);
            Fleet fleet = new(0, Gateways, time, collector, Port, TimeSpreadMs, minimumWaitS);
            Pass(fleet, time, collector, FleetBehaviour.Well, 2 * Fleet.IntervalS);
            PrintOutage($"short-outage{suffix}", Pass(fleet, time, collector, FleetBehaviour.Down, ShortS), collector);
            Range after = Pass(fleet, time, collector, FleetBehaviour.Well, HourS);
            Print($"peak-to-steady-short-outage{suffix}", FleetWindow.Worst(collector.Knocks[after]) / SteadyKnocks, "times");
        }

        private static Range Pass(Fleet fleet, FleetTime time, FleetCollector collector, FleetBehaviour behaviour, int seconds)
        {
            int from = (int)(time.Ms / 1000);
            collector.Behaviour = behaviour;
            fleet.Pass(seconds);
            Console.Error.WriteLine($"{seconds} s passed: {behaviour}");
            return from..(from + seconds);
        }

        private static bool IsPeakGood(string name, Range time, FleetCollector collector, double steadyBytes)
        {
            double peak = FleetWindow.Worst(collector.Knocks[time]) / SteadyKnocks;
            Print($"peak-to-steady-{name}", peak, "times");
            Print($"peak-bytes-to-steady-{name}", FleetWindow.Worst(collector.Bytes[time]) / steadyBytes, "times");
            return peak <= MaximumPeak;
        }

        // What knocks at a closed door.
        private static void PrintOutage(string name, Range time, FleetCollector collector)
        {
            long sum = 0;
            foreach (long knocks in collector.Knocks[time])
            {
                sum += knocks;
            }

            int seconds = time.End.Value - time.Start.Value;
            Print($"requests-an-interval-during-{name}", (double)sum * Fleet.IntervalS / seconds / Gateways, "requests a gateway");
            Print($"peak-to-steady-during-{name}", FleetWindow.Worst(collector.Knocks[time]) / SteadyKnocks, "times");
        }

        private static void Print(string name, double value, string unit)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F3} {unit}"));
        }
    }
}
