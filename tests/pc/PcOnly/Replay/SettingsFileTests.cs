using System.Linq;
using System.Text;
using Gateway.Boards.Linux.Configuration;
using Gateway.PcTests.Project;
using Gateway.Policy;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Replay
{
    /// <summary>Settings files: the shipped ones, and what is refused.</summary>
    [TestClass]
    public class SettingsFileTests
    {
        [TestMethod]
        public void The_example_says_what_it_should()
        {
            BoardSettings settings = SettingsFile.Read(Checkout.PathOf("boards/gateway.example.json"));
            Op25bSettings op25b = settings.Engine.Op25b;

            Assert.AreEqual("192.168.1.1", Ipv4Text.Format(settings.Engine.LanAddress));
            Assert.AreEqual(24, settings.Engine.LanPrefixLength);
            Assert.AreEqual("203.0.113.10", Ipv4Text.Format(settings.Engine.WanAddress));
            Assert.IsFalse(op25b.IsFallback);
            Assert.AreEqual(Op25bMode.Enforce, op25b.Mode);
            Assert.AreEqual(BlockAction.Redirect, op25b.OnBlock);
            CollectionAssert.AreEqual(new[] { "198.51.100.25", "198.51.100.32/28" }, op25b.Relays.Select(Ipv4Text.Format).ToArray());
            Assert.AreEqual(0, op25b.UnresolvedRelayNames);
            Assert.AreEqual(Op25bSettings.EffectiveAtOnce, op25b.EffectiveFromUtcSeconds);
            Assert.AreEqual("smtp.isp.example", settings.Engine.Notice.SubmissionHost);
        }

        [TestMethod]
        public void The_profile_of_2006_names_its_relays_and_its_date()
        {
            BoardSettings settings = SettingsFile.Read(Checkout.PathOf("boards/profiles/netlaputa-2006.json"));

            Assert.HasCount(6, settings.RelayNames);
            Assert.AreEqual(6, settings.Engine.Op25b.UnresolvedRelayNames);
            Assert.Contains("smtp.jp.netlaputa.ne.jp", settings.RelayNames);
            Assert.AreEqual(1149087600, settings.Engine.Op25b.EffectiveFromUtcSeconds); // 2006-06-01T00:00:00+09:00
            Assert.IsNull(settings.Page.Phone);
            Assert.AreEqual(string.Empty, settings.Engine.Notice.SubmissionHost);
        }

        [TestMethod]
        public void Everything_can_be_said()
        {
            BoardSettings settings = Parse("""
                {
                  "lan": { "address": "10.0.0.1/16" },
                  "wan": { "address": null },
                  "nat": {
                    "maximumFlows": 4096,
                    "portForwards": [{ "protocol": "udp", "externalPort": 53, "lanAddress": "10.0.3.4", "lanPort": 5353 }]
                  },
                  "op25b": {
                    "mode": "monitor", "onBlock": "reject", "relays": ["smtp.isp.example", "192.0.2.0/24"],
                    "exemptHosts": ["10.0.0.0/16", "10.0.0.9"], "effectiveFrom": "2026-06-01T00:00:00Z"
                  }
                }
                """);

            Assert.AreEqual(0u, settings.Engine.WanAddress);
            Assert.AreEqual(4096, settings.Engine.Nat.MaximumFlows);
            Assert.AreEqual(17, settings.Engine.Nat.PortForwards[0].Protocol);
            Assert.AreEqual(Op25bMode.Monitor, settings.Engine.Op25b.Mode);
            Assert.AreEqual(BlockAction.Reject, settings.Engine.Op25b.OnBlock);
            Assert.AreEqual(1, settings.Engine.Op25b.UnresolvedRelayNames);
            Assert.HasCount(2, settings.Engine.Op25b.ExemptHosts);
            Assert.AreEqual(1780272000, settings.Engine.Op25b.EffectiveFromUtcSeconds);
        }

        // The file, where the fault lies, and a word of what is said of it.
        [TestMethod]
        [DataRow("", "$", "no JSON")]
        [DataRow("{", "$", "no JSON")]
        [DataRow("[]", "$", "lan, wan, nat, op25b, page")]
        [DataRow("""{"colour":1}""", "$.colour", "allowed here: lan, wan")]
        [DataRow("""{"lan":{},"lan":{}}""", "$.lan", "twice")]
        [DataRow("""{"lan":5}""", "$.lan", "object")]
        [DataRow("""{"lan":{"address":5}}""", "$.lan.address", "192.168.1.1/24")]
        [DataRow("""{"lan":{"address":"192.168.1.1"}}""", "$.lan.address", "192.168.1.1/24")]
        [DataRow("""{"lan":{"address":"192.168.1.1/31"}}""", "$.lan.address", "8 to 30")]
        [DataRow("""{"lan":{"address":"192.168.1.0/24"}}""", "$.lan.address", "a host can have")]
        [DataRow("""{"lan":{"address":"192.168.1.255/24"}}""", "$.lan.address", "a host can have")]
        [DataRow("""{"lan":{"address":"127.0.0.1/8"}}""", "$.lan.address", "a host can have")]
        [DataRow("""{"lan":{"address":"192.168.01.1/24"}}""", "$.lan.address", "192.168.1.1/24")]
        [DataRow("""{"wan":{"address":"192.168.1.9"}}""", "$.wan.address", "outside the LAN")]
        [DataRow("""{"wan":{"address":"224.0.0.1"}}""", "$.wan.address", "a host can have")]
        [DataRow("""{"wan":{"address":"1.2.3"}}""", "$.wan.address", "IPv4")]
        [DataRow("""{"wan":{"address":"1.2.3.4.5"}}""", "$.wan.address", "IPv4")]
        [DataRow("""{"wan":{"address":"1.2.3.256"}}""", "$.wan.address", "IPv4")]
        [DataRow("""{"nat":{"maximumFlows":0}}""", "$.nat.maximumFlows", "from 1 to")]
        [DataRow("""{"nat":{"maximumFlows":1.5}}""", "$.nat.maximumFlows", "whole number")]
        [DataRow("""{"nat":{"maximumFlows":99999999999}}""", "$.nat.maximumFlows", "from 1 to")]
        [DataRow("""{"nat":{"portForwards":{}}}""", "$.nat.portForwards", "array")]
        [DataRow("""{"nat":{"portForwards":[{"protocol":"tcp"}]}}""", "$.nat.portForwards[0]", "all of")]
        [DataRow("""{"nat":{"portForwards":[{"protocol":"sctp","externalPort":1,"lanAddress":"192.168.1.2","lanPort":1}]}}""", "$.nat.portForwards[0].protocol", "\"tcp\", \"udp\"")]
        [DataRow("""{"nat":{"portForwards":[{"protocol":"tcp","externalPort":65536,"lanAddress":"192.168.1.2","lanPort":1}]}}""", "$.nat.portForwards[0].externalPort", "1 to 65535")]
        [DataRow("""{"nat":{"portForwards":[{"protocol":"tcp","externalPort":1,"lanAddress":"10.0.0.2","lanPort":1}]}}""", "$.nat.portForwards[0].lanAddress", "in the LAN")]
        [DataRow("""{"nat":{"portForwards":[{"protocol":"tcp","externalPort":1,"lanAddress":"192.168.1.1","lanPort":1}]}}""", "$.nat.portForwards[0].lanAddress", "gateway's own")]
        [DataRow("""{"op25b":{"mode":"on"}}""", "$.op25b.mode", "\"off\", \"monitor\", \"enforce\"")]
        [DataRow("""{"op25b":{"onBlock":"Redirect"}}""", "$.op25b.onBlock", "\"redirect\"")]
        [DataRow("""{"op25b":{"relays":"192.0.2.1"}}""", "$.op25b.relays", "array")]
        [DataRow("""{"op25b":{"relays":[1]}}""", "$.op25b.relays[0]", "host name")]
        [DataRow("""{"op25b":{"relays":["192.0.2.1","192.0.2.33/28"]}}""", "$.op25b.relays[1]", "192.0.2.32/28")]
        [DataRow("""{"op25b":{"relays":["0.0.0.0/0"]}}""", "$.op25b.relays[0]", "too wide")]
        [DataRow("""{"op25b":{"relays":["192.0.2.256"]}}""", "$.op25b.relays[0]", "IPv4 address")]
        [DataRow("""{"op25b":{"relays":["-smtp.isp.example"]}}""", "$.op25b.relays[0]", "host name")]
        [DataRow("""{"op25b":{"relays":["smtp isp.example"]}}""", "$.op25b.relays[0]", "host name")]
        [DataRow("""{"op25b":{"relays":[""]}}""", "$.op25b.relays[0]", "host name")]
        [DataRow("""{"op25b":{"relays":["2001:db8::1"]}}""", "$.op25b.relays[0]", "address")]
        [DataRow("""{"op25b":{"exemptHosts":["10.0.0.1"]}}""", "$.op25b.exemptHosts[0]", "in the LAN")]
        [DataRow("""{"op25b":{"exemptHosts":["192.168.0.0/16"]}}""", "$.op25b.exemptHosts[0]", "in the LAN")]
        [DataRow("""{"op25b":{"exemptHosts":["192.168.1.9/30"]}}""", "$.op25b.exemptHosts[0]", "192.168.1.8/30")]
        [DataRow("""{"op25b":{"effectiveFrom":"2026-06-01"}}""", "$.op25b.effectiveFrom", "2026-06-01T00:00:00Z")]
        [DataRow("""{"op25b":{"effectiveFrom":"2026-06-01T00:00:00+09:00"}}""", "$.op25b.effectiveFrom", "UTC")]
        [DataRow("""{"op25b":{"effectiveFrom":"1970-01-01T00:00:00Z"}}""", "$.op25b.effectiveFrom", "after 1970")]
        [DataRow("""{"op25b":{"effectiveFrom":1780272000}}""", "$.op25b.effectiveFrom", "UTC")]
        [DataRow("""{"page":{"isp":{"name":""}}}""", "$.page.isp.name", "name")]
        [DataRow("""{"page":{"isp":{"submissionHost":"smtp isp"}}}""", "$.page.isp.submissionHost", "host name")]
        [DataRow("""{"page":{"isp":{"submissionHost":"smtp\r\n250.example"}}}""", "$.page.isp.submissionHost", "host name")]
        [DataRow("""{"page":{"isp":{"submissionPorts":[0]}}}""", "$.page.isp.submissionPorts[0]", "1 to 65535")]
        [DataRow("""{"page":{"isp":{"contact":{"fax":"1"}}}}""", "$.page.isp.contact.fax", "phone, hours, mail")]
        [DataRow("""{"page":{"isp":{"corporateUrl":"javascript:alert(1)"}}}""", "$.page.isp.corporateUrl", "http")]
        public void What_is_wrong_is_told_with_its_place_and_what_is_allowed(string json, string path, string word)
        {
            SettingsException refusal = Assert.ThrowsExactly<SettingsException>(() => Parse(json));

            Assert.HasCount(1, refusal.Problems, refusal.Message);
            Assert.AreEqual(path, refusal.Problems[0].Path);
            Assert.Contains(word, refusal.Problems[0].Message);
        }

        [TestMethod]
        public void All_that_is_wrong_is_told_at_once()
        {
            SettingsException refusal = Assert.ThrowsExactly<SettingsException>(
                () => Parse("""{"lan":{"address":"x"},"op25b":{"mode":"on","relays":["?","!"]},"more":1}"""));

            CollectionAssert.AreEqual(
                new[] { "$.lan.address", "$.op25b.mode", "$.op25b.relays[0]", "$.op25b.relays[1]", "$.more" },
                refusal.Problems.Select(problem => problem.Path).ToArray());
        }

        private static BoardSettings Parse(string json)
        {
            return SettingsFile.Parse(Encoding.UTF8.GetBytes(json), "test.json");
        }
    }
}
