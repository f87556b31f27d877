using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Threading;

namespace Gateway.Lab
{
    /// <summary>
    /// The world around the gateway: a household, whose hosts have namespaces of their own, and the Internet, whose servers share
    /// one, by address. Between them are only the firmware's two TUN devices, so that nothing but the firmware can carry a packet
    /// across.
    /// </summary>
    public sealed class LabWorld : IDisposable
    {
        /// <summary>Bytes of the file on the web server.</summary>
        public const int DownloadLength = 100_000_000;

        /// <summary>The gateway's wire to the Internet.</summary>
        public const string WanDevice = "wan0";

        private const string SingleHost = "/32";
        private const string AnnouncedFile = "announced"; // run.sh reads it

        // ours: the servers in this process answer at once, also while a check waits on one of the pool's threads
        private const int PoolThreads = 16;

        private readonly Stack<IDisposable> _parts = new();

        /// <summary>Builds the world and starts all that lives in it.</summary>
        /// <exception cref="LabException">Something does not start.</exception>
        public LabWorld()
        {
            if (!LabFolder.IsInside)
            {
                throw new LabException("This is the machine's own world, not the lab's: start it by tests/lab/enter.sh.");
            }

            ThreadPool.SetMinThreads(PoolThreads, PoolThreads);
            Folder = LabFolder.InWorld("world");
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }

            Directory.CreateDirectory(Folder);
            try
            {
                Home = Add(new HomeNetwork());
                GatewayPlace = Add(new LabNamespace("gateway"));
                Wan = Add(new LabNamespace("wan"));
                ConnectWan();
                Collector = Add(new CollectorProcess(Wan, Path.Combine(Folder, "collector")));
                Gateway = Add(new GatewayProcess(
                    GatewayPlace, $"{HomeNetwork.GatewayDevice}@{Home.Switch.Name}", $"{WanDevice}@{Wan.Name}", Collector.AuthorityPath, Folder));
                Witness = Add(WatchWan($"tcp port 25 or {Witness.Strange}", "wan.pcap"));
                Add(new Daemon(Wan.Inside("dnsmasq", "-k", "-C", PrivateRoot.ConfigPath("dnsmasq.conf"), "--log-facility=-"), Log("dnsmasq")));
                TestNames = Add(new TestNameServer(Wan, Log("dnsmasq-test")));
                Relay = Add(new RelayServer(Wan));
                Foreign = Add(new ForeignServer(Wan));
                StartWebServer();
                Add(new EchoServer(Wan, LabPlan.Web, LabPlan.EchoPort, isUdpToo: true));
                Add(new EchoServer(Home.Printer, LabPlan.Printer, LabPlan.ForwardedPort, isUdpToo: false));
                Add(new PageServer(Wan, LabPlan.Web, LabPlan.PagePort));
                Relay.Ready();
                Foreign.Ready();
                TcpProbe.RequireOpen(Wan, LabPlan.Stranger, LabPlan.NameServer, LabPlan.DnsPort);
                TcpProbe.RequireOpen(Home.Pc, LabPlan.Pc, LabPlan.Web, LabPlan.WebPort);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        /// <summary>The household.</summary>
        public HomeNetwork Home { get; }

        /// <summary>Where the firmware runs, and its own stack.</summary>
        public LabNamespace GatewayPlace { get; }

        /// <summary>The Internet.</summary>
        public LabNamespace Wan { get; }

        /// <summary>The firmware.</summary>
        public GatewayProcess Gateway { get; }

        /// <summary>The ISP's collector of reports.</summary>
        public CollectorProcess Collector { get; }

        /// <summary>Sits on the WAN's wire.</summary>
        public Witness Witness { get; }

        /// <summary>A name server that answers what a check wants.</summary>
        public TestNameServer TestNames { get; }

        /// <summary>The ISP's relay.</summary>
        public RelayServer Relay { get; }

        /// <summary>The mail host elsewhere.</summary>
        public ForeignServer Foreign { get; }

        /// <summary>Logs, captures, settings.</summary>
        public string Folder { get; }

        /// <summary>SHA-256 of the web server's file, in hexadecimal.</summary>
        public string DownloadHash { get; private set; } = "";

        /// <summary>Starts one more witness, on the gateway's wire to the household.</summary>
        public Witness WatchLan(string filter, string name)
        {
            return new Witness(Home.Switch, HomeNetwork.GatewayDevice, "inout", filter, Home.Pc, LabPlan.GatewayLan, Path.Combine(Folder, name));
        }

        /// <summary>Starts one more witness, on the gateway's wire to the Internet, for what the gateway sends.</summary>
        public Witness WatchWan(string filter, string name)
        {
            return new Witness(Wan, WanDevice, "in", filter, Home.Pc, LabPlan.Stranger, Path.Combine(Folder, name));
        }

        /// <summary>Starts a witness of whole packets on each of the gateway's wires, in both directions.</summary>
        public (Witness Lan, Witness Wan) WatchBothWires(string filter, string name)
        {
            Witness lan = new(
                Home.Switch, HomeNetwork.GatewayDevice, "inout", filter, Home.Pc, LabPlan.GatewayLan, Path.Combine(Folder, $"{name}-lan.pcap"), isWhole: true);
            Witness wan = new(Wan, WanDevice, "inout", filter, Home.Pc, LabPlan.Stranger, Path.Combine(Folder, $"{name}-wan.pcap"), isWhole: true);
            return (lan, wan);
        }

        /// <summary>Starts one more witness, between the gateway and its own stack.</summary>
        public Witness WatchOwnStack(string filter, string name)
        {
            return new Witness(GatewayPlace, GatewayProcess.HostDevice, "inout", filter, Home.Pc, LabPlan.GatewayLan, Path.Combine(Folder, name));
        }

        /// <summary>Packets to port 25 of <see cref="LabPlan.Announced"/> that checks have had so far, as they were meant to.</summary>
        public int AnnouncedPackets { get; private set; }

        /// <summary>Takes the packets that went to <see cref="LabPlan.Announced"/> up to now as meant: a check had made it a relay.</summary>
        /// <returns>How many more they are than before.</returns>
        public int AnnounceMail()
        {
            int count = Witness.Count(Witness.MailToAnnounced);
            int more = count - AnnouncedPackets;
            AnnouncedPackets = count;
            File.WriteAllText(Path.Combine(Folder, AnnouncedFile), count.ToString(CultureInfo.InvariantCulture));
            return more;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            while (_parts.TryPop(out IDisposable? part))
            {
                part.Dispose();
            }
        }

        private T Add<T>(T part)
            where T : IDisposable
        {
            _parts.Push(part);
            return part;
        }

        private string Log(string name)
        {
            return Path.Combine(Folder, name + ".log");
        }

        private void ConnectWan()
        {
            Wan.AddTun(
                WanDevice,
                LabPlan.Relay + SingleHost,
                LabPlan.Announced + SingleHost,
                LabPlan.NameServer + SingleHost,
                LabPlan.TestNameServer + SingleHost,
                LabPlan.TimeServer + SingleHost,
                LabPlan.OtherTimeServer + SingleHost,
                LabPlan.Collector + SingleHost,
                LabPlan.Foreign + SingleHost,
                LabPlan.Web + SingleHost,
                LabPlan.Stranger + SingleHost);
            Wan.Configure("route", "add", LabPlan.GatewayWan, "dev", WanDevice);
        }

        private void StartWebServer()
        {
            string pages = Path.Combine(Folder, "pages");
            Directory.CreateDirectory(pages);
            byte[] bytes = new byte[DownloadLength];
            new Random(1).NextBytes(bytes); // ours: any bytes that no code can guess by chance, the same in every run
            File.WriteAllBytes(Path.Combine(pages, "large.bin"), bytes);
            DownloadHash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            string port = LabPlan.WebPort.ToString(CultureInfo.InvariantCulture);
            Add(new Daemon(Wan.Inside("python3", "-m", "http.server", "--bind", LabPlan.Web, "--directory", pages, port), Log("web")));
        }
    }
}
