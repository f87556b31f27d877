using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.PcTests.Project;
using Gateway.PcTests.Wire;
using Gateway.Settings;
using Gateway.Tests.Reporting;
using Gateway.Tests.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Device = nanoFramework.TestFramework;

namespace Gateway.PcTests.Settings
{
    /// <summary>
    /// boards/gateway.schema.json and the firmware's reader say the same. What the schema refuses the reader refuses, too; what only
    /// the reader refuses is for a reason that no schema can give: these are listed here, and no other.
    /// </summary>
    [TestClass]
    public class SchemaAgreementTests
    {
        private const int Documents = 1000;

        // What the reader says where a schema can say nothing: of two values that must fit each other, or of a value's sense.
        private static readonly string[] BeyondSchemas =
        [
            "lies in the LAN or holds it; allowed: ",
            "is no LAN host's address; allowed: ",
            "is no block of the LAN; allowed: ",
            "is the first or the last address of its block; allowed: ",
            "has bits behind its prefix; allowed: ",
            "is in this list already: leave one",
            "the external port is forwarded already; allowed: ",
            "the LAN host's port is forwarded to already; allowed: ",
            "the range lacks an end; needed: ",
            "the range ends before it begins; allowed: ",
            "the range is too large; allowed: ",
            "the card has a reservation already; allowed: ",
            "the address is reserved already; allowed: ",
            "a key is missing beside url; needed: ",
            "a key is missing beside password; needed: ",
            "settingsUrl is at another host or port; needed: ",
            "this key stands here twice: leave one",
        ];

        private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        [TestMethod]
        public void Shipped_settings_are_good_to_both()
        {
            foreach (string name in new[] { "boards/gateway.example.json", "boards/profiles/netlaputa-2006.json" })
            {
                Assert.IsTrue(IsAgreedGood(System.IO.File.ReadAllText(Checkout.PathOf(name))), name);
            }
        }

        [TestMethod]
        public void Random_good_settings_are_good_to_both()
        {
            SettingsDocuments documents = new(TestSeed.Next());
            for (int i = 0; i < Documents; i++)
            {
                string json = documents.Good().ToJsonString(Readable);
                Assert.IsTrue(IsAgreedGood(json), json);
            }
        }

        [TestMethod]
        public void Random_changes_are_judged_alike()
        {
            SettingsDocuments documents = new(TestSeed.Next());
            int good = 0;
            for (int i = 0; i < Documents; i++)
            {
                good += IsAgreedGood(documents.Changed(documents.Good()).ToJsonString(Readable)) ? 1 : 0;
            }

            // Neither all good nor all bad, or the documents prove little.
            Assert.IsTrue(good > Documents / 50 && good < Documents / 2, $"{good} of {Documents} are good");
        }

        // Each value in the place of each other: whatever is allowed somewhere is judged everywhere.
        [TestMethod]
        public void Each_key_judges_each_odd_value_alike()
        {
            int documents = 0;
            foreach (JsonObject settings in SettingsDocuments.EachOddValueInEachPlace())
            {
                IsAgreedGood(settings.ToJsonString(Readable));
                documents++;
            }

            Assert.IsGreaterThan(1000, documents);
        }

        // The tables of tests/Settings.
        [TestMethod]
        [DataRow(typeof(GoodSettingsTests), nameof(GoodSettingsTests.What_is_missing_or_null_is_as_the_readme_says), "{0}")]
        [DataRow(typeof(GoodSettingsTests), nameof(GoodSettingsTests.Values_at_their_limits_are_good), "{{{0}}}")]
        [DataRow(typeof(BadSettingsTests), nameof(BadSettingsTests.A_fault_is_told_with_its_path_and_what_is_allowed), "{0}")]
        [DataRow(
            typeof(BadSettingsTests),
            nameof(BadSettingsTests.A_reservation_s_fault_is_told),
            "{{'lan':{{'dhcp':{{'reservations':[{{'mac':'02:00:5e:10:00:01','address':'192.168.1.9'}},{0}]}}}}}}")]
        [DataRow(typeof(ReportingSectionTests), nameof(ReportingSectionTests.What_is_not_allowed_is_told), "{{'reporting':{0}}}")]
        [DataRow(typeof(BadSettingsTests), nameof(BadSettingsTests.A_port_forward_s_fault_is_told), "{{'nat':{{'portForwards':[{0}]}}}}")]
        public void Rows_of_the_shared_tests_are_judged_alike(Type tests, string name, string format)
        {
            object[][] rows = [.. tests.GetMethod(name).GetCustomAttributes<Device.DataRowAttribute>().Select(row => row.MethodParameters)];
            foreach (object[] row in rows)
            {
                bool isGood = IsAgreedGood(string.Format(CultureInfo.InvariantCulture, format, row[0]).Replace('\'', '"'));
                Assert.IsTrue(isGood || tests != typeof(GoodSettingsTests), (string)row[0]);
            }

            Assert.IsGreaterThan(5, rows.Length);
        }

        // The keys that the reader knows, as it lists them where it finds another one.
        [TestMethod]
        public void Each_object_has_the_same_keys_to_both()
        {
            JsonNode schema = JsonNode.Parse(SettingsSchema.OwnText);
            HasKeys(schema["$defs"]["portForward"], """{"nat":{"portForwards":[{""", "}]}}");
            HasKeys(schema["$defs"]["reservation"], """{"lan":{"dhcp":{"reservations":[{""", "]}}}");
            Assert.IsGreaterThan(5, HasKeysWithin(schema, "{", "}"));
        }

        // A new key is told to people, too: what an editor shows, and the README's table.
        [TestMethod]
        public void Each_key_of_the_schema_is_explained()
        {
            string readme = System.IO.File.ReadAllText(Checkout.PathOf("boards/README.md"));
            JsonNode schema = JsonNode.Parse(SettingsSchema.OwnText);
            string[] keys = [.. KeysOf(schema, string.Empty)];

            Assert.IsGreaterThanOrEqualTo(20, keys.Length);
            foreach (string key in keys)
            {
                Assert.Contains($"| {key} |", readme);
            }
        }

        private static int HasKeysWithin(JsonNode schema, string before, string behind)
        {
            HasKeys(schema, before, behind);
            return 1 + schema["properties"].AsObject().Where(member => member.Value["properties"] != null)
                .Sum(member => HasKeysWithin(member.Value, $"{before}\"{member.Key}\":{{", "}" + behind));
        }

        private static void HasKeys(JsonNode schema, string before, string behind)
        {
            byte[] json = Encoding.UTF8.GetBytes(before + "\"?\":0" + behind);
            SettingsProblems problems = new();
            SettingsReader.Read(json, json.Length, problems);
            string keys = string.Join(", ", schema["properties"].AsObject().Select(member => member.Key));

            Assert.AreEqual("this key is not known; allowed here: " + keys, problems[0].Message);
        }

        private static IEnumerable<string> KeysOf(JsonNode schema, string path)
        {
            foreach ((string key, JsonNode value) in schema["properties"].AsObject())
            {
                Assert.IsNotNull(value["title"], path + key);
                Assert.IsNotNull(value["description"], path + key);
                IEnumerable<string> keys = value["properties"] == null ? [path + key] : KeysOf(value, path + key + ".");
                foreach (string inner in keys)
                {
                    yield return inner;
                }
            }
        }

        // Whether both take settings; fails where they differ without a reason.
        private static bool IsAgreedGood(string json)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(json);
            SettingsProblems problems = new();
            GatewaySettings settings = SettingsReader.Read(bytes, bytes.Length, problems);
            IReadOnlyList<string> faults = SettingsSchema.FaultsOf(json);

            Assert.AreEqual(problems.Count == 0, settings != null);
            if (faults.Count > 0)
            {
                Assert.AreNotEqual(0, problems.Count, $"only the schema refuses {json}: {string.Join("; ", faults)}");
                return false;
            }

            for (int i = 0; i < problems.KeptCount; i++)
            {
                Assert.IsTrue(IsBeyondSchemas(problems[i], json), $"only the reader refuses {json}: {problems[i]}");
            }

            return problems.Count == 0;
        }

        private static bool IsBeyondSchemas(SettingsProblem problem, string json)
        {
            if (problem.Path != "op25b.effectiveFrom")
            {
                return BeyondSchemas.Any(reason => problem.Message.Contains(reason, StringComparison.Ordinal));
            }

            // A day that its month has not.
            string time = (string)JsonNode.Parse(json)["op25b"]["effectiveFrom"];
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
            return !DateTime.TryParseExact(time, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, Utc, out _);
        }
    }
}
