using Gateway.Dns;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.StatusPage;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>A client of the page, without a socket: requests in, in pieces of any size, and answers out, a character a byte.</summary>
    public sealed class PageClient
    {
        // Ours: more than the longest answer.
        private const int Capacity = 32 * 1024;

        private readonly char[] _answer = new char[Capacity];
        private int _length;

        /// <summary>Makes one on <see cref="TestGateway.HostA"/>, with the facts of <see cref="MakeIsp"/>.</summary>
        public PageClient()
            : this(new TestGateway(), MakeIsp(), TestGateway.HostA)
        {
        }

        /// <summary>Makes one.</summary>
        /// <param name="gateway">Whose page it reads.</param>
        /// <param name="isp">The ISP's facts.</param>
        /// <param name="lanHost">Who reads.</param>
        public PageClient(TestGateway gateway, PageSettings isp, uint lanHost)
        {
            Gateway = gateway;
            Counters = new PageCounters();
            Site = new PageSite(isp, TestGateway.Lan, ReaderOf(gateway, Counters, Reports), Counters);
            LanHost = lanHost;
            Connection = new PageConnection();
            Connection.Open(Site, lanHost, gateway.Clock.MonotonicMs);
        }

        /// <summary>The gateway.</summary>
        public TestGateway Gateway { get; }

        /// <summary>The pages.</summary>
        public PageSite Site { get; }

        /// <summary>What the server counted.</summary>
        public PageCounters Counters { get; }

        /// <summary>How reporting goes, as the page is told.</summary>
        public ReportStatus Reports { get; } = new ReportStatus();

        /// <summary>Who reads.</summary>
        public uint LanHost { get; }

        /// <summary>The connection.</summary>
        public PageConnection Connection { get; }

        /// <summary>Reads a gateway's status and counters, as a board does.</summary>
        public static StatusReader ReaderOf(TestGateway gateway, PageCounters page)
        {
            return ReaderOf(gateway, page, new ReportStatus());
        }

        private static StatusReader ReaderOf(TestGateway gateway, PageCounters page, ReportStatus status)
        {
            var source = new CounterSource(gateway.Engine, new DnsCounters(), gateway.Clock, page, new BoardCounters());
            return (lanHost, into, reports, counters) =>
            {
                gateway.Engine.ReadStatus(lanHost, into);
                status.CopyTo(reports);
                if (counters != null)
                {
                    source.Read(counters);
                }
            };
        }

        /// <summary>Facts of a fictional ISP.</summary>
        public static PageSettings MakeIsp()
        {
            return new PageSettings
            {
                IspName = "Example ISP",
                SubmissionHost = "smtp.isp.example",
                SubmissionPorts = new[] { 587, 465 },
                Phone = "+1 202 555 0125",
                Hours = "9:00-18:00",
                Mail = "support@isp.example",
                CorporateUrl = "https://isp.example/corporate",
                AnnouncementUrl = "https://isp.example/op25b",
                HostName = "gateway.example",
            };
        }

        /// <summary>Asks for a path on a new connection, and gives the whole answer.</summary>
        public string Get(string path)
        {
            return Ask("GET " + path + " HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n");
        }

        /// <summary>Asks for a path on a new connection, and gives the answer's body.</summary>
        public string Read(string path)
        {
            return BodyOf(Get(path));
        }

        /// <summary>Sends a request on a new connection, and gives the whole answer.</summary>
        public string Ask(string request)
        {
            return Ask(request, PageConnection.InputLength);
        }

        /// <summary>The same in pieces.</summary>
        public string Ask(string request, int pieceLength)
        {
            Connection.Open(Site, LanHost, Gateway.Clock.MonotonicMs);
            return Say(request, pieceLength);
        }

        /// <summary>Sends bytes on the connection that there is, and gives all that comes.</summary>
        public string Say(string request, int pieceLength)
        {
            _length = 0;
            int at = 0;
            Drain();
            while (at < request.Length && Connection.WantsInput)
            {
                int count = request.Length - at < pieceLength ? request.Length - at : pieceLength;
                for (int i = 0; i < count; i++)
                {
                    Connection.Input[i] = (byte)request[at + i];
                }

                at += count;
                Connection.Received(count, Gateway.Clock.MonotonicMs);
                Drain();
            }

            return new string(_answer, 0, _length);
        }

        /// <summary>Lets time pass without a byte.</summary>
        /// <returns>What comes meanwhile.</returns>
        public string Wait(long ms)
        {
            _length = 0;
            Gateway.Clock.Advance(ms);
            Connection.Step(Gateway.Clock.MonotonicMs);
            Drain();
            return new string(_answer, 0, _length);
        }

        /// <summary>The status code of an answer.</summary>
        public static int StatusOf(string answer)
        {
            Assert.IsTrue(answer.IndexOf("HTTP/1.1 ") == 0, "It begins with a status line");
            return ((answer[9] - '0') * 100) + ((answer[10] - '0') * 10) + answer[11] - '0';
        }

        /// <summary>The body of an answer, with its chunks put together; the answer must end with it.</summary>
        public static string BodyOf(string answer)
        {
            int at = answer.IndexOf("\r\n\r\n") + 4;
            if (answer.IndexOf("Transfer-Encoding: chunked\r\n") < 0)
            {
                return answer.Substring(at);
            }

            var body = new char[answer.Length];
            int length = 0;
            while (true)
            {
                int lineEnd = answer.IndexOf('\r', at);
                int size = HexOf(answer.Substring(at, lineEnd - at));
                at = lineEnd + 2;
                char[] chunk = answer.Substring(at, size).ToCharArray();
                chunk.CopyTo(body, length);
                length += size;
                Assert.AreEqual("\r\n", answer.Substring(at + size, 2), "A chunk ends with a line's end");
                at += size + 2;
                if (size == 0)
                {
                    Assert.AreEqual(answer.Length, at, "Nothing follows the last chunk");
                    return new string(body, 0, length);
                }
            }
        }

        /// <summary>Tells whether a text holds another.</summary>
        public static bool Has(string text, string part)
        {
            return text.IndexOf(part) >= 0;
        }

        private static int HexOf(string digits)
        {
            int value = 0;
            for (int i = 0; i < digits.Length; i++)
            {
                int digit = digits[i];
                value = (value * 16) + (digit <= '9' ? digit - '0' : digit - 'a' + 10);
            }

            return value;
        }

        private void Drain()
        {
            while (Connection.OutputCount > 0)
            {
                int count = Connection.OutputCount;
                for (int i = 0; i < count; i++)
                {
                    _answer[_length++] = (char)Connection.Output[Connection.OutputBegin + i];
                }

                Connection.Sent(count, Gateway.Clock.MonotonicMs);
            }
        }
    }
}
