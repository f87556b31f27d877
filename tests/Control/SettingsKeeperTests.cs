using System;
using Gateway.Control;
using Gateway.Settings;
using Gateway.Storage;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Control
{
    /// <summary>The last good settings: a spoiled file takes nothing away, and a board without any falls back.</summary>
    [TestClass]
    public class SettingsKeeperTests
    {
        private const string One = "{ 'op25b': { 'relays': [ 'smtp.isp.example' ] } }";
        private const string Two = "{ 'op25b': { 'relays': [ 'smtp2.isp.example' ], 'mode': 'monitor' } }";

        [TestMethod]
        public void Where_none_are_kept_it_is_the_fallback()
        {
            GatewaySettings settings = new SettingsKeeper(new MemoryStorage()).Last();

            Assert.IsTrue(settings.Engine.Op25b.IsFallback);
            Assert.AreEqual(0, settings.RelayNames.Length);
        }

        [TestMethod]
        public void Good_settings_are_kept_over_a_restart()
        {
            var storage = new MemoryStorage();
            Assert.AreEqual("smtp.isp.example", Read(storage, One).RelayNames[0]);
            Assert.AreEqual("smtp.isp.example", LastRelay(storage));
            Assert.AreEqual("smtp2.isp.example", Read(storage, Two).RelayNames[0]);

            Assert.AreEqual("smtp2.isp.example", LastRelay(storage));
        }

        // Rows: no JSON, a wrong value, a wrong key, nothing, half of good ones.
        [TestMethod]
        [DataRow("{")]
        [DataRow("{ 'op25b': { 'mode': 'on' } }")]
        [DataRow("{ 'op25c': { } }")]
        [DataRow("")]
        [DataRow("{ 'op25b': { 'relays': [ 'smtp2.isp.ex")]
        public void Bad_settings_are_told_and_the_last_good_ones_stay(string json)
        {
            var storage = new MemoryStorage();
            Read(storage, One);
            byte[] bytes = JsonBytes.Of(json);
            var problems = new SettingsProblems();

            Assert.IsNull(new SettingsKeeper(storage).Read(bytes, bytes.Length, problems));
            Assert.IsTrue(problems.Count > 0);
            Assert.AreEqual("smtp.isp.example", LastRelay(storage));
        }

        [TestMethod]
        public void The_same_settings_are_not_written_again()
        {
            var storage = new MemoryStorage();
            Read(storage, One);
            Read(storage, One);

            Assert.AreEqual(1, storage.WriteCount);
        }

        // The longest there may be, and one byte more.
        [TestMethod]
        [DataRow(0, true)]
        [DataRow(1, false)]
        public void Settings_of_any_length_that_is_allowed_are_kept(int more, bool isGood)
        {
            var storage = new MemoryStorage();
            byte[] json = new byte[JsonReader.MaximumLengthBytes + more];
            byte[] begin = JsonBytes.Of(One);
            Array.Copy(begin, json, begin.Length);
            for (int i = begin.Length; i < json.Length; i++)
            {
                json[i] = (byte)' ';
            }

            Assert.AreEqual(isGood, new SettingsKeeper(storage).Read(json, json.Length, new SettingsProblems()) != null);
            Assert.AreEqual(!isGood, new SettingsKeeper(storage).Last().Engine.Op25b.IsFallback);
        }

        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Power_fails_while_they_are_stored(bool emptiesFirst)
        {
            int length = JsonBytes.Of(Two).Length + StoredValue.HeaderLength;
            for (int after = 0; after < length; after++)
            {
                var storage = new MemoryStorage { EmptiesFirst = emptiesFirst };
                Read(storage, One);
                storage.TearAfter = after;
                Assert.AreEqual("smtp2.isp.example", Read(storage, Two).RelayNames[0]);
                Assert.AreEqual("smtp.isp.example", LastRelay(storage), "After " + after);
            }
        }

        // Stored or not, they are good.
        [TestMethod]
        public void A_storage_that_takes_nothing_refuses_no_settings()
        {
            var storage = new MemoryStorage { IsReadOnly = true };
            byte[] bytes = JsonBytes.Of(One);
            var keeper = new SettingsKeeper(storage);

            Assert.IsNotNull(keeper.Read(bytes, bytes.Length, new SettingsProblems()));
            Assert.AreEqual(1L, keeper.Storage.WriteFailures);
            Assert.IsTrue(keeper.Last().Engine.Op25b.IsFallback);
            Assert.IsNotNull(new SettingsKeeper(new NoStorage()).Read(bytes, bytes.Length, new SettingsProblems()));
            Assert.IsTrue(new SettingsKeeper(new NoStorage()).Last().Engine.Op25b.IsFallback);
        }

        // Another version of the firmware kept what this one does not know.
        [TestMethod]
        public void What_this_version_can_t_read_is_as_none()
        {
            var storage = new MemoryStorage();
            byte[] bytes = JsonBytes.Of("{ 'tomorrow': 1 }");
            new TwoSlotRecord(storage, SettingsKeeper.Record, JsonReader.MaximumLengthBytes).Save(bytes, bytes.Length);

            Assert.IsTrue(new SettingsKeeper(storage).Last().Engine.Op25b.IsFallback);
        }

        private static GatewaySettings Read(MemoryStorage storage, string json)
        {
            byte[] bytes = JsonBytes.Of(json);
            return new SettingsKeeper(storage).Read(bytes, bytes.Length, new SettingsProblems());
        }

        private static string LastRelay(MemoryStorage storage)
        {
            GatewaySettings settings = new SettingsKeeper(storage).Last();
            Assert.IsFalse(settings.Engine.Op25b.IsFallback);
            return settings.RelayNames[0];
        }
    }
}
