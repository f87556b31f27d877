using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>
    /// The lab's collector sees what is wrong: a request as it must be, with one thing changed, gives the violation that it is.
    /// It is a collector of this class's own, for the gateway's may have none.
    /// </summary>
    [TestClass]
    public sealed class CollectorTests : LabTest
    {
        private const int Port = 8444;
        private const string Date = "ddd, dd MMM yyyy HH:mm:ss 'GMT'";

        private static CollectorProcess? _strict;
        private static int _serial;

        private static CollectorProcess Strict => _strict!;

        private static string Host => string.Create(CultureInfo.InvariantCulture, $"{LabPlan.CollectorName}:{Port}");

        [ClassInitialize]
        public static void Begin(TestContext _)
        {
            _strict = new CollectorProcess(World.Wan, Path.Combine(World.Folder, "strict"), Port);
        }

        [ClassCleanup]
        public static void End()
        {
            Assert.AreEqual(1, Strict.Stop(), "violations give 1");
            Strict.Dispose();
        }

        [TestMethod]
        public void A_report_and_the_question_behind_it_are_no_violation()
        {
            string[] before = Strict.Violations;
            using TlsPeer peer = TlsPeer.Connect(Port, LabPlan.CollectorName);
            Assert.StartsWith("HTTP/1.1 200 ", Ask(peer, Good()));
            Assert.StartsWith("HTTP/1.1 404 ", Ask(peer, ReportForm.Question(Host, Now())));
            Strict.Serve(new { });
            Assert.StartsWith("HTTP/1.1 200 ", Ask(peer, Good()));
            string answer = Ask(peer, ReportForm.Question(Host, Now()));
            Assert.StartsWith("HTTP/1.1 200 ", answer);
            string tag = answer.Split("ETag: ")[1].Split('\r')[0];
            Assert.StartsWith("HTTP/1.1 304 ", Ask(peer, ReportForm.Question(Host, Now()).Replace("Accept:", $"If-None-Match: {tag}\r\nAccept:", StringComparison.Ordinal)));
            Strict.ServeNoSettings();

            Assert.AreEqual("", string.Join('\n', Strict.Violations[before.Length..]));
        }

        [TestMethod]
        [DataRow("POST /", "PUT /", "the method is PUT, not POST")]
        [DataRow(" HTTP/1.1\r\n", " HTTP/1.0\r\n", "the protocol is HTTP/1.0")]
        [DataRow("/reports?", "/elsewhere?", "the path is /elsewhere, not /reports")]
        [DataRow("?oui=00A1B2&pc=Lab&", "?pc=Lab&oui=00A1B2&", "the query's pc=Lab is no oui, percent-encoded")]
        [DataRow("&pc=Lab&", "&", "is not oui, pc and sn")]
        [DataRow("&pc=Lab&", "&pc=Lab&x=1&", "is not oui, pc and sn")]
        [DataRow("&pc=Lab&", "&pc=L+b&", "the query's pc=L+b is no pc, percent-encoded")]
        [DataRow("&pc=Lab&", "&pc=L%6a&", "the query's pc=L%6a is no pc, percent-encoded")]
        [DataRow("&pc=Lab&", "&pc=Lob&", "ProductClass is Lab, and the target says Lob")]
        [DataRow("?oui=00A1B2&", "?oui=00a1b2&", "oui is 00a1b2: not six upper-case hexadecimal digits | Device.DeviceInfo.ManufacturerOUI is 00A1B2")]
        [DataRow("Host: collector.", "Host: collectors.", "Host is collectors.isp.example:8444, not collector.isp.example:8444")]
        [DataRow(":8444\r\n", "\r\n", "Host is collector.isp.example, not collector.isp.example:8444")]
        [DataRow("Authorization: Basic Z", "Authorization: Basic Y", "Authorization is not the account's")]
        [DataRow("Authorization: Basic Z", "X-Authorization: Basic Z", "Authorization is not the account's | the header X-Authorization is not asked for")]
        [DataRow("Date: ", "Last-Modified: ", "the header Last-Modified is not asked for | Date is missing: no date of RFC 9110")]
        [DataRow("Date: ", "Date:  1 ", "no date of RFC 9110")]
        [DataRow("Content-Type: application/json; charset=UTF-8", "Content-Type: application/json", "Content-Type is application/json, not application/json; charset=UTF-8")]
        [DataRow("BBF-Report-Format: NameValuePair", "BBF-Report-Format: ObjectHierarchy", "BBF-Report-Format is ObjectHierarchy, not NameValuePair")]
        [DataRow("BBF-Report-Format: NameValuePair\r\n", "", "BBF-Report-Format is missing or there twice, not NameValuePair")]
        [DataRow("BBF-Report-Format: N", "User-Agent: gateway\r\nBBF-Report-Format: N", "the header User-Agent is not asked for")]
        [DataRow("\"CollectionTime\":", "\"CollectionTime\": ", "the body has bytes that belong to no report")]
        [DataRow("}]}", "}]}\n", "the body has bytes that belong to no report")]
        [DataRow("{\"Report\":[", "{\"Reports\":[", "the body does not begin with Report")]
        [DataRow("}]}", "}],\"More\":1}", "beside Report there is something else")]
        [DataRow("}]}", "}", "the body is no JSON")]
        [DataRow("}]}", "},7]}", "Report holds something that is no object")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":3600.0", "UpTime is 3600.0: no integer | UpTime is missing")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":36e2", "UpTime is 36e2: no integer | UpTime is missing")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":\"3600\"", "UpTime is 3600, and should be a number")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":-1", "UpTime is -1, and should be a number")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":-0", "UpTime is -0: no integer | UpTime is missing")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":18446744073709551616", "no integer of 64 bits | UpTime is missing")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":null", "UpTime is neither a number nor a string: Null | UpTime is missing")]
        [DataRow(",\"Device.DeviceInfo.UpTime\":3600", "", "Device.DeviceInfo.UpTime is missing")]
        [DataRow("\"Device.DeviceInfo.UpTime\":3600", "\"Device.DeviceInfo.UpTime\":1,\"Device.DeviceInfo.UpTime\":1", "UpTime is there twice")]
        [DataRow("Device.DeviceInfo.MemoryStatus.Free", "Device.DeviceInfo.MacAddress", "MacAddress is no parameter that reporting.md knows")]
        [DataRow("\"Enforce\"", "\"enforce\"", "Mode is enforce: not Off, Monitor or Enforce")]
        [DataRow("\"Enforce\"", "2", "Mode is 2, and should be a string | Mode is 2: not")]
        [DataRow("\"CollectionTime\":1", "\"CollectionTime\":9", "comes from the future")]
        [DataRow("\"CollectionTime\":1", "\"CollectionTime\":0.1", "CollectionTime is 0.1 | CollectionTime is nothing, and no time | stands behind that of 0")]
        [DataRow("SerialNumber\":\"", "SerialNumber\":\"0", "the target says")]
        public void One_thing_wrong_is_the_violation_that_it_is(string good, string bad, string violations)
        {
            AssertViolations(violations, Changed(Good(), good, bad));
        }

        [TestMethod]
        public void Date_and_CollectionTime_are_the_present()
        {
            string past = DateTimeOffset.UtcNow.AddMinutes(-2).ToString(Date, CultureInfo.InvariantCulture);
            AssertViolations($"Date is {past}, and it is", Post(past, ReportForm.Body(Utc(), Serial())));
        }

        [TestMethod]
        [DataRow(-1, 0, "")]
        [DataRow(0, -1, "oldest first")]
        [DataRow(-1, -1, "oldest first")]
        public void The_oldest_report_stands_first(int first, int second, string violations)
        {
            string serial = Serial();
            AssertViolations(
                violations,
                Post(Now(), $"{{\"Report\":[{ReportForm.Report(Utc() + first, serial)},{ReportForm.Report(Utc() + second, serial)}]}}"));
        }

        [TestMethod]
        [DataRow(-2, "BootCount\":7", "BootCount\":6", "")]
        [DataRow(-2, "BootCount\":7", "BootCount\":8", "BootCount fell from 8")]
        [DataRow(-2, "UpTime\":3600", "UpTime\":3601", "")]
        [DataRow(0, "\"Enforce\"", "\"Enforce\"", "")]
        [DataRow(0, "\"Enforce\"", "\"Off\"", "came before, with other values")]
        public void A_gateway_s_reports_go_together(int before, string good, string bad, string violations)
        {
            string serial = Serial();
            long timeS = Utc();
            AssertViolations("", Post(Now(), ReportForm.Body(timeS + before, serial).Replace(good, bad, StringComparison.Ordinal)));
            AssertViolations(violations, Post(Now(), ReportForm.Body(timeS, serial)));
        }

        [TestMethod]
        [DataRow("", "", "no report was accepted on this connection before")]
        [DataRow("/settings", "/reports", "no report was accepted on this connection before | the target is /reports, not /settings")]
        [DataRow("Accept:", "BBF-Report-Format: NameValuePair\r\nAccept:", "no report was accepted | the header BBF-Report-Format is not asked for")]
        [DataRow("\r\n\r\n", "\r\nContent-Length: 1\r\n\r\nx", "no report was accepted | a GET has a body | the header Content-Length is not asked for")]
        public void Settings_are_asked_for_behind_a_report(string good, string bad, string violations)
        {
            string question = ReportForm.Question(Host, Now());
            AssertViolations(violations, good.Length == 0 ? question : question.Replace(good, bad, StringComparison.Ordinal));
        }

        [TestMethod]
        [DataRow("GARBAGE\r\n\r\n")]
        [DataRow("POST /reports HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
        [DataRow("POST /reports HTTP/1.1\r\nNo colon\r\n\r\n")]
        public void What_is_no_HTTP_is_one(string bytes)
        {
            AssertViolations("a request that is no HTTP", bytes);
        }

        [TestMethod]
        [DataRow("www.foreign.example", "SNI is 'www.foreign.example', not 'collector.isp.example'")]
        [DataRow("198.51.100.44", "SNI is '', not 'collector.isp.example'")]
        public void The_name_in_the_handshake_is_the_collector_s(string name, string violation)
        {
            AssertViolations(violation, Post(Now(), ReportForm.Body(Utc(), Serial())), name);
        }

        [TestMethod]
        [DataRow("wrong-authority")]
        [DataRow("expired")]
        [DataRow("wrong-name")]
        public void Who_trusts_a_wrong_certificate_is_found_out(string behaviour)
        {
            Strict.Behave(behaviour);
            AssertViolations($"a certificate that is wrong: {behaviour}", Post(Now(), ReportForm.Body(Utc(), Serial())));
            Strict.Behave("well");
        }

        [TestMethod]
        public void What_is_no_TLS_gets_nothing()
        {
            using Socket socket = TcpProbe.Connect(World.Wan, LabPlan.Stranger, LabPlan.Collector, Port);
            string[] before = Strict.Violations;
            socket.Send("GET / HTTP/1.1\r\n\r\n"u8);
            byte[] answer = new byte[1];
            int length = -1;
            try
            {
                length = socket.Receive(answer);
            }
            catch (SocketException)
            {
                length = 0;
            }

            Assert.AreEqual(0, length);
            Assert.AreEqual("", string.Join('\n', Strict.Violations[before.Length..]));
        }

        // Each must be there, one each, and no other.
        private static void AssertViolations(string expected, string request, string name = LabPlan.CollectorName)
        {
            string[] before = Strict.Violations;
            using (TlsPeer peer = TlsPeer.Connect(Port, name))
            {
                Ask(peer, request);
            }

            string[] wanted = expected.Split(" | ", StringSplitOptions.RemoveEmptyEntries);
            Deadline.Require($"{wanted.Length} violations", () => Strict.Violations.Length >= before.Length + wanted.Length, () => Strict.Log);
            string[] found = Strict.Violations[before.Length..];
            string all = string.Join('\n', found);
            Assert.HasCount(wanted.Length, found, all);
            foreach (string text in wanted)
            {
                Assert.Contains(text, all);
            }
        }

        private static string Ask(TlsPeer peer, string request)
        {
            peer.Send(request);
            return peer.Receive();
        }

        private static string Good()
        {
            return Post(Now(), ReportForm.Body(Utc(), Serial()));
        }

        private static string Post(string date, string body)
        {
            string serial = body.Split("SerialNumber\":\"")[1].Split('"')[0];
            return ReportForm.Head(Host, date, serial, body.Length.ToString(CultureInfo.InvariantCulture)) + body;
        }

        // With the length of its body, whatever becomes of that.
        private static string Changed(string request, string good, string bad)
        {
            Assert.Contains(good, request);
            string changed = request.Replace(good, bad, StringComparison.Ordinal);
            int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            int newEnd = changed.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            return changed.Replace($"Content-Length: {request.Length - end}\r", $"Content-Length: {changed.Length - newEnd}\r", StringComparison.Ordinal);
        }

        private static string Now()
        {
            return DateTimeOffset.UtcNow.ToString(Date, CultureInfo.InvariantCulture);
        }

        private static long Utc()
        {
            return DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        }

        private static string Serial()
        {
            return (++_serial).ToString(CultureInfo.InvariantCulture);
        }
    }
}
