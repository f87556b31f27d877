using System.Net;

namespace Gateway.Collector
{
    /// <summary>What a collector was told.</summary>
    internal sealed record CollectorOptions
    {
        /// <summary>Where gateways connect, with TLS.</summary>
        public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 8443);

        /// <summary>Where tests ask and command, in plain HTTP.</summary>
        public IPEndPoint Control { get; init; } = new(IPAddress.Loopback, 8444);

        /// <summary>Takes the authority's certificate and the database.</summary>
        public string Folder { get; init; } = ".";

        /// <summary>The name in its certificate.</summary>
        public string Name { get; init; } = "collector.isp.example";

        /// <summary>The path that reports are posted to.</summary>
        public string ReportPath { get; init; } = "/reports";

        /// <summary>The path of remote settings.</summary>
        public string SettingsPath { get; init; } = "/settings";

        /// <summary>For Basic authentication; null for none.</summary>
        public string? User { get; init; }

        /// <summary>Its password.</summary>
        public string Password { get; init; } = "";

        /// <summary>VENDOR in the own parameters' names.</summary>
        public string Vendor { get; init; } = "ISP-EXAMPLE";

        /// <summary>Whether somebody holds the standard input open as long as it is wanted.</summary>
        public bool IsAttended { get; init; }

        /// <summary>Whether each report is told in a line as it comes.</summary>
        public bool IsTelling { get; init; } = true;
    }
}
