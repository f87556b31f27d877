using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Gateway.Boards.Linux.Lab;
using Gateway.PcTests.Running;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Lab
{
    /// <summary>The lab as people start it, in namespaces.</summary>
    [TestClass]
    public class LabInNamespacesTests
    {
        private const int RoundMs = 60_000;

        [TestMethod]
        public void Once_ends_with_0_and_leaves_nothing()
        {
            NamespaceRights.Need();
            using GatewayProcess lab = new("lab", "--once");

            Assert.AreEqual(0, lab.WaitForExit(RoundMs), lab.Printed);
            Assert.Contains($"network namespaces of process {lab.Id}", lab.Printed);
            Assert.Contains("accepted, over TLS. The collector says:", lab.Printed);
            Assert.Contains("violations of the form of reports: 0", lab.Printed);
            Assert.Contains("All went as it should.", lab.Printed);
            Assert.IsEmpty(LinksOf(lab.Id));
        }

        [TestMethod]
        public void It_needs_no_root_but_a_user_namespace()
        {
            NamespaceRights.Need();
            using GatewayProcess lab = GatewayProcess.InUserNamespace("lab", "--once");
            int? exitCode = lab.WaitForExit(RoundMs);
            if (lab.Printed.Contains("unshare failed", StringComparison.Ordinal))
            {
                Assert.Inconclusive($"Skipped: this machine has no user namespaces. {lab.Printed}");
            }

            Assert.AreEqual(0, exitCode, lab.Printed);
            Assert.Contains($"network namespaces of process {lab.Id}", lab.Printed);
            Assert.Contains("violations of the form of reports: 0", lab.Printed);
        }

        [TestMethod]
        public void It_runs_until_it_is_told_to_stop()
        {
            NamespaceRights.Need();
            using GatewayProcess lab = new();
            Assert.IsTrue(Poll.Until(() => lab.Printed.Contains("Running on", StringComparison.Ordinal), RoundMs), lab.Printed);

            lab.Signal("TERM");

            Assert.AreEqual(0, lab.WaitForExit(RoundMs), lab.Printed);
            Assert.IsEmpty(LinksOf(lab.Id));
        }

        [TestMethod]
        public void A_killed_lab_stands_in_no_other_s_way()
        {
            NamespaceRights.Need();
            using GatewayProcess killed = new("lab");
            Assert.IsTrue(Poll.Until(() => killed.Printed.Contains("printer  192", StringComparison.Ordinal), RoundMs), killed.Printed);
            string[] links = LinksOf(killed.Id);
            int[] children = ChildrenOf(killed.Id);
            killed.Kill();
            Assert.IsTrue(links.All(link => !File.Exists(new FileInfo(link).LinkTarget)), "its namespaces end with it");
            Assert.HasCount(1, children, "the collector");
            Assert.IsTrue(Poll.Until(() => !IsAlive(children[0]), RoundMs), "so does its collector");

            using GatewayProcess next = new("lab", "--once");

            Assert.AreEqual(0, next.WaitForExit(RoundMs), next.Printed);
            Assert.IsEmpty(LinksOf(killed.Id));
        }

        [TestMethod]
        public void Only_links_of_labs_that_are_gone_are_removed()
        {
            string folder = Directory.CreateTempSubdirectory().FullName;
            string stale = Path.Combine(folder, NamespaceLinks.NameOf(4194305, "pc")); // above the highest process id
            string living = Path.Combine(folder, NamespaceLinks.NameOf(Environment.ProcessId, "pc"));
            string foreign = Path.Combine(folder, "home");
            string plain = Path.Combine(folder, "gwlab-notes");
            File.CreateSymbolicLink(stale, "/proc/4194305/task/4194305/ns/net");
            File.CreateSymbolicLink(living, $"/proc/{Environment.ProcessId}/ns/net");
            File.CreateSymbolicLink(foreign, "/nowhere");
            File.WriteAllText(plain, "");

            Assert.AreEqual(1, NamespaceLinks.RemoveStale(folder));

            CollectionAssert.AreEquivalent(new[] { living, foreign, plain }, Directory.GetFileSystemEntries(folder));
            Directory.Delete(folder, recursive: true);
        }

        private static int[] ChildrenOf(int processId)
        {
            return
            [
                .. Directory.GetDirectories($"/proc/{processId}/task")
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
            ];
        }

        // One that nobody waits for stays in the list, dead: a zombie.
        private static bool IsAlive(int processId)
        {
            try
            {
                return !File.ReadAllText($"/proc/{processId}/stat").Contains(") Z ", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }

        private static string[] LinksOf(int processId)
        {
            string folder = NamespaceLinks.DefaultFolder;
            return Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder, NamespaceLinks.NameOf(processId, "*")) : [];
        }
    }
}
