using System.Text;
using Gateway.Reporting;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>How reporting goes, as the state page and /api/status tell it.</summary>
    [TestClass]
    public class ReportLineTests
    {
        private const string Time = "2026-01-01T00:00:00Z";

        // state, failure, what the page says in English and in Japanese
        [DataRow((int)ReportState.Off, (int)ReportFailure.None, ">not set up<", ">設定されていません<")]
        [DataRow((int)ReportState.NotYet, (int)ReportFailure.None, ">set up; the first one is yet to come<", ">設定済み（初回の報告前です）<")]
        [DataRow((int)ReportState.WaitingForTime, (int)ReportFailure.None, "wait until the gateway knows the time", "時刻が確認できるまで")]
        [DataRow((int)ReportState.Good, (int)ReportFailure.None, ">sent, most recently on 2026-01-01 (UTC)<", "（最終送信：2026年1月1日（UTC））<")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Name, ">not getting through since 2026-01-01 (UTC). The address", "アドレスを確認できません。メール")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Connection, "cannot be reached. Your mail", "接続できません。メール")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Handshake, "could not prove", "正しいものであることを")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Timeout, "does not answer as it should", "正しい応答がありません")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Cut, "does not answer as it should", "正しい応答がありません")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Answer, "does not answer as it should", "正しい応答がありません")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Status, "does not take them at present", "現在受け付けていません")]
        [DataRow((int)ReportState.Refused, (int)ReportFailure.Status, ">refused by Example ISP since 2026-01-01 (UTC). The gateway is not registered", "Example ISPへご連絡ください")]
        [TestMethod]
        public void The_page_says_how_reporting_goes(int state, int failure, string english, string japanese)
        {
            PageClient client = Make(state, failure, TestGateway.NewYear2026);

            Assert.IsTrue(PageClient.Has(client.Read("/?lang=en"), english));
            Assert.IsTrue(PageClient.Has(client.Read("/?lang=ja"), BytesOf(japanese)));
        }

        // Without the time there is no date to tell.
        [DataRow((int)ReportState.Good, ">sent<")]
        [DataRow((int)ReportState.Failing, ">not getting through. The server")]
        [DataRow((int)ReportState.Refused, ">refused by Example ISP. The gateway")]
        [TestMethod]
        public void No_date_is_made_up(int state, string says)
        {
            PageClient client = Make(state, (int)ReportFailure.Connection, 0);

            Assert.IsTrue(PageClient.Has(client.Read("/?lang=en"), says));
        }

        // state, failure, status, what /api/status says
        [DataRow((int)ReportState.Off, 0, 0, "off\",\"lastSuccess\":null,\"failingSince\":null,\"failure\":null,\"statusCode\":null}")]
        [DataRow((int)ReportState.NotYet, 0, 0, "notYet\",\"lastSuccess\":null,\"failingSince\":null,\"failure\":null,\"statusCode\":null}")]
        [DataRow((int)ReportState.WaitingForTime, 0, 0, "waitingForTime\",\"lastSuccess\":null,\"failingSince\":null,\"failure\":null,\"statusCode\":null}")]
        [DataRow((int)ReportState.Good, 0, 204, "good\",\"lastSuccess\":\"" + Time + "\",\"failingSince\":null,\"failure\":null,\"statusCode\":null}")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Name, 0, "failing\",\"lastSuccess\":null,\"failingSince\":\"" + Time + "\",\"failure\":\"name\",\"statusCode\":null}")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Connection, 0, "\"failure\":\"connection\"")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Handshake, 0, "\"failure\":\"handshake\"")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Timeout, 0, "\"failure\":\"timeout\"")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Cut, 0, "\"failure\":\"cut\"")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Answer, 0, "\"failure\":\"answer\"")]
        [DataRow((int)ReportState.Failing, (int)ReportFailure.Status, 503, "\"failure\":\"status\",\"statusCode\":503}")]
        [DataRow((int)ReportState.Refused, (int)ReportFailure.Status, 401, "refused\",\"lastSuccess\":null,\"failingSince\":\"" + Time + "\",\"failure\":\"status\",\"statusCode\":401}")]
        [TestMethod]
        public void Programs_are_told_the_same(int state, int failure, int status, string says)
        {
            PageClient client = Make(state, failure, TestGateway.NewYear2026);
            client.Reports.StatusCode = status;
            string json = client.Read("/api/status");

            Assert.IsTrue(PageClient.Has(json, "\"reports\":{\"state\":\""));
            Assert.IsTrue(PageClient.Has(json, says));
        }

        private static PageClient Make(int state, int failure, long utcSeconds)
        {
            var client = new PageClient();
            client.Reports.State = (ReportState)state;
            client.Reports.Failure = (ReportFailure)failure;
            if (client.Reports.State == ReportState.Good)
            {
                client.Reports.LastSuccessUtc = utcSeconds;
            }
            else if (client.Reports.State >= ReportState.Failing)
            {
                client.Reports.FailingSinceUtc = utcSeconds;
            }

            return client;
        }

        // As the client gives it: a character a byte.
        private static string BytesOf(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            var characters = new char[bytes.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                characters[i] = (char)bytes[i];
            }

            return new string(characters);
        }
    }
}
