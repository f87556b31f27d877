using System;
using Gateway.Tests.Support;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Nat
{
    /// <summary>With a flow cache and without one the same packets come out, over a long run.</summary>
    [TestClass]
    public class CacheComparisonRunTests
    {
        public TestContext TestContext { get; set; }

        // flows, hosts, ports: the table has room for all that the hosts can begin, so that nobody has to make room
        [DataRow(1024, 3, 4)]
        [DataRow(512, 2, 2)]
        [TestMethod]
        public void A_hundred_thousand_packets_give_the_same_bytes_with_and_without_a_cache(int maximumFlows, int hosts, int ports)
        {
            uint seed = (uint)Random.Shared.Next();
            TestContext.WriteLine("seed " + seed);
            CacheComparison comparison = new(seed, maximumFlows, hosts, ports);

            Assert.AreEqual("", comparison.Run(100_000), "seed " + seed);

            TestContext.WriteLine(comparison.Hits + " packets forwarded by the cache, " + comparison.Asked + " flows handed to it");
            Assert.IsGreaterThan(10_000, comparison.Hits);
        }
    }
}
