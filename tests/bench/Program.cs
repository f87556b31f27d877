using System;

namespace Gateway.Bench
{
    /// <summary>Runs one benchmark by name.</summary>
    public static class Program
    {
        /// <summary>Runs the benchmark that the first argument names.</summary>
        /// <returns>0, or 2 when there is no such benchmark.</returns>
        public static int Main(string[] args)
        {
            if (args is ["engine"])
            {
                EngineBenchmark.Run();
                return 0;
            }

            Console.Error.WriteLine("usage: tests/bench/run.sh engine");
            return 2;
        }
    }
}
