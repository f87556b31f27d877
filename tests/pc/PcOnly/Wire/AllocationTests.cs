using System;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Wire
{
    /// <summary>No allocation per packet, whatever becomes of it (house.md, "Memory and cost").</summary>
    [TestClass]
    public class AllocationTests
    {
        private const int Rounds = 200;
        private const int TickMs = 250;

        [DataRow(BlockAction.Redirect)]
        [DataRow(BlockAction.Reject)]
        [DataRow(BlockAction.Drop)]
        [TestMethod]
        public void No_packet_and_no_tick_allocates(BlockAction onBlock)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = onBlock;
            settings.Nat.MaximumFlows = 32;
            var clock = new ManualClock();
            var output = new SilentOutput();
            var engine = new Engine(settings, clock, new SequenceRandom(1), output, null);
            (Side From, byte[] Packet)[] packets = Packets();
            byte[] buffer = new byte[2048];

            // The first rounds load code; what they do is what is measured.
            Play(engine, clock, packets, buffer);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Play(engine, clock, packets, buffer);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.AreEqual(0, allocated, $"bytes for {Rounds * packets.Length} packets");
            Assert.IsTrue(output.Packets > Rounds * packets.Length / 3);
            Assert.IsTrue(engine.Drops.Total > 0 && engine.Traffic.Forwarded > 0 && engine.Nat.SessionsCreated > Rounds);
        }

        private static void Play(Engine engine, ManualClock clock, (Side From, byte[] Packet)[] packets, byte[] buffer)
        {
            for (int round = 0; round < Rounds; round++)
            {
                for (int i = 0; i < packets.Length; i++)
                {
                    byte[] packet = packets[i].Packet;
                    Buffer.BlockCopy(packet, 0, buffer, 14, packet.Length);
                    engine.Receive(packets[i].From, buffer, 14, packet.Length);
                }

                clock.Advance(TickMs);
                engine.Tick();
            }
        }

        private static (Side From, byte[] Packet)[] Packets()
        {
            // The same randomness gives the same ISN: what a redirected client would say next is known beforehand.
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 32;
            var twin = new TestGateway(settings, null);
            var client = new NoticeClient(twin, 50000);
            client.Open();
            uint next = NoticeClient.InitialSequence + 1;
            byte[] syn = PacketBuilder.Tcp(TestGateway.HostA, 40000, TestGateway.Relay, 25, TcpFlags.Syn);
            var packets = new System.Collections.Generic.List<(Side From, byte[] Packet)>
            {
                // A known flow, both ways.
                (Side.Lan, syn),
                (Side.Wan, PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, 40000, TcpFlags.Syn | TcpFlags.Ack)),
                (Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 40000, TestGateway.Relay, 25, TcpFlags.Ack, 2, 2, new byte[100])),
                (Side.Wan, PacketBuilder.Tcp(TestGateway.Relay, 25, TestGateway.Wan, 40000, TcpFlags.Ack, 2, 2, new byte[1400])),

                // A client of the notice, or what is rejected or dropped.
                (Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Syn, next - 1, 0, [])),
                (Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack, next, client.Expected, [])),
                (Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack, next, client.Expected, "NOOP\r\nQUIT\r\n"u8.ToArray())),
                (Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50001, TestGateway.Foreign, 25, TcpFlags.Ack)),

                // Garbage, and what goes nowhere.
                (Side.Lan, []),
                (Side.Lan, [0x45]),
                (Side.Lan, [0x60, 0, 0, 0]),
                (Side.Lan, new byte[64]),
                (Side.Lan, PacketBuilder.WithIpv4Word((byte[])syn.Clone(), Ipv4Header.FragmentOffset, 0x2000)),
                (Side.Lan, PacketBuilder.WithIpv4Options(syn, new byte[4])),
                (Side.Lan, PacketBuilder.Tcp(TestGateway.Foreign2, 1, TestGateway.Foreign, 25, TcpFlags.Syn)),
                (Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, 40000, TcpFlags.Syn)),
                (Side.Wan, PacketBuilder.Tcp(TestGateway.Foreign, 26, TestGateway.Wan, 40000, TcpFlags.Syn)),
                (Side.Host, PacketBuilder.Tcp(TestGateway.Wan, 50000, TestGateway.Foreign, 25, TcpFlags.Syn)),

                // The host, and flows that begin: more of them than fit, so that others are evicted.
                (Side.Host, PacketBuilder.Udp(TestGateway.Wan, 50000, TestGateway.Foreign, 53, new byte[20])),
                (Side.Lan, PacketBuilder.Udp(TestGateway.HostA, 68, TestGateway.Lan, 67, new byte[20])),
                (Side.Lan, PacketBuilder.Icmp(TestGateway.HostA, TestGateway.Foreign, IcmpHeader.EchoRequest, 1, new byte[20])),
            };
            for (int i = 0; i < 40; i++)
            {
                packets.Add((Side.Lan, PacketBuilder.Udp(TestGateway.HostB, 30000 + i, TestGateway.Foreign, 53, new byte[20])));
            }

            return [.. packets];
        }
    }
}
