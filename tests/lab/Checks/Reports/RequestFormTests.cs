using System;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>What the gateway sends, byte for byte as it leaves TLS: lines, headers and names in their order, numbers in digits alone.</summary>
    [TestClass]
    public sealed class RequestFormTests : ReportTest
    {
        private const int Port = 8014;
        private const string Integer = "(0|[1-9][0-9]*)";

        [TestMethod]
        public void A_report_and_the_question_behind_it_are_as_reporting_md_has_them()
        {
            using Socket listener = World.Wan.Bind(ProtocolType.Tcp, LabPlan.Collector, Port);
            listener.Listen();
            StartAnew(Port);
            World.Gateway.Report();
            using TlsPeer gateway = TlsPeer.Accept(listener);
            string report = gateway.Receive();
            gateway.Send("HTTP/1.1 204 No Content\r\n\r\n");
            string question = gateway.Receive();
            gateway.Send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

            string host = string.Create(CultureInfo.InvariantCulture, $"{LabPlan.CollectorName}:{Port}");
            string date = Find(report, "\r\nDate: (.*)\r\n");
            string serial = Find(report, "&sn=([0-9]+) ");
            string body = report[(report.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            Assert.AreEqual(ReportForm.Head(host, date, serial, body.Length.ToString(CultureInfo.InvariantCulture)) + body, report);
            Assert.AreEqual(ReportForm.Question(host, Find(question, "\r\nDate: (.*)\r\n")), question);
            Assert.IsTrue(DateTime.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), date);

            string pattern = string.Concat(ReportForm.Values.Select(value => Pattern(value.Name, value.Value))).Replace("SERIAL", serial, StringComparison.Ordinal);
            Assert.IsTrue(Regex.IsMatch(body, $$"""^\{"Report":\[\{"CollectionTime":{{Integer}}{{pattern}}\}\]\}\z"""), body);
        }

        private static string Pattern(string name, string value)
        {
            return $",\"{Regex.Escape(name)}\":" + (name.EndsWith("SoftwareVersion", StringComparison.Ordinal) ? "\"[0-9A-Za-z.+-]+\"" : value[0] == '"' ? value : Integer);
        }

        private static string Find(string text, string pattern)
        {
            return Regex.Match(text, pattern).Groups[1].Value;
        }
    }
}
