using System.IO;
using System.Linq;
using Gateway.PcTests.Project;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Replay
{
    /// <summary>The command line: arguments, exit codes, what is printed where.</summary>
    [TestClass]
    public class ReplayCommandTests
    {
        private static readonly string Household = Checkout.PathOf("tests/captures/household.pcap");

        [TestMethod]
        [DataRow("walk", "walk")]
        [DataRow("replay", "FILE|argument")]
        [DataRow("replay nowhere.pcap", "nowhere.pcap")]
        [DataRow("replay HOUSEHOLD --colour", "--colour")]
        [DataRow("replay HOUSEHOLD --lan house", "--lan house")]
        [DataRow("replay HOUSEHOLD --relay 1.2.3.0/25/3", "--relay")]
        [DataRow("replay HOUSEHOLD --relay 192.0.2.1/24", "192.0.2.0/24")]
        [DataRow("replay HOUSEHOLD --settings nowhere.json", "nowhere.json")]
        [DataRow("replay HOUSEHOLD --settings HOUSEHOLD", "different files")]
        [DataRow("replay HOUSEHOLD --out-wan HOUSEHOLD", "different files")]
        [DataRow("replay HOUSEHOLD --out-wan nowhere/w.pcap", "nowhere")]
        [DataRow("replay EXAMPLE", "no capture")]
        [DataRow("replay .", "folder")]
        public void Bad_input_is_exit_code_2_and_an_error_that_says_why(string line, string word)
        {
            string[] arguments = [.. line.Split(' ', System.StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Replace("HOUSEHOLD", Household).Replace("EXAMPLE", Checkout.PathOf("boards/gateway.example.json")))];

            ReplayOutcome outcome = ReplayOutcome.OfCommandLine(arguments);

            Assert.AreEqual(2, outcome.ExitCode, outcome.Error);
            Assert.StartsWith("error: ", outcome.Error);
            Assert.IsTrue(word.Split('|').Any(outcome.Error.Contains), outcome.Error);
            Assert.AreEqual(string.Empty, outcome.Output);
        }

        [TestMethod]
        public void Unreadable_settings_are_exit_code_2_with_all_their_faults()
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, """{"op25b":{"mode":"on","onBlock":"bounce"}}""");
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("replay", Household, "--settings", path);
            File.Delete(path);

            Assert.AreEqual(2, outcome.ExitCode);
            Assert.Contains("op25b.mode (line 1)", outcome.Error);
            Assert.Contains("op25b.onBlock (line 1)", outcome.Error);
        }

        [TestMethod]
        [DataRow("--help")]
        [DataRow("replay --help")]
        public void Help_has_examples_and_exit_codes(string line)
        {
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine(line.Split(' '));

            Assert.AreEqual(0, outcome.ExitCode);
            Assert.Contains("Examples:", outcome.Output);
            Assert.Contains("Exit codes:", outcome.Output);
        }

        [TestMethod]
        public void Text_fits_100_columns_and_is_plain()
        {
            foreach (string name in OwnCaptures.All.Keys)
            {
                ReplayOutcome outcome = ReplayOutcome.OfCommandLine("replay", Checkout.PathOf("tests/captures/" + name));

                Assert.AreEqual(0, outcome.ExitCode);
                Assert.AreEqual(string.Empty, outcome.Error);
                Assert.DoesNotContain("\e", outcome.Output);
                foreach (string row in outcome.Output.Split('\n'))
                {
                    Assert.IsLessThanOrEqualTo(100, row.TrimEnd().Length, row);
                    Assert.AreEqual(row.TrimEnd(), row.TrimEnd('\r'), "space at the end");
                }
            }
        }

        [TestMethod]
        public void A_file_that_breaks_off_is_played_up_to_there_and_said()
        {
            byte[] whole = OwnCaptures.All["household.pcap"];
            ReplayOutcome outcome = ReplayOutcome.Of(whole[..^1]);

            Assert.AreEqual(0, outcome.ExitCode);
            Assert.Contains("breaks off in record", outcome.Output);
            Assert.Contains("554 5.7.1", outcome.Output);
        }

        [TestMethod]
        public void A_capture_without_packets_is_played()
        {
            ReplayOutcome outcome = ReplayOutcome.Of(CaptureBytes.Pcap([], CaptureBytes.Ethernet, false, false));

            Assert.AreEqual(0, outcome.ExitCode, outcome.Error);
            Assert.IsEmpty(outcome.Wan);
        }

        [TestMethod]
        public void Two_runs_are_equal_byte_for_byte()
        {
            ReplayOutcome first = ReplayOutcome.Of(Household);
            ReplayOutcome second = ReplayOutcome.Of(Household);

            CollectionAssert.AreEqual(
                first.Wan.SelectMany(packet => packet.Bytes).ToArray(), second.Wan.SelectMany(packet => packet.Bytes).ToArray());
        }
    }
}
