using Gateway.Platform;
using Gateway.Reporting;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>When reports are sent, and what becomes of them when the collector does not do its part.</summary>
    [TestClass]
    public class ReporterTests
    {
        private const int IntervalS = 300;

        [TestMethod]
        public void A_report_is_posted_and_accepted()
        {
            var test = new TestReporter();
            int seconds = test.PassToAttempt(IntervalS + 2);
            string sent = test.Tls.SentText;

            Assert.IsTrue(seconds <= IntervalS + 1);
            Assert.AreEqual(TestReporter.Collector, test.Tls.Address);
            Assert.AreEqual(443, test.Tls.Port);
            Assert.AreEqual("198.51.100.9", test.Tls.HostName);
            Assert.AreEqual(0, sent.IndexOf("POST /r?oui=00005E&pc=G&sn=1 HTTP/1.1\r\nHost: 198.51.100.9\r\nDate: "));
            Assert.IsTrue(sent.IndexOf("\r\nAuthorization: Basic Y3BlOmh1bnRlcjI=\r\n") > 0);
            Assert.IsTrue(sent.IndexOf("\r\nContent-Type: application/json; charset=UTF-8\r\nBBF-Report-Format: NameValuePair\r\nContent-Length: ") > 0);
            int body = sent.IndexOf("\r\n\r\n") + 4;
            Assert.IsTrue(sent.IndexOf("Content-Length: " + (sent.Length - body).ToString() + "\r\n\r\n{\"Report\":[{\"CollectionTime\":") > 0);
            Assert.AreEqual((int)ReportState.Good, (int)test.Reporter.Status.State);
            Assert.AreEqual(0, test.Spool.Count);
            Assert.AreEqual(1L, test.Source.Reports.Accepted);
            Assert.AreEqual(0, test.Tls.OpenCount);
        }

        // However few bytes the connection takes or gives at a time.
        [TestMethod]
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(1000)]
        public void Pieces_of_any_size_make_the_same_request(int chunk)
        {
            var whole = new TestReporter();
            whole.PassToAttempt(IntervalS + 60);
            var pieces = new TestReporter();
            pieces.Tls.ChunkLength = chunk;
            for (int i = 0; i < 2000 && pieces.Reporter.Status.Attempts == 0; i++)
            {
                pieces.Clock.Advance(i < 1200 && pieces.Tls.OpenedCount == 0 ? 1000 : 1);
                pieces.Turn();
            }

            Assert.AreEqual(whole.Tls.SentText, pieces.Tls.SentText);
            Assert.AreEqual(1L, pieces.Source.Reports.Accepted);
        }

        [TestMethod]
        public void Each_gateway_keeps_its_phase_and_fleets_are_spread()
        {
            int early = 0;
            for (int i = 0; i < 40; i++)
            {
                var test = new TestReporter();
                for (int j = 0; j < i * 3; j++)
                {
                    test.Random.NextUInt32();
                }

                test.Plane.Settings.Reporting.IntervalS = 301;
                test.Reporter.Apply(new Gateway.Settings.ReportingSettings(), -1);
                test.Apply();
                int first = test.PassToAttempt(302);
                early += first <= 150 ? 1 : 0;
                Assert.AreEqual(301, test.PassToAttempt(400));
                Assert.AreEqual(301, test.PassToAttempt(400));
            }

            Assert.IsTrue(early > 5 && early < 35);
        }

        // answer, cut behind it, why it failed, status
        [TestMethod]
        [DataRow("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", false, (int)ReportFailure.Status, 500)]
        [DataRow("HTTP/1.1 302 Found\r\nLocation: https://b/\r\nContent-Length: 0\r\n\r\n", false, (int)ReportFailure.Status, 302)]
        [DataRow("HTTP/1.1 404 No\r\n\r\nwhatever", false, (int)ReportFailure.Status, 404)]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Le", true, (int)ReportFailure.Cut, 0)]
        [DataRow("", true, (int)ReportFailure.Cut, 0)]
        [DataRow("", false, (int)ReportFailure.Timeout, 0)]
        [DataRow("HTTP/1.1 200 OK\r\n", false, (int)ReportFailure.Timeout, 0)]
        [DataRow("SSH-2.0-x\r\n", false, (int)ReportFailure.Answer, 0)]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", false, (int)ReportFailure.Answer, 0)]
        public void A_report_that_failed_is_kept_and_goes_with_the_next(string answer, bool isCut, int failure, int status)
        {
            var test = new TestReporter();
            test.Tls.Answer = answer;
            test.Tls.CutsBehind = isCut;
            test.PassToAttempt(IntervalS + 60);

            Assert.AreEqual(failure, (int)test.Reporter.Status.Failure);
            Assert.AreEqual(status, test.Reporter.Status.StatusCode);
            Assert.AreEqual((int)ReportState.Failing, (int)test.Reporter.Status.State);
            Assert.IsTrue(test.Reporter.Status.FailingSinceUtc >= TestReporter.Utc);
            Assert.AreEqual(1, test.Spool.Count);
            Assert.AreEqual(0, test.Tls.OpenCount);

            test.Tls.Answer = TestReporter.Accepted;
            test.Tls.CutsBehind = false;
            test.Pass(IntervalS);
            Assert.AreEqual((int)ReportState.Good, (int)test.Reporter.Status.State);
            Assert.AreEqual(0, test.Spool.Count);
            Assert.AreEqual(test.Source.Reports.Taken, test.Source.Reports.Accepted);
        }

        [TestMethod]
        [DataRow((int)TlsFailure.Connection, (int)ReportFailure.Connection)]
        [DataRow((int)TlsFailure.Handshake, (int)ReportFailure.Handshake)]
        public void A_connection_that_does_not_come_about_is_told(int fails, int failure)
        {
            var test = new TestReporter();
            test.Tls.Fails = (TlsFailure)fails;
            test.PassToAttempt(IntervalS + 60);

            Assert.AreEqual(failure, (int)test.Reporter.Status.Failure);
            Assert.AreEqual(1, test.Spool.Count);
        }

        // What counts is that it said so: the rest of the answer is of no use.
        [TestMethod]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nxxx", false)]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nxxx", true)]
        [DataRow("HTTP/1.1 200 OK\r\n\r\nxxx", false)]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n", false)]
        [DataRow("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 OK\r\nContent-Length: 0\r\n\r\n", false)]
        public void An_accepted_report_is_accepted_once_whatever_follows(string answer, bool isCut)
        {
            var test = new TestReporter(new MemoryStorage(), ",'settingsUrl':'https://198.51.100.9/s'");
            test.Tls.Answer = answer;
            test.Tls.CutsBehind = isCut;
            test.PassToAttempt(IntervalS + 60);

            Assert.AreEqual((int)ReportState.Good, (int)test.Reporter.Status.State);
            Assert.AreEqual(1L, test.Source.Reports.Accepted);
            test.Pass(60);
            Assert.AreEqual(1, test.Tls.OpenedCount);
        }

        // Ten attempts: 5 to 10 s, twice as long each time, and from there on one an interval.
        [TestMethod]
        public void Retries_grow_apart_until_there_is_one_an_interval()
        {
            var test = new TestReporter();
            test.Tls.Fails = TlsFailure.Connection;
            test.PassToAttempt(IntervalS + 60);
            int first = test.PassToAttempt(IntervalS);
            Assert.IsTrue(first >= 5 && first <= 11);
            int second = test.PassToAttempt(IntervalS);
            Assert.IsTrue(second >= 10 && second <= 21);
            test.Pass(20 * IntervalS);
            int attempts = test.Reporter.Status.Attempts;
            test.Pass(10 * IntervalS);

            Assert.AreEqual(attempts + 10, test.Reporter.Status.Attempts);
            Assert.AreEqual(13, test.Spool.Count);

            test.Tls.Fails = TlsFailure.None;
            test.PassToAttempt(IntervalS);
            Assert.AreEqual(0, test.Spool.Count);
            Assert.AreEqual(13L, test.Source.Reports.Accepted);
        }

        // Retry-After, and the earliest and latest second for the next attempt.
        [TestMethod]
        [DataRow("503", "20", 20, 300)]
        [DataRow("429", "20", 20, 300)]
        [DataRow("503", "1000", 1000, 1300)]
        [DataRow("503", "4294967296", 3600, 3900)]
        [DataRow("503", "Fri, 31 Dec 9999 23:59:59 GMT", 3600, 3900)]
        [DataRow("503", "Thu, 01 Jan 1970 00:00:00 GMT", 1, 11)]
        [DataRow("503", "soon", 1, 11)]
        [DataRow("500", "1000", 1, 11)]
        public void Retry_After_is_honoured(string status, string after, int earliest, int latest)
        {
            var test = new TestReporter();
            test.Tls.Answer = "HTTP/1.1 " + status + " No\r\nRetry-After: " + after + "\r\nContent-Length: 0\r\n\r\n";
            test.PassToAttempt(IntervalS + 60);
            int seconds = test.PassToAttempt(2 * 3600);

            Assert.IsTrue(seconds >= earliest && seconds <= latest + 1);
        }

        // Refused again and again it keeps its phase; what it is told last holds.
        [TestMethod]
        [DataRow("20")]
        [DataRow("120")]
        [DataRow("299")]
        public void Retry_After_told_again_is_kept_with_the_next_report(string after)
        {
            var test = new TestReporter();
            test.Tls.Answer = "HTTP/1.1 503 No\r\nRetry-After: " + after + "\r\nContent-Length: 0\r\n\r\n";
            test.PassToAttempt(IntervalS + 60);
            int since = test.PassToAttempt(2 * IntervalS);
            since += test.PassToAttempt(2 * IntervalS);
            Assert.AreEqual(0, since % IntervalS);

            Assert.AreEqual(IntervalS, test.PassToAttempt(2 * IntervalS));
            Assert.AreEqual(IntervalS, test.PassToAttempt(2 * IntervalS));
        }

        [TestMethod]
        [DataRow("401")]
        [DataRow("403")]
        public void Who_is_refused_says_so_and_asks_once_an_interval(string status)
        {
            var test = new TestReporter();
            test.Tls.Answer = "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n";
            test.PassToAttempt(IntervalS + 60);

            Assert.AreEqual((int)ReportState.Refused, (int)test.Reporter.Status.State);
            Assert.AreEqual(IntervalS, test.PassToAttempt(2 * IntervalS));
        }

        // A report is known by its gateway and its CollectionTime.
        [TestMethod]
        public void No_two_reports_are_of_one_second()
        {
            var test = new TestReporter();
            test.PassToAttempt(IntervalS + 2);
            test.Reporter.ReportSoon();
            test.Turn(); // the second of the attempt is not the report's
            int opened = test.Tls.OpenedCount;
            test.Turn();
            test.Reporter.ReportSoon();
            test.Turn();
            test.Turn();
            Assert.AreEqual(opened, test.Tls.OpenedCount);
            test.Pass(1);

            Assert.AreEqual(opened + 1, test.Tls.OpenedCount);
        }

        [TestMethod]
        public void Reports_wait_for_the_time()
        {
            var test = new TestReporter();
            test.Clock.ForgetUtc();
            test.Pass(2 * IntervalS);
            Assert.AreEqual((int)ReportState.WaitingForTime, (int)test.Reporter.Status.State);
            Assert.AreEqual(0, test.Tls.OpenedCount);
            Assert.AreEqual(0, test.Spool.Count);
            test.Clock.SetUtc(TestReporter.Utc);

            Assert.IsTrue(test.PassToAttempt(IntervalS + 2) <= IntervalS + 1);
            Assert.AreEqual((int)ReportState.Good, (int)test.Reporter.Status.State);
        }

        // The clock is set right, by a year and more: the schedule is none of its business.
        [TestMethod]
        [DataRow(-40000000)]
        [DataRow(-1)]
        [DataRow(40000000)]
        public void A_clock_that_jumps_moves_no_report(int jumpS)
        {
            var test = new TestReporter();
            test.PassToAttempt(IntervalS + 2);
            test.Clock.TryGetUtc(out long utcSeconds);
            test.Clock.SetUtc(utcSeconds + jumpS);

            Assert.AreEqual(IntervalS, test.PassToAttempt(2 * IntervalS));
            long takenUtc = utcSeconds + jumpS + IntervalS - 1; // it is accepted with the next step
            Assert.IsTrue(test.Tls.SentText.IndexOf("{\"CollectionTime\":" + takenUtc.ToString() + ",") > 0);
            Assert.AreEqual(utcSeconds + jumpS + IntervalS, test.Reporter.Status.LastSuccessUtc);
        }

        // What failed before the time was lost is not well because it is found again.
        [TestMethod]
        public void The_time_that_is_found_again_mends_nothing_else()
        {
            var test = new TestReporter();
            test.Tls.Fails = TlsFailure.Connection;
            test.PassToAttempt(IntervalS + 2);
            test.Clock.ForgetUtc();
            test.Pass(IntervalS);
            Assert.AreEqual((int)ReportState.WaitingForTime, (int)test.Reporter.Status.State);
            test.Clock.SetUtc(TestReporter.Utc);
            test.Turn();

            Assert.AreEqual((int)ReportState.Failing, (int)test.Reporter.Status.State);
        }

        [TestMethod]
        public void No_socket_is_a_failure_like_another()
        {
            var test = new TestReporter();
            test.Tls.HasNoSocket = true;
            test.PassToAttempt(IntervalS + 2);

            Assert.AreEqual((int)ReportFailure.Connection, (int)test.Reporter.Status.Failure);
        }

        // Other settings while a request is under way: it is begun anew.
        [TestMethod]
        public void Settings_that_change_under_way_lose_nothing()
        {
            var test = new TestReporter();
            test.Tls.Answer = null;
            while (test.Tls.OpenedCount == 0)
            {
                test.Pass(1);
            }

            test.Plane.Settings.Reporting.RetainedReports = 3;
            test.Tls.Answer = TestReporter.Accepted;
            test.Reporter.Apply(Other(test.Plane.Settings.Reporting), test.Plane.CollectorName);
            test.PassToAttempt(IntervalS);

            Assert.AreEqual(1L, test.Source.Reports.Accepted);
            Assert.AreEqual(8443, test.Tls.Port);
        }

        private static Gateway.Settings.ReportingSettings Other(Gateway.Settings.ReportingSettings from)
        {
            return new Gateway.Settings.ReportingSettings
            {
                Host = from.Host,
                Port = 8443,
                Vendor = from.Vendor,
                ManufacturerOui = from.ManufacturerOui,
                ProductClass = from.ProductClass,
                SerialNumber = from.SerialNumber,
                IntervalS = from.IntervalS,
            };
        }
    }
}
