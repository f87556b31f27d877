using Gateway.Reporting;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>TR-181's waits, in milliseconds.</summary>
    [TestClass]
    public class RetryScheduleTests
    {
        private const int Draws = 400;

        // attempt, minimum (s), multiplier, earliest, latest
        [TestMethod]
        [DataRow(1, 5, 2000, 5000, 10000)]
        [DataRow(2, 5, 2000, 10000, 20000)]
        [DataRow(3, 5, 2000, 20000, 40000)]
        [DataRow(9, 5, 2000, 1280000, 2560000)]
        [DataRow(10, 5, 2000, 2560000, 5120000)]
        [DataRow(11, 5, 2000, 2560000, 5120000)]
        [DataRow(2147483647, 5, 2000, 2560000, 5120000)]
        [DataRow(1, 1, 1500, 1000, 1500)]
        [DataRow(3, 1, 1500, 2250, 3375)]
        [DataRow(7, 60, 1000, 60000, 60000)]
        [DataRow(10, 65535, 65535, 86400000, 86400000)]
        [DataRow(1, 86000, 65535, 86000000, 86400000)]
        public void A_wait_lies_anywhere_between(int attempt, int minimumS, int multiplier, int earliest, int latest)
        {
            var random = new SequenceRandom(181);
            int least = int.MaxValue;
            int most = 0;
            for (int i = 0; i < Draws; i++)
            {
                int wait = RetrySchedule.WaitMs(attempt, minimumS, multiplier, random);
                least = wait < least ? wait : least;
                most = wait > most ? wait : most;
            }

            int tenth = (latest - earliest) / 10;
            Assert.IsTrue(least >= earliest && least <= earliest + tenth, "Least: " + least);
            Assert.IsTrue(most <= latest && most >= latest - tenth, "Most: " + most);
        }
    }
}
