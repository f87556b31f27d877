using Gateway.Reporting;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>Settings from afar: tried, kept when a report went through with them, else taken back; bad ones change nothing.</summary>
    [TestClass]
    public class RemoteSettingsTests
    {
        private const string Url = ",'settingsUrl':'https://198.51.100.9/s'";
        private const uint OwnRelay = 0xC6336419; // .25
        private const uint FarRelay = 0xC633641A; // .26
        private const string Far = "{\"op25b\":{\"relays\":[\"198.51.100.26\"]}}";

        [TestMethod]
        public void They_are_tried_confirmed_and_outlast_a_restart()
        {
            var storage = new MemoryStorage();
            TestReporter test = Fetched(storage, Far);
            Assert.AreEqual(FarRelay, test.Relay);
            Assert.IsTrue(test.Remote.Trial != 0);
            test.Tls.SettingsAnswer = "HTTP/1.1 304 No\r\n\r\n";
            test.PassToAttempt(61);
            test.Pass(1);

            Assert.AreEqual(0, test.Remote.Trial);
            Assert.IsTrue(test.Tls.SentText.IndexOf("GET /s HTTP/1.1\r\n") > 0);
            Assert.IsTrue(test.Tls.SentText.IndexOf("If-None-Match: \"1\"\r\n") > 0);
            test.Pass(1);
            Assert.AreEqual(FarRelay, new TestReporter(storage, Url).Relay);
            Assert.AreEqual("\"1\"", new TestReporter(storage, Url).Remote.Tag);

            // Where the file does not want them they count for nothing.
            Assert.AreEqual(OwnRelay, new TestReporter(storage, "").Relay);
        }

        [TestMethod]
        public void A_trial_is_forgotten_by_a_restart()
        {
            var storage = new MemoryStorage();
            Fetched(storage, Far);

            Assert.AreEqual(OwnRelay, new TestReporter(storage, Url).Relay);
        }

        // Neither a trial's beginning nor its end forgets it.
        [TestMethod]
        public void A_report_that_is_asked_for_comes_at_once()
        {
            var test = new TestReporter(new MemoryStorage(), Url);
            test.Tls.SettingsAnswer = AnswerOf(Far, "\"1\"");
            for (int i = 0; i < 400 && test.Remote.Trial == 0; i++)
            {
                test.Pass(1);
            }

            for (int i = 0; i < 2; i++)
            {
                int opened = test.Tls.OpenedCount;
                test.Reporter.ReportSoon();
                test.Pass(3); // an exchange under way ends before
                Assert.AreEqual(opened + 1, test.Tls.OpenedCount);
                for (int j = 0; j < 9 && test.Remote.Trial != 0; j++)
                {
                    test.Turn();
                }
            }

            Assert.AreEqual(0, test.Remote.Trial);
        }

        [TestMethod]
        public void They_are_taken_back_when_no_report_goes_through()
        {
            var storage = new MemoryStorage();
            TestReporter test = Fetched(storage, Far);
            test.Tls.Answer = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";
            test.Pass(299);
            Assert.AreEqual(FarRelay, test.Relay);
            test.Pass(64);

            Assert.AreEqual(OwnRelay, test.Relay);
            Assert.AreEqual(1L, test.Remote.Errors);
            Assert.IsTrue(test.Remote.FirstError.IndexOf("taken back") > 0);

            // The same again is not tried again.
            test.Tls.Answer = TestReporter.Accepted;
            test.Pass(700);
            Assert.AreEqual(OwnRelay, test.Relay);
            Assert.AreEqual(1, test.Remote.Trials);
            Assert.AreEqual(OwnRelay, new TestReporter(storage, Url).Relay);
        }

        [TestMethod]
        [DataRow("{\"op25b\":{\"mode\":\"open\"}}", "op25b.mode")]
        [DataRow("{\"lan\":{}}", "lan")]
        [DataRow("{", "the file")]
        [DataRow("", "the file")]
        public void Bad_ones_change_nothing_and_the_next_report_tells_why(string document, string path)
        {
            TestReporter test = Fetched(new MemoryStorage(), document);
            Assert.AreEqual(OwnRelay, test.Relay);
            Assert.AreEqual(0, test.Remote.Trials);
            Assert.AreEqual(1L, test.Remote.Errors);
            Assert.IsTrue(test.Remote.FirstError.IndexOf(path) > 0);
            test.PassToAttempt(400);
            Assert.IsTrue(test.Tls.SentText.IndexOf("SettingsError\":\"remote settings: ") > 0);
            test.Pass(700);
            Assert.AreEqual(1L, test.Remote.Errors);

            // A good one ends it.
            test.Tls.SettingsAnswer = AnswerOf(Far, "\"2\"");
            test.Pass(700);
            Assert.AreEqual(FarRelay, test.Relay);
            Assert.IsNull(test.Remote.FirstError);
            Assert.IsNull(test.Spool.SettingsError);
        }

        [TestMethod]
        public void Such_as_are_too_long_are_refused()
        {
            var test = new TestReporter(new MemoryStorage(), Url);
            test.Tls.SettingsAnswer = "HTTP/1.1 200 OK\r\nETag: \"9\"\r\nContent-Length: 8193\r\n\r\n";
            test.PassToAttempt(400);
            test.Pass(2);

            Assert.AreEqual(1L, test.Remote.Errors);
            Assert.AreEqual("\"9\"", test.Remote.Tag);
            Assert.AreEqual(OwnRelay, test.Relay);
            Assert.AreEqual((int)ReportState.Good, (int)test.Reporter.Status.State);
        }

        [TestMethod]
        [DataRow("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")]
        [DataRow("HTTP/1.1 302 No\r\nContent-Length: 0\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"op25b\":{")]
        [DataRow("garbage\r\n")]
        public void No_settings_is_no_error(string answer)
        {
            var test = new TestReporter(new MemoryStorage(), Url);
            test.Tls.SettingsAnswer = answer;
            test.PassToAttempt(400);
            test.Pass(50);

            Assert.AreEqual(0L, test.Remote.Errors);
            Assert.AreEqual(OwnRelay, test.Relay);
            Assert.AreEqual((int)ReportState.Good, (int)test.Reporter.Status.State);
            Assert.AreEqual(0, test.Tls.OpenCount);
        }

        private static TestReporter Fetched(MemoryStorage storage, string document)
        {
            var test = new TestReporter(storage, Url);
            test.Tls.SettingsAnswer = AnswerOf(document, "\"1\"");
            test.PassToAttempt(400);
            test.Pass(2);
            return test;
        }

        private static string AnswerOf(string document, string tag)
        {
            return "HTTP/1.1 200 OK\r\nETag: " + tag + "\r\nContent-Length: " + document.Length.ToString() + "\r\n\r\n" + document;
        }
    }
}
