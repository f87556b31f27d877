using Gateway.Dns;
using Gateway.Platform;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Tests.Support;

namespace Gateway.Tests.Reporting
{
    /// <summary>A gateway that takes reports, with a storage that outlives it. What it counts is the page's views: no packet is needed.</summary>
    public sealed class TestReports
    {
        /// <summary>A moment to collect at: TR-181's own example.</summary>
        public const long CollectionTime = 1364529149;

        private const int PieceLength = 512;

        /// <summary>Makes it, with an empty storage.</summary>
        public TestReports()
            : this(MakeGateway(null), new MemoryStorage(), MakeSettings())
        {
        }

        /// <summary>Makes it, as after a start.</summary>
        /// <param name="gateway">The engine, which may have run before.</param>
        /// <param name="storage">Holds what was kept.</param>
        /// <param name="settings">How to report.</param>
        public TestReports(TestGateway gateway, MemoryStorage storage, ReportingSettings settings)
        {
            Gateway = gateway;
            Stored = storage;
            Settings = settings;
            Source = new CounterSource(gateway.Engine, Names, gateway.Clock, Page, Board);
            Spool = new ReportSpool(Source, storage);
            Spool.Apply(settings);
        }

        /// <summary>The engine and its clock.</summary>
        public TestGateway Gateway { get; }

        /// <summary>The storage.</summary>
        public MemoryStorage Stored { get; }

        /// <summary>How to report.</summary>
        public ReportingSettings Settings { get; }

        /// <summary>What the resolver counts.</summary>
        public DnsCounters Names { get; } = new DnsCounters();

        /// <summary>What the page counts.</summary>
        public PageCounters Page { get; } = new PageCounters();

        /// <summary>What the board counts.</summary>
        public BoardCounters Board { get; } = new BoardCounters();

        /// <summary>Reads them.</summary>
        public CounterSource Source { get; }

        /// <summary>The reports.</summary>
        public ReportSpool Spool { get; }

        /// <summary>A small gateway.</summary>
        public static TestGateway MakeGateway(IFlowOffload offload)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 8;
            return new TestGateway(settings, offload);
        }

        /// <summary>Settings of a fictional vendor.</summary>
        public static ReportingSettings MakeSettings()
        {
            return new ReportingSettings
            {
                Host = "collector.isp.example",
                Vendor = "ACME",
                ManufacturerOui = "00005E",
                ProductClass = "Gateway",
                SerialNumber = "A-1",
            };
        }

        /// <summary>The same storage after a restart: what ran counts from 0.</summary>
        public TestReports Restart()
        {
            return new TestReports(Gateway, Stored, Settings);
        }

        /// <summary>Counts some views, takes a report, and lets it be kept.</summary>
        public void Report(int views, long collectionTimeS)
        {
            Page.NoticePageViews += views;
            Spool.Take(collectionTimeS);
            Spool.Keep();
        }

        /// <summary>Lets a report wait for so long that it is stored.</summary>
        public void Wait()
        {
            Gateway.Clock.Advance(ReportSpool.StoreAfterMs);
            Spool.Keep();
        }

        /// <summary>The body, read in pieces; its length is as it was told.</summary>
        public string ReadBody()
        {
            return ReadBody(PieceLength);
        }

        /// <summary>The same in pieces of a length.</summary>
        public string ReadBody(int pieceLength)
        {
            long length = Spool.BeginBody();
            char[] body = new char[(int)length + pieceLength];
            byte[] piece = new byte[pieceLength];
            int at = 0;
            for (int read = Spool.NextPiece(piece, 0, pieceLength); read > 0; read = Spool.NextPiece(piece, 0, pieceLength))
            {
                for (int i = 0; i < read; i++)
                {
                    body[at++] = (char)piece[i];
                }
            }

            return at == length ? new string(body, 0, at) : "The length was " + length + " and not " + at;
        }

        /// <summary>A number of a body: of the first such name from some place on.</summary>
        /// <param name="body">The body.</param>
        /// <param name="name">The parameter's name, or its end.</param>
        /// <param name="from">Where to search from; becomes what stands behind it. Negative where there is none.</param>
        public static long NumberIn(string body, string name, ref int from)
        {
            string key = name + "\":";
            int at = body.IndexOf(key, from);
            if (at < 0)
            {
                from = at;
                return CounterCatalog.Unmeasured;
            }

            int begin = at + key.Length;
            from = begin;
            while (body[from] >= '0' && body[from] <= '9')
            {
                from++;
            }

            return long.Parse(body.Substring(begin, from - begin));
        }

        /// <summary>The views that the newest report tells.</summary>
        public long NewestViews()
        {
            string body = ReadBody();
            long views = CounterCatalog.Unmeasured;
            int from = 0;
            for (long next = NumberIn(body, "NoticePageViews", ref from); from >= 0; next = NumberIn(body, "NoticePageViews", ref from))
            {
                views = next;
            }

            return views;
        }
    }
}
