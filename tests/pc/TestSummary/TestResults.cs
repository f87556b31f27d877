using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Gateway.TestSummary
{
    /// <summary>The results of a test run: of all .trx files in a folder.</summary>
    internal sealed class TestResults
    {
        private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

        // assembly, outcome
        private readonly List<(string Assembly, string Outcome)> _results = [];

        public TestResults(string folder)
        {
            foreach (string path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories) : [])
            {
                Read(XDocument.Load(path));
            }
        }

        /// <summary>Prints a line for each assembly, and a last one of numbers alone: passed failed skipped.</summary>
        /// <param name="assemblies">The assemblies that must have run tests.</param>
        /// <returns>Whether no test failed and each assembly ran some.</returns>
        public bool Print(string[] assemblies)
        {
            bool isGood = true;
            foreach (string assembly in assemblies.Union(_results.Select(r => r.Assembly), StringComparer.OrdinalIgnoreCase))
            {
                Console.WriteLine($"{assembly}: {Count("Passed", assembly)} passed, {CountFailed(assembly)} failed, {Count("NotExecuted", assembly)} skipped");
                if (Count("Passed", assembly) + CountFailed(assembly) == 0)
                {
                    Console.WriteLine($"{assembly} ran no test");
                    isGood = false;
                }
            }

            Console.WriteLine($"{Count("Passed", null)} {CountFailed(null)} {Count("NotExecuted", null)}");
            return isGood && CountFailed(null) == 0;
        }

        private void Read(XDocument document)
        {
            Dictionary<string, string> assemblies = document.Descendants(Schema + "UnitTest")
                .ToDictionary(t => (string)t.Attribute("id"), t => Path.GetFileNameWithoutExtension((string)t.Attribute("storage")));

            // A test with rows may be one result that holds theirs.
            List<(string Assembly, string Outcome)> results = document.Descendants(Schema + "UnitTestResult")
                .Where(r => !r.Descendants(Schema + "UnitTestResult").Any())
                .Select(r => (assemblies[(string)r.Attribute("testId")], (string)r.Attribute("outcome"))).ToList();

            // A run that broke off has fewer results than tests, and none for the test that broke it: that counts as failed.
            if ((string)document.Descendants(Schema + "ResultSummary").Single().Attribute("outcome") != "Completed"
                && results.All(r => r.Outcome != "Failed"))
            {
                results.Add((results.Select(r => r.Assembly).FirstOrDefault("a run"), "Aborted"));
            }

            _results.AddRange(results);
        }

        private int Count(string outcome, string assembly)
        {
            return _results.Count(r => r.Outcome == outcome && IsOf(r.Assembly, assembly));
        }

        // Whatever is not known as good is bad: Failed, Error, Timeout, Aborted and the like.
        private int CountFailed(string assembly)
        {
            return _results.Count(r => r.Outcome is not ("Passed" or "NotExecuted") && IsOf(r.Assembly, assembly));
        }

        private static bool IsOf(string actual, string wanted)
        {
            return wanted == null || string.Equals(actual, wanted, StringComparison.OrdinalIgnoreCase);
        }
    }
}
