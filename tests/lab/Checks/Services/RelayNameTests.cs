using System.Linq;
using System.Text.Json;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Services
{
    /// <summary>Relays by name, with dnsmasq as the ISP's name server.</summary>
    [TestClass]
    public sealed class RelayNameTests : ServiceTest
    {
        private const string ProfilePath = "boards/profiles/netlaputa-2006.json";

        [TestMethod]
        public void A_relay_by_name_is_dropped_until_its_name_is_known_and_then_it_answers()
        {
            StartAnew(ByName(LabPlan.AnnouncedName));
            AssertAnswers(Nothing, LabPlan.Announced);
            AssertAnswers(Nothing, LabPlan.Foreign);
            AssertWitnessSawNoMailToOthers();

            World.TestNames.Serve(TestNameServer.Address(LabPlan.AnnouncedName, LabPlan.Announced));
            RequireResolved(LabPlan.AnnouncedName, LabPlan.Announced);
            AssertAnswers(Relay, LabPlan.Announced);
            AssertAnswers(Notice, LabPlan.Foreign);
            Assert.IsGreaterThan(0, World.AnnounceMail());
        }

        [TestMethod]
        public void A_change_is_seen_after_the_time_to_live_and_the_address_before_stays_allowed()
        {
            World.TestNames.Serve(TestNameServer.Address(LabPlan.RelayName, LabPlan.Relay));
            StartAnew(ByName(LabPlan.RelayName));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            World.TestNames.Serve(TestNameServer.Address(LabPlan.RelayName, LabPlan.Announced));
            AssertAnswers(Notice, LabPlan.Announced);
            AssertWitnessSawNoMailToOthers();

            RequireResolved(LabPlan.RelayName, LabPlan.Announced, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Announced);
            AssertAnswers(Relay, LabPlan.Relay);
            Assert.IsGreaterThan(0, World.AnnounceMail());

            // Other settings that keep the name keep both.
            World.Gateway.Apply(ByName(LabPlan.RelayName) with { OnBlock = "drop" });
            AssertAnswers(Relay, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Announced);
            AssertAnswers(Nothing, LabPlan.Foreign);
            Assert.IsGreaterThan(0, World.AnnounceMail());
        }

        [TestMethod]
        public void All_addresses_of_an_answer_are_relays()
        {
            World.TestNames.Serve(
                TestNameServer.Address(LabPlan.RelayName, LabPlan.Relay), TestNameServer.Address(LabPlan.RelayName, LabPlan.Announced));
            StartAnew(ByName(LabPlan.RelayName));
            RequireResolved(LabPlan.RelayName, LabPlan.Announced, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Announced);
            Assert.IsGreaterThan(0, World.AnnounceMail());
        }

        [TestMethod]
        public void A_chain_of_aliases_leads_to_the_relay()
        {
            World.TestNames.Serve(
                TestNameServer.Address("host7.isp.example", LabPlan.Relay),
                TestNameServer.Alias("pool.isp.example", "host7.isp.example"),
                TestNameServer.Alias("mx.isp.example", "pool.isp.example"),
                TestNameServer.Alias(LabPlan.RelayName, "mx.isp.example"));
            StartAnew(ByName(LabPlan.RelayName));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Relay);
            AssertAnswers(Notice, LabPlan.Foreign);
        }

        // More than fits a datagram of 512 bytes: dig shows that dnsmasq cuts it, the gateway has it whole.
        [TestMethod]
        public void An_answer_that_is_cut_is_asked_for_over_TCP()
        {
            string[] chain = [LabPlan.RelayName, .. Enumerable.Range(1, 4).Select(LongName), "host7.isp.example"];
            World.TestNames.Serve(
            [
                TestNameServer.Address(chain[^1], LabPlan.Relay),
                .. chain.Zip(chain.Skip(1), TestNameServer.Alias),
            ]);
            CommandResult dig = World.Wan.Run("dig", $"@{LabPlan.TestNameServer}", "+noedns", "+notcp", "+ignore", LabPlan.RelayName).OrThrow();
            Assert.Contains(" tc ", dig.Output);

            StartAnew(ByName(LabPlan.RelayName));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Relay);
        }

        [TestMethod]
        public void A_name_that_does_not_exist_is_told_and_asked_for_again()
        {
            World.TestNames.Serve();
            StartAnew(ByName(LabPlan.RelayName));
            World.Gateway.RequireLog($"{LabPlan.RelayName} can't be found out (no such name)");
            AssertAnswers(Nothing, LabPlan.Relay);
            AssertAnswers(Nothing, LabPlan.Foreign);

            World.TestNames.Serve(TestNameServer.Address(LabPlan.RelayName, LabPlan.Relay));
            RequireResolved(LabPlan.RelayName, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Relay);
        }

        // The six relays of 2006, by the names that the ISP announced.
        [TestMethod]
        public void The_names_of_the_announcement_of_2006_work_once_all_are_known()
        {
            using JsonDocument profile = JsonDocument.Parse(System.IO.File.ReadAllText(LabFolder.InCheckout(ProfilePath)));
            string[] names =
                [.. profile.RootElement.GetProperty("op25b").GetProperty("relays").EnumerateArray().Select(relay => relay.GetString()!)];
            Assert.HasCount(6, names);
            string[] records = [.. names.Select((name, i) => TestNameServer.Address(name, i == 1 ? LabPlan.Announced : LabPlan.Relay))];
            World.TestNames.Serve(records[..5]);
            StartAnew(ByName(names));
            World.Gateway.RequireLog($"{names[4]} is {LabPlan.Relay}");
            AssertAnswers(Relay, LabPlan.Relay);
            AssertAnswers(Relay, LabPlan.Announced);
            AssertAnswers(Nothing, LabPlan.Foreign);

            World.TestNames.Serve(records);
            RequireResolved(names[5], LabPlan.Relay);
            AssertAnswers(Notice, LabPlan.Foreign);
            Assert.IsGreaterThan(0, World.AnnounceMail());
        }

        private static string LongName(int number)
        {
            const int LabelLength = 60;
            return $"{new string((char)('a' + number), LabelLength)}.{new string('l', LabelLength)}.{new string('m', LabelLength)}.isp.example";
        }
    }
}
