using Gateway.Fuzz;
using Gateway.PcTests.Project;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Fuzz
{
    /// <summary>The fuzzer itself, briefly: .ci/run gives it ten million packets.</summary>
    [TestClass]
    public class FuzzRunTests
    {
        [TestMethod]
        public void A_seed_repeats_its_run()
        {
            byte[][] corpus = Corpus.Read([Checkout.PathOf("tests/captures/household.pcap")]);
            Assert.IsGreaterThan(50, corpus.Length);
            FuzzRun one = new(7, corpus);
            FuzzRun two = new(7, corpus);

            Assert.IsNull(one.RunEngine());
            Assert.IsNull(two.RunEngine());
            Assert.AreEqual(FuzzRun.PacketsPerEngine, one.Packets);
            Assert.AreEqual(one.InHand, two.InHand);
            CollectionAssert.AreEqual(one.Watch.Sent, two.Watch.Sent);
            Assert.IsGreaterThan(FuzzRun.PacketsPerEngine / 20, one.Watch.Sent[0]);
            Assert.IsGreaterThan(FuzzRun.PacketsPerEngine / 20, one.Watch.Sent[1]);
            Assert.IsGreaterThan(0, one.Watch.ToRelay);
        }
    }
}
