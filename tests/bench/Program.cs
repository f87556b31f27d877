using System;

namespace Gateway.Bench
{
    /// <summary>Runs one benchmark by name.</summary>
    public static class Program
    {
        /// <summary>Runs the benchmark that the first argument names.</summary>
        /// <returns>0; 1 when a figure is not as it must be; 2 when there is no such benchmark.</returns>
        public static int Main(string[] args)
        {
            if (args is ["engine"])
            {
                EngineBenchmark.Run();
                return 0;
            }

            if (args is ["fleet"])
            {
                return FleetBenchmark.Run();
            }

            if (args is ["receivers"])
            {
                return FleetBenchmark.RunReceivers();
            }

            Console.Error.WriteLine("usage: tests/bench/run.sh engine | fleet | receivers");
            return 2;
        }
    }
}
