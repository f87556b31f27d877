using System;
using System.Globalization;
using Gateway.Dns;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Storage;

namespace Gateway.Bench
{
    /// <summary>
    /// What a collector gets from a fleet: the firmware's own reporters, 10 000 of them, on a moved clock; then what a real
    /// collector spends on their requests.
    /// </summary>
    internal static class FleetBenchmark
    {
        private const int Gateways = 10_000;
        private const int IntervalS = 300;
        private const int WindowS = 10;
        private const int HourS = 3600;
        private const int Hours = 5; // from the power cut; down, after; busy, after
        private const int TimeServersMs = 16_000; // SntpClient's spread
        private const double MaximumPeak = 1.5; // the client's

        private const string Serials = "G0000000";

        /// <summary>Runs it.</summary>
        /// <returns>0, or 1 when a peak is above 1.5 times the steady rate.</returns>
        public static int Run()
        {
            FleetTime time = new() { StartUtc = DateTimeOffset.UtcNow.ToUnixTimeSeconds() };
            FleetCollector collector = new(time, Hours * HourS);
            Reporter[] fleet = Make(time, collector);
            bool isGood = true;
            for (int hour = 0; hour < Hours; hour++)
            {
                collector.Behaviour = hour switch { 1 => FleetBehaviour.Down, 3 => FleetBehaviour.Busy, _ => FleetBehaviour.Well };
                Pass(fleet, time, HourS);
                Console.Error.WriteLine($"hour {hour + 1} of {Hours}: {collector.Behaviour}");
                string? name = hour switch { 0 => "power-cut", 2 => "outage", 4 => "outage-503", _ => null };
                if (name != null)
                {
                    double steady = (double)Gateways * WindowS / IntervalS;
                    double peak = collector.Peak(hour * HourS, (hour + 1) * HourS, WindowS) / steady;
                    isGood &= peak <= MaximumPeak;
                    Print($"peak-to-steady-{name}", peak, "times");
                }
                else
                {
                    Print($"requests-an-interval-{collector.Behaviour.ToString().ToLowerInvariant()}",
                        (double)collector.Count(hour * HourS, (hour + 1) * HourS) * IntervalS / HourS / Gateways, "requests a gateway");
                }

                if (hour == 0)
                {
                    long reports = 0;
                    foreach (Reporter reporter in fleet)
                    {
                        reports += reporter.Status.Attempts;
                    }

                    Print("requests-per-report", (double)reports / collector.AcceptedRequests, "requests");
                    Print("bytes-per-report", (double)collector.AcceptedBytes / collector.AcceptedRequests, "bytes, HTTP head and body");
                }
            }

            CollectorLoad.Run(collector.Kept, Print);
            return isGood ? 0 : 1;
        }

        private static Reporter[] Make(FleetTime time, FleetCollector collector)
        {
            Random random = new(1);
            Reporter[] fleet = new Reporter[Gateways];
            EngineSettings engineSettings = new();
            FleetClock engineClock = new(time, 0);
            Engine engine = new(engineSettings, engineClock, new BenchRandom(), new CountingOutput(), null);
            for (int i = 0; i < Gateways; i++)
            {
                FleetClock clock = new(time, random.Next(TimeServersMs));
                CounterSource source = new(engine, new DnsCounters(), clock, new PageCounters(), new BoardCounters());
                ReportSpool spool = new(source, new NoStorage());
                fleet[i] = new Reporter(spool, new FleetTls(collector), clock, new FleetRandom(random.Next()), null);
                fleet[i].Apply(MakeSettings(i), Control.ControlPlane.NoName);
            }

            return fleet;
        }

        private static ReportingSettings MakeSettings(int gateway)
        {
            return new ReportingSettings
            {
                Host = "127.0.0.1",
                Port = 443,
                Path = "/reports",
                UserName = CollectorLoad.User,
                Password = CollectorLoad.Password,
                Vendor = "EXAMPLE.COM",
                ManufacturerOui = "00005E",
                ProductClass = "Gateway",
                SerialNumber = gateway.ToString(Serials, CultureInfo.InvariantCulture),
                IntervalS = IntervalS,
            };
        }

        // A second a step: a request is answered in the next one.
        private static void Pass(Reporter[] fleet, FleetTime time, int seconds)
        {
            for (int second = 0; second < seconds; second++)
            {
                foreach (Reporter reporter in fleet)
                {
                    reporter.Step();
                }

                time.Ms += 1000;
            }
        }

        private static void Print(string name, double value, string unit)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F3} {unit}"));
        }
    }
}
