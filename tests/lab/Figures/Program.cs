using System;
using Gateway.Lab;

namespace Gateway.LabFigures
{
    internal static class Program
    {
        private const int Good = 0;
        private const int Failed = 1;
        private const int Misused = 2;

        private static readonly TimeSpan FloodDuration = TimeSpan.FromSeconds(20); // issue 3

        /// <returns>0: measured; 1: the lab does not work; 2: wrong arguments.</returns>
        private static int Main(string[] arguments)
        {
            try
            {
                return Run(arguments);
            }
            catch (LabException exception)
            {
                Console.Error.WriteLine($"error: {exception.Message}");
                return Failed;
            }
        }

        private static int Run(string[] arguments)
        {
            switch (arguments)
            {
                case ["flood"]:
                    using (LabWorld world = new())
                    {
                        foreach (string line in FloodMeasurement.Make(world, FloodDuration).Lines)
                        {
                            Console.WriteLine(line);
                        }
                    }

                    return Good;
                case ["throughput"]:
                    Throughput.Measure(Console.Out);
                    return Good;
                default:
                    Console.Error.WriteLine("usage: Gateway.LabFigures flood|throughput");
                    return Misused;
            }
        }
    }
}
