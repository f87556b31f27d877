using Gateway.Nat;
using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>What a flow cache tells of its packets: flows stay alive by it, and no packet goes uncounted.</summary>
    [TestClass]
    public class FlowActivityTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const int Port = 30000;

        // which way the packets go that only the cache sees
        [DataRow(true)]
        [DataRow(false)]
        [TestMethod]
        public void Activity_keeps_a_flow_alive_past_its_timeout(bool isOutbound)
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Answer(gateway, A, Port, Peer, 80);
            for (int i = 0; i < 4; i++)
            {
                gateway.Pass(200000);
                Send(cache, gateway, isOutbound, false, 10);
            }

            Assert.AreEqual(4L, cache.Hits);
            gateway.Pass(299000);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Udp, A, Port);
            Assert.AreEqual(800, flow.LastSeenS);
            Assert.AreEqual(1, flow.TimeoutS);
            gateway.Pass(2000);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void The_opener_s_activity_establishes_a_TCP_flow()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);
            Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Syn | TcpFlags.Ack);
            Send(cache, gateway, false, true, 0);
            gateway.Pass(250);
            Assert.AreEqual((int)FlowState.SynReceived, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);

            Send(cache, gateway, true, true, 0);
            gateway.Pass(250);

            Assert.AreEqual(2L, cache.Hits);
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);
            gateway.Pass(7439000);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
            gateway.Pass(2000);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        // Of a forward's flow the opener is outside.
        [TestMethod]
        public void The_outside_opener_s_activity_establishes_a_forward_s_flow()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            gateway.Settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = IpProtocol.Tcp, ExternalPort = Port, LanAddress = A, LanPort = Port },
            };
            gateway.Engine.Apply(gateway.Settings);
            Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Syn);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn | TcpFlags.Ack);
            Send(cache, gateway, true, true, 0);
            gateway.Pass(250);
            Assert.AreEqual((int)FlowState.SynReceived, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);

            Send(cache, gateway, false, true, 0);
            gateway.Pass(250);

            Assert.AreEqual(2L, cache.Hits);
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);
        }

        [TestMethod]
        public void A_snapshot_counts_what_the_engine_and_the_cache_forwarded()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, Peer, 80);
            for (int i = 0; i < 7; i++)
            {
                Send(cache, gateway, true, true, 100);
                Send(cache, gateway, false, true, 1000);
                Send(cache, gateway, false, true, 1000);
            }

            gateway.Pass(250);

            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Tcp, A, Port);
            Assert.AreEqual(2L + 7, flow.OutboundPackets);
            Assert.AreEqual((2L * 40) + (7 * 140), flow.OutboundBytes);
            Assert.AreEqual(1L + 14, flow.InboundPackets);
            Assert.AreEqual(40L + (14 * 1040), flow.InboundBytes);
            Assert.AreEqual(21L, gateway.Engine.Nat.OffloadedPackets);
            Assert.AreEqual((7L * 140) + (14 * 1040), gateway.Engine.Nat.OffloadedBytes);
            Assert.AreEqual(3L, gateway.Engine.Traffic.Forwarded);
        }

        // what ends the flow before any tick read its last packets
        [DataRow("fins")]
        [DataRow("rst")]
        [TestMethod]
        public void A_flow_s_last_packets_in_the_cache_are_counted_when_it_leaves(string end)
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, Peer, 80);
            Send(cache, gateway, true, true, 100);
            Send(cache, gateway, false, true, 200);
            if (end == "fins")
            {
                Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Fin | TcpFlags.Ack);
                Send(cache, gateway, false, true, 300);
                Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Fin | TcpFlags.Ack);
            }
            else
            {
                Send(cache, gateway, false, true, 300);
                Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Rst);
                Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Rst);
            }

            Assert.AreEqual(0, cache.Count);
            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Tcp, A, Port);
            Assert.AreEqual(2L + 1 + 1, flow.OutboundPackets);
            Assert.AreEqual((3L * 40) + 140, flow.OutboundBytes);
            Assert.AreEqual(1L + 2 + 1, flow.InboundPackets);
            Assert.AreEqual((2L * 40) + 240 + 340, flow.InboundBytes);
            Assert.AreEqual(3L, gateway.Engine.Nat.OffloadedPackets);
        }

        // The flow is gone, its packets are not.
        [DataRow("address")]
        [DataRow("policy")]
        [TestMethod]
        public void What_a_flow_forwarded_before_it_was_cut_is_counted(string end)
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, TestGateway.Relay, 25);
            cache.Receive(gateway, Side.Lan, PacketBuilder.Tcp(A, Port, TestGateway.Relay, 25, TcpFlags.Ack, 1, 1, new byte[50]));
            long hits = cache.Hits;
            if (end == "address")
            {
                gateway.Settings.WanAddress = TestGateway.Wan + 1;
            }
            else
            {
                gateway.Settings.Op25b.Relays = new Ipv4Prefix[0];
            }

            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(1L, hits);
            Assert.AreEqual(1L, gateway.Engine.Nat.OffloadedPackets);
            Assert.AreEqual(90L, gateway.Engine.Nat.OffloadedBytes);
        }

        // One reading gives 16 records; a tick reads until there are no more.
        [TestMethod]
        public void One_tick_reads_the_activity_of_all_flows()
        {
            var cache = new ManagedFlowCache(64);
            TestGateway gateway = Make(cache);
            for (int i = 0; i < 40; i++)
            {
                Exchange.Answer(gateway, A + (uint)(i & 1), Port + i, Peer, 80);
            }

            gateway.Pass(5000);
            for (int i = 0; i < 40; i++)
            {
                cache.Receive(gateway, Side.Lan, PacketBuilder.Udp(A + (uint)(i & 1), Port + i, Peer, 80, new byte[4]));
            }

            gateway.Engine.Tick();

            Assert.AreEqual(40L, cache.Hits);
            var flow = new FlowSnapshot();
            int cursor = 0;
            while (gateway.Engine.ReadFlow(ref cursor, flow))
            {
                Assert.AreEqual(2L, flow.OutboundPackets);
                Assert.AreEqual(5, flow.LastSeenS);
            }
        }

        // Counts are 64 bits wide outside and two words inside: the low one overflows by activity, and by one packet more.
        [TestMethod]
        public void Counts_go_on_above_32_bits()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Answer(gateway, A, Port, Peer, 80);
            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Udp, A, Port);
            int generation = cache.EntryOf(flow.Flow, true).Generation;

            cache.Report(flow.Flow, generation, -2, -34, -2, -34, 0);
            gateway.Engine.Tick();
            flow = gateway.FindFlow(IpProtocol.Udp, A, Port);
            Assert.AreEqual(4294967295L, flow.OutboundPackets);
            Assert.AreEqual(4294967295L, flow.OutboundBytes);
            Assert.AreEqual(4294967295L, flow.InboundPackets);
            Assert.AreEqual(4294967295L, flow.InboundBytes);

            // One more packet of 33 bytes each way, past the cache.
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Exchange.UdpIn(gateway, Peer, 80, Port);
            flow = gateway.FindFlow(IpProtocol.Udp, A, Port);
            Assert.AreEqual(4294967296L, flow.OutboundPackets);
            Assert.AreEqual(4294967328L, flow.OutboundBytes);
            Assert.AreEqual(4294967296L, flow.InboundPackets);
            Assert.AreEqual(4294967328L, flow.InboundBytes);

            cache.Report(flow.Flow, generation, -1, -1, -1, -1, 0);
            gateway.Engine.Tick();
            flow = gateway.FindFlow(IpProtocol.Udp, A, Port);
            Assert.AreEqual(8589934591L, flow.OutboundPackets);
            Assert.AreEqual(8589934623L, flow.OutboundBytes);
            Assert.AreEqual(8589934591L, flow.InboundPackets);
            Assert.AreEqual(8589934623L, flow.InboundBytes);
        }

        // A stale record is of the flow that had the index before: it must count for nobody.
        [TestMethod]
        public void Activity_of_another_generation_or_of_no_flow_counts_for_nobody()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Answer(gateway, A, Port, Peer, 80);
            int flow = gateway.FindFlow(IpProtocol.Udp, A, Port).Flow;
            int generation = cache.EntryOf(flow, true).Generation;
            gateway.Pass(301000);
            Exchange.Answer(gateway, A, Port, Peer, 80);
            Assert.AreEqual(flow, gateway.FindFlow(IpProtocol.Udp, A, Port).Flow);
            Assert.AreNotEqual((long)generation, cache.EntryOf(flow, true).Generation);

            Report(cache, gateway, flow, generation);
            Report(cache, gateway, flow + 1, 0);
            Report(cache, gateway, -1, 0);
            Report(cache, gateway, 16, 0);
            Report(cache, gateway, 2147483647, 0);

            Assert.AreEqual(1L, gateway.FindFlow(IpProtocol.Udp, A, Port).OutboundPackets);
            Assert.AreEqual(0L, gateway.Engine.Nat.OffloadedPackets);
            Assert.IsFalse(cache.Remove(flow, generation, new int[FlowActivity.RecordInts]));
            Assert.AreEqual(1, cache.Count);
        }

        // What the cache leaves to the engine, of a flow that it has.
        [TestMethod]
        public void The_stand_in_misses_what_house_md_says()
        {
            var cache = new ManagedFlowCache(16);
            TestGateway gateway = Make(cache);
            Exchange.Establish(gateway, A, Port, Peer, 80);
            byte[] good = PacketBuilder.Tcp(A, Port, Peer, 80, TcpFlags.Ack);
            Assert.IsTrue(IsHit(cache, good));
            Assert.IsFalse(IsHit(cache, PacketBuilder.Tcp(A, Port, Peer, 80, TcpFlags.Syn)));
            Assert.IsFalse(IsHit(cache, PacketBuilder.Tcp(A, Port, Peer, 80, TcpFlags.Fin | TcpFlags.Ack)));
            Assert.IsFalse(IsHit(cache, PacketBuilder.Tcp(A, Port, Peer, 80, TcpFlags.Rst)));
            Assert.IsFalse(IsHit(cache, PacketBuilder.Tcp(A, Port, Peer, 81, TcpFlags.Ack)));
            Assert.IsFalse(IsHit(cache, PacketBuilder.Udp(A, Port, Peer, 80, new byte[12])));
            Assert.IsFalse(IsHit(cache, PacketBuilder.WithTimeToLive((byte[])good.Clone(), 1)));
            Assert.IsFalse(IsHit(cache, PacketBuilder.WithIpv4Word((byte[])good.Clone(), Ipv4Header.FragmentOffset, 0x2000)));
            Assert.IsFalse(IsHit(cache, PacketBuilder.WithIpv4Word((byte[])good.Clone(), Ipv4Header.TotalLengthOffset, 41)));
            Assert.IsFalse(IsHit(cache, PacketBuilder.WithIpv4Word((byte[])good.Clone(), Ipv4Header.TotalLengthOffset, 39)));
            Assert.IsFalse(cache.Forward(Side.Wan, good, 0, good.Length));
            Assert.IsFalse(cache.Forward(Side.Lan, good, 0, 19));
            good[Ipv4Header.ChecksumOffset] ^= 1;
            Assert.IsFalse(IsHit(cache, good));
        }

        private static bool IsHit(ManagedFlowCache cache, byte[] packet)
        {
            byte[] copy = (byte[])packet.Clone();
            return cache.Forward(Side.Lan, copy, 0, copy.Length);
        }

        private static void Report(ManagedFlowCache cache, TestGateway gateway, int flow, int generation)
        {
            cache.Report(flow, generation, 5, 500, 5, 500, 0);
            gateway.Engine.Tick();
        }

        private static TestGateway Make(ManagedFlowCache cache)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 64;
            return cache.MakeGateway(settings);
        }

        private static void Send(ManagedFlowCache cache, TestGateway gateway, bool isOutbound, bool isTcp, int dataLength)
        {
            uint source = isOutbound ? A : Peer;
            uint destination = isOutbound ? Peer : TestGateway.Wan;
            int sourcePort = isOutbound ? Port : 80;
            int destinationPort = isOutbound ? 80 : Port;
            byte[] packet = isTcp
                ? PacketBuilder.Tcp(source, sourcePort, destination, destinationPort, TcpFlags.Ack, 1, 1, new byte[dataLength])
                : PacketBuilder.Udp(source, sourcePort, destination, destinationPort, new byte[dataLength]);
            Assert.IsNotNull(cache.Receive(gateway, isOutbound ? Side.Lan : Side.Wan, packet));
        }
    }
}
