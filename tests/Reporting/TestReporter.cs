using Gateway.Control;
using Gateway.Dns;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Tests.Support;

namespace Gateway.Tests.Reporting
{
    /// <summary>A gateway that reports, to a collector that is the test.</summary>
    public sealed class TestReporter
    {
        /// <summary>The time at the start.</summary>
        public const long Utc = 1780272000;

        /// <summary>The collector.</summary>
        public const uint Collector = 0xC6336409; // 198.51.100.9

        /// <summary>An answer that accepts.</summary>
        public const string Accepted = "HTTP/1.1 204 No Content\r\n\r\n";

        private const string Own = "{'op25b':{'relays':['198.51.100.25']},'reporting':{'url':'https://198.51.100.9/r','vendor':'ISP-EXAMPLE',"
            + "'manufacturerOui':'00005E','productClass':'G','serialNumber':'1','reportingInterval':300,'userName':'cpe','password':'hunter2'SETTINGS}}";

        /// <summary>Makes it, without remote settings.</summary>
        public TestReporter()
            : this(new MemoryStorage(), "")
        {
        }

        /// <summary>Makes it.</summary>
        /// <param name="storage">Outlives it.</param>
        /// <param name="more">More keys of the section reporting.</param>
        public TestReporter(MemoryStorage storage, string more)
        {
            Clock.SetUtc(Utc);
            int at = Own.IndexOf("SETTINGS");
            byte[] json = JsonBytes.Of(Own.Substring(0, at) + more + Own.Substring(at + 8));
            Keeper = new SettingsKeeper(storage);
            Remote = new RemoteSettings(Keeper, storage);
            Plane = new ControlPlane(Remote.Over(Keeper.Read(json, json.Length, new SettingsProblems())), Clock, Random, null, null, storage);
            Plane.Start(new RecordingOutput(), null);
            Source = new CounterSource(Plane.Engine, new DnsCounters(), Clock, new PageCounters(), new BoardCounters());
            Spool = new ReportSpool(Source, storage);
            Reporter = new Reporter(Spool, Tls, Clock, Random, Plane.Names) { Remote = Remote };
            Apply();
        }

        /// <summary>The time.</summary>
        public ManualClock Clock { get; } = new ManualClock();

        /// <summary>The board's randomness.</summary>
        public SequenceRandom Random { get; } = new SequenceRandom(7);

        /// <summary>The collector.</summary>
        public ScriptedTls Tls { get; } = new ScriptedTls { Answer = Accepted };

        /// <summary>The parts.</summary>
        public SettingsKeeper Keeper { get; }

        /// <summary>Likewise.</summary>
        public RemoteSettings Remote { get; }

        /// <summary>Likewise.</summary>
        public ControlPlane Plane { get; }

        /// <summary>Likewise.</summary>
        public CounterSource Source { get; }

        /// <summary>Likewise.</summary>
        public ReportSpool Spool { get; }

        /// <summary>Likewise.</summary>
        public Reporter Reporter { get; }

        /// <summary>Which relay port 25 is open to; 0 for none.</summary>
        public uint Relay
        {
            get { return Plane.Settings.Engine.Op25b.Relays.Length == 0 ? 0 : Plane.Settings.Engine.Op25b.Relays[0].Address; }
        }

        /// <summary>Gives the plane's settings to the reports.</summary>
        public void Apply()
        {
            Reporter.Apply(Plane.Settings.Reporting, Plane.CollectorName);
        }

        /// <summary>Lets time pass, as a board gives it, in steps of a second.</summary>
        public void Pass(int seconds)
        {
            for (int i = 0; i < seconds; i++)
            {
                Clock.Advance(1000);
                Turn();
            }
        }

        /// <summary>Lets time pass until an attempt ended, at the most so long.</summary>
        /// <returns>Seconds that passed.</returns>
        public int PassToAttempt(int maximum)
        {
            int before = Reporter.Status.Attempts;
            int seconds = 0;
            while (seconds < maximum && Reporter.Status.Attempts == before)
            {
                Pass(1);
                seconds++;
            }

            return seconds;
        }

        /// <summary>What a board does four times a second.</summary>
        public void Turn()
        {
            Reporter.Step();
            Spool.Keep();
            GatewaySettings settings = Remote.Turn();
            if (settings != null)
            {
                Plane.Apply(settings);
                Apply();
            }
        }
    }
}
