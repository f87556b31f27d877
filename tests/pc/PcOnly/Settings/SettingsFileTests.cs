using System;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.Boards.Linux.Configuration;
using Gateway.PcTests.Project;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Settings
{
    /// <summary>Settings files: the shipped ones, and how a file is read. What files may say is tested in tests/Settings.</summary>
    [TestClass]
    public class SettingsFileTests
    {
        [TestMethod]
        public void The_example_says_what_it_should()
        {
            GatewaySettings settings = SettingsFile.Read(Checkout.PathOf("boards/gateway.example.json"));
            Op25bSettings op25b = settings.Engine.Op25b;

            Assert.AreEqual("192.168.1.1", Ipv4Text.Format(settings.Engine.LanAddress));
            Assert.AreEqual(24, settings.Engine.LanPrefixLength);
            Assert.AreEqual("203.0.113.10", Ipv4Text.Format(settings.Engine.WanAddress));
            Assert.IsFalse(op25b.IsFallback);
            Assert.AreEqual(Op25bMode.Enforce, op25b.Mode);
            Assert.AreEqual(BlockAction.Redirect, op25b.OnBlock);
            CollectionAssert.AreEqual(new[] { "198.51.100.25", "198.51.100.32/28" }, RelayText.Of(settings).ToArray());
            Assert.AreEqual(0, op25b.UnresolvedRelayNames);
            Assert.AreEqual(Op25bSettings.EffectiveAtOnce, op25b.EffectiveFromUtcSeconds);
            Assert.AreEqual("smtp.isp.example", settings.Engine.Notice.SubmissionHost);
        }

        [TestMethod]
        public void The_profile_of_2006_names_its_relays_and_its_date()
        {
            GatewaySettings settings = SettingsFile.Read(Checkout.PathOf("boards/profiles/netlaputa-2006.json"));

            Assert.HasCount(6, settings.RelayNames);
            Assert.AreEqual(6, settings.Engine.Op25b.UnresolvedRelayNames);
            Assert.Contains("smtp.jp.netlaputa.ne.jp", settings.RelayNames);
            Assert.AreEqual(1149087600, settings.Engine.Op25b.EffectiveFromUtcSeconds); // 2006-06-01T00:00:00+09:00
            Assert.AreEqual(string.Empty, settings.Page.Phone);
            Assert.AreEqual(string.Empty, settings.Engine.Notice.SubmissionHost);
        }

        [TestMethod]
        public void All_faults_stand_in_the_exception_s_message()
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, "{" + string.Concat(Enumerable.Range(0, 23).Select(i => $"\n\"x{i}\": 0,")) + "\n\"op25b\": 5 }");
            SettingsException refusal = Assert.ThrowsExactly<SettingsException>(() => SettingsFile.Read(path));
            File.Delete(path);

            Assert.AreEqual(24, refusal.Problems.Count);
            Assert.StartsWith(path + " can't be used:", refusal.Message);
            Assert.Contains("\n  \"x0\" (line 2): ", refusal.Message);
            Assert.EndsWith("\n  and 4 more", refusal.Message);
        }

        // The longest file that is taken, one byte more, and one without an end.
        [TestMethod]
        public void A_file_is_read_up_to_the_longest_that_is_taken()
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, "{}".PadRight(JsonReader.MaximumLengthBytes));
            Assert.IsNotNull(SettingsFile.Read(path));
            File.WriteAllText(path, "{}".PadRight(JsonReader.MaximumLengthBytes + 1));
            Assert.Contains("too long", Assert.ThrowsExactly<SettingsException>(() => SettingsFile.Read(path)).Message);
            File.Delete(path);
            if (File.Exists("/dev/zero"))
            {
                Assert.Contains("too long", Assert.ThrowsExactly<SettingsException>(() => SettingsFile.Read("/dev/zero")).Message);
            }
        }

        // As Windows PowerShell's Out-File writes: with a mark, or UTF-16.
        [TestMethod]
        public void A_byte_order_mark_is_no_fault_and_UTF_16_is_one_that_says_so()
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, "{\r\n}\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.IsNotNull(SettingsFile.Read(path));
            File.WriteAllText(path, "{}", Encoding.Unicode);
            Assert.Contains("save the file as UTF-8", Assert.ThrowsExactly<SettingsException>(() => SettingsFile.Read(path)).Message);
            File.Delete(path);
        }

        [TestMethod]
        public void What_can_t_be_read_is_no_settings()
        {
            Assert.ThrowsExactly<FileNotFoundException>(() => SettingsFile.Read("nowhere.json"));
            Assert.ThrowsExactly<UnauthorizedAccessException>(() => SettingsFile.Read(Path.GetTempPath()));
        }
    }
}
