using System;
using Gateway.Nat;
using Gateway.Tests.Support;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Nat
{
    /// <summary>Tables of all sizes under many random packets: walks over them, replies to their flows and the accounts are the invariants.</summary>
    [TestClass]
    public class RandomTableRunTests
    {
        private const int Packets = 200_000;

        public TestContext TestContext { get; set; }

        // flows, hosts, ports a host has in each of three ranges; milliseconds between packets at most; packets between long
        // silences, and between walks over the whole table
        [DataRow(1, 3, 4, 50, 10, 100)]
        [DataRow(2, 5, 4, 50, 10, 100)]
        [DataRow(16, 50, 4, 50, 50, 100)]
        [DataRow(128, 20, 4, 50, 500, 1000)]
        [DataRow(512, 30, 20, 20, 5000, 5000)]
        [DataRow(4096, 200, 50, 2, 50000, 20000)]
        [TestMethod]
        public void Two_hundred_thousand_random_packets_leave_a_whole_table(
            int maximumFlows,
            int hosts,
            int ports,
            int stepMs,
            int silenceEvery,
            int walkEvery)
        {
            uint seed = (uint)Random.Shared.Next();
            TestContext.WriteLine("seed " + seed);
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = maximumFlows;
            settings.Nat.PortForwards = [new PortForward { Protocol = 6, ExternalPort = 8080, LanAddress = TestGateway.HostA, LanPort = 80 }];
            TestGateway gateway = new(settings, null);
            RandomTraffic traffic = new(seed, maximumFlows, hosts, ports);
            TableWalk walk = new(maximumFlows);
            FlowSnapshot flow = new();
            for (int i = 0; i < Packets; i++)
            {
                gateway.Clock.Advance(traffic.Below(silenceEvery) == 0 ? 1000 * traffic.Below(300) : traffic.Below(stepMs));
                if (traffic.Below(4) == 0)
                {
                    gateway.Engine.Tick();
                }

                if (traffic.Below(5000) == 0)
                {
                    // Forwards come and go, and the WAN address with them now and then.
                    settings.Nat.PortForwards[0].ExternalPort = 30000 + traffic.Below(3);
                    settings.WanAddress = traffic.Below(4) == 0 ? EngineSettings.NoAddress : TestGateway.Wan;
                    gateway.Engine.Apply(settings);
                    settings.WanAddress = TestGateway.Wan;
                    gateway.Engine.Apply(settings);
                }

                traffic.Next(gateway.Engine);
                gateway.Receive(traffic.From, traffic.Packet);
                if (traffic.PickFlow(gateway.Engine, flow))
                {
                    Assert.AreEqual("", RandomTraffic.CheckReply(gateway, flow), $"seed {seed}, packet {i}");
                }

                if (i % walkEvery == 0)
                {
                    Assert.AreEqual("", walk.Check(gateway.Engine), $"seed {seed}, packet {i}");
                }
            }

            Assert.AreEqual("", walk.Check(gateway.Engine), $"seed {seed}");
            Assert.AreEqual("", TableWalk.CheckAccounts(gateway.Engine), $"seed {seed}");
            NatCounters counters = gateway.Engine.Nat;
            TestContext.WriteLine($"{counters.SessionsCreated} flows, {counters.EvictedTransitory} and {counters.EvictedEstablished} evicted, "
                + $"{counters.Expired} expired, {counters.TableFullDrops} refused");
            Assert.IsGreaterThan(0, counters.EvictedTransitory);

            gateway.Clock.Advance(7_441_000);
            Assert.AreEqual("", walk.Check(gateway.Engine), $"seed {seed}");
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
        }
    }
}
