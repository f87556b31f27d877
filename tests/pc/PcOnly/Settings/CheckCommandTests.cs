using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Gateway.PcTests.Project;
using Gateway.PcTests.Replay;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Settings
{
    /// <summary>The command check: what it says of good and bad settings, and where.</summary>
    [TestClass]
    public class CheckCommandTests
    {
        private static readonly string Example = Checkout.PathOf("boards/gateway.example.json");
        private static readonly string Profile = Checkout.PathOf("boards/profiles/netlaputa-2006.json");

        [TestMethod]
        public void Good_settings_are_told_what_they_do()
        {
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("check", Example);

            Assert.AreEqual(0, outcome.ExitCode, outcome.Error);
            Assert.AreEqual(string.Empty, outcome.Error);
            Assert.StartsWith(Example + ": good", outcome.Output);
            Assert.DoesNotContain("warning", outcome.Output);
            foreach (string fact in new[]
            {
                "192.168.1.1/24", "203.0.113.10", "512", "enforce", "redirect", "at once", "198.51.100.32/28", "support@isp.example",
                "554 5.7.1 Help: http://192.168.1.1/op25b", "smtp.isp.example port 587 or 465",
            })
            {
                Assert.Contains(fact, outcome.Output);
            }
        }

        [TestMethod]
        public void Everything_that_settings_say_is_told()
        {
            ReplayOutcome outcome = Check("""
                {
                  "lan": { "address": "10.0.0.1/16", "dhcp": { "domain": "home.arpa",
                    "reservations": [{ "mac": "02:00:5e:10:00:01", "address": "10.0.3.4" }] } },
                  "nat": { "portForwards": [{ "protocol": "udp", "externalPort": 53, "lanAddress": "10.0.3.4", "lanPort": 5353 }] },
                  "op25b": { "mode": "monitor", "onBlock": "reject", "relays": ["192.0.2.9", "smtp.isp.example"],
                    "exemptHosts": ["10.0.0.9"], "effectiveFrom": "2026-06-01T00:00:00Z" },
                  "dns": { "servers": ["198.51.100.53"] },
                  "time": { "servers": ["ntp.isp.example"] }
                }
                """);

            Assert.AreEqual(0, outcome.ExitCode, outcome.Error);
            Assert.DoesNotContain("554", outcome.Output);
            foreach (string fact in new[]
            {
                "udp 53 to 10.0.3.4:5353", "monitor", "reject", "192.0.2.9", "smtp.isp.example", "10.0.0.9", "2026-06-01 00:00:00 UTC",
                "198.51.100.53", "ntp.isp.example", "10.0.0.100 to 10.0.0.199, domain home.arpa", "10.0.3.4 for 02005e100001",
            })
            {
                Assert.Contains(fact, outcome.Output);
            }
        }

        // settings, a word of the warning; empty for none
        [TestMethod]
        [DataRow("""{"op25b":{"relays":["192.0.2.9"]},"page":{"isp":{"submissionHost":"a.b","contact":{"phone":"1"}}}}""", "")]
        [DataRow("{}", "there is no relay")]
        [DataRow("{}", "\"your provider's server\"")]
        [DataRow("{}", "neither phone nor mail")]
        [DataRow("""{"op25b":{"mode":"off"}}""", "nothing is blocked")]
        [DataRow("""{"op25b":{"mode":"monitor"}}""", "nothing is blocked")]
        [DataRow("""{"op25b":{"relays":["a.b"]}}""", "until each name was resolved")]
        [DataRow("""{"op25b":{"relays":["10.1.2.3"]}}""", "10.1.2.3 is a private address")]
        [DataRow("""{"op25b":{"relays":["100.64.0.0/24"]}}""", "100.64.0.0/24 is a private address")]
        [DataRow("""{"op25b":{"exemptHosts":["192.168.1.0/24"]}}""", "the whole LAN")]
        [DataRow("""{"op25b":{"effectiveFrom":"2026-06-01T00:00:00Z"}}""", "time.servers")]
        [DataRow("""{"nat":{"portForwards":[{"protocol":"tcp","externalPort":80,"lanAddress":"192.168.1.150","lanPort":80}]}}""", "192.168.1.150 is in DHCP's range")]
        public void What_is_mostly_not_meant_is_a_warning_and_no_error(string json, string word)
        {
            ReplayOutcome outcome = Check(json);

            Assert.AreEqual(0, outcome.ExitCode, outcome.Error);
            Assert.AreEqual(word.Length > 0, outcome.Output.Contains("  warning: ", StringComparison.Ordinal));
            Assert.Contains(word, outcome.Output);
        }

        [TestMethod]
        public void Bad_settings_are_exit_code_2_with_all_their_faults_on_the_error_stream()
        {
            ReplayOutcome outcome = Check("""
                {
                  "op25b": { "mode": "on",
                    "relays": ["300.1.1.1"] }
                }
                """);

            Assert.AreEqual(2, outcome.ExitCode);
            Assert.AreEqual(string.Empty, outcome.Output);
            Assert.StartsWith("error: ", outcome.Error);
            Assert.Contains("  op25b.mode (line 2): \"on\" is no word", outcome.Error);
            Assert.Contains("  op25b.relays[0] (line 3): \"300.1.1.1\" is no IPv4 address", outcome.Error);
        }

        [TestMethod]
        public void Several_files_are_all_told_and_a_bad_one_is_exit_code_2()
        {
            ReplayOutcome good = ReplayOutcome.OfCommandLine("check", Example, Profile);
            ReplayOutcome bad = ReplayOutcome.OfCommandLine("check", "nowhere.json", Example, Checkout.Root);

            Assert.AreEqual(0, good.ExitCode);
            Assert.Contains(Profile + ": good", good.Output);
            Assert.AreEqual(2, bad.ExitCode);
            Assert.Contains(Example + ": good", bad.Output);
            Assert.Contains("nowhere.json", bad.Error);
            Assert.Contains(Checkout.Root, bad.Error);
        }

        [TestMethod]
        public void The_JSON_document_has_files_with_problems_and_warnings()
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, "{\n\"lan\": 5, \"x\": 1 }");
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("check", "--json", path, Profile, "nowhere.json");
            File.Delete(path);

            Assert.AreEqual(2, outcome.ExitCode);
            Assert.AreEqual(string.Empty, outcome.Error);
            using JsonDocument document = JsonDocument.Parse(outcome.Output);
            JsonElement[] files = [.. document.RootElement.GetProperty("files").EnumerateArray()];
            Assert.AreEqual(1, document.RootElement.GetProperty("format").GetInt32());
            CollectionAssert.AreEqual(new[] { false, true, false }, files.Select(file => file.GetProperty("good").GetBoolean()).ToArray());
            Assert.AreEqual(2, files[0].GetProperty("problemCount").GetInt32());
            Assert.AreEqual("lan", files[0].GetProperty("problems")[0].GetProperty("path").GetString());
            Assert.AreEqual(2, files[0].GetProperty("problems")[0].GetProperty("line").GetInt32());
            Assert.StartsWith("5 is no object", files[0].GetProperty("problems")[0].GetProperty("message").GetString());
            Assert.IsGreaterThan(0, files[1].GetProperty("warnings").GetArrayLength());
            Assert.Contains("nowhere.json", files[2].GetProperty("error").GetString());
        }

        [TestMethod]
        [DataRow("check")]
        [DataRow("check --colour EXAMPLE")]
        public void Bad_arguments_are_exit_code_2(string line)
        {
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine(line.Replace("EXAMPLE", Example).Split(' '));

            Assert.AreEqual(2, outcome.ExitCode);
            Assert.StartsWith("error: ", outcome.Error);
        }

        [TestMethod]
        public void Help_has_examples_and_exit_codes()
        {
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("check", "--help");

            Assert.AreEqual(0, outcome.ExitCode);
            Assert.Contains("Examples:", outcome.Output);
            Assert.Contains("Exit codes:", outcome.Output);
        }

        private static ReplayOutcome Check(string json)
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, json);
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("check", path);
            File.Delete(path);
            return outcome;
        }
    }
}
