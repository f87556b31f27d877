using System;
using System.Diagnostics;
using System.Threading;
using Gateway.Boards.Linux.Running;
using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Running
{
    /// <summary>The packet loop, on devices in memory.</summary>
    [TestClass]
    public class PacketLoopTests
    {
        private const int StopMs = 5000;
        private const int BusyMs = 60_000; // ours: some hundred times what a free machine needs

        [TestMethod]
        public void Packets_go_from_the_LAN_to_the_WAN_and_back()
        {
            using MemoryGateway gateway = new();

            int port = gateway.Open();

            Assert.HasCount(2, gateway.ToWan);
            Assert.AreEqual(TestGateway.Wan, gateway.ToWan[0].Source);
            Assert.HasCount(1, gateway.ToLan);
            Assert.AreEqual(TestGateway.HostA, gateway.ToLan[0].Destination);
            Assert.AreEqual(1025, gateway.ToLan[0].DestinationPort);
            Assert.AreNotEqual(0, port);
            Assert.IsEmpty(gateway.ToHost);
        }

        [TestMethod]
        public void A_redirected_client_is_answered_to_the_LAN()
        {
            using MemoryGateway gateway = new();

            gateway.Lan.Send(PacketBuilder.Tcp(TestGateway.HostA, 1025, TestGateway.Foreign, 25, TcpFlags.Syn));
            gateway.Loop.Turn();

            Assert.IsEmpty(gateway.ToWan);
            Assert.HasCount(1, gateway.ToLan);
            Assert.AreEqual(TestGateway.Foreign, gateway.ToLan[0].Source);
        }

        [TestMethod]
        public void The_gateway_s_own_packets_come_from_and_go_to_the_host_device()
        {
            using MemoryGateway gateway = new();

            gateway.Lan.Send(PacketBuilder.Tcp(TestGateway.HostA, 1025, TestGateway.Lan, 80, TcpFlags.Syn));
            gateway.Host.Send(PacketBuilder.Tcp(TestGateway.Lan, 80, TestGateway.HostA, 1025, TcpFlags.Syn | TcpFlags.Ack));
            gateway.Host.Send(PacketBuilder.Udp(TestGateway.Wan, 50000, TestGateway.Foreign, 53, [1]));
            gateway.Loop.Turn();

            Assert.HasCount(1, gateway.ToHost);
            Assert.HasCount(1, gateway.ToLan);
            Assert.HasCount(1, gateway.ToWan);
            Assert.AreEqual(50000, gateway.ToWan[0].SourcePort);
        }

        [TestMethod]
        public void Without_a_host_device_what_is_for_it_is_lost_and_counted()
        {
            using MemoryGateway gateway = new(hasHost: false);

            gateway.Lan.Send(PacketBuilder.Tcp(TestGateway.HostA, 1025, TestGateway.Lan, 80, TcpFlags.Syn));
            gateway.Loop.Turn();

            Assert.AreEqual(1, gateway.Loop.LostTo(Side.Host));
        }

        [TestMethod]
        public void What_a_device_does_not_take_is_lost_and_counted()
        {
            using MemoryGateway gateway = new();
            gateway.Wan.Deliver = null;

            gateway.Lan.Send(MemoryGateway.Tcp(TcpFlags.Syn));
            gateway.Loop.Turn();

            Assert.AreEqual(1, gateway.Loop.LostTo(Side.Wan));
        }

        // Four sends of a greeting nobody acknowledges, at 0, 1, 2 and 4 s, are the ticks' work.
        [TestMethod]
        public void Ticks_come_at_least_four_times_a_second()
        {
            using MemoryGateway gateway = new();
            Assert.IsLessThanOrEqualTo(250, PacketLoop.TickMs);
            gateway.Lan.Send(PacketBuilder.Tcp(TestGateway.HostA, 1025, TestGateway.Foreign, 25, TcpFlags.Syn, 1, 0, []));
            gateway.Loop.Turn();
            uint isn = NetworkOrder.ReadUInt32(gateway.ToLan[0].Bytes, Ipv4Header.MinimumLength + TcpHeader.SequenceNumberOffset);
            gateway.Lan.Send(PacketBuilder.Tcp(TestGateway.HostA, 1025, TestGateway.Foreign, 25, TcpFlags.Ack, 2, isn + 1, []));
            gateway.Loop.Turn();
            int sent = gateway.ToLan.Count;

            for (int ms = 0; ms <= 1000 + PacketLoop.TickMs; ms += PacketLoop.TickMs)
            {
                gateway.Clock.Advance(PacketLoop.TickMs);
                Assert.IsFalse(gateway.Loop.Turn());
            }

            Assert.HasCount(sent + 1, gateway.ToLan);
        }

        [TestMethod]
        public void It_waits_wakes_for_packets_and_stops()
        {
            using MemoryGateway gateway = new();
            using ManualResetEventSlim arrived = new();
            gateway.Wan.Deliver = (_, _, _) => arrived.Set();
            Thread thread = new(gateway.Loop.Run) { IsBackground = true };
            thread.Start();

            gateway.Lan.Send(MemoryGateway.Tcp(TcpFlags.Syn));
            Assert.IsTrue(arrived.Wait(StopMs));
            Stopwatch time = Stopwatch.StartNew();
            gateway.Loop.Stop();

            Assert.IsTrue(thread.Join(StopMs));
            Assert.IsLessThan(StopMs, time.ElapsedMilliseconds);
        }

        [TestMethod]
        public void A_write_that_takes_long_holds_up_no_other_side()
        {
            using MemoryGateway gateway = new();
            int port = gateway.Open();
            using ManualResetEventSlim isWriting = new();
            using ManualResetEventSlim mayEnd = new();
            using ManualResetEventSlim arrived = new();
            gateway.Wan.Deliver = (_, _, _) =>
            {
                isWriting.Set();
                mayEnd.Wait(StopMs);
            };
            gateway.Lan.Deliver = (_, _, _) => arrived.Set();
            Thread thread = new(gateway.Loop.Run) { IsBackground = true };
            thread.Start();

            gateway.Lan.Send(MemoryGateway.Tcp(TcpFlags.Ack));
            Assert.IsTrue(isWriting.Wait(StopMs));
            gateway.Wan.Send(PacketBuilder.Tcp(TestGateway.Foreign, 80, TestGateway.Wan, port, TcpFlags.Ack));

            Assert.IsTrue(arrived.Wait(StopMs / 2));
            Assert.AreEqual(0L, gateway.Loop.WithEngine(engine => engine.Drops.Total));
            mayEnd.Set();
            gateway.Loop.Stop();
            Assert.IsTrue(thread.Join(StopMs));
        }

        // All sides at once: a lock forgotten would cost counters, a queue shared would mix packets up.
        [TestMethod]
        public void Packets_of_a_flow_keep_their_order_while_all_sides_are_busy()
        {
            const int Packets = 50_000;
            using MemoryGateway gateway = new();
            int port = gateway.Open();
            long before = gateway.Loop.WithEngine(engine => engine.Traffic.Received);
            using NumberedPackets toWan = new(Packets);
            using NumberedPackets toLan = new(Packets);
            gateway.Wan.Deliver = toWan.Take;
            gateway.Lan.Deliver = toLan.Take;
            Thread loop = new(gateway.Loop.Run) { IsBackground = true };
            loop.Start();

            Thread lan = NumberedPackets.Send(
                gateway.Lan, Packets, number => PacketBuilder.Tcp(TestGateway.HostA, 1025, TestGateway.Foreign, 80, TcpFlags.Ack, number, 1, []));
            Thread wan = NumberedPackets.Send(
                gateway.Wan, Packets, number => PacketBuilder.Tcp(TestGateway.Foreign, 80, TestGateway.Wan, port, TcpFlags.Ack, number, 1, []));
            Assert.IsTrue(lan.Join(BusyMs));
            Assert.IsTrue(wan.Join(BusyMs));
            Assert.IsTrue(toWan.AreAllHere(BusyMs), toWan.ToString());
            Assert.IsTrue(toLan.AreAllHere(BusyMs), toLan.ToString());
            gateway.Loop.Stop();

            Assert.IsTrue(loop.Join(StopMs));
            Assert.AreEqual(0, toWan.OutOfOrder);
            Assert.AreEqual(0, toLan.OutOfOrder);
            Assert.AreEqual(2L * Packets, gateway.Loop.WithEngine(engine => engine.Traffic.Received) - before);
            Assert.AreEqual(0, gateway.Loop.LostTo(Side.Lan) + gateway.Loop.LostTo(Side.Wan));
        }

        [TestMethod]
        public void A_flood_from_one_side_keeps_no_other_waiting()
        {
            using MemoryGateway gateway = new();
            gateway.Open();
            gateway.ToLan.Clear();
            for (int i = 0; i < 1000; i++)
            {
                gateway.Lan.Send(MemoryGateway.Tcp(TcpFlags.Ack));
            }

            gateway.Host.Send(PacketBuilder.Udp(TestGateway.Lan, 53, TestGateway.HostA, 1025, [1]));
            gateway.Loop.Turn();

            Assert.HasCount(1, gateway.ToLan);
        }

        [TestMethod]
        public void No_packet_allocates()
        {
            const int Packets = 20_000;
            using MemoryGateway gateway = new();
            int port = gateway.Open();
            long written = 0;
            gateway.Lan.Deliver = gateway.Wan.Deliver = (_, _, length) => written += length;
            byte[] outbound = MemoryGateway.Tcp(TcpFlags.Ack);
            byte[] inbound = PacketBuilder.Tcp(TestGateway.Foreign, 80, TestGateway.Wan, port, TcpFlags.Ack);
            byte[] blocked = PacketBuilder.Tcp(TestGateway.HostB, 1025, TestGateway.Foreign, 25, TcpFlags.Syn);

            long before = 0;
            for (int i = -Packets; i < Packets; i++)
            {
                if (i == 0)
                {
                    written = 0;
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                gateway.Lan.Send(outbound);
                gateway.Wan.Send(inbound);
                gateway.Lan.Send(blocked);
                gateway.Clock.Advance(1);
                gateway.Loop.Turn();
                gateway.Devices.Lan.Wait.Wait(0);
            }

            Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.IsGreaterThan(3L * Packets * 40, written + 1);
        }
    }
}
