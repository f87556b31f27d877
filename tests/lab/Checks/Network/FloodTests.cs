using System;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Network
{
    /// <summary>An infected host and its family.</summary>
    [TestClass]
    public sealed class FloodTests : LabTest
    {
        // ours: what a household would not call broken, on a machine of two cores that sends the flood too
        private const double MostLossPercent = 2;
        private const int MostFailedPages = 0;

        private static readonly TimeSpan CheckDuration = TimeSpan.FromSeconds(10); // issue 3: 20 s, half of it in CI

        [TestMethod]
        public void Ten_thousand_syns_a_second_take_nothing_from_the_others()
        {
            FloodMeasurement flood = FloodMeasurement.Make(World, CheckDuration);
            foreach (string line in flood.Lines)
            {
                TellFigure(line);
            }

            Assert.IsGreaterThan(FloodMeasurement.SynsPerSecond * 0.9, flood.SentPerSecond, "SYNs a second");
            Assert.AreEqual(MostFailedPages, flood.With.FailedPages, "pages that did not come");
            Assert.IsLessThanOrEqualTo(MostLossPercent, flood.With.LossPercent, "datagrams lost, in percent");
            Assert.Contains("554 5.7.1 Help:", flood.Notice.Output, "A real client gets its notice meanwhile.");
            AssertWitnessSawNoMailToOthers();
        }
    }
}
