using System;
using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Wire
{
    /// <summary>What holds for every input from every side: no exception, each packet counted once, no foreign mail on the WAN.</summary>
    [TestClass]
    public class EngineInvariantTests
    {
        private const int Packets = 200_000;

        [DataRow(BlockAction.Redirect)]
        [DataRow(BlockAction.Reject)]
        [DataRow(BlockAction.Drop)]
        [TestMethod]
        public void Any_input_is_counted_once_and_sends_no_mail_abroad(BlockAction onBlock)
        {
            Random random = TestSeed.Next();
            var packets = new FuzzPackets(random);
            var watch = new MailWatch();
            var clock = new ManualClock();
            EngineSettings settings = Settings(onBlock);
            var engine = new Engine(settings, clock, new SequenceRandom((uint)random.Next()), watch, null);
            byte[] buffer = new byte[512];
            for (int i = 1; i <= Packets; i++)
            {
                Side from = (Side)random.Next(3);
                byte[] packet = packets.Next(from);
                int offset = random.Next(32);
                packet.CopyTo(buffer, offset);
                watch.From = from;
                try
                {
                    engine.Receive(from, buffer, offset, packet.Length);
                }
                catch (Exception thrown)
                {
                    Assert.Fail($"packet {i} from {from}: {Convert.ToHexString(packet)}: {thrown}");
                }

                Assert.IsNull(watch.Fault, $"packet {i}: {watch.Fault}");
                Step(random, engine, clock, settings);
                TrafficCounters traffic = engine.Traffic;
                if (traffic.Received + traffic.FragmentsHeld != i || traffic.Forwarded + traffic.Answered + traffic.ToHost + engine.Drops.Total != traffic.Received)
                {
                    Assert.Fail($"packet {i} from {from} is counted {engine.LastFate}: {Convert.ToHexString(packet)}");
                }
            }

            HasSums(engine, watch);
            Console.WriteLine($"{engine.Traffic.Forwarded} forwarded, {engine.Traffic.Answered} answered, {engine.Traffic.ToHost} to host, {engine.Drops.Total} dropped, {watch.Fragments} TCP fragments to the WAN");
            Assert.IsGreaterThan(100, watch.Fragments);
        }

        // Every input that a valid packet is one byte away from.
        [DataRow(Side.Lan)]
        [DataRow(Side.Wan)]
        [DataRow(Side.Host)]
        [TestMethod]
        public void Every_byte_of_a_SYN_to_port_25_may_have_every_value(Side from)
        {
            var watch = new MailWatch { From = from };
            var engine = new Engine(Settings(BlockAction.Redirect), new ManualClock(), new SequenceRandom(1), watch, null);
            byte[] syn = PacketBuilder.Tcp(from == Side.Host ? TestGateway.Wan : TestGateway.HostA, 40000, TestGateway.Foreign, 25, TcpFlags.Syn);
            for (int place = 0; place < syn.Length; place++)
            {
                for (int value = 0; value < 256; value++)
                {
                    byte[] packet = (byte[])syn.Clone();
                    packet[place] = (byte)value;
                    if (place is < 10 or > 11 && (packet[0] & 0xF) <= 10)
                    {
                        PacketBuilder.FixIpv4Checksum(packet);
                    }

                    engine.Receive(from, packet, 0, packet.Length);
                    Assert.IsNull(watch.Fault, watch.Fault);
                }
            }

            HasSums(engine, watch);
        }

        private static EngineSettings Settings(BlockAction onBlock)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = onBlock;
            settings.Nat.MaximumFlows = 64;
            settings.Nat.PortForwards =
            [
                new PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 8080, LanAddress = TestGateway.HostA, LanPort = 80 },
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = 53, LanAddress = TestGateway.HostB, LanPort = 53 },
                new PortForward { Protocol = IpProtocol.Tcp, ExternalPort = 25, LanAddress = TestGateway.HostB, LanPort = 25 },
            ];
            return settings;
        }

        // Time goes on, ticks come, and now and then other settings: never any that let mail go abroad.
        private static void Step(Random random, Engine engine, ManualClock clock, EngineSettings settings)
        {
            switch (random.Next(200))
            {
                case 0:
                    settings.Op25b.UnresolvedRelayNames = random.Next(2);
                    settings.Op25b.IsFallback = random.Next(4) == 0;
                    settings.Op25b.Relays = random.Next(2) == 0 ? [] : [new Ipv4Prefix(TestGateway.Relay, 32)];
                    engine.Apply(settings);
                    break;
                case < 20:
                    clock.Advance(random.Next(2000));
                    engine.Tick();
                    break;
                default:
                    clock.Advance(random.Next(20));
                    break;
            }
        }

        private static void HasSums(Engine engine, MailWatch watch)
        {
            TrafficCounters traffic = engine.Traffic;
            long byReason = 0;
            for (int reason = 0; reason < DropCounters.ReasonCount; reason++)
            {
                byReason += engine.Drops.Of((DropReason)reason);
            }

            Assert.AreEqual(engine.Drops.Total, byReason);
            Assert.AreEqual(0, engine.Drops.Of(DropReason.None));
            Assert.AreEqual(traffic.LanPacketsSent, watch.Sent[(int)Side.Lan]);
            Assert.AreEqual(traffic.WanPacketsSent, watch.Sent[(int)Side.Wan]);
            Assert.AreEqual(traffic.ToHost, watch.Sent[(int)Side.Host]);
            Assert.IsTrue(engine.FlowCount <= 64);
        }
    }
}
