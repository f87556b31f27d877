using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Reporting;
using Gateway.Settings;
using Gateway.Tests.StatusPage;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.StatusPage
{
    /// <summary>The pages' HTML is valid, in both languages, whatever the gateway's state and the ISP's facts are.</summary>
    [TestClass]
    public class HtmlValidityTests
    {
        // The mode, and whether a start date is to come: each has a banner of its own.
        [TestMethod]
        [DataRow(Op25bMode.Enforce, false)]
        [DataRow(Op25bMode.Enforce, true)]
        [DataRow(Op25bMode.Monitor, false)]
        [DataRow(Op25bMode.Off, false)]
        public void All_pages_are_valid(Op25bMode mode, bool isAnnounced)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = mode;
            settings.Op25b.EffectiveFromUtcSeconds = isAnnounced ? TestGateway.NewYear2026 + 3600 : Op25bSettings.EffectiveAtOnce;
            TestGateway gateway = new(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026);
            gateway.Engine.Apply(settings);
            for (int i = 0; i < 3; i++)
            {
                gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000 + i, TestGateway.Foreign, Op25bPolicy.SmtpPort, TcpFlags.Syn));
            }

            foreach (PageSettings isp in new[] { PageClient.MakeIsp(), new PageSettings(), MakeOdd() })
            {
                PageClient client = new(gateway, isp, TestGateway.HostA);
                foreach (string path in PagePaths.All.SelectMany(path => new[] { $"{path}?lang=ja", $"{path}?lang=en" }))
                {
                    AssertIsValid(path, client.Get(path));
                }

                AssertIsValid("a method that is not known", client.Ask("POST / HTTP/1.1\r\nHost: 192.168.1.1\r\nContent-Length: 0\r\n\r\n"));
                AssertIsValid("no host", client.Ask("GET / HTTP/1.1\r\n\r\n"));
            }
        }

        [TestMethod]
        [DataRow(ReportState.NotYet)]
        [DataRow(ReportState.WaitingForTime)]
        [DataRow(ReportState.Good)]
        [DataRow(ReportState.Failing)]
        [DataRow(ReportState.Refused)]
        public void The_state_page_is_valid_however_reporting_goes(ReportState state)
        {
            PageClient client = new(new TestGateway(), MakeOdd(), TestGateway.HostA);
            client.Reports.State = state;
            client.Reports.LastSuccessUtc = TestGateway.NewYear2026;
            client.Reports.FailingSinceUtc = TestGateway.NewYear2026;
            AssertIsValid("/?lang=ja", client.Get("/?lang=ja"));
            AssertIsValid("/?lang=en", client.Get("/?lang=en"));
        }

        // What finds nothing must be able to find something.
        [TestMethod]
        [DataRow("<p>a", "<p>a &amp b", "character reference")]
        [DataRow("<p>a", "<p>a</b>", "closed unexpectedly")]
        [DataRow("<p>a", "<p><div>a</div>", "")]
        [DataRow("<p>a", "<p id=\"text\">a", "id text")]
        [DataRow("<p>a", "<ul><p>a</p></ul><p>", "may not be in it")]
        [DataRow("<p>a", "<p onclick=\"x\">a", "attribute onclick")]
        [DataRow("<p>a", "<p align=\"left\">a", "attribute align")]
        [DataRow("<p>a", "<p><a href=\"\">a</a>", "no address")]
        [DataRow("<p>a", "<p><a href=\"#nowhere\">a</a>", "nowhere")]
        [DataRow("<p>a", "<center>a</center><p>", "not in the list")]
        [DataRow("<p>a", "<table><tbody>a</tbody></table><p>", "")]
        [DataRow("<h1>", "<h1>b</h1><h1>", "not one h1")]
        [DataRow("<!DOCTYPE html>", "", "")]
        public void A_fault_is_found(string what, string becomes, string says)
        {
            const string Good = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>t</title></head>\n"
                + "<body><header><p>x</p></header><main id=\"text\"><h1>a</h1><p>a</p></main><footer><p>b</p></footer></body></html>\n";
            Assert.IsEmpty(HtmlRules.FaultsOf(Good), string.Join('\n', HtmlRules.FaultsOf(Good)));

            List<string> faults = HtmlRules.FaultsOf(Good.Replace(what, becomes, StringComparison.Ordinal));
            Assert.IsNotEmpty(faults);
            Assert.Contains(says, string.Join('\n', faults), StringComparison.OrdinalIgnoreCase);
        }

        private static void AssertIsValid(string path, string answer)
        {
            string html = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(PageClient.BodyOf(answer)));
            List<string> faults = HtmlRules.FaultsOf(html);
            Assert.IsEmpty(faults, $"{path}\n{string.Join('\n', faults)}\n{html}");
        }

        // What settings may say, and means something in HTML.
        private static PageSettings MakeOdd()
        {
            PageSettings isp = PageClient.MakeIsp();
            isp.IspName = "A & B <Net> \"of 'all'\" &amp;";
            isp.Phone = "<b>1</b>";
            isp.Hours = "9 < 18 & more";
            isp.CorporateUrl = "https://isp.example/?a=1&b=2&copy=3";
            return isp;
        }
    }
}
