using Gateway.Reporting;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Reporting
{
    /// <summary>Responses: good ones in any pieces, every beginning of them, and such as two readers could take for different messages.</summary>
    [TestClass]
    public class HttpResponseTests
    {
        private const int Limit = 16;

        // response, body, whether the connection can be kept
        [TestMethod]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", "abc", true)]
        [DataRow("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "", true)]
        [DataRow("HTTP/1.1 200 \r\ncontent-length:3 \r\n\r\nabc", "abc", true)]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "abc", true)]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n2;x=\"y\"\r\nbc\r\n0\r\n\r\n", "abc", true)]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0003\r\nabc\r\n0\r\nTrailer: x\r\n\r\n", "abc", true)]
        [DataRow("HTTP/1.1 204 No\r\n\r\n", "", true)]
        [DataRow("HTTP/1.1 304 No\r\nContent-Length: 99999\r\n\r\n", "", true)]
        [DataRow("HTTP/1.1 204 No\r\nContent-Length: 1\r\n\r\n", "", false)]
        [DataRow("HTTP/1.1 200 OK\r\nConnection: x , Close\r\nContent-Length: 0\r\n\r\n", "", false)]
        [DataRow("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", "a", false)]
        [DataRow("HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", "a", true)]
        public void Good_ones_are_read_in_any_pieces(string text, string body, bool keeps)
        {
            for (int piece = 1; piece <= text.Length; piece++)
            {
                var into = new byte[Limit];
                HttpResponseReader reader = Read(text, piece, into);
                Assert.AreEqual((int)HttpResponseState.Complete, (int)reader.State);
                Assert.AreEqual(body, TextOf(into, reader.BodyLength));
                Assert.AreEqual(keeps, reader.KeepsConnection);
            }

            // No beginning of it is whole.
            for (int length = 0; length < text.Length; length++)
            {
                HttpResponseReader reader = Read(text.Substring(0, length), length + 1, new byte[Limit]);
                Assert.IsTrue(reader.State == HttpResponseState.Head || reader.State == HttpResponseState.Body);
                reader.End();
                Assert.AreEqual((int)HttpResponseState.Cut, (int)reader.State);
            }
        }

        [TestMethod]
        public void A_body_may_end_with_the_connection()
        {
            var into = new byte[Limit];
            HttpResponseReader reader = Read("HTTP/1.1 200 OK\r\n\r\nabc", 1, into);
            Assert.AreEqual((int)HttpResponseState.Body, (int)reader.State);
            reader.End();

            Assert.AreEqual((int)HttpResponseState.Complete, (int)reader.State);
            Assert.AreEqual("abc", TextOf(into, reader.BodyLength));
            Assert.IsFalse(reader.KeepsConnection);
        }

        [TestMethod]
        [DataRow("HTTP/2.0 200 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 099 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 600 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 2000 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 +20 OK\r\n\r\n")]
        [DataRow("HTTP/1.1  200 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 101 Switch\r\n\r\n")]
        [DataRow("\r\nHTTP/1.1 200 OK\r\n\r\n")]
        [DataRow("http/1.1 200 OK\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\n\n")]
        [DataRow("HTTP/1.1 200 OK\r\nA: b\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nA: b\rC: d\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nA : b\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\n: b\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nA\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nA: \u0001\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 1 1\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551617\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n")]
        [DataRow("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1x\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n")]
        public void What_is_unclear_is_refused(string text)
        {
            for (int piece = 1; piece <= text.Length; piece++)
            {
                HttpResponseReader reader = Read(text, piece, new byte[Limit]);
                Assert.AreEqual((int)HttpResponseState.Malformed, (int)reader.State);
                Assert.IsFalse(reader.KeepsConnection);
            }
        }

        [TestMethod]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999999\r\n\r\n")]
        [DataRow("HTTP/1.1 200 OK\r\n\r\n12345678901234567")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n9\r\n123456789")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n12345678901234567")]
        [DataRow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n")]
        public void What_is_too_long_is_not_read(string text)
        {
            for (int piece = 1; piece <= text.Length; piece++)
            {
                HttpResponseReader reader = Read(text, piece, new byte[Limit]);
                Assert.AreEqual((int)HttpResponseState.TooLong, (int)reader.State);
                Assert.IsTrue(reader.HasHead);
                Assert.IsFalse(reader.KeepsConnection);
            }
        }

        [TestMethod]
        [DataRow(HttpResponseReader.MaximumLineLength, 1, true)]
        [DataRow(HttpResponseReader.MaximumLineLength + 1, 1, false)]
        [DataRow(HttpResponseReader.MaximumLineLength, 7, true)]
        [DataRow(HttpResponseReader.MaximumLineLength, 8, false)]
        public void Lines_and_heads_have_limits(int length, int lines, bool isGood)
        {
            string text = "HTTP/1.1 204 No\r\n";
            string line = "A:";
            while (line.Length < length)
            {
                line += "x";
            }

            for (int i = 0; i < lines; i++)
            {
                text += line + "\r\n";
            }

            HttpResponseState expected = isGood ? HttpResponseState.Complete : HttpResponseState.Malformed;
            Assert.AreEqual((int)expected, (int)Read(text + "\r\n", 100, null).State);
        }

        // value, seconds, time
        [TestMethod]
        [DataRow("0", 0, -1L)]
        [DataRow("120", 120, -1L)]
        [DataRow("99999999999", int.MaxValue, -1L)]
        [DataRow("-1", -1, -1L)]
        [DataRow("Sun, 06 Nov 1994 08:49:37 GMT", -1, 784111777L)]
        [DataRow("Tue, 29 Feb 2028 23:59:59 GMT", -1, 1835481599L)]
        [DataRow("Sun, 06 nov 1994 08:49:37 GMT", -1, -1L)]
        [DataRow("Sun, 06 Nov 1994 24:49:37 GMT", -1, -1L)]
        [DataRow("Sunday, 06-Nov-94 08:49:37 GMT", -1, -1L)]
        public void Retry_After_is_seconds_or_a_time(string value, int seconds, long utc)
        {
            HttpResponseHead head = Read("HTTP/1.1 503 No\r\nRetry-After: " + value + "\r\nContent-Length: 0\r\n\r\n", 9, null).Head;

            Assert.AreEqual(seconds, head.RetryAfterS);
            Assert.AreEqual(utc, head.RetryAfterUtc);
        }

        [TestMethod]
        [DataRow("\"a\"", true)]
        [DataRow("W/\"a-b!\"", true)]
        [DataRow("\"\"", true)]
        [DataRow("a", false)]
        [DataRow("\"a", false)]
        [DataRow("\"", false)]
        [DataRow("\"a b\"", false)]
        [DataRow("\"a\"b\"", false)]
        [DataRow("\"0123456789012345678901234567890123456789012345678901234567890123456789\"", true)]
        [DataRow("\"01234567890123456789012345678901234567890123456789012345678901234567890\"", false)]
        public void Only_a_tag_s_characters_are_kept(string value, bool isTag)
        {
            Assert.AreEqual(isTag ? value : "", Read("HTTP/1.1 304 No\r\nETag: " + value + "\r\n\r\n", 5, null).Head.Tag ?? "");
        }

        [TestMethod]
        [DataRow(0L, "Thu, 01 Jan 1970 00:00:00 GMT")]
        [DataRow(784111777L, "Sun, 06 Nov 1994 08:49:37 GMT")]
        [DataRow(951782400L, "Tue, 29 Feb 2000 00:00:00 GMT")]
        [DataRow(1835481599L, "Tue, 29 Feb 2028 23:59:59 GMT")]
        [DataRow(4107542400L, "Mon, 01 Mar 2100 00:00:00 GMT")]
        public void Times_are_read_as_HTTP_writes_them(long utc, string text)
        {
            Assert.AreEqual(utc, HttpDate.Read(JsonBytes.Of(text), 0, text.Length));
        }

        private static HttpResponseReader Read(string text, int piece, byte[] body)
        {
            var bytes = new byte[text.Length];
            char[] characters = text.ToCharArray();
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)characters[i];
            }

            var reader = new HttpResponseReader();
            reader.Begin(body, body == null ? 0 : body.Length);
            for (int at = 0; at < bytes.Length; at += piece)
            {
                reader.Take(bytes, at, piece < bytes.Length - at ? piece : bytes.Length - at);
            }

            return reader;
        }

        private static string TextOf(byte[] bytes, int length)
        {
            char[] text = new char[length];
            for (int i = 0; i < length; i++)
            {
                text[i] = (char)bytes[i];
            }

            return new string(text);
        }
    }
}
