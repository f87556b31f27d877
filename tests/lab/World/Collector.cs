using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Lab
{
    /// <summary>The ISP's collector of reports (tests/lab/Collector), which holds each against its form.</summary>
    public sealed class Collector : IDisposable
    {
        /// <summary>VENDOR in the own parameters' names.</summary>
        public const string Vendor = "ISP-EXAMPLE";

        private const string Program = "artifacts/bin/Gateway.Collector/release/Gateway.Collector";
        private const string Control = "127.0.0.1:8444";
        private const string User = "gateway";
        private const int IntervalS = 3600; // ours: no report of the schedule comes into a check's way, but by a chance of one in sixty

        private readonly LabNamespace _place;
        private readonly Daemon _daemon;

        /// <summary>Starts it.</summary>
        /// <param name="place">Where.</param>
        /// <param name="folder">Takes its certificates, its database and its log.</param>
        public Collector(LabNamespace place, string folder)
        {
            _place = place;
            AuthorityPath = Path.Combine(folder, "ca.pem");
            _daemon = new Daemon(
                place.Inside(
                    LabFolder.InCheckout(Program), "--listen", $"{LabPlan.Collector}:{LabPlan.HttpsPort}", "--control", Control, "--folder", folder,
                    "--name", LabPlan.CollectorName, "--user", User, "--password", LabPlan.Password, "--vendor", Vendor),
                folder + ".log");
            _daemon.RequireLog("started");
        }

        /// <summary>The section of the gateway's settings that names it.</summary>
        public static object GatewaySection => new
        {
            url = $"https://{LabPlan.CollectorName}/reports",
            userName = User,
            password = LabPlan.Password,
            vendor = Vendor,
            manufacturerOui = "00A1B2",
            productClass = "Lab",
            serialNumber = "0001",
            reportingInterval = IntervalS,
            retryMinimumWaitInterval = IntervalS,
            settingsUrl = $"https://{LabPlan.CollectorName}/settings",
        };

        /// <summary>The certificate of the authority that it made.</summary>
        public string AuthorityPath { get; }

        /// <summary>What was not as it must be, a line each.</summary>
        public string[] Violations => [.. Ask("state")["violations"]!.AsArray().Select(line => (string)line!)];

        /// <summary>All that it wrote.</summary>
        public string Log => _daemon.Log;

        /// <summary>The number of the latest report, whether it was accepted or not.</summary>
        public long LastReport => Reports(0).Select(report => (long)report["id"]!).DefaultIfEmpty().Max();

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

        /// <summary>How often it has met somebody with a behaviour.</summary>
        public int Met(string behaviour)
        {
            return (int?)Ask("state")["met"]![behaviour] ?? 0;
        }

        /// <summary>Has it behave in a way until told otherwise; its own help names them.</summary>
        public void Behave(string behaviour)
        {
            Call($"behave?as={behaviour}", "-X", "POST");
        }

        /// <summary>Serves remote settings.</summary>
        public void Serve(object settings)
        {
            Call("settings", "-X", "PUT", "--data-binary", JsonSerializer.Serialize(settings));
        }

        /// <summary>Serves none.</summary>
        public void ServeNoSettings()
        {
            Call("settings", "-X", "DELETE");
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
            _daemon.Dispose();
        }

        private JsonNode Ask(string path)
        {
            return JsonNode.Parse(Call(path))!;
        }

        private string Call(string path, params string[] words)
        {
            return _place.Run(["curl", "-sS", "--fail", .. words, $"http://{Control}/{path}"]).OrThrow().Output;
        }
    }
}
