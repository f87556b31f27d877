using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.PcTests.Project;
using Gateway.Reporting;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Reporting
{
    /// <summary>The tables of counters in boards/README.md say what the catalogue says.</summary>
    [TestClass]
    public class ReportTableTests
    {
        private const string Document = "boards/README.md";
        private const string NoName = "–";

        [TestMethod]
        public void Each_counter_has_its_row()
        {
            string[] rows = [.. File.ReadAllLines(Checkout.PathOf(Document)).Where(IsOfCounters)];

            Assert.AreEqual(string.Join('\n', Enumerable.Range(0, CounterCatalog.Count).Select(RowOf)), string.Join('\n', rows));
        }

        private static bool IsOfCounters(string line)
        {
            return line.StartsWith("| Device.", StringComparison.Ordinal) || line.StartsWith("| gateway_", StringComparison.Ordinal);
        }

        private static string RowOf(int counter)
        {
            CounterEntry entry = new();
            CounterCatalog.Read((Counter)counter, entry);
            List<string> cells = [.. new[] { entry.ReportName }.OfType<string>()];
            cells.Add(entry.MetricName == null ? NoName : "gateway_" + entry.MetricName);
            cells.Add(entry.Help);
            cells.Add(entry.Unit);
            cells.Add(entry.Kind == CounterKind.Total ? "total" : "now");
            return "| " + string.Join(" | ", cells).Replace("<", "\\<", StringComparison.Ordinal) + " |";
        }
    }
}
