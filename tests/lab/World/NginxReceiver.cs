using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;

namespace Gateway.Lab
{
    /// <summary>A real web server in the collector's place: Debian's nginx, with TLS, Basic authentication and a file of remote settings.</summary>
    public sealed class NginxReceiver : IDisposable
    {
        /// <summary>Its port for TLS 1.2 alone.</summary>
        public const int Tls12Port = 8012;

        /// <summary>Its port for TLS 1.3 alone.</summary>
        public const int Tls13Port = 8013;

        private const string AccessLog = "var/log/nginx/access.log";
        private const string SettingsFile = "var/settings.json";

        private readonly PrivateRoot _root;
        private readonly Daemon _daemon;

        /// <summary>Starts it.</summary>
        /// <param name="place">Where.</param>
        /// <param name="collector">Whose place it stands in: it has its certificate and its accounts.</param>
        public NginxReceiver(LabNamespace place, CollectorProcess collector)
        {
            _root = new PrivateRoot("nginx", "nginx", place);
            _root.Configure("etc/nginx/nginx.conf", "nginx.conf");
            _root.Configure("etc/lab/receiver", "nginx-receiver.conf");
            _root.Write("etc/lab/accounts", $"{CollectorProcess.User}:{{PLAIN}}{LabPlan.Password}\n");
            _root.Write("etc/lab/server.pem", File.ReadAllText(collector.CertificatePath));
            _root.Write("etc/lab/server.key", File.ReadAllText(collector.KeyPath));
            Directory.CreateDirectory(_root.At("var/log/nginx"));
            Directory.CreateDirectory(_root.At("var/lib/nginx"));
            _daemon = new Daemon(_root.Inside("nginx", "-c", "/etc/nginx/nginx.conf"), _root.At("var/log/nginx.log"));
            TcpProbe.RequireOpen(place, LabPlan.Stranger, LabPlan.Collector, Tls13Port);
        }

        /// <summary>What it wrote, its access log apart.</summary>
        public string Log => _daemon.Log;

        /// <summary>What it was asked, a line of its access log each.</summary>
        public JsonNode[] Requests => File.Exists(_root.At(AccessLog)) ? [.. File.ReadAllLines(_root.At(AccessLog)).Select(line => JsonNode.Parse(line)!)] : [];

        /// <summary>The body of a request, as nginx stored it.</summary>
        public byte[] BodyOf(JsonNode request)
        {
            return File.ReadAllBytes(_root.At(((string)request["body"]!).TrimStart('/')));
        }

        /// <summary>Serves remote settings.</summary>
        public void Serve(string json)
        {
            // nginx reads the file as it answers: it must be there whole.
            _root.Write(SettingsFile + ".new", json);
            File.Move(_root.At(SettingsFile + ".new"), _root.At(SettingsFile), overwrite: true);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _daemon.Dispose();
            _root.Dispose();
        }
    }
}
