using Gateway.Control;
using Gateway.Reporting;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>What outlasts a restart, and a cut of power at any byte.</summary>
    [TestClass]
    public class ReportKeepingTests
    {
        private const int HeaderLength = 16; // a slot's
        private const int Never = -1;

        [TestMethod]
        public void Totals_and_starts_go_on()
        {
            var test = new TestReports();
            Assert.AreEqual(1L, test.Spool.Boots);
            test.Report(5, 1000);
            test = test.Restart();
            Assert.AreEqual(2L, test.Spool.Boots);
            test.Report(7, 2000);
            test = test.Restart();
            test.Report(0, 3000);

            Assert.AreEqual(12L, test.NewestViews());
            int from = 0;
            Assert.AreEqual(3L, TestReports.NumberIn(test.ReadBody(), "Reboots.BootCount", ref from));
        }

        // A start counts before any report: a gateway that starts over and over is to be seen.
        [TestMethod]
        public void A_start_is_kept_at_once()
        {
            var test = new TestReports();
            test.Spool.Keep();
            test = test.Restart();
            test.Spool.Keep();

            Assert.AreEqual(3L, test.Restart().Spool.Boots);
        }

        // A gauge is no total: it stands for now.
        [TestMethod]
        public void Gauges_begin_anew()
        {
            var test = new TestReports();
            test.Board.MemoryFreeKib = 100;
            test.Report(1, 1000);
            test = test.Restart();
            test.Board.MemoryFreeKib = 50;
            test.Report(1, 2000);
            int from = 0;

            Assert.AreEqual(50L, TestReports.NumberIn(test.ReadBody(), "MemoryStatus.Free", ref from));
        }

        [TestMethod]
        public void A_counter_of_the_board_that_begins_anew_takes_nothing_away()
        {
            var test = new TestReports();
            test.Board.WanPacketsLost = 100;
            test.Report(1, 1000);
            test.Board.WanPacketsLost = 3;
            test.Report(1, 2000);
            test.Spool.Accept();
            string body = test.ReadBody();
            int from = body.IndexOf("\"CollectionTime\":2000");

            Assert.AreEqual(103L, TestReports.NumberIn(body, "1.Stats.DiscardPacketsSent", ref from));
        }

        [TestMethod]
        public void Reports_that_waited_wait_on()
        {
            var test = new TestReports();
            for (int i = 1; i <= 20; i++)
            {
                test.Report(1, 1000 * i);
                test.Wait();
            }

            test = test.Restart();
            Assert.AreEqual(13, test.Spool.Count);
            int from = 0;
            string body = test.ReadBody();
            for (int i = 8; i <= 20; i++)
            {
                Assert.AreEqual(1000L * i, TestReports.NumberIn(body, "CollectionTime", ref from));
                Assert.AreEqual((long)i, TestReports.NumberIn(body, "NoticePageViews", ref from));
            }

            // Those to come stand behind, and are new.
            test.Report(1, 21000);
            Assert.AreEqual(21L, test.NewestViews());
            Assert.AreEqual(13, test.Spool.Count);
        }

        [TestMethod]
        public void What_is_accepted_at_once_is_never_stored()
        {
            var test = new TestReports();
            for (int i = 1; i <= 10; i++)
            {
                test.Report(1, 1000 * i);
                test.Spool.BeginBody();
                test.Spool.Accept();
                test.Wait();
            }

            // The totals, with each; the start went with the first.
            Assert.AreEqual(10, test.Stored.WriteCount);
            Assert.AreEqual(0, test.Restart().Spool.Count);
        }

        [TestMethod]
        public void What_was_accepted_does_not_wait_again()
        {
            var test = new TestReports();
            test.Report(1, 1000);
            test.Wait();
            test.Spool.BeginBody();
            test.Report(1, 2000);
            test.Wait();
            test.Spool.Accept();
            test.Spool.Keep();
            test = test.Restart();

            Assert.AreEqual(1, test.Spool.Count);
            int from = 0;
            Assert.AreEqual(2000L, TestReports.NumberIn(test.ReadBody(), "CollectionTime", ref from));
        }

        [TestMethod]
        public void Without_persistence_totals_outlast_a_restart_and_reports_do_not()
        {
            var test = new TestReports();
            test.Report(1, 1000);
            test.Wait();
            test.Settings.PersistAcrossReboot = false;
            test = test.Restart();
            Assert.AreEqual(0, test.Spool.Count);
            test.Report(1, 2000);
            test.Wait();
            test.Settings.PersistAcrossReboot = true;
            test = test.Restart();

            // Nor do those come back that were stored before.
            Assert.AreEqual(0, test.Spool.Count);
            test.Report(1, 3000);
            Assert.AreEqual(3L, test.NewestViews());
        }

        // Power fails in the write of the totals of the second report: emptied first, or not.
        [TestMethod]
        [DataRow(false)]
        [DataRow(true)]
        public void Totals_torn_at_any_byte_lose_the_latest_interval_at_most(bool emptiesFirst)
        {
            for (int after = 0; after < CounterTotals.RecordLength + HeaderLength; after++)
            {
                var test = new TestReports();
                test.Stored.EmptiesFirst = emptiesFirst;
                test.Report(5, 1000);
                test.Stored.TearAfter = after;
                test.Report(7, 2000);
                test.Stored.TearAfter = Never;
                test = test.Restart();
                test.Report(0, 3000);
                long views = test.NewestViews();

                // The newer one is whole where only bytes that did not change were lost.
                Assert.IsTrue(views == 5 || views == 12, "After " + after + ": " + views);
                Assert.AreEqual(2L, test.Spool.Boots);
            }
        }

        [TestMethod]
        public void Totals_torn_twice_in_a_row_are_those_before()
        {
            for (int after = 0; after < CounterTotals.RecordLength + HeaderLength; after += 13)
            {
                var test = new TestReports();
                test.Stored.EmptiesFirst = true;
                test.Report(5, 1000);
                test.Report(1, 1500);
                test.Stored.TearAfter = after;
                test.Report(7, 2000);
                test = test.Restart();
                test.Report(7, 2000);
                test.Stored.TearAfter = Never;
                test = test.Restart();
                test.Report(0, 3000);

                Assert.AreEqual(6L, test.NewestViews());
            }
        }

        // A report that is being stored when power fails is lost at the most; those before it are not, and totals are exact.
        [TestMethod]
        [DataRow(1)]
        [DataRow(30)]
        public void A_report_torn_at_any_byte_leaves_the_others(int before)
        {
            for (int after = 0; after < CounterTotals.RecordLength + HeaderLength; after += before == 1 ? 1 : 37)
            {
                var test = new TestReports();
                for (int i = 1; i <= before; i++)
                {
                    test.Report(1, 1000 * i);
                    test.Wait();
                }

                test.Report(5, 99000);
                test.Stored.TearAfter = after;
                test.Wait();
                test.Stored.TearAfter = Never;
                test = test.Restart();

                int kept = before < 12 ? before : 12;
                string body = test.ReadBody();
                for (int i = before - kept + 1; i <= before; i++)
                {
                    Assert.IsTrue(body.IndexOf("\"CollectionTime\":" + (1000 * i) + ",") > 0, "After " + after + ": " + i);
                }

                // The oldest, which made room, may be there again.
                Assert.IsTrue(test.Spool.Count <= kept + 1);
                test.Report(0, 100000);
                Assert.AreEqual(before + 5L, test.NewestViews());
            }
        }

        [TestMethod]
        public void A_lost_record_of_totals_is_made_good_by_the_latest_report()
        {
            var test = new TestReports();
            test.Report(5, 1000);
            test.Wait();
            test = test.Restart();
            test.Report(7, 2000);
            test.Wait();
            Spoil(test.Stored, "totals.0");
            Spoil(test.Stored, "totals.1");
            test = test.Restart();
            test.Report(1, 3000);

            Assert.AreEqual(13L, test.NewestViews());
            Assert.AreEqual(3L, test.Spool.Boots);
        }

        [TestMethod]
        public void A_spoiled_report_is_left_out()
        {
            var test = new TestReports();
            for (int i = 1; i <= 3; i++)
            {
                test.Report(1, 1000 * i);
                test.Wait();
            }

            Spoil(test.Stored, "report2.0");
            test = test.Restart();
            Assert.AreEqual(2, test.Spool.Count);
            Assert.AreEqual(1L, test.Spool.Storage.CorruptSlots);

            // Behind the gap the new ones take their places, until all are new.
            for (int i = 4; i <= 40; i++)
            {
                test.Report(1, 1000 * i);
                test.Wait();
            }

            test = test.Restart();
            Assert.AreEqual(13, test.Spool.Count);
            Assert.AreEqual(40L, test.NewestViews());
        }

        // full or read-only
        [TestMethod]
        public void Without_storage_reports_go_on_from_memory()
        {
            var test = new TestReports();
            test.Stored.IsReadOnly = true;
            for (int i = 1; i <= 4; i++)
            {
                test.Report(1, 1000 * i);
                test.Wait();
            }

            Assert.AreEqual(4, test.Spool.Count);
            Assert.AreEqual(4L, test.NewestViews());
            Assert.IsTrue(test.Source.Reports.StorageFailures >= 4);
            long[] values = new long[CounterCatalog.Count];
            test.Source.Read(values);
            Assert.AreEqual(test.Source.Reports.StorageFailures, values[(int)Counter.ReportStorageFailures]);

            // It is mended: what waits is stored.
            test.Stored.IsReadOnly = false;
            test.Gateway.Clock.Advance(ControlPlane.RetrySaveMs);
            test.Spool.Keep();
            test = test.Restart();
            Assert.AreEqual(4, test.Spool.Count);
            Assert.AreEqual(4L, test.NewestViews());
        }

        [TestMethod]
        public void A_broken_storage_is_not_tried_all_the_time()
        {
            var test = new TestReports();
            test.Stored.IsReadOnly = true;
            test.Report(1, 1000);
            int writes = test.Stored.WriteCount;
            for (int i = 0; i < 100; i++)
            {
                test.Gateway.Clock.Advance(250);
                test.Spool.Keep();
            }

            Assert.AreEqual(writes, test.Stored.WriteCount);
        }

        [TestMethod]
        public void An_unreadable_storage_is_as_none()
        {
            var test = new TestReports();
            test.Report(5, 1000);
            test.Wait();
            test.Stored.IsUnreadable = true;
            test = test.Restart();
            test.Report(1, 2000);

            Assert.AreEqual(1, test.Spool.Count);
            Assert.AreEqual(1L, test.NewestViews());
        }

        // counters that the other firmware had: fewer than ours, or more
        [TestMethod]
        [DataRow(31)]
        [DataRow(41)]
        [DataRow(60)]
        public void Records_of_other_firmware_are_read(int count)
        {
            var test = new TestReports();
            test.Stored.Put("totals.0", OtherFirmware.Totals(count, 40));
            test.Stored.Put("report1.0", OtherFirmware.Report(1, count, 40));
            test = test.Restart();
            Assert.AreEqual(1, test.Spool.Count);
            Assert.AreEqual(7L, test.Spool.Boots);
            string body = test.ReadBody();
            int from = 0;
            Assert.AreEqual(40L, TestReports.NumberIn(body, "NoticePageViews", ref from));
            Assert.AreEqual(count > 40, body.IndexOf("PortExhaustion") > 0);
            test.Report(1, 5000);
            Assert.AreEqual(41L, test.NewestViews());
        }

        // A later layout is none of ours.
        [TestMethod]
        public void Records_of_another_layout_are_left_alone()
        {
            var test = new TestReports();
            test.Stored.Put("totals.0", OtherFirmware.OfLayout(2, OtherFirmware.Totals(41, 40)));
            test.Stored.Put("report1.0", OtherFirmware.OfLayout(2, OtherFirmware.Report(1, 41, 40)));
            test = test.Restart();

            Assert.AreEqual(0, test.Spool.Count);
            Assert.AreEqual(1L, test.Spool.Boots);
        }

        private static void Spoil(MemoryStorage storage, string name)
        {
            byte[] record = storage.RecordOf(name);
            if (record != null)
            {
                record[record.Length - 1] ^= 1;
            }
        }
    }
}
