using Gateway.StatusPage;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>A request's head (RFC 9112): what is one, what is none and which status refuses it, in pieces of any size.</summary>
    [TestClass]
    public class RequestReaderTests
    {
        private const string Host = "Host: 192.168.1.1\r\n";

        // request, path, whether the connection may go on
        [DataRow("GET / HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n", "/", true)]
        [DataRow("\r\n\r\nGET / HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n", "/", true)]
        [DataRow("HEAD /op25b HTTP/1.1\r\nhost:192.168.1.1:80\r\n\r\n", "/op25b", true)]
        [DataRow("GET /op25b?lang=ja HTTP/1.1\r\nHost: \t gateway.Example \t\r\n\r\n", "/op25b", true)]
        [DataRow("GET /x HTTP/1.9\r\nHost: GATEWAY.example:8080\r\n\r\n", "/x", true)]
        [DataRow("GET http://192.168.1.1/op25b?a=b HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n", "/op25b", true)]
        [DataRow("GET HTTP://192.168.1.1:80/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", "/", true)]
        [DataRow("GET / HTTP/1.1\r\nHost: 192.168.1.1\r\nConnection: close\r\n\r\n", "/", false)]
        [DataRow("GET / HTTP/1.1\r\nHost: 192.168.1.1\r\nCONNECTION: keep-alive , Close\r\n\r\n", "/", false)]
        [DataRow("GET / HTTP/1.1\r\nHost: 192.168.1.1\r\nConnection: closed\r\n\r\n", "/", true)]
        [DataRow("GET / HTTP/1.1\r\nHost: 192.168.1.1\r\nContent-Length: 0\r\n\r\n", "/", true)]
        [DataRow("GET / HTTP/1.1\r\nX-Empty:\r\nHost: 192.168.1.1\r\n\r\n", "/", true)]
        [DataRow("GET / HTTP/1.0\r\n\r\n", "/", false)]
        [DataRow("GET / HTTP/1.0\r\nHost: 192.168.1.1\r\nConnection: keep-alive\r\n\r\n", "/", false)]
        [TestMethod]
        public void A_request_is_understood_whole_and_in_pieces(string request, string path, bool allowsMore)
        {
            for (int piece = 1; piece <= request.Length; piece += piece < 4 ? 1 : request.Length / 3)
            {
                RequestReader reader = Read(request, piece);
                Assert.AreEqual(HttpStatus.Ok, reader.Status);
                Assert.AreEqual(path, PathOf(reader.Head));
                Assert.AreEqual(allowsMore, reader.Head.AllowsMore);
            }
        }

        [TestMethod]
        public void No_beginning_of_a_request_is_one()
        {
            const string Request = "GET /op25b HTTP/1.1\r\nHost: 192.168.1.1\r\nAccept-Language: ja\r\n\r\n";
            for (int length = 0; length < Request.Length; length++)
            {
                RequestReader reader = Read(Request.Substring(0, length), Request.Length);
                Assert.AreEqual(HttpStatus.None, reader.Status);
                Assert.AreEqual(length > 0, reader.HasBegun);
            }
        }

        // What follows belongs to the next request.
        [TestMethod]
        public void It_takes_nothing_behind_the_head()
        {
            const string Request = "GET / HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n";
            byte[] bytes = Bytes(Request + Request);
            RequestReader reader = Make();

            Assert.AreEqual(Request.Length, reader.Read(bytes, 0, bytes.Length));
            reader.Reset();
            Assert.AreEqual(Request.Length, reader.Read(bytes, Request.Length, Request.Length));
            Assert.AreEqual(HttpStatus.Ok, reader.Status);
        }

        // line, status
        [DataRow(" GET / HTTP/1.1", 400)]
        [DataRow("GET  / HTTP/1.1", 400)]
        [DataRow("GET /  HTTP/1.1", 400)]
        [DataRow("GET / HTTP/1.1 ", 400)]
        [DataRow("GET /", 400)]
        [DataRow("GET", 400)]
        [DataRow("G\u0001T / HTTP/1.1", 400)]
        [DataRow("GET /\u0001 HTTP/1.1", 400)]
        [DataRow("GET /\u00E3 HTTP/1.1", 400)]
        [DataRow("GET /a#b HTTP/1.1", 400)]
        [DataRow("GET / http/1.1", 400)]
        [DataRow("GET / HTTP/1,1", 400)]
        [DataRow("GET / HTTP/11", 400)]
        [DataRow("GET / HTTP/1.x", 400)]
        [DataRow("GET / HTTP/1.12", 400)]
        [DataRow("GET op25b HTTP/1.1", 400)]
        [DataRow("GET * HTTP/1.1", 400)]
        [DataRow("GET https://192.168.1.1/ HTTP/1.1", 400)]
        [DataRow("GET ftp://192.168.1.1/ HTTP/1.1", 400)]
        [DataRow("GET http:// HTTP/1.1", 400)]
        [DataRow("GET http://evil.example/ HTTP/1.1", 421)]
        [DataRow("GET http://192.168.1.1.evil.example/ HTTP/1.1", 421)]
        [DataRow("GET http://evil@192.168.1.1/ HTTP/1.1", 421)]
        [DataRow("POST / HTTP/1.1", 405)]
        [DataRow("PUT / HTTP/1.1", 405)]
        [DataRow("DELETE / HTTP/1.1", 405)]
        [DataRow("OPTIONS * HTTP/1.1", 405)]
        [DataRow("TRACE / HTTP/1.1", 405)]
        [DataRow("CONNECT 192.168.1.1:25 HTTP/1.1", 405)]
        [DataRow("PATCH / HTTP/1.1", 405)]
        [DataRow("get / HTTP/1.1", 501)]
        [DataRow("BREW / HTTP/1.1", 501)]
        [DataRow("ABCDEFGHIJKLMNOPQR / HTTP/1.1", 501)]
        [DataRow("PRI * HTTP/2.0", 505)]
        [DataRow("GET / HTTP/0.9", 505)]
        [DataRow("GET / HTTP/3.0", 505)]
        [TestMethod]
        public void A_request_line_is_refused_for_what_is_wrong_with_it(string line, int status)
        {
            Refuses(line + "\r\n" + Host + "\r\n", status);
        }

        // fields, status
        [DataRow("", 400)]
        [DataRow("Host: 192.168.1.1\r\nHost: 192.168.1.1\r\n", 400)]
        [DataRow("Host : 192.168.1.1\r\n", 400)]
        [DataRow(" Host: 192.168.1.1\r\n", 400)]
        [DataRow(": x\r\nHost: 192.168.1.1\r\n", 400)]
        [DataRow("Host\r\n", 400)]
        [DataRow("Host: 192.168.1.1\r\n folded\r\n", 400)]
        [DataRow("Host: 192.168.1.1\r\nA: b\u007Fc\r\n", 400)]
        [DataRow("Host: 192.168.1.1\r\nA: b\rc\r\n", 400)]
        [DataRow("Host: 192.168.1.1\r\nA: b\nC: d\r\n", 400)]
        [DataRow("Host: 192.168.1.1\n", 400)]
        [DataRow("Host: 192.168.1.1\r\nContent-Length: x\r\n", 400)]
        [DataRow("Host: 192.168.1.1\r\nContent-Length:\r\n", 400)]
        [DataRow("Host: 192.168.1.1\r\nContent-Length: -1\r\n", 400)]
        [DataRow("Host: 192.168.1.1\r\nContent-Length: 1\r\n", 413)]
        [DataRow("Host: 192.168.1.1\r\nContent-Length: 0\r\nContent-Length: 99999999999999999999\r\n", 413)]
        [DataRow("Host: 192.168.1.1\r\nTransfer-Encoding: chunked\r\n", 413)]
        [DataRow("Host:\r\n", 421)]
        [DataRow("Host: evil.example\r\n", 421)]
        [DataRow("Host: 192.168.1.1.evil.example\r\n", 421)]
        [DataRow("Host: 192.168.1.10\r\n", 421)]
        [DataRow("Host: 192.168.1.1:\r\n", 200)]
        [DataRow("Host: 192.168.1.1:80x\r\n", 421)]
        [DataRow("Host: 192.168.1.1 evil.example\r\n", 421)]
        [DataRow("Host: 192.168.1.2\r\n", 421)]
        [DataRow("Host: <script>alert(1)</script>\r\n", 421)]
        [TestMethod]
        public void Fields_are_refused_for_what_is_wrong_with_them(string fields, int status)
        {
            Refuses("GET / HTTP/1.1\r\n" + fields + "\r\n", status);
        }

        // target, fields, length of a field's value, status
        [DataRow(256, 0, 0, 200)]
        [DataRow(257, 0, 0, 414)]
        [DataRow(9000, 0, 0, 414)]
        [DataRow(1, 63, 0, 200)]
        [DataRow(1, 64, 0, 431)]
        [DataRow(1, 1, 8100, 200)]
        [DataRow(1, 1, 8192, 431)]
        [DataRow(1, 63, 200, 431)]
        [TestMethod]
        public void A_head_has_limits(int target, int fields, int valueLength, int status)
        {
            string request = "GET /" + new string('a', target - 1) + " HTTP/1.1\r\n" + Host;
            for (int i = 0; i < fields; i++)
            {
                request += "X: " + new string('b', valueLength) + "\r\n";
            }

            Refuses(request + "\r\n", status);
        }

        // Nothing ends a head that never ends but its length.
        [DataRow("\r\n")]
        [DataRow("GET / HTTP/1.1\r\nA: b")]
        [TestMethod]
        public void What_never_ends_is_refused(string begin)
        {
            RequestReader reader = Make();
            byte[] bytes = Bytes(begin);
            reader.Read(bytes, 0, bytes.Length);
            for (int i = 0; i < RequestReader.MaximumHeadLength && reader.Status == HttpStatus.None; i++)
            {
                reader.Read(bytes, begin.Length > 2 ? bytes.Length - 1 : i % 2, 1);
            }

            Assert.AreEqual(HttpStatus.FieldsTooLarge, reader.Status);
        }

        // value, language
        [DataRow("ja", (int)PageLanguage.Japanese)]
        [DataRow("JA-jp", (int)PageLanguage.Japanese)]
        [DataRow("en", (int)PageLanguage.English)]
        [DataRow("en-US, ja", (int)PageLanguage.English)]
        [DataRow("ja, en-US;q=0.9, en;q=0.8", (int)PageLanguage.Japanese)]
        [DataRow("en-US;q=0.8, ja;q=0.9", (int)PageLanguage.Japanese)]
        [DataRow("de;q=1.0, ja;q=0.001", (int)PageLanguage.Japanese)]
        [DataRow("en;q=0.100, ja;q=0.099", (int)PageLanguage.English)]
        [DataRow("ja;q=0, en;q=0.5", (int)PageLanguage.English)]
        [DataRow("ja;q=0", (int)PageLanguage.None)]
        [DataRow("ja ; Q=0.5 , en;q=0.6", (int)PageLanguage.English)]
        [DataRow("de, fr;q=0.5, *;q=0.1", (int)PageLanguage.None)]
        [DataRow("jam, eng", (int)PageLanguage.None)]
        [DataRow("ja;q=2, en;q=0.1", (int)PageLanguage.English)]
        [DataRow("ja;level=1, en;q=0.1", (int)PageLanguage.English)]
        [DataRow(",,,;;q=,ja", (int)PageLanguage.Japanese)]
        [DataRow("", (int)PageLanguage.None)]
        [TestMethod]
        public void The_language_that_is_wanted_more_is_taken(string value, int language)
        {
            RequestReader reader = Read("GET / HTTP/1.1\r\n" + Host + "Accept-Language: " + value + "\r\n\r\n", 7);

            Assert.AreEqual(HttpStatus.Ok, reader.Status);
            Assert.AreEqual(language, (int)reader.Head.AcceptedLanguage);
        }

        private static void Refuses(string request, int status)
        {
            Assert.AreEqual(status, Read(request, request.Length).Status);
            Assert.AreEqual(status, Read(request, 1).Status);
            Assert.AreEqual(status, Read(request, 7).Status);
        }

        private static RequestReader Make()
        {
            var head = new RequestHead();
            head.Serve("192.168.1.1", "gateway.example");
            return new RequestReader(head);
        }

        private static RequestReader Read(string request, int pieceLength)
        {
            RequestReader reader = Make();
            byte[] bytes = Bytes(request);
            for (int at = 0; at < bytes.Length; at += pieceLength)
            {
                reader.Read(bytes, at, bytes.Length - at < pieceLength ? bytes.Length - at : pieceLength);
            }

            return reader;
        }

        private static string PathOf(RequestHead head)
        {
            var path = new char[head.PathEnd - head.PathBegin];
            for (int i = 0; i < path.Length; i++)
            {
                path[i] = (char)head.Target[head.PathBegin + i];
            }

            return new string(path);
        }

        private static byte[] Bytes(string text)
        {
            char[] units = text.ToCharArray();
            var bytes = new byte[units.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)units[i];
            }

            return bytes;
        }
    }
}
