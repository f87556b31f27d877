using System;
using System.Globalization;
using Gateway.Dns;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Storage;

namespace Gateway.Bench
{
    /// <summary>Gateways that start at once: the firmware's own reporters, of which each has its own clock, randomness and spool.</summary>
    internal sealed class Fleet
    {
        /// <summary>Where they report to.</summary>
        public const string Host = "127.0.0.1";

        /// <summary>Their account.</summary>
        public const string User = "fleet";

        /// <summary>Its password.</summary>
        public const string Password = "only-for-the-benchmark";

        /// <summary>ReportingInterval.</summary>
        public const int IntervalS = 300;

        private const int Seed = 1;
        private const string Serials = "G0000000";

        private readonly FleetTime _time;
        private readonly Reporter[] _reporters;

        /// <summary>Starts them.</summary>
        /// <param name="first">The first one's number.</param>
        /// <param name="gateways">How many.</param>
        /// <param name="time">The time.</param>
        /// <param name="collector">Gets what they report.</param>
        /// <param name="port">Its port.</param>
        /// <param name="timeSpreadMs">Within how long they learn the time.</param>
        /// <param name="minimumWaitS">RetryMinimumWaitInterval.</param>
        public Fleet(int first, int gateways, FleetTime time, FleetCollector collector, int port, int timeSpreadMs, int minimumWaitS)
        {
            _time = time;
            Random random = new(Seed);
            Engine engine = AfterAMonth(time);
            BoardCounters board = new() { MemoryTotalKib = 4096, MemoryFreeKib = 1830, WanPacketsLost = 0, LanPacketsLost = 0 };
            _reporters = new Reporter[gateways];
            for (int i = 0; i < gateways; i++)
            {
                FleetClock clock = new(time, time.Ms + random.Next(timeSpreadMs));
                CounterSource source = new(engine, new DnsCounters(), clock, new PageCounters(), board);
                ReportSpool spool = new(source, new NoStorage());
                _reporters[i] = new Reporter(spool, new FleetTls(collector), clock, new FleetRandom(random.Next()), null);
                _reporters[i].Apply(MakeSettings(first + i, port, minimumWaitS), Control.ControlPlane.NoName);
            }
        }

        /// <summary>Attempts that ended, since the start.</summary>
        public long Attempts
        {
            get
            {
                long sum = 0;
                foreach (Reporter reporter in _reporters)
                {
                    sum += reporter.Status.Attempts;
                }

                return sum;
            }
        }

        /// <summary>Lets time pass, in steps of a second: a request is answered in the next one.</summary>
        public void Pass(int seconds)
        {
            for (int second = 0; second < seconds; second++)
            {
                foreach (Reporter reporter in _reporters)
                {
                    reporter.Step();
                }

                _time.Ms += 1000;
            }
        }

        // Numbers as long as a home's: a report's length depends on them.
        private static Engine AfterAMonth(FleetTime time)
        {
            Engine engine = new(new EngineSettings(), new FleetClock(time, 0), new BenchRandom(), new CountingOutput(), null);
            engine.Traffic.LanBytesSent = 312_345_678_901;
            engine.Traffic.LanPacketsForwarded = 234_567_890;
            engine.Traffic.LanBytesReceived = 23_456_789_012;
            engine.Traffic.LanPacketsReceived = 98_765_432;
            engine.Traffic.WanBytesSent = 23_456_543_210;
            engine.Traffic.WanPacketsSent = 98_765_321;
            engine.Traffic.WanBytesReceived = 312_456_789_012;
            engine.Traffic.WanPacketsReceived = 234_678_901;
            engine.Traffic.WanPacketsDropped = 345_678;
            engine.Traffic.LanPacketsDropped = 12_345;
            engine.Nat.SessionsCreated = 2_345_678;
            engine.Op25b.AllowedConnections = 123;
            engine.Op25b.InboundSourcePort25Dropped = 1_234;
            return engine;
        }

        private static ReportingSettings MakeSettings(int gateway, int port, int minimumWaitS)
        {
            return new ReportingSettings
            {
                Host = Host,
                Port = port,
                Path = "/reports",
                UserName = User,
                Password = Password,
                Vendor = "ISP-EXAMPLE",
                ManufacturerOui = "00005E",
                ProductClass = "Gateway",
                SerialNumber = gateway.ToString(Serials, CultureInfo.InvariantCulture),
                IntervalS = IntervalS,
                RetryMinimumWaitS = minimumWaitS,
            };
        }
    }
}
