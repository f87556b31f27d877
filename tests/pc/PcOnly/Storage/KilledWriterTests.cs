using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Gateway.PcTests.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Storage
{
    /// <summary>Processes that save: one is killed in the middle, the others meet a storage that takes no more.</summary>
    [TestClass]
    public sealed class KilledWriterTests : IDisposable
    {
        private const int WaitMs = 60_000;

        private readonly string _folder = Directory.CreateTempSubdirectory("gateway-storage-").FullName;

        public void Dispose()
        {
            Directory.Delete(_folder, recursive: true);
        }

        // What it said to be saved is, at the least; what it was saving may be.
        [TestMethod]
        public void A_process_that_is_killed_leaves_the_value_that_it_saved_or_the_next()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < 3; i++)
            {
                using Process writer = Start("dotnet", [typeof(StorageWriter).Assembly.Location, _folder]);
                List<string> lines = [];
                for (int wanted = random.Next(1, 100); lines.Count < wanted && writer.StandardOutput.ReadLine() is { } line;)
                {
                    lines.Add(line);
                }

                writer.Kill();
                Assert.IsTrue(writer.WaitForExit(WaitMs));
                lines.AddRange(writer.StandardOutput.ReadToEnd().Split('\n').Where(line => line.Length > 0));
                Assert.IsTrue(lines.All(line => line.StartsWith("saved ", StringComparison.Ordinal)), lines[^1]);

                int held = StorageWriter.Find(StorageWriter.Open(_folder));
                Assert.IsTrue(held == lines.Count || held == lines.Count + 1, $"{lines.Count} were saved, {held} is there");
            }
        }

        // A disk of its own in the memory, of so many pages.
        [TestMethod]
        [DataRow("size=24k", false)]
        [DataRow("size=8k", false)]
        [DataRow("ro", true)]
        public void A_process_whose_disk_takes_no_more_keeps_the_value_that_it_saved(string disk, bool isReadOnly)
        {
            string command = $"mount -t tmpfs -o {disk} none '{_folder}' && exec dotnet '{typeof(StorageWriter).Assembly.Location}' '{_folder}'";
            using Process writer = Start("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", command]);
            string[] lines = writer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.IsTrue(writer.WaitForExit(WaitMs));
            if (writer.ExitCode != 0)
            {
                Assert.Inconclusive("Skipped: no mount namespace to be had here. " + writer.StandardError.ReadToEnd());
            }

            int saved = lines.Count(line => line.StartsWith("saved ", StringComparison.Ordinal));
            Assert.AreEqual($"refused {saved + 1}\nholds {saved}", string.Join('\n', lines[^2..]));
            Assert.AreEqual(isReadOnly, saved == 0);
        }

        private static Process Start(string file, string[] arguments)
        {
            ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            return Process.Start(start);
        }
    }
}
