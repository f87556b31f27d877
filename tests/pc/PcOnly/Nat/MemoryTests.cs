using System;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Nat
{
    /// <summary>What the tables take, and that packets take nothing (house.md, "Memory and cost").</summary>
    [TestClass]
    public class MemoryTests
    {
        // ours: all tables of Nat and Policy with the reference board's 512 flows
        private const long BudgetBytes = 64 * 1024;

        // what a table of one flow has for fragments: two packets that wait, four datagrams of 11 numbers
        private const long FragmentsOfOneFlow = (2 * 1500) + (4 * 11 * 4);

        public TestContext TestContext { get; set; }

        [TestMethod]
        public void Tables_of_512_flows_take_at_most_64_KB()
        {
            // Twice: the first engine brings the runtime's own costs.
            _ = BytesOf(1);
            long one = BytesOf(1);
            long all = BytesOf(512);

            TestContext.WriteLine($"{all} bytes with 512 flows, {one} with one, {(all - one) / 511.0:F1} a flow");
            Assert.IsLessThanOrEqualTo(BudgetBytes, all - one + FragmentsOfOneFlow);
        }

        [TestMethod]
        public void No_packet_allocates()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 64;
            settings.WanMtu = 576;
            ManualClock clock = new();
            Engine engine = new(settings, clock, new SequenceRandom(1), new NullOutput(), new ManagedFlowCache(64) { IsRefusing = true });
            long allocated = 0;

            // New flows of five hosts that expire, make room or are refused; answers; strangers; mail; what is broken.
            for (int i = 0; i < 20_000; i++)
            {
                uint host = TestGateway.HostA + (uint)(i % 5);
                int port = 20000 + (i % 700);
                byte[][] packets =
                [
                    PacketBuilder.Udp(host, port, TestGateway.Foreign, 80, new byte[8]),
                    PacketBuilder.Udp(TestGateway.Foreign, 80, TestGateway.Wan, port, new byte[8]),
                    PacketBuilder.Tcp(host, port, TestGateway.Foreign, 80, TcpFlags.Syn),
                    PacketBuilder.Tcp(host, port, TestGateway.Foreign, 81, TcpFlags.Ack),
                    PacketBuilder.Tcp(host, port, TestGateway.Foreign, 25, TcpFlags.Syn),
                    PacketBuilder.Icmp(host, TestGateway.Foreign, IcmpHeader.EchoRequest, port, new byte[8]),
                    PacketBuilder.Udp(host, port, TestGateway.Wan, port - 1, new byte[8]),
                    PacketBuilder.Fragment(PacketBuilder.Udp(host, port, TestGateway.Foreign, 80, new byte[80]), i, 24 * (i % 4), 24),
                    PacketBuilder.Fragment(PacketBuilder.Udp(host, port, TestGateway.Foreign, 80, new byte[80]), i + 1, 24 * (i % 3), 24),
                    PacketBuilder.WithTimeToLive(PacketBuilder.Udp(host, port, TestGateway.Foreign, 80, new byte[8]), 1),
                    PacketBuilder.WithIpv4Word(
                        PacketBuilder.Udp(host, port, TestGateway.Foreign, 80, new byte[1400]), Ipv4Header.FragmentOffset, (i & 1) << 14),
                    PacketBuilder.IcmpError(
                        host, TestGateway.Foreign, 3, 3, PacketBuilder.Udp(TestGateway.Foreign, 80, host, port, new byte[8]), 36),
                    new byte[i % 30],
                ];
                clock.Advance(i % 1000);
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int k = 0; k < packets.Length; k++)
                {
                    engine.Receive(k == 1 ? Side.Wan : Side.Lan, packets[k], 0, packets[k].Length);
                }

                if (i % 4 == 0)
                {
                    engine.Tick();
                }

                allocated += i < 1000 ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
            }

            Assert.AreEqual(0, allocated);
            Assert.IsGreaterThan(1000, engine.Nat.EvictedTransitory);
            Assert.IsGreaterThan(1000, engine.Traffic.IcmpErrorsSent);
            Assert.IsGreaterThan(1000, engine.Traffic.WanFragmentsAdded);
            Assert.IsGreaterThan(1000, engine.Drops.Of(DropReason.FragmentTableFull));
        }

        private static long BytesOf(int maximumFlows)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = maximumFlows;
            ManualClock clock = new();
            SequenceRandom random = new(1);
            NullOutput output = new();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Engine engine = new(settings, clock, random, output, null);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            GC.KeepAlive(engine);
            return bytes;
        }
    }
}
