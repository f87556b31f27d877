using Gateway.StatusPage;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>A connection: answers, their frames, how long it goes on and waits.</summary>
    [TestClass]
    public class PageConnectionTests
    {
        private const string Request = "GET /op25b HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n";

        // path, status, whether the connection goes on
        [DataRow("/", 200, true)]
        [DataRow("/op25b", 200, true)]
        [DataRow("/op25b?lang=ja", 200, true)]
        [DataRow("/op25b/check", 200, true)]
        [DataRow("/op25b/check/software", 200, true)]
        [DataRow("/op25b/check/server", 200, true)]
        [DataRow("/op25b/check/port", 200, true)]
        [DataRow("/op25b/check/fixed-address", 200, true)]
        [DataRow("/op25b/check/web-mail", 200, true)]
        [DataRow("/op25b/check/isp-server", 200, true)]
        [DataRow("/op25b/check/submission", 200, true)]
        [DataRow("/op25b/check/affected", 200, true)]
        [DataRow("/op25b/mail-apps", 200, true)]
        [DataRow("/op25b/faq", 200, true)]
        [DataRow("/op25b/contact", 200, true)]
        [DataRow("/style.css", 200, true)]
        [DataRow("/api/status", 200, true)]
        [DataRow("/metrics", 200, true)]
        [DataRow("/op25b/", 404, true)]
        [DataRow("/OP25B", 404, true)]
        [DataRow("/op25", 404, true)]
        [DataRow("//op25b", 404, true)]
        [DataRow("/%6Fp25b", 404, true)]
        [DataRow("/../etc/passwd", 404, true)]
        [DataRow("/op25b/..%2f..%2f", 404, true)]
        [DataRow("/style.css/..", 404, true)]
        [DataRow("/<script>", 404, true)]
        [TestMethod]
        public void A_path_is_one_of_ours_or_none(string path, int status, bool goesOn)
        {
            var client = new PageClient();
            string answer = client.Get(path);

            Assert.AreEqual(status, PageClient.StatusOf(answer));
            Assert.IsTrue(PageClient.BodyOf(answer).Length > 100, "There is a body");
            Assert.AreEqual(goesOn, PageClient.Has(answer, "\r\nConnection: keep-alive\r\n"));
            Assert.AreEqual(goesOn, client.Connection.WantsInput && client.Connection.IsWaiting);
            Assert.AreEqual(1, client.Counters.Requests);
            Assert.AreEqual(status == 200 ? 0 : 1, client.Counters.Refused);
        }

        [TestMethod]
        public void Every_answer_carries_what_keeps_a_browser_safe()
        {
            var client = new PageClient();
            for (int i = 0; i < client.Site.PageCount; i++)
            {
                HasSafety(client.Get(client.Site.PageAt(i).Path));
            }

            HasSafety(client.Get("/nothing"));
            HasSafety(client.Ask("garbage\r\n\r\n"));
            HasSafety(client.Ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
        }

        [TestMethod]
        public void HEAD_gives_the_head_of_GET_and_no_body()
        {
            var client = new PageClient();
            string head = client.Ask("HEAD /op25b HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n");
            string get = client.Get("/op25b");

            Assert.AreEqual(get.Substring(0, get.IndexOf("\r\n\r\n") + 4), head);
            Assert.AreEqual(1, client.Counters.NoticePageViews);
        }

        [TestMethod]
        public void HTTP_1_0_gets_no_chunks_and_the_end_of_the_connection()
        {
            var client = new PageClient();
            string answer = client.Ask("GET /op25b HTTP/1.0\r\nHost: 192.168.1.1\r\nConnection: keep-alive\r\n\r\n");

            Assert.IsFalse(PageClient.Has(answer, "Transfer-Encoding"));
            Assert.IsTrue(PageClient.Has(answer, "\r\nConnection: close\r\n"));
            Assert.IsTrue(client.Connection.IsOver);
            string body = PageClient.BodyOf(answer);
            Assert.AreEqual(PageClient.BodyOf(client.Get("/op25b")), body);
        }

        [TestMethod]
        public void A_method_that_is_not_allowed_is_told_which_are()
        {
            string answer = new PageClient().Ask("POST /op25b HTTP/1.1\r\nHost: 192.168.1.1\r\nContent-Length: 3\r\n\r\nabc");

            Assert.AreEqual(405, PageClient.StatusOf(answer));
            Assert.IsTrue(PageClient.Has(answer, "\r\nAllow: GET, HEAD\r\n"));
            Assert.IsTrue(PageClient.Has(answer, "\r\nConnection: close\r\n"));
        }

        // However a request comes in pieces: the answer is the same.
        [TestMethod]
        public void Pieces_of_any_size_give_the_same_answer()
        {
            var client = new PageClient();
            string whole = client.Ask(Request);
            for (int piece = 1; piece < Request.Length; piece += 5)
            {
                Assert.AreEqual(whole, client.Ask(Request, piece));
            }
        }

        [TestMethod]
        public void Requests_in_one_piece_are_answered_in_turn()
        {
            var client = new PageClient();
            string one = client.Ask(Request);
            string both = client.Ask(Request + Request);

            Assert.AreEqual(one + one, both);
        }

        [TestMethod]
        public void A_connection_ends_behind_its_last_request()
        {
            var client = new PageClient();
            string answer = client.Ask(Request);
            for (int i = 2; i <= PageConnection.MaximumRequests; i++)
            {
                Assert.IsTrue(client.Connection.WantsInput);
                answer = client.Say(Request, Request.Length);
            }

            Assert.IsTrue(PageClient.Has(answer, "\r\nConnection: close\r\n"));
            Assert.IsTrue(client.Connection.IsOver);
        }

        // A browser that closes while it still sends sees an RST in place of the answer.
        [TestMethod]
        public void What_follows_a_refusal_is_thrown_away_for_a_while()
        {
            var client = new PageClient();
            client.Ask("garbage\r\n");
            Assert.IsFalse(client.Connection.IsOver);
            Assert.AreEqual("", client.Say(Request + Request, 100));

            client.Wait(PageConnection.LingerMs);
            Assert.IsTrue(client.Connection.IsOver);
        }

        // bytes of a request that came, milliseconds, status that comes then (0: none), whether it is over
        [DataRow(0, 4999, 0, false)]
        [DataRow(0, 5000, 0, true)]
        [DataRow(1, 9999, 0, false)]
        [DataRow(1, 10000, 408, true)]
        [DataRow(30, 10000, 408, true)]
        [TestMethod]
        public void A_request_has_its_time(int length, int ms, int status, bool isOver)
        {
            var client = new PageClient();
            client.Ask(Request.Substring(0, length));
            string answer = client.Wait(ms);

            Assert.AreEqual(status, answer.Length == 0 ? 0 : PageClient.StatusOf(answer));
            Assert.AreEqual(isOver, client.Connection.IsOver);
        }

        // A byte now and then does not prolong it.
        [TestMethod]
        public void A_slow_request_ends()
        {
            var client = new PageClient();
            client.Ask(Request.Substring(0, 1));
            for (int i = 1; i <= 9; i++)
            {
                Assert.AreEqual("", client.Wait(1000));
                client.Say(Request.Substring(i, 1), 1);
            }

            Assert.AreEqual(408, PageClient.StatusOf(client.Wait(1000)));
        }

        [TestMethod]
        public void Who_takes_no_byte_is_let_go()
        {
            var client = new PageClient();
            Begin(client);
            Assert.IsFalse(client.Connection.WantsInput);
            Step(client, PageConnection.StallMs - 1);
            Assert.IsFalse(client.Connection.IsOver);
            Step(client, 1);
            Assert.IsTrue(client.Connection.IsOver);
        }

        [TestMethod]
        public void Who_takes_a_byte_now_and_then_is_let_go_in_the_end()
        {
            var client = new PageClient();
            Begin(client);
            for (int i = 0; i < PageConnection.AnswerMs / 5000; i++)
            {
                Assert.IsFalse(client.Connection.IsOver);
                client.Connection.Sent(1, client.Gateway.Clock.MonotonicMs);
                Step(client, 5000);
            }

            Assert.IsTrue(client.Connection.IsOver);
        }

        [TestMethod]
        public void The_client_s_end_is_the_connection_s()
        {
            var client = new PageClient();
            client.Connection.Received(0, client.Gateway.Clock.MonotonicMs);

            Assert.IsTrue(client.Connection.IsOver);
        }

        private static void Begin(PageClient client)
        {
            for (int i = 0; i < Request.Length; i++)
            {
                client.Connection.Input[i] = (byte)Request[i];
            }

            client.Connection.Received(Request.Length, client.Gateway.Clock.MonotonicMs);
            Assert.IsTrue(client.Connection.OutputCount > 0);
        }

        private static void Step(PageClient client, int ms)
        {
            client.Gateway.Clock.Advance(ms);
            client.Connection.Step(client.Gateway.Clock.MonotonicMs);
        }

        private static void HasSafety(string answer)
        {
            Assert.IsTrue(PageClient.Has(answer, "\r\nContent-Security-Policy: default-src 'none'; style-src 'self'; "));
            Assert.IsTrue(PageClient.Has(answer, "\r\nX-Content-Type-Options: nosniff\r\n"));
            Assert.IsTrue(PageClient.Has(answer, "\r\nReferrer-Policy: no-referrer\r\n"));
            Assert.IsTrue(PageClient.Has(answer, "\r\nCache-Control: "));
            Assert.IsFalse(PageClient.Has(answer, "Set-Cookie"));
            Assert.IsFalse(PageClient.Has(answer, "<script"));
            Assert.IsFalse(PageClient.Has(answer, "<form"));
        }
    }
}
