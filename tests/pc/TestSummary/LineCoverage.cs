using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Gateway.TestSummary
{
    /// <summary>Line coverage of a source folder, by all test assemblies together: of all cobertura reports in a folder.</summary>
    internal sealed class LineCoverage
    {
        private const int WorstFiles = 5;
        private const int ShownRanges = 12;

        private readonly string _sources;

        // source file → line → whether some assembly ran it
        private readonly SortedDictionary<string, Dictionary<int, bool>> _files = new(StringComparer.Ordinal);

        public LineCoverage(string folder, string sources)
        {
            _sources = Path.GetFullPath(sources);
            foreach (string path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.cobertura.xml", SearchOption.AllDirectories) : [])
            {
                Read(XDocument.Load(path));
            }
        }

        /// <summary>Prints the files least covered and the coverage of all.</summary>
        /// <returns>Whether it is at least as much as demanded.</returns>
        public bool Print(double minimumPercent)
        {
            foreach (KeyValuePair<string, Dictionary<int, bool>> file in _files.Where(f => PercentOf(f.Value.Values) < minimumPercent)
                .OrderBy(f => PercentOf(f.Value.Values)).Take(WorstFiles))
            {
                Console.WriteLine($"{Text(PercentOf(file.Value.Values))} % {Path.GetRelativePath(_sources, file.Key)}, not run: {Ranges(file.Value)}");
            }

            double percent = PercentOf(_files.Values.SelectMany(lines => lines.Values));
            Console.WriteLine($"{Path.GetFileName(_sources)} line coverage: {Text(percent)} %");
            return percent >= minimumPercent;
        }

        private void Read(XDocument document)
        {
            string[] roots = document.Descendants("source").Select(s => s.Value).ToArray();
            foreach (XElement file in document.Descendants("class"))
            {
                // A file's path is relative to one of the roots, and starts with / where there are none in common.
                string name = (string)file.Attribute("filename");
                string path = roots.Select(root => Path.GetFullPath(Path.Combine(root, name))).Append(name).FirstOrDefault(File.Exists);
                if (path == null || !path.StartsWith(_sources + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                {
                    continue;
                }

                _files.TryAdd(path, []);
                foreach (XElement line in file.Element("lines").Elements("line"))
                {
                    int number = (int)line.Attribute("number");
                    _files[path][number] = _files[path].GetValueOrDefault(number) || (long)line.Attribute("hits") > 0;
                }
            }
        }

        private static double PercentOf(IEnumerable<bool> lines)
        {
            bool[] all = lines.ToArray();
            return all.Length == 0 ? 0 : 100.0 * all.Count(isRun => isRun) / all.Length;
        }

        // Cut, not rounded: 89.96 is not 90.0.
        private static string Text(double percent)
        {
            return (Math.Floor(percent * 10) / 10).ToString("F1", CultureInfo.InvariantCulture);
        }

        private static string Ranges(Dictionary<int, bool> lines)
        {
            List<string> ranges = [];
            int first = 0;
            int last = 0;
            foreach (int line in lines.Where(l => !l.Value).Select(l => l.Key).Order().Append(int.MaxValue))
            {
                if (first != 0 && line != last + 1)
                {
                    ranges.Add(first == last ? $"{first}" : $"{first}-{last}");
                    first = 0;
                }

                first = first == 0 ? line : first;
                last = line;
            }

            return string.Join(' ', ranges.Take(ShownRanges)) + (ranges.Count > ShownRanges ? " …" : string.Empty);
        }
    }
}
