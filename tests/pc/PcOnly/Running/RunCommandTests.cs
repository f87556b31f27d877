using Gateway.Boards.Linux.Devices;
using Gateway.Boards.Linux.Running;
using Gateway.PcTests.Project;
using Gateway.PcTests.Replay;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Running
{
    /// <summary>The command run: arguments, devices that can't be had, whose namespace it is.</summary>
    [TestClass]
    public class RunCommandTests
    {
        private const string Whole = "         0          0 4294967295\n";
        private const string Mapped = "         0       1000          1\n";

        [TestMethod]
        [DataRow("", "--lan-device")]
        [DataRow("--lan-device a --wan-device b", "--settings")]
        [DataRow("--lan-device a --wan-device a --settings EXAMPLE", "different devices")]
        [DataRow("--lan-device a --wan-device b --host-device a --settings EXAMPLE", "different devices")]
        [DataRow("--lan-device a --wan-device b --host-device c@d --settings EXAMPLE", "without @")]
        [DataRow("--lan-device a/b --wan-device b --settings EXAMPLE", "--lan-device a/b")]
        [DataRow("--lan-device a@ --wan-device b --settings EXAMPLE", "--lan-device a@")]
        [DataRow("--lan-device a --wan-device fourteenlettrs --settings EXAMPLE", "--wan-device fourteenlettrs")]
        [DataRow("--lan-device a --wan-device b --settings nowhere.json", "nowhere.json")]
        [DataRow("--lan-device a --wan-device b --settings EXAMPLE --loud", "--loud")]
        public void Bad_arguments_are_exit_code_2_and_an_error_that_says_why(string line, string word)
        {
            ReplayOutcome outcome = Run(line);

            Assert.AreEqual(2, outcome.ExitCode, outcome.Error);
            Assert.StartsWith("error: ", outcome.Error);
            Assert.Contains(word, outcome.Error);
        }

        // lo is no TUN device; without root the rights are missing before that shows. Nothing is made here.
        [TestMethod]
        [DataRow("--lan-device lo --wan-device b --settings EXAMPLE", "sudo ")]
        [DataRow("--lan-device a@nowhere --wan-device b --settings EXAMPLE", "nowhere")]
        [DataRow("--lan-device a@/dev/null --wan-device b --settings EXAMPLE", "/dev/null")]
        public void A_device_that_can_t_be_had_is_exit_code_3_and_says_what_to_do(string line, string word)
        {
            ReplayOutcome outcome = Run(line);

            Assert.AreEqual(3, outcome.ExitCode, outcome.Error);
            Assert.StartsWith("error: ", outcome.Error);
            Assert.Contains(word, outcome.Error);
        }

        [TestMethod]
        public void Help_has_examples_signals_and_exit_codes()
        {
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("run", "--help");

            Assert.AreEqual(0, outcome.ExitCode);
            foreach (string word in new[] { "Examples:", "Exit codes:", "SIGHUP", "SIGTERM", "NAME@NAMESPACE" })
            {
                Assert.Contains(word, outcome.Output);
            }
        }

        [TestMethod]
        [DataRow("lan0", "lan0", null)]
        [DataRow("lan0@home", "lan0", "/run/netns/home")]
        [DataRow("lan0@/proc/1/ns/net", "lan0", "/proc/1/ns/net")]
        public void A_device_s_name_may_name_its_namespace(string text, string name, string path)
        {
            DeviceName device = DeviceName.TryParse(text);

            Assert.AreEqual(name, device.Name);
            Assert.AreEqual(path, device.Namespace);
        }

        [TestMethod]
        [DataRow("net:[1]", "net:[1]", "5.10", Whole, true)]
        [DataRow("net:[2]", "net:[1]", "5.10", Whole, false)]
        [DataRow("net:[4026531833]", null, "6.18.44", Whole, true)]
        [DataRow("net:[2]", null, "6.18.44", Whole, false)]
        [DataRow("net:[2]", null, "5.10", Whole, true)]
        [DataRow("net:[2]", null, "5.10", Mapped, false)]
        [DataRow("net:[2]", null, "5.10", null, true)]
        [DataRow(null, null, "6.18", Whole, true)]
        public void Where_it_may_be_the_machine_s_namespace_it_counts_as_that(
            string own, string first, string kernel, string userMap, bool isMachines)
        {
            Assert.AreEqual(isMachines, ProcessNamespace.IsMachines(own, first, System.Version.Parse(kernel), userMap));
        }

        [TestMethod]
        [DataRow("lan0", true)]
        [DataRow("", false)]
        [DataRow("..", false)]
        [DataRow("a b", false)]
        [DataRow("a:1", false)]
        [DataRow("tun%d", false)]
        [DataRow("thirteenlettr", true)]
        [DataRow("fourteenlettrs", false)]
        public void Interface_names_are_those_that_the_kernel_takes(string name, bool isName)
        {
            Assert.AreEqual(isName, NetworkInterface.IsName(name));
        }

        private static ReplayOutcome Run(string line)
        {
            string[] options = line.Replace("EXAMPLE", Checkout.PathOf("boards/gateway.example.json"))
                .Split(' ', System.StringSplitOptions.RemoveEmptyEntries);
            return ReplayOutcome.OfCommandLine(["run", .. options]);
        }
    }
}
