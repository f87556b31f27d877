using System;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>What kind of NAT it is, seen from outside: coturn's server with two addresses, and its discovery client (RFC 5780).</summary>
    [TestClass]
    public sealed class ConformanceTests : LabTest
    {
        private const string Package = "coturn";
        private const string Server = "198.51.100.60";
        private const string OtherServer = "198.51.100.61";
        private const int StunPort = 3478; // RFC 8489

        private static PrivateRoot? _serverRoot;
        private static PrivateRoot? _clientRoot;
        private static Daemon? _server;

        [ClassInitialize]
        public static void Start(TestContext _)
        {
            World.Wan.Configure("address", "add", Server + "/32", "dev", LabWorld.WanDevice);
            World.Wan.Configure("address", "add", OtherServer + "/32", "dev", LabWorld.WanDevice);
            _serverRoot = new PrivateRoot("stun", Package, World.Wan);
            _clientRoot = new PrivateRoot("stun-client", Package, World.Home.Pc);
            _server = new Daemon(
                _serverRoot.Inside("turnserver", "-n", "-S", "-L", Server, "-L", OtherServer, "--no-tls", "--no-dtls", "--no-cli", "--log-file", "stdout", "--pidfile", "/tmp/pid"),
                _serverRoot.At("var/log/turnserver.log"));
            TcpProbe.RequireOpen(World.Wan, LabPlan.Stranger, Server, StunPort);
            TcpProbe.RequireOpen(World.Wan, LabPlan.Stranger, OtherServer, StunPort);
        }

        [ClassCleanup]
        public static void Stop()
        {
            _server?.Dispose();
            _clientRoot?.Dispose();
            _serverRoot?.Dispose();
            World.Wan.Configure("address", "delete", Server + "/32", "dev", LabWorld.WanDevice);
            World.Wan.Configure("address", "delete", OtherServer + "/32", "dev", LabWorld.WanDevice);
        }

        // RFC 4787 REQ-1: one mapping for all; REQ-8, and ours: nobody else's answers pass.
        [TestMethod]
        [DataRow("-m", "NAT with Endpoint Independent Mapping!")]
        [DataRow("-f", "NAT with Address and Port Dependent Filtering!")]
        public void An_outsider_sees_the_mapping_and_the_filtering_that_nat_md_promises(string test, string verdict)
        {
            string said = _clientRoot!.Run(null, "turnutils_natdiscovery", test, "-L", LabPlan.Pc, Server).OrThrow().Output;
            StringAssert.Contains(said, verdict, StringComparison.Ordinal);
            StringAssert.Contains(said, LabPlan.GatewayWan, StringComparison.Ordinal);
        }

        // RFC 4787 REQ-9: two sockets behind one address find each other.
        [TestMethod]
        public void A_hairpin_is_seen()
        {
            string said = _clientRoot!.Run(null, "turnutils_natdiscovery", "-H", "-L", LabPlan.Pc, Server).OrThrow().Output;
            StringAssert.Contains(said, "a successful hairpinning", StringComparison.Ordinal);
        }
    }
}
