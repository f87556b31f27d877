using System.Text;
using System.Text.Json.Nodes;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>Reports to a receiver that knows nothing of this project. Its own log and files are the witness.</summary>
    [TestClass]
    public sealed class NginxTests : ReportTest
    {
        private static NginxReceiver? _nginx;

        private static NginxReceiver Nginx => _nginx!;

        [ClassInitialize]
        public static void Start(TestContext _)
        {
            _nginx = new NginxReceiver(World.Wan, World.Collector);
        }

        [ClassCleanup]
        public static void Stop()
        {
            _nginx?.Dispose();
        }

        [TestMethod]
        [DataRow(NginxReceiver.Tls12Port, "TLSv1.2")]
        [DataRow(NginxReceiver.Tls13Port, "TLSv1.3")]
        public void A_report_arrives_and_settings_are_asked_for_once(int port, string tls)
        {
            Nginx.Serve("{\"op25b\":{\"mode\":\"enforce\",\"onBlock\":\"redirect\",\"relays\":[\"192.0.2.26\"]}}");
            StartAnew(port);
            JsonNode[] first = Ask();
            Deadline.Require("the relay from afar", () => IsRelay(LabPlan.Announced), () => World.Gateway.Log);
            JsonNode[] second = Ask(); // which confirms it
            Nginx.Serve("{\"op25b\":{\"mode\":\"enforce\",\"onBlock\":\"redirect\",\"relays\":[\"198.51.100.25\"]}}");
            JsonNode[] third = Ask();
            Deadline.Require("the relay of before", () => IsNotice(LabPlan.Announced), () => World.Gateway.Log);

            foreach (JsonNode[] pair in (JsonNode[][])[first, second, third])
            {
                Assert.AreEqual($"{tls} {LabPlan.CollectorName} {CollectorProcess.User}", $"{pair[0]["tls"]} {pair[0]["sni"]} {pair[0]["user"]}");
                Assert.AreEqual((string)pair[0]["connection"]!, (string)pair[1]["connection"]!, "one connection for both");
                JsonNode body = JsonNode.Parse(Nginx.BodyOf(pair[0]))!;
                Assert.HasCount(1, body["Report"]!.AsArray());
                Assert.AreEqual("Enforce", (string)body["Report"]![0]![Op25b + "Mode"]!);
                AssertNobodyIsIn(Encoding.UTF8.GetString(Nginx.BodyOf(pair[0])));
            }

            Assert.AreEqual("200 ", Answer(first));
            Assert.AreEqual("304 " + (string)first[1]["etag"]!, Answer(second));
            Assert.AreEqual("200 " + (string)first[1]["etag"]!, Answer(third));
        }

        [TestMethod]
        public void Who_has_another_password_is_refused_and_says_so()
        {
            StartAnew(NginxReceiver.Tls13Port, "battery-stapler");
            World.Gateway.Report();
            RequireState("refused status 401");
        }

        private static string Answer(JsonNode[] pair)
        {
            return $"{pair[1]["status"]} {pair[1]["ifNoneMatch"]}";
        }

        // A report, and the question for settings behind it.
        private static JsonNode[] Ask()
        {
            int before = Nginx.Requests.Length;
            World.Gateway.Report();
            JsonNode[] requests = [];
            Deadline.Require("two requests", () => (requests = Nginx.Requests[before..]).Length >= 2, () => World.Gateway.Log + Nginx.Log);
            Assert.AreEqual("POST 204", $"{((string)requests[0]["request"]!).Split(' ')[0]} {requests[0]["status"]}");
            Assert.AreEqual("GET /settings HTTP/1.1", (string)requests[1]["request"]!);
            return requests;
        }
    }
}
