using System;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.LabTests.Reports
{
    /// <summary>A check of reports: the collector may say nothing against any of them, and none may tell of anybody.</summary>
    public abstract class ReportTest : LabTest
    {
        /// <summary>Before the names of what reports tell of OP25B.</summary>
        protected const string Op25b = $"Device.X_{CollectorProcess.Vendor}_OP25B.";

        /// <summary>Connections that got the notice.</summary>
        protected const string Redirected = Op25b + "RedirectedConnections";

        private const int CodeLength = 3; // RFC 5321 §4.2

        private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3); // ours: a second SYN has been sent by then

        private static int _gateways;

        /// <summary>The collector.</summary>
        protected static CollectorProcess Isp => World.Collector;

        [ClassInitialize(InheritanceBehavior.BeforeEachDerivedClass)]
        public static void Begin(TestContext _)
        {
            StartAnew();
        }

        [TestCleanup]
        public void End()
        {
            Isp.Behave("well");
            Isp.ServeNoSettings();
            AssertWitnessSawNoMailToOthers();
            Assert.AreEqual("", string.Join('\n', Isp.Violations));
            AssertNobodyIsIn(Isp.Requests());
        }

        // A world without reports again, for whoever comes next.
        [ClassCleanup(InheritanceBehavior.BeforeEachDerivedClass)]
        public static void Leave()
        {
            new GatewaySettings().Write(World.Gateway.SettingsPath);
            World.Gateway.KillAndStart(hasState: false);
        }

        /// <summary>Starts a gateway that never reported, and knows the collector's address.</summary>
        /// <param name="port">Whom it reports to, at the collector's address.</param>
        /// <param name="password">As it was told.</param>
        protected static void StartAnew(int port = LabPlan.HttpsPort, string password = LabPlan.Password)
        {
            GatewaySettings settings = new()
            {
                Reporting = CollectorProcess.GatewaySection($"{++_gateways:D4}", port, password),
                DnsServers = [LabPlan.NameServer],
            };
            settings.Write(World.Gateway.SettingsPath);
            Restart(hasState: false);
        }

        /// <summary>Ends the gateway as a crash would and starts it again.</summary>
        /// <param name="hasState">Whether what it kept is still there then.</param>
        protected static void Restart(bool hasState)
        {
            World.Gateway.KillAndStart(hasState);
            World.Gateway.RequireLog($"{LabPlan.CollectorName} is {LabPlan.Collector}");
            World.Gateway.RequireLog("the status page is on");
        }

        /// <summary>Has the gateway report, and waits until that is accepted.</summary>
        /// <returns>The latest report.</returns>
        protected static JsonNode Report()
        {
            long after = Isp.LastReport;
            World.Gateway.Report();
            return ParametersOf(RequireAccepted(after, 1)[^1]);
        }

        /// <summary>Waits for reports that the collector accepts.</summary>
        /// <param name="after">Behind which one.</param>
        /// <param name="count">How many.</param>
        protected static JsonNode[] RequireAccepted(long after, int count)
        {
            JsonNode[] accepted = [];
            Deadline.Require(
                $"{count} reports",
                () => (accepted = [.. Isp.Reports(after).Where(report => (long)report["accepted"]! == 1)]).Length >= count,
                () => World.Gateway.Log + Isp.Log);
            return accepted;
        }

        /// <summary>What a report says, by name.</summary>
        protected static JsonNode ParametersOf(JsonNode report)
        {
            return JsonNode.Parse((string)report["parameters"]!)!;
        }

        /// <summary>Their times.</summary>
        protected static long[] TimesOf(JsonNode[] reports)
        {
            return [.. reports.Select(report => (long)report["time"]!)];
        }

        /// <summary>A number of a report.</summary>
        protected static long Number(JsonNode report, string name)
        {
            return (long)report[name]!;
        }

        /// <summary>A page of the gateway's, as a LAN host gets it.</summary>
        protected static string Page(string path)
        {
            using LabHttp pc = new(World.Home.Pc, LabPlan.Pc, $"http://{LabPlan.GatewayLan}/");
            return pc.Ask(HttpMethod.Get, path);
        }

        /// <summary>How reporting goes, as the gateway says it: state, failure, status code.</summary>
        protected static string State()
        {
            JsonNode reports = JsonNode.Parse(Page("/api/status"))!["reports"]!;
            return $"{(string)reports["state"]!} {(string?)reports["failure"] ?? "-"} {(int?)reports["statusCode"] ?? 0}";
        }

        /// <summary>Waits for it.</summary>
        protected static void RequireState(string state)
        {
            string found = "";
            Deadline.Require($"'{state}'", () => (found = State()) == state, () => found + World.Gateway.Log);
        }

        /// <summary>Connects to the foreign mail host, and so to the notice.</summary>
        protected static void ConnectToForeign()
        {
            using Socket? socket = TcpProbe.TryConnect(World.Home.Pc, LabPlan.Pc, LabPlan.Foreign, LabPlan.SmtpPort, Deadline.Usual);
            Assert.IsNotNull(socket, World.Gateway.Log);
        }

        /// <summary>Asserts that a text has no trace of the household, nor of whom it talks to.</summary>
        protected static void AssertNobodyIsIn(string text)
        {
            Assert.AreEqual("", string.Join('\n', Traces.OfTheLab(World).Where(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase))));
        }

        /// <summary>Whether a relay answers at an address.</summary>
        protected static bool IsRelay(string address)
        {
            return Greeting(address) == "220";
        }

        /// <summary>Whether the gateway answers there, with its notice.</summary>
        protected static bool IsNotice(string address)
        {
            return Greeting(address) == "554";
        }

        // Its code; nothing where settings that came just now cut the session. What a session takes that is no notice is no mail to others.
        private static string Greeting(string address)
        {
            string greeting = ReadGreeting(address);
            if (greeting != "554" && address == LabPlan.Announced)
            {
                World.AnnounceMail();
            }

            return greeting;
        }

        // Takes leave, and waits for the other side's: no packet comes later.
        private static string ReadGreeting(string address)
        {
            try
            {
                using Socket? socket = TcpProbe.TryConnect(World.Home.Pc, LabPlan.Pc, address, LabPlan.SmtpPort, AnswerTimeout);
                if (socket == null)
                {
                    return "";
                }

                byte[] buffer = new byte[512];
                int length = socket.Receive(buffer);
                string greeting = Encoding.ASCII.GetString(buffer, 0, Math.Min(length, CodeLength));
                socket.Send("QUIT\r\n"u8);
                while (length > 0)
                {
                    length = socket.Receive(buffer);
                }

                return greeting;
            }
            catch (SocketException)
            {
                return "";
            }
        }
    }
}
