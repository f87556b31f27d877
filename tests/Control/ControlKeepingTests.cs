using Gateway.Control;
using Gateway.Policy;
using Gateway.Storage;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Control
{
    /// <summary>Names over a restart: kept addresses count as resolved, and power may fail at any time.</summary>
    [TestClass]
    public class ControlKeepingTests
    {
        private const int HourMs = 60 * 60 * 1000;

        // The name server is down when the board starts: mail to the relay passes with the first packet.
        [TestMethod]
        public void A_relay_that_was_known_is_known_at_once_after_a_restart()
        {
            var storage = new MemoryStorage();
            TestControl.Resolved(storage);
            var test = new TestControl(TestControl.MakeSettings(), storage, true);
            test.Isp.DnsFlags = -1;

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestGateway.Foreign));
            test.Pass(10 * 60 * 1000);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40002, TestResolver.Relay));
        }

        [TestMethod]
        public void Without_a_stack_of_its_own_what_was_kept_counts_too()
        {
            var storage = new MemoryStorage();
            TestControl.Resolved(storage);
            var test = new TestControl(TestControl.MakeSettings(), storage, false);
            test.Pass(60 * 1000);

            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
        }

        [TestMethod]
        public void A_name_that_the_settings_do_not_have_any_more_stays_shut()
        {
            var storage = new MemoryStorage();
            TestControl.Resolved(storage);
            var test = new TestControl(TestControl.MakeSettings(TestResolver.Name2), storage, true);

            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40000, TestResolver.Relay));
        }

        [TestMethod]
        public void A_board_without_storage_begins_anew()
        {
            var test = new TestControl(TestControl.MakeSettings(), new NoStorage(), true);
            test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
            test.Pass(2000);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual(0L, test.Plane.NamesStorage.WriteFailures);
            var again = new TestControl(TestControl.MakeSettings(), new NoStorage(), true);

            Assert.AreEqual((int)Verdict.DropRelayUnresolved, again.Try(40000, TestResolver.Relay));
        }

        // Of the first record ever: nothing, or all of it.
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Power_fails_during_the_first_write(bool emptiesFirst)
        {
            int length = LengthOfRecord();
            for (int after = 0; after <= length; after++)
            {
                var storage = new MemoryStorage { TearAfter = after, EmptiesFirst = emptiesFirst };
                TestControl.Resolved(storage);
                storage.TearAfter = TwoSlotRecord.None;
                var test = new TestControl(TestControl.MakeSettings(), storage, true);

                Assert.AreEqual((int)(after < length ? Verdict.DropRelayUnresolved : Verdict.AllowRelay), test.Try(40000, TestResolver.Relay));
                test.Isp.SetAddress(TestResolver.Name, TestResolver.Relay);
                test.Pass(2000);
                Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40001, TestResolver.Relay));
            }
        }

        // The relay moved, and power fails while that is stored: the address before is known in any case.
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Power_fails_during_a_later_write(bool emptiesFirst)
        {
            for (int after = 0; after < LengthOfRecord() + 8; after++)
            {
                var storage = new MemoryStorage { EmptiesFirst = emptiesFirst };
                TestControl moved = TestControl.Resolved(storage);
                storage.TearAfter = after;
                moved.Isp.SetAddress(TestResolver.Name, TestResolver.Relay2);
                moved.Pass(60 * 1000);
                moved.Leap(11 * 60 * 1000);
                Assert.AreEqual(1L, moved.Plane.NamesStorage.WriteFailures);
                storage.TearAfter = TwoSlotRecord.None;
                var test = new TestControl(TestControl.MakeSettings(), storage, true);

                Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
                Assert.AreEqual((int)Verdict.Redirect, test.Try(40001, TestResolver.Relay2));
            }
        }

        [TestMethod]
        public void A_spoiled_record_is_none()
        {
            var storage = new MemoryStorage();
            TestControl.Resolved(storage);
            storage.RecordOf("names.0")[20] ^= 1;
            var test = new TestControl(TestControl.MakeSettings(), storage, true);

            Assert.AreEqual((int)Verdict.DropRelayUnresolved, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual(1L, test.Plane.NamesStorage.CorruptSlots);
        }

        // Flash wears out: the same answers for two days are stored no second time.
        [TestMethod]
        public void What_does_not_change_is_not_written()
        {
            var storage = new MemoryStorage();
            TestControl test = TestControl.Resolved(storage);
            int writes = storage.WriteCount;
            for (int i = 0; i < 48 * 4; i++)
            {
                test.Leap(HourMs / 4);
                test.Turn();
            }

            Assert.AreEqual(1, writes);
            Assert.AreEqual(writes, storage.WriteCount);
        }

        // Full, or read-only: the relay is open all the same, and it is tried again now and then.
        [TestMethod]
        public void A_write_that_failed_is_tried_again()
        {
            var storage = new MemoryStorage { IsReadOnly = true };
            TestControl test = TestControl.Resolved(storage);
            Assert.AreEqual((int)Verdict.AllowRelay, test.Try(40000, TestResolver.Relay));
            Assert.AreEqual(1L, test.Plane.NamesStorage.WriteFailures);
            test.Pass(ControlPlane.RetrySaveMs - 2000);
            Assert.AreEqual(1L, test.Plane.NamesStorage.WriteFailures);
            test.Pass(2000);
            Assert.AreEqual(2L, test.Plane.NamesStorage.WriteFailures);
            storage.IsReadOnly = false;
            test.Pass(ControlPlane.RetrySaveMs);

            Assert.AreEqual(1L, test.Plane.NamesStorage.Writes);
            var again = new TestControl(TestControl.MakeSettings(), storage, true);
            Assert.AreEqual((int)Verdict.AllowRelay, again.Try(40000, TestResolver.Relay));
        }

        private static int LengthOfRecord()
        {
            var storage = new MemoryStorage();
            TestControl.Resolved(storage);
            return storage.RecordOf("names.0").Length;
        }
    }
}
