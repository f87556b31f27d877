using Gateway.Nat;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Small tables under random packets: the lists and hashes stay whole. Larger ones run on a PC only.</summary>
    [TestClass]
    public class RandomTableTests
    {
        // seed, flows, hosts
        [DataRow(1u, 4, 9)]
        [DataRow(2u, 8, 3)]
        [DataRow(3u, 16, 40)]
        [TestMethod]
        public void Two_thousand_random_packets_leave_a_whole_table(uint seed, int maximumFlows, int hosts)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = maximumFlows;
            var gateway = new TestGateway(settings, null);
            var traffic = new RandomTraffic(seed, maximumFlows, hosts, 3);
            var walk = new TableWalk(maximumFlows);
            var flow = new FlowSnapshot();
            for (int i = 0; i < 2000; i++)
            {
                gateway.Clock.Advance(traffic.Below(20) == 0 ? 1000 * traffic.Below(300) : traffic.Below(500));
                traffic.Next(gateway.Engine);
                gateway.Receive(traffic.From, traffic.Packet);
                if (i % 8 == 0 && traffic.PickFlow(gateway.Engine, flow))
                {
                    Assert.AreEqual("", RandomTraffic.CheckReply(gateway, flow), "packet " + i);
                }

                if (i % 64 == 0)
                {
                    Assert.AreEqual("", walk.Check(gateway.Engine), "packet " + i);
                }
            }

            Assert.AreEqual("", walk.Check(gateway.Engine));
            Assert.AreEqual("", TableWalk.CheckAccounts(gateway.Engine));
            Assert.IsTrue(gateway.Engine.Nat.EvictedTransitory > 20, "transitory " + gateway.Engine.Nat.EvictedTransitory);
            Assert.IsTrue(gateway.Engine.Nat.Expired > 3, "expired " + gateway.Engine.Nat.Expired);

            gateway.Pass(7441000);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
        }
    }
}
