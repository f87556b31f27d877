using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Gateway.Boards.Sockets;
using Gateway.PcTests.Running;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.StatusPage
{
    /// <summary>The page over real sockets: a browser's client, and those who mean harm.</summary>
    [TestClass]
    public class HttpLoopTests
    {
        private const int Garbage = 20; // ours
        private const int SlowConnections = 1000; // issue E
        private const int AnswerMs = 5000; // ours: a loaded machine; alone it takes some milliseconds

        public TestContext TestContext { get; set; }

        [TestMethod]
        public void A_browser_s_client_reads_all_pages_on_one_connection()
        {
            using LoopbackPage page = new();
            using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{page.Port}/") };
            foreach (string path in new[] { "/", "/op25b", "/op25b/check", "/op25b/faq", "/style.css", "/api/status", "/metrics" })
            {
                using HttpResponseMessage answer = client.GetAsync(new Uri(path, UriKind.Relative)).Result;
                Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
                Assert.AreNotEqual(0, answer.Content.ReadAsStringAsync().Result.Length);
            }

            Assert.AreEqual(7, page.Counters.Requests);
            Assert.IsNull(page.Failure);
        }

        // Each of them opens a connection, says a little and goes on saying nothing. The others read on.
        [TestMethod]
        public void A_thousand_slow_connections_keep_nobody_from_reading()
        {
            using LoopbackPage page = new();
            List<Socket> slow = [];
            List<double> times = [];
            for (int i = 0; i < SlowConnections; i++)
            {
                Socket socket = page.Connect(66);
                socket.Send("GET / HT"u8);
                slow.Add(socket);

                // No faster than they are taken: a SYN that finds the queue full would come again only after a second, to nobody's harm.
                Assert.IsTrue(Poll.Until(() => page.Counters.Evicted > i - (2 * HttpLoop.MaximumConnections), AnswerMs));
                if (i % 50 == 49)
                {
                    times.Add(TimeOf(() => Assert.Contains("</html>", page.Get(2, "/op25b"))));
                }
            }

            TestContext.WriteLine($"{SlowConnections} slow connections: a page takes {times.Order().ElementAt(times.Count / 2):0} ms, {times.Max():0} ms at the most");
            Assert.IsLessThan(AnswerMs, times.Max());
            Assert.IsGreaterThan(SlowConnections * 9 / 10, page.Counters.Evicted);
            Assert.IsNull(page.Failure);
            slow.ForEach(socket => socket.Dispose());
        }

        // Who opens hundreds takes places from itself only: another's connection, idle for the moment, is let be.
        [TestMethod]
        public void An_idle_neighbour_keeps_its_connection()
        {
            using LoopbackPage page = new();
            using Socket neighbour = page.Connect(2);
            List<Socket> many = [.. Enumerable.Range(0, 5 * HttpLoop.MaximumConnections).Select(_ => page.Connect(66))];
            page.Get(3, "/");
            neighbour.Send(Encoding.Latin1.GetBytes($"HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
            byte[] answer = new byte[15];
            Assert.AreEqual(answer.Length, neighbour.Receive(answer));

            Assert.AreEqual("HTTP/1.1 200 OK", Encoding.Latin1.GetString(answer));
            many.ForEach(socket => socket.Dispose());
        }

        [TestMethod]
        public void Garbage_and_endless_heads_are_refused()
        {
            using LoopbackPage page = new();
            Random random = Wire.TestSeed.Next();
            byte[][] garbage = [.. Enumerable.Range(0, Garbage).Select(_ => new byte[random.Next(1, 3000)])];
            foreach (byte[] bytes in garbage)
            {
                random.NextBytes(bytes);
                bytes[0] |= 0x80; // no token's: refused at once
            }

            // As many at a time as have room, for after each refusal the server lingers for a second.
            foreach (byte[][] some in garbage.Chunk(HttpLoop.MaximumConnections))
            {
                Task<string>[] answers = [.. some.Select(bytes => Task.Factory.StartNew(() => page.Ask(2, bytes), TaskCreationOptions.LongRunning))];
                foreach (string answer in Task.WhenAll(answers).Result)
                {
                    Assert.IsTrue(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);
                }
            }

            byte[] megabyte = Encoding.Latin1.GetBytes("GET / HTTP/1.1\r\nX: " + new string('x', 1 << 20));
            string refused = page.Ask(2, megabyte);
            Assert.IsTrue(refused.Length == 0 || refused.StartsWith("HTTP/1.1 431 ", StringComparison.Ordinal), refused);
            byte[] path = Encoding.Latin1.GetBytes("GET /" + new string('x', 1 << 20));
            refused = page.Ask(2, path);
            Assert.IsTrue(refused.Length == 0 || refused.StartsWith("HTTP/1.1 414 ", StringComparison.Ordinal), refused);
            Assert.Contains("</html>", page.Get(2, "/"));
            Assert.IsNull(page.Failure);
        }

        // Requests at random, of pieces that mean something: whatever they are, an answer carries nothing of them.
        [TestMethod]
        public void Nothing_of_random_requests_comes_back()
        {
            string[] pieces =
            [
                "GET", "POST", "HEAD", " ", "/", "/op25b", "?lang=ja", "?", "&", "zqzq", "<script>zqzq</script>", "\r\n", "\n", "\r", ": ", "Host", "127.0.0.1",
                "HTTP/1.1", "HTTP/1.0", "%0d%0aSet-Cookie: zqzq", "Content-Length: 5", "Transfer-Encoding: chunked", "Accept-Language: zqzq", "../", "\\", "\0", "\t", ",",
            ];
            using LoopbackPage page = new();
            Random random = Wire.TestSeed.Next();
            for (int i = 0; i < 300; i++)
            {
                string request = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
                using Socket socket = page.Connect(2);
                socket.Send(Encoding.Latin1.GetBytes(request));
                socket.Shutdown(SocketShutdown.Send);
                byte[] buffer = new byte[64 * 1024];
                int length = 0;
                try
                {
                    for (int count = socket.Receive(buffer); count > 0; count = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None))
                    {
                        length += count;
                    }
                }
                catch (SocketException)
                {
                    // Reset: there was more than it read.
                }

                Assert.DoesNotContain("zqzq", Encoding.UTF8.GetString(buffer, 0, length));
            }

            Assert.IsNull(page.Failure);
        }

        [TestMethod]
        public void Only_the_LAN_address_is_served()
        {
            using LoopbackPage page = new();

            Assert.ThrowsExactly<SocketException>(() =>
            {
                using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(new IPAddress([127, 0, 0, 9]), page.Port);
            });
        }

        private static double TimeOf(Action action)
        {
            long begin = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
    }
}
