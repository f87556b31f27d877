using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Lab
{
    /// <summary>The ISP's collector of reports (tests/lab/Collector), which holds each against its form.</summary>
    public sealed class CollectorProcess : IDisposable
    {
        /// <summary>VENDOR in the own parameters' names.</summary>
        public const string Vendor = "ISP-EXAMPLE";

        /// <summary>The account of the lab's gateways; its password is <see cref="LabPlan.Password"/>.</summary>
        public const string User = "gateway";

        /// <summary>OUI of the lab's gateways.</summary>
        public const string Oui = "00A1B2";

        /// <summary>Their class.</summary>
        public const string ProductClass = "Lab";

        private const string Program = "artifacts/bin/Gateway.Collector/release/Gateway.Collector";
        private const string Loopback = "127.0.0.1";
        private const int IntervalS = 86400; // ours: no report of the schedule comes into a check's way, but by a chance of one in a thousand
        private const int RetryWaitS = 3600; // ours: no retry comes into a check's way

        private readonly Daemon _daemon;
        private readonly LabHttp _control;

        /// <summary>Starts it.</summary>
        /// <param name="place">Where.</param>
        /// <param name="folder">Takes its certificates, its database and its log.</param>
        /// <param name="port">Its port at <see cref="LabPlan.Collector"/>; the one behind it takes commands.</param>
        public CollectorProcess(LabNamespace place, string folder, int port = LabPlan.HttpsPort)
        {
            string control = string.Create(CultureInfo.InvariantCulture, $"{Loopback}:{port + 1}");
            _control = new LabHttp(place, Loopback, $"http://{control}/");
            AuthorityPath = Path.Combine(folder, "ca.pem");
            CertificatePath = Path.Combine(folder, "server.pem");
            KeyPath = Path.Combine(folder, "server.key");
            _daemon = new Daemon(
                place.Inside(
                    LabFolder.InCheckout(Program), "--listen", $"{LabPlan.Collector}:{port.ToString(CultureInfo.InvariantCulture)}", "--control", control,
                    "--folder", folder, "--name", LabPlan.CollectorName, "--user", User, "--password", LabPlan.Password, "--vendor", Vendor),
                folder + ".log");
            _daemon.RequireLog("started");
        }

        /// <summary>The certificate of the authority that it made.</summary>
        public string AuthorityPath { get; }

        /// <summary>Its own certificate, for another program that stands in its place.</summary>
        public string CertificatePath { get; }

        /// <summary>The key of it.</summary>
        public string KeyPath { get; }

        /// <summary>What was not as it must be, a line each.</summary>
        public string[] Violations => [.. Ask("state")["violations"]!.AsArray().Select(line => (string)line!)];

        /// <summary>All that it wrote.</summary>
        public string Log => _daemon.Log;

        /// <summary>The number of the latest report, whether it was accepted or not.</summary>
        public long LastReport => Reports(0).Select(report => (long)report["id"]!).DefaultIfEmpty().Max();

        /// <summary>The number of the latest request that brought reports.</summary>
        public long LastRequest => RequestsFrom(0).Select(request => (long)request["id"]!).DefaultIfEmpty().Max();

        /// <summary>A section of the gateway's settings that names it, or who stands at another port of its address.</summary>
        /// <param name="serialNumber">Whose reports: a gateway that lost what it kept is another one.</param>
        /// <param name="port">The port.</param>
        /// <param name="password">The account's, or a wrong one.</param>
        public static object GatewaySection(string serialNumber, int port = LabPlan.HttpsPort, string password = LabPlan.Password)
        {
            string host = $"https://{LabPlan.CollectorName}{(port == LabPlan.HttpsPort ? "" : ":" + port.ToString(CultureInfo.InvariantCulture))}";
            return new
            {
                url = host + "/reports",
                userName = User,
                password,
                vendor = Vendor,
                manufacturerOui = Oui,
                productClass = ProductClass,
                serialNumber,
                reportingInterval = IntervalS,
                retryMinimumWaitInterval = RetryWaitS,
                settingsUrl = host + "/settings",
            };
        }

        /// <summary>The reports behind one, in the order of their coming.</summary>
        public JsonNode[] Reports(long after)
        {
            return [.. Ask($"reports?after={after.ToString(CultureInfo.InvariantCulture)}").AsArray().Select(report => report!)];
        }

        /// <summary>All requests that brought reports, with their bodies, as JSON.</summary>
        public string Requests()
        {
            return Call("requests");
        }

        /// <summary>The requests that brought reports behind one, in the order of their coming.</summary>
        public JsonNode[] RequestsFrom(long after)
        {
            return [.. Ask($"requests?after={after.ToString(CultureInfo.InvariantCulture)}").AsArray().Select(request => request!)];
        }

        /// <summary>A count of its own: requests, settingsSent, hugeBytes and others.</summary>
        public long Count(string name)
        {
            return (long?)Ask("state")["counts"]![name] ?? 0;
        }

        /// <summary>How often it has met somebody with a behaviour.</summary>
        public int Met(string behaviour)
        {
            return (int?)Ask("state")["met"]![behaviour] ?? 0;
        }

        /// <summary>Has it behave in a way until told otherwise; its own help names them.</summary>
        /// <param name="behaviour">Which.</param>
        /// <param name="retryAfterS">What Retry-After says, where it is sent.</param>
        public void Behave(string behaviour, int retryAfterS = 1)
        {
            _control.Ask(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"behave?as={behaviour}&retryAfterS={retryAfterS}"));
        }

        /// <summary>Serves remote settings.</summary>
        public void Serve(object settings)
        {
            ServeText(JsonSerializer.Serialize(settings));
        }

        /// <summary>Serves anything in the place of remote settings.</summary>
        public void ServeText(string text)
        {
            _control.Ask(HttpMethod.Put, "settings", text);
        }

        /// <summary>Serves none.</summary>
        public void ServeNoSettings()
        {
            _control.Ask(HttpMethod.Delete, "settings");
        }

        /// <summary>Asks it to end.</summary>
        /// <returns>Its exit code: 0 where it saw no violation.</returns>
        public int Stop()
        {
            _daemon.Terminate();
            return _daemon.ExitCode;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _control.Dispose();
            _daemon.Dispose();
        }

        private JsonNode Ask(string path)
        {
            return JsonNode.Parse(Call(path))!;
        }

        private string Call(string path)
        {
            return _control.Ask(HttpMethod.Get, path);
        }
    }
}
