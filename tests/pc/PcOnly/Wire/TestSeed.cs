using System;
using System.Globalization;

namespace Gateway.PcTests.Wire
{
    /// <summary>The seed of a test with random input: another one each run, printed, and taken from GATEWAY_TEST_SEED to run one again.</summary>
    internal static class TestSeed
    {
        /// <summary>Gives a random source and prints its seed.</summary>
        public static Random Next()
        {
            string wanted = Environment.GetEnvironmentVariable("GATEWAY_TEST_SEED");
            int seed = string.IsNullOrEmpty(wanted) ? Random.Shared.Next() : int.Parse(wanted, CultureInfo.InvariantCulture);
            Console.WriteLine($"GATEWAY_TEST_SEED={seed}");
            return new Random(seed);
        }
    }
}
