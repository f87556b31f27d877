using Gateway.Control;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>Settings from afar when the board's own change below them, when power fails, and when there is no good file at all.</summary>
    [TestClass]
    public class RemoteKeepingTests
    {
        private const string Reporting = ",'reporting':{'url':'https://198.51.100.9/r','vendor':'ISP-EXAMPLE','manufacturerOui':'00005E',"
            + "'productClass':'G','serialNumber':'1'";

        private const string Wanting = Reporting + ",'settingsUrl':'https://198.51.100.9/s'}}";
        private const string Own = "{'op25b':{'relays':['198.51.100.25']}" + Wanting;
        private const string OtherOwn = "{'op25b':{'relays':['198.51.100.27']}" + Wanting;
        private const string NotWanting = "{'op25b':{'relays':['198.51.100.27']}" + Reporting + "}}";
        private const string Far = "{'op25b':{'relays':['198.51.100.26']}}";
        private const string Farther = "{'op25b':{'relays':['198.51.100.28']}}";
        private const uint OwnRelay = 0xC6336419; // .25
        private const uint FarRelay = 0xC633641A; // .26
        private const uint OtherRelay = 0xC633641B; // .27
        private const uint FartherRelay = 0xC633641C; // .28

        // The board's file is read again: the remote ones stay over it.
        [TestMethod]
        public void Other_settings_of_the_board_come_below()
        {
            var keeper = new SettingsKeeper(new MemoryStorage());
            var remote = new RemoteSettings(keeper, new MemoryStorage());
            Assert.AreEqual(OwnRelay, RelayOf(remote.Over(Read(keeper, Own))));
            Confirm(remote, Far);

            Assert.AreEqual(FarRelay, RelayOf(remote.Over(Read(keeper, OtherOwn))));
            Assert.IsTrue(remote.AreInUse);
            Assert.AreEqual(OtherRelay, RelayOf(remote.Over(Read(keeper, NotWanting))));
            Assert.IsFalse(remote.AreInUse);
            Assert.AreEqual(FarRelay, RelayOf(remote.Over(Read(keeper, OtherOwn))));
        }

        // What a trial is taken back to is the board's file as it is by then.
        [TestMethod]
        public void A_trial_is_taken_back_to_what_the_board_has_now()
        {
            var keeper = new SettingsKeeper(new MemoryStorage());
            var remote = new RemoteSettings(keeper, new MemoryStorage());
            remote.Over(Read(keeper, Own));
            Offer(remote, Far);
            Assert.AreEqual(FarRelay, RelayOf(remote.Over(Read(keeper, OtherOwn))));
            remote.TakeBack();

            Assert.AreEqual(OtherRelay, RelayOf(remote.Turn()));
            Assert.IsFalse(remote.AreInUse);
        }

        // The board's file no longer wants what is on trial: a report that goes through then proves nothing.
        [TestMethod]
        public void A_trial_ends_where_it_has_nothing_to_be_over()
        {
            var storage = new MemoryStorage();
            var keeper = new SettingsKeeper(new MemoryStorage());
            var remote = new RemoteSettings(keeper, storage);
            remote.Over(Read(keeper, Own));
            Offer(remote, Far);
            Assert.AreEqual(OtherRelay, RelayOf(remote.Over(Read(keeper, NotWanting))));
            Assert.AreEqual(0, remote.Trial);
            remote.Confirm();
            remote.Turn();

            Assert.AreEqual(OtherRelay, RelayOf(remote.Over(Read(keeper, OtherOwn))));
            Assert.IsFalse(remote.AreInUse);
        }

        // Power fails at any byte: the older or the newer ones, never others.
        [DataRow(false)]
        [DataRow(true)]
        [TestMethod]
        public void A_torn_write_leaves_the_older_or_the_newer(bool emptiesFirst)
        {
            int older = 0;
            int newer = 0;
            for (int bytes = 0; bytes < 120; bytes++)
            {
                var storage = new MemoryStorage { EmptiesFirst = emptiesFirst };
                var keeper = new SettingsKeeper(storage);
                var remote = new RemoteSettings(keeper, storage);
                remote.Over(Read(keeper, Own));
                Confirm(remote, Far);
                storage.TearAfter = bytes;
                Confirm(remote, Farther);
                storage.TearAfter = -1;
                keeper = new SettingsKeeper(storage);
                uint relay = RelayOf(new RemoteSettings(keeper, storage).Over(Read(keeper, Own)));

                Assert.IsTrue(relay == FarRelay || relay == FartherRelay);
                older += relay == FarRelay ? 1 : 0;
                newer += relay == FartherRelay ? 1 : 0;
            }

            Assert.IsTrue(older > 20 && newer > 20);
        }

        // When in doubt port 25 stays shut: what came from afar opens nothing without a file of the board's own.
        [TestMethod]
        public void The_fallback_blocks_whatever_was_kept()
        {
            var storage = new MemoryStorage();
            var keeper = new SettingsKeeper(storage);
            var remote = new RemoteSettings(keeper, storage);
            remote.Over(Read(keeper, Own));
            Confirm(remote, "{'op25b':{'mode':'off'}}");

            var lost = new SettingsKeeper(new MemoryStorage());
            remote = new RemoteSettings(lost, storage);
            Assert.IsNotNull(remote.Tag);
            GatewaySettings settings = remote.Over(lost.Last());
            Assert.IsFalse(remote.AreInUse);
            Assert.IsTrue(settings.Engine.Op25b.IsFallback);
            Assert.AreEqual((int)Op25bMode.Enforce, (int)settings.Engine.Op25b.Mode);
            Assert.AreEqual(0, settings.Engine.Op25b.Relays.Length);

            // Nor does such that comes only now.
            Offer(remote, Far);
            Assert.AreEqual(0, remote.Trial);
            Assert.IsTrue(remote.FirstError.IndexOf("no file") > 0);
        }

        private static GatewaySettings Read(SettingsKeeper keeper, string text)
        {
            byte[] json = JsonBytes.Of(text);
            return keeper.Read(json, json.Length, new SettingsProblems());
        }

        private static void Offer(RemoteSettings remote, string text)
        {
            byte[] json = JsonBytes.Of(text);
            remote.Offer(json, json.Length, "\"1\"");
            remote.Turn();
        }

        private static void Confirm(RemoteSettings remote, string text)
        {
            Offer(remote, text);
            Assert.IsTrue(remote.Trial != 0);
            remote.Confirm();
            remote.Turn();
        }

        private static uint RelayOf(GatewaySettings settings)
        {
            return settings.Engine.Op25b.Relays[0].Address;
        }
    }
}
