using System.Collections.Generic;
using System.IO;
using System.Linq;
using Gateway.Boards.Linux.Lab;
using Gateway.PcTests.Replay;
using Gateway.Policy;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Lab
{
    /// <summary>The lab where namespaces can't be had, and what it says of gateways that don't do what they should.</summary>
    [TestClass]
    public class LabInMemoryTests
    {
        [TestMethod]
        public void A_household_in_memory_gets_what_it_should()
        {
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("lab", "--once", "--in-memory");

            Assert.AreEqual(0, outcome.ExitCode, outcome.Output);
            Assert.AreEqual(string.Empty, outcome.Error);
            foreach (string word in new[]
            {
                "in memory, without namespaces: as asked for",
                "No reports: the collector needs a kernel's stack.",
                "554 5.7.1 Outbound port 25 is blocked by your ISP (OP25B). This mail was NOT sent.",
                "over TLS, as member",
                "Hello, 203.0.113.10:",
                "to port 25 of others         0",
                "relay",
                "All went as it should.",
            })
            {
                Assert.Contains(word, outcome.Output);
            }
        }

        [TestMethod]
        public void Text_fits_100_columns_and_is_plain()
        {
            ReplayOutcome outcome = ReplayOutcome.OfCommandLine("lab", "--once", "--in-memory");

            Assert.DoesNotContain("\e", outcome.Output);
            foreach (string row in outcome.Output.Split('\n'))
            {
                Assert.IsLessThanOrEqualTo(100, row.TrimEnd().Length, row);
                Assert.AreEqual(row.TrimEnd(), row.TrimEnd('\r'), "space at the end");
            }
        }

        // The lab must not be a show that always ends well.
        [TestMethod]
        [DataRow(Op25bMode.Off, BlockAction.Redirect, "DELIVERED, but port 25 of others must be blocked")]
        [DataRow(Op25bMode.Monitor, BlockAction.Redirect, "packets to port 25 of others were on the WAN wire")]
        [DataRow(Op25bMode.Enforce, BlockAction.Reject, "failed without a word from the gateway")]
        public void A_gateway_that_does_not_do_what_it_should_is_told_apart(Op25bMode mode, BlockAction onBlock, string word)
        {
            EngineSettings settings = LabPlan.MakeSettings();
            settings.Op25b.Mode = mode;
            settings.Op25b.OnBlock = onBlock;

            string told = Live(settings, out bool isAllWell);

            Assert.IsFalse(isAllWell);
            Assert.Contains(word, told);
            Assert.Contains("NOT as it should:", told);
        }

        [TestMethod]
        public void A_gateway_that_blocks_the_relay_is_told_apart()
        {
            EngineSettings settings = LabPlan.MakeSettings();
            settings.Op25b.Relays = [];

            string told = Live(settings, out bool isAllWell);

            Assert.IsFalse(isAllWell);
            Assert.Contains("NOT delivered: 5.7.1 Outbound port 25 is blocked", told);
        }

        [TestMethod]
        public void A_day_has_its_scenes_in_order_each_day_anew()
        {
            using LabWorld world = LabWorld.InMemory();
            Household household = new(world);
            List<SceneOutcome> outcomes = [];

            Assert.IsTrue(household.Live(outcomes.Add));
            Assert.IsTrue(household.Live(outcomes.Add));

            Assert.HasCount(10, outcomes);
            Assert.IsTrue(outcomes.All(outcome => outcome.IsAsItShould));
            Assert.AreEqual(outcomes[0].Title, outcomes[5].Title);
        }

        private static string Live(EngineSettings settings, out bool isAllWell)
        {
            using StringWriter told = new();
            using LabWorld world = LabWorld.InMemory(settings);
            isAllWell = new LabRun(world, new LabText(told, false)).FirstDay();
            return told.ToString();
        }
    }
}
