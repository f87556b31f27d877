using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>Which reports wait, and which are over.</summary>
    [TestClass]
    public class ReportSpoolTests
    {
        private const int SecondsADay = 24 * 3600;

        // A day without a collector: interval (s), retained
        [TestMethod]
        [DataRow(300, 12)]
        [DataRow(3600, 12)]
        [DataRow(3600, 24)]
        [DataRow(300, 0)]
        public void After_an_outage_the_newest_wait_and_totals_are_exact(int intervalS, int retained)
        {
            TestReports test = Make(retained);
            int taken = SecondsADay / intervalS;
            for (int i = 1; i <= taken; i++)
            {
                test.Gateway.Clock.Advance(intervalS * 1000L);
                test.Report(i % 7, TestReports.CollectionTime + ((long)i * intervalS));
            }

            int waiting = taken < retained + 1 ? taken : retained + 1;
            Assert.AreEqual(waiting, test.Spool.Count);
            Assert.AreEqual((long)taken, test.Source.Reports.Taken);
            Assert.AreEqual((long)taken - waiting, test.Source.Reports.Dropped);
            string body = test.ReadBody();
            int from = 0;
            for (int i = taken - waiting + 1; i <= taken; i++)
            {
                Assert.AreEqual(TestReports.CollectionTime + ((long)i * intervalS), TestReports.NumberIn(body, "CollectionTime", ref from));
                Assert.AreEqual((long)SumTo(i), TestReports.NumberIn(body, "NoticePageViews", ref from));
            }

            test.Spool.Accept();
            Assert.AreEqual(0, test.Spool.Count);
            Assert.AreEqual((long)waiting, test.Source.Reports.Accepted);
            Assert.AreEqual(0L, test.Source.Reports.Waiting);
        }

        [TestMethod]
        public void What_was_taken_behind_the_body_waits_on()
        {
            TestReports test = Make(12);
            test.Report(1, 1000);
            test.Spool.BeginBody();
            test.Report(1, 2000);
            test.Spool.Accept();

            Assert.AreEqual(1, test.Spool.Count);
            int from = 0;
            Assert.AreEqual(2000L, TestReports.NumberIn(test.ReadBody(), "CollectionTime", ref from));
        }

        [TestMethod]
        public void A_body_under_way_does_not_have_what_comes_later()
        {
            TestReports test = Make(12);
            test.Report(1, 1000);
            long length = test.Spool.BeginBody();
            test.Report(1, 2000);
            byte[] piece = new byte[4096];

            Assert.AreEqual((int)length, test.Spool.NextPiece(piece, 0, piece.Length));
            Assert.AreEqual((byte)']', piece[(int)length - 2]);
        }

        // what happens meanwhile: 0 the oldest makes room, 1 settings, 2 an error, 3 it was accepted
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        public void A_body_ends_when_what_it_was_made_of_is_no_more(int change)
        {
            TestReports test = Make(1);
            test.Report(1, 1000);
            test.Report(1, 2000);
            test.Spool.BeginBody();
            byte[] piece = new byte[8];
            Assert.AreEqual(8, test.Spool.NextPiece(piece, 0, 8));
            switch (change)
            {
                case 0:
                    test.Spool.Take(3000);
                    break;
                case 1:
                    test.Spool.Apply(TestReports.MakeSettings());
                    break;
                case 2:
                    test.Spool.SettingsError = "x";
                    break;
                default:
                    test.Spool.Accept();
                    break;
            }

            Assert.AreEqual(ReportSpool.BodyGone, test.Spool.NextPiece(piece, 0, 8));
        }

        // The collector's answer to what was sent whole counts, whatever came meanwhile.
        [TestMethod]
        public void What_was_sent_is_accepted_though_the_body_is_gone()
        {
            TestReports test = Make(1);
            test.Report(1, 1000);
            test.Report(1, 2000);
            test.Spool.BeginBody();
            test.Spool.Take(3000);
            test.Spool.Accept();

            Assert.AreEqual(1, test.Spool.Count);
            Assert.AreEqual(1L, test.Source.Reports.Accepted);
        }

        [TestMethod]
        public void Nothing_is_accepted_without_a_body()
        {
            TestReports test = Make(12);
            test.Report(1, 1000);
            test.Spool.Accept();

            Assert.AreEqual(1, test.Spool.Count);
        }

        // retained at first and then, and how many wait of 5
        [TestMethod]
        [DataRow(12, 2, 3)]
        [DataRow(12, 0, 1)]
        [DataRow(2, 12, 3)]
        [DataRow(4, 24, 5)]
        public void Settings_say_how_many_are_retained(int first, int then, int waiting)
        {
            TestReports test = Make(first);
            for (int i = 1; i <= 5; i++)
            {
                test.Report(1, 1000 * i);
            }

            ReportingSettings settings = TestReports.MakeSettings();
            settings.RetainedReports = then;
            test.Spool.Apply(settings);

            Assert.AreEqual(waiting, test.Spool.Count);
            int from = 0;
            Assert.AreEqual(1000L * (6 - waiting), TestReports.NumberIn(test.ReadBody(), "CollectionTime", ref from));
            Assert.AreEqual(5L - waiting, test.Source.Reports.Dropped);
        }

        private static TestReports Make(int retained)
        {
            ReportingSettings settings = TestReports.MakeSettings();
            settings.RetainedReports = retained;
            return new TestReports(TestReports.MakeGateway(null), new MemoryStorage(), settings);
        }

        private static int SumTo(int last)
        {
            int sum = 0;
            for (int i = 1; i <= last; i++)
            {
                sum += i % 7;
            }

            return sum;
        }
    }
}
