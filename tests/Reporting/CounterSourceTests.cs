using Gateway.Platform;
using Gateway.Policy;
using Gateway.Reporting;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>What the counters count, where nothing else tells.</summary>
    [TestClass]
    public class CounterSourceTests
    {
        private const int Https = 443;
        private const int Port = 40000;

        [TestMethod]
        public void A_drop_is_counted_on_the_side_it_came_from()
        {
            var test = new TestReports();
            byte[] spoofed = PacketBuilder.Tcp(TestGateway.Foreign, Port, TestGateway.Foreign2, Https, TcpFlags.Syn);
            byte[] stranger = PacketBuilder.Tcp(TestGateway.Foreign, Https, TestGateway.Wan, Port, TcpFlags.Ack);
            test.Gateway.Receive(Side.Lan, spoofed);
            test.Gateway.Receive(Side.Lan, new byte[7]);
            test.Gateway.Receive(Side.Wan, stranger);
            test.Gateway.Receive(Side.Host, spoofed);
            long[] values = Read(test);

            Assert.AreEqual(2L, values[(int)Counter.LanDiscardPacketsReceived]);
            Assert.AreEqual(1L, values[(int)Counter.WanDiscardPacketsReceived]);
            Assert.AreEqual(4L, values[(int)Counter.DroppedPackets]);
        }

        // A fragment that waited is not the packet in hand: it came from the LAN, though its time runs out while the WAN speaks.
        [TestMethod]
        public void A_fragment_that_waited_is_counted_on_its_own_side()
        {
            var test = new TestReports();
            byte[] datagram = PacketBuilder.Udp(TestGateway.HostA, Port, TestGateway.Foreign, 53, new byte[64]);
            test.Gateway.Receive(Side.Lan, PacketBuilder.Fragment(datagram, 7, 32, 32));
            Assert.AreEqual(1L, Read(test)[(int)Counter.FragmentsHeld]);
            test.Gateway.Receive(Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, Https, TestGateway.Wan, Port, TcpFlags.Ack));
            test.Gateway.Pass(120 * 1000);
            long[] values = Read(test);

            Assert.AreEqual(1L, values[(int)Counter.LanDiscardPacketsReceived]);
            Assert.AreEqual(1L, values[(int)Counter.WanDiscardPacketsReceived]);
            Assert.AreEqual(1L, values[(int)Counter.FragmentDropped]);
        }

        // What the flow cache forwards passes both interfaces too.
        [TestMethod]
        public void The_interfaces_have_what_the_flow_cache_forwarded()
        {
            var cache = new ManagedFlowCache(8);
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 8;
            TestGateway gateway = cache.MakeGateway(settings);
            var test = new TestReports(gateway, new MemoryStorage(), TestReports.MakeSettings());
            byte[] up = PacketBuilder.Udp(TestGateway.HostA, Port, TestGateway.Foreign, Https, new byte[12]);
            byte[] down = PacketBuilder.Udp(TestGateway.Foreign, Https, TestGateway.Wan, Port, new byte[72]);
            cache.Receive(gateway, Side.Lan, up);
            for (int i = 0; i < 3; i++)
            {
                cache.Receive(gateway, Side.Wan, down);
            }

            cache.Receive(gateway, Side.Lan, up);
            gateway.Engine.Tick();
            long[] values = Read(test);

            Assert.AreEqual(3L, cache.Hits);
            Assert.AreEqual(3L, values[(int)Counter.CacheHits]);
            Assert.AreEqual(2L, values[(int)Counter.CacheMisses]);
            Assert.AreEqual(2L, values[(int)Counter.LanPacketsReceived]);
            Assert.AreEqual(80L, values[(int)Counter.LanBytesReceived]);
            Assert.AreEqual(2L, values[(int)Counter.WanPacketsSent]);
            Assert.AreEqual(80L, values[(int)Counter.WanBytesSent]);
            Assert.AreEqual(3L, values[(int)Counter.WanPacketsReceived]);
            Assert.AreEqual(300L, values[(int)Counter.WanBytesReceived]);
            Assert.AreEqual(3L, values[(int)Counter.LanPacketsSent]);
            Assert.AreEqual(300L, values[(int)Counter.LanBytesSent]);
        }

        [TestMethod]
        public void What_a_board_does_not_measure_has_no_number()
        {
            long[] values = Read(new TestReports());

            Assert.AreEqual(CounterCatalog.Unmeasured, values[(int)Counter.MemoryTotal]);
            Assert.AreEqual(CounterCatalog.Unmeasured, values[(int)Counter.MemoryFree]);
            Assert.AreEqual(CounterCatalog.Unmeasured, values[(int)Counter.WanDiscardPacketsSent]);
            Assert.AreEqual(CounterCatalog.Unmeasured, values[(int)Counter.LanDiscardPacketsSent]);
            Assert.AreEqual(CounterCatalog.Unmeasured, values[(int)Counter.CacheHits]);
            Assert.AreEqual(CounterCatalog.Unmeasured, values[(int)Counter.CacheMisses]);
            Assert.AreEqual(CounterCatalog.Unmeasured, values[(int)Counter.CacheRingDrops]);
        }

        // next header, port, length cut from the end: what counts
        [TestMethod]
        [DataRow(6, 25, 0, 1)]
        [DataRow(6, 587, 0, 0)]
        [DataRow(17, 25, 0, 0)]
        [DataRow(6, 25, 16, 1)]
        [DataRow(6, 25, 17, 0)]
        [DataRow(6, 25, 54, 0)]
        public void IPv6_to_port_25_is_counted(int nextHeader, int port, int cut, int counted)
        {
            byte[] packet = new byte[60 - cut];
            packet[0] = 0x60;
            Put(packet, 6, nextHeader);
            Put(packet, 43, port & 0xFF);
            Put(packet, 42, port >> 8);
            var test = new TestReports();
            test.Gateway.Receive(Side.Lan, packet);
            test.Gateway.Receive(Side.Wan, packet);

            Assert.AreEqual((long)counted, Read(test)[(int)Counter.BlockedPacketsIpv6]);
        }

        // A host that tries often is one host, and a day later it is none.
        [TestMethod]
        public void Affected_hosts_count_once_for_a_day()
        {
            var test = new TestReports();
            test.Gateway.Settings.Op25b.OnBlock = BlockAction.Drop;
            test.Gateway.Engine.Apply(test.Gateway.Settings);
            for (int i = 0; i < 3; i++)
            {
                Try(test, TestGateway.HostA, TestGateway.Foreign, 25);
            }

            Try(test, TestGateway.HostB, TestGateway.Foreign, 587);
            Try(test, TestGateway.HostB, TestGateway.Relay, 25);
            Assert.AreEqual(1L, Read(test)[(int)Counter.AffectedHosts]);
            test.Gateway.Pass((AffectedHosts.MaximumAgeS - 1) * 1000L);
            Try(test, TestGateway.HostB, TestGateway.Foreign, 25);
            Assert.AreEqual(2L, Read(test)[(int)Counter.AffectedHosts]);
            test.Gateway.Pass(1000);
            Assert.AreEqual(1L, Read(test)[(int)Counter.AffectedHosts]);
        }

        // With more hosts than rows the one that was silent longest gives way.
        [TestMethod]
        public void Affected_hosts_are_bounded()
        {
            var hosts = new AffectedHosts();
            for (int i = 0; i < AffectedHosts.Capacity + 5; i++)
            {
                hosts.Add((uint)i + 1, i);
            }

            Assert.AreEqual(AffectedHosts.Capacity, hosts.Count(AffectedHosts.Capacity));
            Assert.AreEqual(AffectedHosts.Capacity - 1, hosts.Count(AffectedHosts.MaximumAgeS + 5));
            hosts.Clear();
            Assert.AreEqual(0, hosts.Count(0));
        }

        [TestMethod]
        public void Sums_and_states_are_what_their_parts_are()
        {
            var test = new TestReports();
            test.Names.FailedRelayLookups = 4;
            test.Names.FailedLookups = 9;
            test.Board.SettingsErrors = 2;
            test.Gateway.Engine.Nat.EvictedTransitory = 5;
            test.Gateway.Engine.Nat.EvictedEstablished = 6;
            test.Gateway.Pass(2000);
            long[] values = Read(test);

            Assert.AreEqual(4L, values[(int)Counter.RelayResolveFailures]);
            Assert.AreEqual(2L, values[(int)Counter.SettingsErrors]);
            Assert.AreEqual(11L, values[(int)Counter.Evictions]);
            Assert.AreEqual(2L, values[(int)Counter.UpTime]);
            Assert.AreEqual(1L, values[(int)Counter.InForce]);
            Assert.AreEqual((long)(int)Op25bMode.Enforce, values[(int)Counter.Mode]);
        }

        private static long[] Read(TestReports test)
        {
            long[] values = new long[CounterCatalog.Count];
            test.Source.Read(values);
            return values;
        }

        private static void Try(TestReports test, uint host, uint server, int port)
        {
            test.Gateway.Receive(Side.Lan, PacketBuilder.Tcp(host, Port, server, port, TcpFlags.Syn));
        }

        private static void Put(byte[] packet, int at, int value)
        {
            if (at < packet.Length)
            {
                packet[at] = (byte)value;
            }
        }
    }
}
