using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>With a flow cache and without one the same packets come out. Larger runs are on a PC only.</summary>
    [TestClass]
    public class FlowCacheComparisonTests
    {
        [DataRow(1u)]
        [DataRow(2u)]
        [DataRow(3u)]
        [TestMethod]
        public void The_same_bytes_in_the_same_order_with_and_without_a_cache(uint seed)
        {
            var comparison = new CacheComparison(seed, 128, 2, 2);

            Assert.AreEqual("", comparison.Run(700));
            Assert.IsTrue(comparison.Hits > 50, "hits: " + comparison.Hits);
        }
    }
}
