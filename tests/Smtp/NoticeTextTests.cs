using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>What the notice says: the design's greeting, in lines that every client can read.</summary>
    [TestClass]
    public class NoticeTextTests
    {
        private const string Unnamed = NoticeLines.FirstLine
            + "554-5.7.1 Set your mail software to your provider's server, port 587 or 465 with SMTP AUTH.\r\n"
            + "554 5.7.1 Help: http://192.168.1.1/op25b\r\n";

        [TestMethod]
        public void The_greeting_is_the_design_s_three_lines()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();

            Assert.AreEqual(
                "554-5.7.1 Outbound port 25 is blocked by your ISP (OP25B). This mail was NOT sent.\r\n"
                + "554-5.7.1 Set your mail software to smtp.isp.example port 587 or 465 with SMTP AUTH.\r\n"
                + "554 5.7.1 Help: http://192.168.1.1/op25b\r\n",
                client.Text);
        }

        // Each octet and each line of all that it can say.
        [DataRow("smtp.isp.example")]
        [DataRow("")]
        [DataRow("a")]
        [TestMethod]
        public void All_is_ASCII_in_lines_of_at_most_512_octets(string host)
        {
            HasGoodLines(Converse(host));
        }

        [TestMethod]
        public void The_longest_submission_host_fits_the_line_and_the_segment()
        {
            string host = Repeat("abcdefghij", 25) + "abc";
            string text = Converse(host);

            Assert.IsTrue(text.IndexOf(" to " + host + " port 587") > 0);
            HasGoodLines(text);

            // RFC 9293 §3.7.1: what every host takes. In one segment, so that it is lost whole or not at all.
            var client = new NoticeClient(Make(host), 50000);
            int length = client.Connect().Bytes.Length - 40;
            Assert.IsTrue(length <= 536 && length == client.Text.Length);
        }

        // A CR or LF in a setting would write SMTP lines of its own.
        [DataRow("")]
        [DataRow(" ")]
        [DataRow("smtp isp")]
        [DataRow("smtp.isp.example\r\n250 OK")]
        [DataRow("smtp.isp.example\r")]
        [DataRow("\nsmtp.isp.example")]
        [DataRow("smtp\tisp")]
        [DataRow("smtp\u007f")]
        [DataRow("smtp.\u00e4")]
        [DataRow("\u30e1\u30fc\u30eb")]
        [TestMethod]
        public void A_submission_host_that_is_no_name_is_not_said(string host)
        {
            var client = new NoticeClient(Make(host), 50000);
            client.Connect();

            Assert.IsTrue(client.Text == Unnamed);
        }

        [TestMethod]
        public void A_submission_host_that_is_too_long_is_not_said()
        {
            var client = new NoticeClient(Make(Repeat("abcdefghij", 25) + "abcd"), 50000);
            client.Connect();

            Assert.IsTrue(client.Text == Unnamed);
        }

        // address, its text
        [DataRow(0xC0A80101u, "192.168.1.1")]
        [DataRow(0x0AFF00FEu, "10.255.0.254")]
        [DataRow(0xAC100001u, "172.16.0.1")]
        [TestMethod]
        public void The_help_page_is_at_the_LAN_address(uint address, string text)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.LanAddress = address;
            var client = new NoticeClient(new TestGateway(settings, null), address ^ 3, 50000, TestGateway.Foreign);
            client.Connect();

            Assert.IsTrue(client.Text.IndexOf("554 5.7.1 Help: http://" + text + "/op25b\r\n") > 0);
        }

        // No credential and no envelope is ever asked for.
        [DataRow("EHLO a\r\n")]
        [DataRow("STARTTLS\r\n")]
        [DataRow("AUTH LOGIN\r\n")]
        [DataRow("MAIL FROM:<a@isp.example>\r\n")]
        [DataRow("DATA\r\n")]
        [TestMethod]
        public void Nothing_is_offered_and_nothing_accepted(string command)
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Say(command);

            Assert.AreEqual(NoticeLines.After(1), client.Text);
            Assert.AreEqual(-1, client.Text.IndexOf("STARTTLS"));
            Assert.AreEqual(-1, client.Text.IndexOf("\n2"));
            Assert.AreEqual(-1, client.Text.IndexOf("\n3"));
        }

        [TestMethod]
        public void Other_settings_are_told_to_the_next_client()
        {
            var gateway = new TestGateway();
            new NoticeClient(gateway, 50000).Connect();
            gateway.Settings.Notice.SubmissionHost = "mail.isp.example";
            gateway.Engine.Apply(gateway.Settings);
            var client = new NoticeClient(gateway, 50001);
            client.Connect();

            Assert.IsTrue(client.Text.IndexOf("to mail.isp.example port") > 0);
        }

        private static TestGateway Make(string host)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Notice.SubmissionHost = host;
            return new TestGateway(settings, null);
        }

        // Greeting, ten answers and the closing; then, in another session, the goodbye.
        private static string Converse(string host)
        {
            TestGateway gateway = Make(host);
            var client = new NoticeClient(gateway, 50000);
            client.Connect();
            for (int i = 0; i < 10; i++)
            {
                client.Say("NOOP\r\n");
            }

            var leaver = new NoticeClient(gateway, 50001);
            leaver.Connect();
            leaver.Say("QUIT\r\n");
            Assert.IsTrue(client.IsFinished && leaver.IsFinished);
            return client.Text + leaver.Text;
        }

        private static void HasGoodLines(string text)
        {
            char[] characters = text.ToCharArray();
            int begin = 0;
            for (int i = 0; i < characters.Length; i++)
            {
                bool isLineEnd = characters[i] == '\n';
                bool isCr = characters[i] == '\r';
                Assert.IsTrue(isLineEnd || isCr || (characters[i] >= ' ' && characters[i] <= '~'), "character " + i.ToString());
                Assert.IsTrue(!isLineEnd || characters[i - 1] == '\r');
                if (isLineEnd)
                {
                    Assert.IsTrue(i + 1 - begin <= 512);
                    Assert.IsTrue(characters[begin] >= '2' && characters[begin] <= '5');
                    Assert.IsTrue(characters[begin + 3] == ' ' || characters[begin + 3] == '-');
                    begin = i + 1;
                }
            }

            Assert.AreEqual(characters.Length, begin, "It ends with a line");
        }

        private static string Repeat(string text, int times)
        {
            string repeated = "";
            for (int i = 0; i < times; i++)
            {
                repeated += text;
            }

            return repeated;
        }
    }
}
