using System;
using System.Linq;
using System.Text;
using Gateway.PcTests.Wire;
using Gateway.Reporting;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Reporting
{
    /// <summary>Random responses near the edges: whatever comes, in whatever pieces, there is one result and no exception.</summary>
    [TestClass]
    public class HttpResponseFuzzTests
    {
        private const int Responses = 40_000;
        private const int Limit = 32;

        private static readonly string[] Good =
        [
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x\r\nbc\r\n0\r\nT: x\r\n\r\n",
            "HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\nETag: \"1\"\r\n\r\n",
            "HTTP/1.1 503 No\r\nRetry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\nConnection: close\r\n\r\nrest",
            "HTTP/1.0 200 OK\r\n\r\nabc",
        ];

        private static readonly string[] Pieces =
            ["\r\n", "\r", "\n", ":", " ", "0", "ffffffff", "Content-Length: 2\r\n", "Transfer-Encoding: chunked\r\n", "HTTP/1.1 200 OK\r\n", "\"", "\0", "99999999999999999999"];

        [TestMethod]
        public void Every_split_in_two_and_three_gives_the_same()
        {
            foreach (string text in Good)
            {
                byte[] bytes = Encoding.Latin1.GetBytes(text);
                string whole = Read(bytes, bytes.Length, bytes.Length);
                for (int first = 0; first <= bytes.Length; first++)
                {
                    for (int second = first; second <= bytes.Length; second++)
                    {
                        Assert.AreEqual(whole, Read(bytes, first, second));
                    }
                }
            }
        }

        [TestMethod]
        public void Any_bytes_give_one_result()
        {
            Random random = TestSeed.Next();
            int[] seen = new int[Enum.GetValues<HttpResponseState>().Length];
            for (int i = 0; i < Responses; i++)
            {
                byte[] bytes = Next(random);
                string whole = Read(bytes, bytes.Length, bytes.Length);
                int first = random.Next(bytes.Length + 1);
                Assert.AreEqual(whole, Read(bytes, first, random.Next(first, bytes.Length + 1)), Convert.ToHexString(bytes));
                seen[(int)Enum.Parse<HttpResponseState>(whole.Split(' ')[0])]++;
            }

            // Or they are not near the edges at all.
            HttpResponseState[] ends = [HttpResponseState.Complete, HttpResponseState.Cut, HttpResponseState.TooLong, HttpResponseState.Malformed];
            foreach (HttpResponseState state in ends)
            {
                Assert.IsGreaterThan(Responses / 2000, seen[(int)state], state.ToString());
            }

            Assert.AreEqual(Responses, ends.Sum(state => seen[(int)state]));
        }

        private static byte[] Next(Random random)
        {
            string text = Good[random.Next(Good.Length)];
            for (int i = random.Next(4); i >= 0; i--)
            {
                int at = random.Next(text.Length + 1);
                int length = random.Next(Math.Min(4, text.Length - at + 1));
                string piece = Pieces[random.Next(Pieces.Length)];
                text = random.Next(5) switch
                {
                    0 => text.Remove(at, length),
                    1 => text[..at],
                    2 => text.Insert(at, ((char)random.Next(256)).ToString()),
                    3 => text.Insert(at, new string('1', random.Next(60))),
                    _ => text.Insert(at, piece),
                };
            }

            byte[] bytes = Encoding.Latin1.GetBytes(text);
            if (random.Next(20) == 0)
            {
                random.NextBytes(bytes);
            }

            return bytes;
        }

        // All that can be seen of a response: its end, and what was read of it.
        private static string Read(byte[] bytes, int first, int second)
        {
            byte[] body = new byte[Limit];
            HttpResponseReader reader = new();
            reader.Begin(body, Limit);
            int taken = reader.Take(bytes, 0, first);
            if (taken == first)
            {
                taken += reader.Take(bytes, first, second - first);
            }

            if (taken == second)
            {
                taken += reader.Take(bytes, second, bytes.Length - second);
            }

            Assert.IsTrue(taken <= bytes.Length && reader.BodyLength <= Limit);
            reader.End();
            HttpResponseHead head = reader.Head;
            taken = reader.State == HttpResponseState.TooLong ? 0 : taken; // of such a body nobody asks where it was given up
            string text = reader.State == HttpResponseState.Complete ? Convert.ToHexString(body, 0, reader.BodyLength) : "";
            return $"{reader.State} {taken} {reader.HasHead} {text} "
                + (reader.HasHead ? $"{head.Status} {head.ContentLength} {head.IsChunked} {head.RetryAfterS} {head.RetryAfterUtc} {head.Tag}" : "");
        }
    }
}
