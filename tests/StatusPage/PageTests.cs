using Gateway.Policy;
using Gateway.Settings;
using Gateway.StatusPage;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>What the pages tell, and to whom.</summary>
    [TestClass]
    public class PageTests
    {
        // Ours (issue E): a page on the wire.
        private const int MaximumPageLength = 24 * 1024;

        [DataRow("ja")]
        [DataRow("en")]
        [TestMethod]
        public void Every_page_is_whole_in_its_language(string language)
        {
            var client = new PageClient();
            for (int i = 0; i < client.Site.PageCount; i++)
            {
                Page page = client.Site.PageAt(i);
                string answer = client.Get(page.Path + "?lang=" + language);
                string body = PageClient.BodyOf(answer);
                Assert.IsTrue(answer.Length <= MaximumPageLength, page.Path);
                if (page.HasLanguage)
                {
                    Assert.IsTrue(PageClient.Has(answer, "\r\nContent-Language: " + language + "\r\n"), page.Path);
                    Assert.IsTrue(body.IndexOf("<!DOCTYPE html>\n<html lang=\"" + language + "\">") == 0, page.Path);
                    Assert.IsTrue(PageClient.Has(body, "</html>\n"), page.Path);
                    Assert.IsFalse(PageClient.Has(body, "{"), page.Path);
                }
            }
        }

        // A link leads to a page of ours, and keeps the language.
        [TestMethod]
        public void Links_keep_the_language_and_lead_somewhere()
        {
            var client = new PageClient();
            for (int i = 0; i < client.Site.PageCount; i++)
            {
                string body = client.Site.PageAt(i).HasLanguage ? client.Read(client.Site.PageAt(i).Path + "?lang=ja") : "";
                const string Begin = "href=\"/";
                for (int at = body.IndexOf(Begin); at >= 0; at = body.IndexOf(Begin, at + 1))
                {
                    int begin = at + Begin.Length - 1;
                    string link = body.Substring(begin, body.IndexOf('"', begin) - begin);
                    Assert.AreEqual(200, PageClient.StatusOf(client.Get(link)), link);
                    Assert.IsTrue(link == PagePath.Style || PageClient.Has(link, "?lang=ja") || PageClient.Has(link, "?lang=en"), link);
                }
            }
        }

        [DataRow("", "", "en")]
        [DataRow("", "ja", "ja")]
        [DataRow("?lang=en", "ja", "en")]
        [DataRow("?lang=ja", "en", "ja")]
        [DataRow("?lang=xx", "ja", "ja")]
        [DataRow("?a=b&lang=ja&lang=en", "en", "ja")]
        [DataRow("?lang=ja%22onload", "en", "en")]
        [TestMethod]
        public void The_language_is_the_link_s_or_the_browser_s(string query, string accepted, string language)
        {
            string answer = PageClient.BodyOf(new PageClient().Ask(
                "GET /op25b" + query + " HTTP/1.1\r\nHost: 192.168.1.1\r\nAccept-Language: " + accepted + "\r\n\r\n"));

            Assert.IsTrue(PageClient.Has(answer, "<html lang=\"" + language + "\">"));
        }

        [TestMethod]
        public void Nothing_of_a_request_comes_back()
        {
            var client = new PageClient();
            const string Script = "zqzq<script>\"'";
            DoesNotReflect(client.Ask("GET /" + Script + " HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n"));
            DoesNotReflect(client.Ask("GET /op25b?lang=" + Script + "&" + Script + " HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n"));
            DoesNotReflect(client.Ask("GET / HTTP/1.1\r\nHost: " + Script + "\r\n\r\n"));
            DoesNotReflect(client.Ask("GET / HTTP/1.1\r\nHost: 192.168.1.1\r\nUser-Agent: " + Script + "\r\nReferer: " + Script + "\r\n\r\n"));
            DoesNotReflect(client.Ask("GET /%0d%0aSet-Cookie:zqzq HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n"));
            DoesNotReflect(client.Ask("zqzq / HTTP/1.1\r\nHost: 192.168.1.1\r\n\r\n"));
        }

        [TestMethod]
        public void What_the_settings_say_is_escaped()
        {
            PageSettings isp = PageClient.MakeIsp();
            isp.IspName = "<b>\"O'Neill\" & \u795E</b>";
            isp.Phone = "<script>1</script>";
            isp.Mail = "a&b'%=?@isp.example";
            isp.CorporateUrl = "https://isp.example/?a=b&c='d'";
            var client = new PageClient(new TestGateway(), isp, TestGateway.HostA);
            string explanation = client.Read("/op25b");
            string contact = client.Read("/op25b/contact");
            string json = client.Read("/api/status");

            Assert.IsTrue(PageClient.Has(explanation, "&lt;b&gt;&quot;O&#39;Neill&quot; &amp; \u00E7\u00A5\u009E&lt;/b&gt;"));
            Assert.IsFalse(PageClient.Has(explanation, "<b>"));
            Assert.IsTrue(PageClient.Has(contact, "&lt;script&gt;1&lt;/script&gt;"));
            Assert.IsTrue(PageClient.Has(contact, "href=\"mailto:a%26b&#39;%25%3D%3F@isp.example\">a&amp;b&#39;%=?@isp.example<"));
            Assert.IsTrue(PageClient.Has(contact, "href=\"https://isp.example/?a=b&amp;c=&#39;d&#39;\""));
            Assert.IsTrue(PageClient.Has(json, "\"name\":\"\\u003cb>\\\"O'Neill\\\" & \u00E7\u00A5\u009E\\u003c/b>\""));
        }

        // A guest need not read the family's mail attempts.
        [TestMethod]
        public void A_host_sees_its_own_attempts_and_of_others_totals()
        {
            var gateway = new TestGateway();
            gateway.Clock.SetUtc(TestGateway.NewYear2026);
            new NoticeClient(gateway, TestGateway.HostA, 50000, TestGateway.Foreign).Connect();
            new NoticeClient(gateway, TestGateway.HostB, 50001, TestGateway.Foreign2).Connect();
            gateway.Clock.Advance(3 * 60 * 1000);
            string own = new PageClient(gateway, PageClient.MakeIsp(), TestGateway.HostA).Read("/");
            string other = new PageClient(gateway, PageClient.MakeIsp(), TestGateway.HostB).Read("/api/status");

            Assert.IsTrue(PageClient.Has(own, "<time datetime=\"2026-01-01T00:00:00Z\">3 min ago</time></td><td><code>192.0.2.25</code></td><td>1</td>"));
            Assert.IsFalse(PageClient.Has(own, "192.0.2.26"));
            Assert.IsFalse(PageClient.Has(own, "192.168.1.101"));
            Assert.IsTrue(PageClient.Has(other, "\"redirectedConnections\":2"));
            Assert.IsTrue(PageClient.Has(other, "{\"server\":\"192.0.2.26\",\"secondsAgo\":180,\"utc\":\"2026-01-01T00:00:00Z\",\"times\":1,\"outcome\":\"redirected\"}"));
            Assert.IsFalse(PageClient.Has(other, "192.0.2.25"));
            Assert.IsFalse(PageClient.Has(other, "192.168.1.100"));
        }

        // mode, seconds to the start date (0: no date), what the page says, what it does not
        [DataRow((int)Op25bMode.Enforce, 0, "Outbound port 25 is blocked", "will be blocked")]
        [DataRow((int)Op25bMode.Enforce, -60, "In force since 2026-01-01 (UTC)", "will be blocked")]
        [DataRow((int)Op25bMode.Enforce, 60, "From 2026-01-01 (UTC) on, outbound port 25 will be blocked", "port 25 is blocked")]
        [DataRow((int)Op25bMode.Monitor, 0, "Outbound port 25 is going to be blocked", "port 25 is blocked")]
        [DataRow((int)Op25bMode.Off, 0, "Outbound port 25 is open", "port 25 is blocked")]
        [TestMethod]
        public void The_page_says_what_is_in_force(int mode, int secondsToStart, string says, string saysNot)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = (Op25bMode)mode;
            settings.Op25b.EffectiveFromUtcSeconds = secondsToStart == 0 ? Op25bSettings.EffectiveAtOnce : TestGateway.NewYear2026;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - secondsToStart);
            gateway.Engine.Apply(settings);
            var client = new PageClient(gateway, PageClient.MakeIsp(), TestGateway.HostA);
            string state = client.Read("/");

            Assert.IsTrue(PageClient.Has(state, says));
            Assert.IsFalse(PageClient.Has(state, "<strong>" + saysNot));
            Assert.IsTrue(PageClient.Has(client.Read("/op25b"), says));
        }

        // The ISP's midnight is not that of Greenwich.
        [DataRow(540, "ja", "2006\u00E5\u00B9\u00B46\u00E6\u009C\u00881\u00E6\u0097\u00A5\u00E3\u0081\u008B\u00E3\u0082\u0089")]
        [DataRow(540, "en", "From 2006-06-01 (UTC+9) on")]
        [DataRow(0, "en", "From 2006-05-31 15:00 (UTC) on")]
        [DataRow(-210, "en", "From 2006-05-31 11:30 (UTC-3:30) on")]
        [TestMethod]
        public void Dates_are_in_the_ISP_s_time(int offsetMinutes, string language, string says)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.EffectiveFromUtcSeconds = 1149087600; // 2006-05-31T15:00:00Z
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(1149000000);
            gateway.Engine.Apply(settings);
            PageSettings isp = PageClient.MakeIsp();
            isp.UtcOffsetMinutes = offsetMinutes;

            Assert.IsTrue(PageClient.Has(new PageClient(gateway, isp, TestGateway.HostA).Read("/?lang=" + language), says));
        }

        [TestMethod]
        public void An_exempt_host_is_told_so()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.ExemptHosts = new[] { new Ipv4Prefix(TestGateway.HostB, 32) };
            var gateway = new TestGateway(settings, null);

            Assert.IsTrue(PageClient.Has(new PageClient(gateway, PageClient.MakeIsp(), TestGateway.HostB).Read("/"), "is exempt"));
            Assert.IsFalse(PageClient.Has(new PageClient(gateway, PageClient.MakeIsp(), TestGateway.HostA).Read("/"), "is exempt"));
        }

        // settings' ports, what the pages recommend
        [DataRow(0, 0, "587 (STARTTLS) or 465 (SSL/TLS)", "[smtp.isp.example]:587\n")]
        [DataRow(465, 587, "465 (SSL/TLS) or 587 (STARTTLS)", "[smtp.isp.example]:587\n")]
        [DataRow(465, 0, "465 (SSL/TLS)<", "[smtp.isp.example]:465\n")]
        [DataRow(2525, 465, "2525 (STARTTLS) or 465 (SSL/TLS)", "[smtp.isp.example]:465\n")]
        [DataRow(2525, 0, "2525 (STARTTLS)<", "[smtp.isp.example]:2525\n")]
        [TestMethod]
        public void Mail_programs_get_the_ISP_s_own_server_and_port(int first, int second, string table, string relayHost)
        {
            PageSettings isp = PageClient.MakeIsp();
            isp.SubmissionPorts = first == 0 ? new int[0] : second == 0 ? new[] { first } : new[] { first, second };
            string body = new PageClient(new TestGateway(), isp, TestGateway.HostA).Read("/op25b/mail-apps");

            Assert.IsTrue(PageClient.Has(body, "<code>smtp.isp.example</code>"));
            Assert.IsTrue(PageClient.Has(body, table));
            Assert.IsTrue(PageClient.Has(body, relayHost));
            Assert.AreEqual(PageClient.Has(relayHost, ":465"), PageClient.Has(body, "smtp_tls_wrappermode = yes"));
        }

        // A fact that is not known is not told.
        [TestMethod]
        public void Pages_do_without_the_ISP_s_facts()
        {
            var client = new PageClient(new TestGateway(), new PageSettings(), TestGateway.HostA);
            string contact = client.Read("/op25b/contact");

            Assert.IsTrue(PageClient.Has(client.Read("/op25b"), "the sending server that your mail provider names"));
            Assert.IsTrue(PageClient.Has(contact, "your provider"));
            Assert.IsFalse(PageClient.Has(contact, "mailto:"));
            Assert.IsFalse(PageClient.Has(contact, "href=\"\""));
        }

        // path, what Yes leads to, what No leads to
        [DataRow("/op25b/check", "/op25b/check/software", "/op25b/check/fixed-address")]
        [DataRow("/op25b/check/software", "/op25b/check/server", "/op25b/check/web-mail")]
        [DataRow("/op25b/check/server", "/op25b/check/isp-server", "/op25b/check/port")]
        [DataRow("/op25b/check/port", "/op25b/check/submission", "/op25b/check/affected")]
        [TestMethod]
        public void A_question_has_two_ways_on(string path, string yes, string no)
        {
            string body = new PageClient().Read(path);

            Assert.IsTrue(PageClient.Has(body, "<a href=\"" + yes + "\">Yes</a> <a href=\"" + no + "\">No</a>"));
        }

        [TestMethod]
        public void Metrics_have_one_help_and_type_each()
        {
            string[] lines = new PageClient().Read("/metrics").Split('\n');
            string name = "";
            int values = 0;
            for (int i = 0; i < lines.Length - 1; i++)
            {
                if (lines[i].IndexOf("# HELP ") == 0)
                {
                    Assert.IsTrue(name == "" || values > 0, "A name has values");
                    name = lines[i].Substring(7, lines[i].IndexOf(' ', 7) - 7);
                    values = 0;
                    Assert.IsTrue(lines[i + 1].IndexOf("# TYPE " + name + " ") == 0, name);
                    i++;
                }
                else
                {
                    Assert.IsTrue(lines[i].IndexOf(name) == 0 && (lines[i][name.Length] == ' ' || lines[i][name.Length] == '{'), name);
                    values++;
                }
            }

            Assert.AreEqual(DropCounters.ReasonCount - 1, values);
        }

        private static void DoesNotReflect(string answer)
        {
            Assert.IsTrue(PageClient.StatusOf(answer) > 0);
            Assert.IsFalse(PageClient.Has(answer, "zqzq"));
        }
    }
}
