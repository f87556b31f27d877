using System;
using System.Globalization;

namespace Gateway.TestSummary
{
    internal static class Program
    {
        private const int Good = 0;
        private const int Bad = 1;
        private const int Misused = 2;

        /// <returns>0: all good; 1: a test failed, an assembly ran none, or too little is covered; 2: wrong arguments.</returns>
        private static int Main(string[] arguments)
        {
            switch (arguments)
            {
                case ["results", string folder, .. string[] assemblies] when assemblies.Length > 0:
                    return new TestResults(folder).Print(assemblies) ? Good : Bad;
                case ["coverage", string folder, string sources, string minimum]
                    when double.TryParse(minimum, NumberStyles.Float, CultureInfo.InvariantCulture, out double percent):
                    return new LineCoverage(folder, sources).Print(percent) ? Good : Bad;
                default:
                    Console.Error.WriteLine("usage: TestSummary results FOLDER ASSEMBLY... | coverage FOLDER SOURCE_FOLDER MINIMUM_PERCENT");
                    return Misused;
            }
        }
    }
}
