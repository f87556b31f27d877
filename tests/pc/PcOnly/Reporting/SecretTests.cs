using System;
using System.IO;
using System.Text;
using Gateway.Boards.Linux.Running;
using Gateway.Control;
using Gateway.Dns;
using Gateway.PcTests.Replay;
using Gateway.PcTests.StatusPage;
using Gateway.Platform;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Tests.Support;
using Gateway.Time;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Reporting
{
    /// <summary>The collector's user name and password are told to the collector, and shown nowhere (reporting.md).</summary>
    [TestClass]
    public class SecretTests
    {
        private const string User = "zq-user";
        private const string Password = "zq-secret";
        private const int IntervalS = 60;
        private const int Day = 24 * 60 * 60;

        private const string Good = """
            {"op25b":{"relays":["198.51.100.25"]},"reporting":{"url":"https://198.51.100.9/r","vendor":"ISP-EXAMPLE","manufacturerOui":"00005E",
            "productClass":"G","serialNumber":"1","reportingInterval":60,"userName":"zq-user","password":"zq-secret"}}
            """;

        // What the collector answers; nothing: it can't be trusted.
        [TestMethod]
        [DataRow("HTTP/1.1 204 No Content\r\n\r\n")]
        [DataRow("HTTP/1.1 401 zq-user zq-secret\r\nContent-Length: 0\r\n\r\n")]
        [DataRow("HTTP/1.1 500 zq-user zq-secret\r\nContent-Length: 9\r\n\r\nzq-secret")]
        [DataRow("zq-user:zq-secret\r\n")]
        [DataRow("")]
        public void Neither_page_nor_log_shows_them(string answer)
        {
            ManualClock clock = new();
            clock.SetUtc(Release.UtcSeconds + Day); // no earlier time is believed
            byte[] json = Encoding.UTF8.GetBytes(Good);
            MemoryStorage storage = new();
            SettingsKeeper keeper = new(storage);
            ControlPlane plane = new(keeper.Read(json, json.Length, new SettingsProblems()), clock, new SequenceRandom(1), null, null, storage);
            plane.Start(new RecordingOutput(), null);
            PageCounters pageCounters = new();
            CounterSource source = new(plane.Engine, new DnsCounters(), clock, pageCounters, new BoardCounters());
            ScriptedTls tls = new() { Answer = answer, Fails = answer.Length == 0 ? TlsFailure.Handshake : TlsFailure.None };
            using StringWriter log = new();
            ReportService service = new(new ReportParts(storage, new RemoteSettings(keeper, storage), tls), source, plane, new RunLog(log, isJson: true));
            for (int i = 0; i < 3 * IntervalS; i++)
            {
                clock.Advance(1000);
                plane.Step();
                service.Step();
                service.Keep();
                service.TurnRemote();
            }

            using LoopbackPage page = new(plane.Settings.Page, (lanHost, into, reports, counters) =>
            {
                plane.Engine.ReadStatus(lanHost, into);
                service.ReadStatus(reports);
                if (counters != null)
                {
                    source.Read(counters);
                }
            });
            foreach (string path in new[] { "/?lang=en", "/?lang=ja", "/op25b", "/op25b/contact", "/api/status", "/metrics", "/nothing" })
            {
                string shown = page.Get(1, path);
                Assert.StartsWith("HTTP/1.1 ", shown);
                AssertIsClean(shown);
            }

            Assert.IsGreaterThan(0, tls.OpenedCount);
            Assert.Contains("\"event\":\"report\"", log.ToString());
            AssertIsClean(log.ToString());
        }

        // Good settings; and bad ones, whose faults are told: each with the secret in the value that is wrong.
        [TestMethod]
        [DataRow("", "", 0)]
        [DataRow("\"serialNumber\":\"1\"", "\"serialNumber\":1", 2)]
        [DataRow("\"zq-secret\"", "\"zq-secret\u00E9\"", 2)]
        [DataRow("\"zq-secret\"", "[\"zq-secret\"]", 2)]
        [DataRow("\"zq-secret\"", "\"zq-secret\",\"password\":\"zq-secret\"", 2)]
        [DataRow("\"zq-secret\"", "\"zq-secret", 2)]
        [DataRow("\"zq-user\"", "\"zq-user:zq-secret\"", 2)]
        [DataRow("\"zq-user\"", "\"zq-secret\"", 0)]
        [DataRow("https://", "https://zq-user:zq-secret@", 2)]
        [DataRow("51.100.9/r", "51.100.9/r?password=zq-secret", 2)]
        public void Check_does_not_show_the_password(string what, string becomes, int exitCode)
        {
            string path = Path.GetTempFileName();
            File.WriteAllText(path, what.Length == 0 ? Good : Good.Replace(what, becomes, StringComparison.Ordinal));
            ReplayOutcome text = ReplayOutcome.OfCommandLine("check", path);
            ReplayOutcome json = ReplayOutcome.OfCommandLine("check", path, "--json");
            File.Delete(path);

            Assert.AreEqual(exitCode, text.ExitCode);
            Assert.DoesNotContain(Password, text.Output + text.Error);
            Assert.DoesNotContain(Password, json.Output + json.Error);
        }

        private static string InBase64
        {
            get { return Convert.ToBase64String(Encoding.ASCII.GetBytes($"{User}:{Password}")); }
        }

        private static void AssertIsClean(string shown)
        {
            Assert.DoesNotContain(User, shown);
            Assert.DoesNotContain(Password, shown);
            Assert.DoesNotContain(InBase64, shown);
        }
    }
}
