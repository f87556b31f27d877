using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Boards.Linux.Replay;
using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.StatusPage;
using Gateway.StatusPage.Texts;
using Gateway.Tests.StatusPage;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.StatusPage
{
    /// <summary>What programs read of the page, with libraries of others; and that no counter was forgotten.</summary>
    [TestClass]
    public class PagesForProgramsTests
    {
        private const int TextBudgetBytes = 60 * 1024; // issue E; a device takes 64 KB of literals an assembly

        [TestMethod]
        public void The_status_is_JSON()
        {
            TestGateway gateway = new();
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 587, TcpFlags.Syn));
            new NoticeClient(gateway, 50001).Connect();
            string body = new PageClient(gateway, PageClient.MakeIsp(), TestGateway.HostA).Read("/api/status");
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;

            Assert.AreEqual(1, root.GetProperty("format").GetInt32());
            Assert.AreEqual("enforce", root.GetProperty("op25b").GetProperty("mode").GetString());
            Assert.AreEqual(1, root.GetProperty("totals").GetProperty("redirectedConnections").GetInt64());
            Assert.AreEqual("192.168.1.100", root.GetProperty("you").GetProperty("address").GetString());
            Assert.AreEqual("192.0.2.25", root.GetProperty("you").GetProperty("attempts")[0].GetProperty("server").GetString());
        }

        [TestMethod]
        public void Each_counter_is_in_the_metrics()
        {
            TestGateway gateway = new(TestGateway.MakeSettings(), new ManagedFlowCache(1));
            string metrics = new PageClient(gateway, PageClient.MakeIsp(), TestGateway.HostA).Read("/metrics");
            (string Group, object Counters)[] groups =
            [
                ("", new TrafficCounters()), ("op25b_", new Op25bCounters()), ("nat_", new NatCounters()),
            ];
            foreach ((string group, object counters) in groups)
            {
                foreach ((string name, long _) in CounterNames.Of(counters).Where(counter => counters.GetType().GetField(counter.Name) != null))
                {
                    bool isGauge = name == nameof(TrafficCounters.FragmentsHeld);
                    Assert.Contains($"\ngateway_{group}{Snake(name)}{(isGauge ? "" : "_total")} ", metrics);
                }
            }
        }

        [TestMethod]
        public void Each_drop_reason_has_its_name()
        {
            foreach (DropReason reason in Enum.GetValues<DropReason>().Where(reason => reason != DropReason.None))
            {
                Assert.AreEqual(Snake(reason.ToString()), DropReasonName.Of(reason));
            }
        }

        // A copy has every field: what is added later, too.
        [TestMethod]
        [DataRow(typeof(TrafficCounters))]
        [DataRow(typeof(Op25bCounters))]
        [DataRow(typeof(NatCounters))]
        public void A_copy_of_counters_is_whole(Type type)
        {
            object counters = Activator.CreateInstance(type);
            FieldInfo[] fields = [.. type.GetFields().Where(field => !field.IsLiteral)];
            for (int i = 0; i < fields.Length; i++)
            {
                fields[i].SetValue(counters, (long)i + 1);
            }

            object copy = type.GetMethod("Copy").Invoke(counters, null);
            CollectionAssert.AreEqual(fields.Select(field => field.GetValue(counters)).ToArray(), fields.Select(field => field.GetValue(copy)).ToArray());
        }

        // As the device counts them: UTF-8, each once.
        [TestMethod]
        public void The_texts_fit_their_budget()
        {
            using PEReader file = new(File.OpenRead(typeof(TextKey).Assembly.Location));
            MetadataReader metadata = file.GetMetadataReader();
            int bytes = 0;
            for (UserStringHandle handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            {
                bytes += Encoding.UTF8.GetByteCount(metadata.GetUserString(handle)) + 1;
            }

            Assert.IsGreaterThan(20_000, bytes);
            Assert.IsLessThanOrEqualTo(TextBudgetBytes, bytes);
        }

        // A text is cut into slices anywhere: no pair of surrogates may stand in one.
        [TestMethod]
        public void No_text_has_a_character_of_two_units()
        {
            IEnumerable<string> texts = Enumerable.Range(0, TextKey.Count).SelectMany(key => new[] { EnglishText.Get(key), JapaneseText.Get(key) });

            Assert.IsFalse(texts.Any(text => text.Any(char.IsSurrogate)));
        }

        // English in the Japanese text, or Japanese in the English, is a text that was forgotten.
        [TestMethod]
        public void Each_language_is_written_in_its_own_script()
        {
            Regex kana = new("[\u3040-\u30FF\u4E00-\u9FFF]");
            string[] alike = ["Thunderbird"];
            for (int key = 0; key < TextKey.Count; key++)
            {
                Assert.DoesNotMatchRegex(kana, EnglishText.Get(key));
                Assert.IsTrue(kana.IsMatch(JapaneseText.Get(key)) || alike.Contains(JapaneseText.Get(key)) || JapaneseText.Get(key).StartsWith("iPhone", StringComparison.Ordinal), JapaneseText.Get(key));
            }
        }

        private static string Snake(string name)
        {
            return Regex.Replace(name, "(?<=[a-z0-9])(?=[A-Z])", "_").ToLowerInvariant();
        }
    }
}
