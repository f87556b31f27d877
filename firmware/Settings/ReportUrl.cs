using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>An https URL of a host's name or address, a port, and a path without a query: what reports and remote settings need.</summary>
    internal sealed class ReportUrl
    {
        private const string Scheme = "https://";

        // RFC 3986 §3.3, pchar and the slash, besides letters and digits. No dot segments are resolved.
        private const string PathCharacters = "-._~!$&'()*+,;=:@%/";

        private ReportUrl(string host, int port, string path)
        {
            Host = host;
            Port = port;
            Path = path;
        }

        /// <summary>The host's name, or its address.</summary>
        public string Host { get; }

        /// <summary>The port, <see cref="ReportingSettings.DefaultPort"/> where none is written.</summary>
        public int Port { get; }

        /// <summary>The path, with its slash; the root where none is written.</summary>
        public string Path { get; }

        /// <summary>Reads one.</summary>
        /// <returns>Null when it is none.</returns>
        public static ReportUrl Parse(string text)
        {
            if (text.IndexOf(Scheme) != 0 || text.Length > PageSettings.MaximumTextLength)
            {
                return null;
            }

            string rest = text.Substring(Scheme.Length);
            int slash = rest.IndexOf('/');
            string authority = slash < 0 ? rest : rest.Substring(0, slash);
            string path = slash < 0 ? "/" : rest.Substring(slash);
            int colon = authority.IndexOf(':');
            string host = colon < 0 ? authority : authority.Substring(0, colon);
            int port = colon < 0 ? ReportingSettings.DefaultPort : ParsePort(authority.Substring(colon + 1));
            bool isAddress = Ipv4Text.TryParse(host, out uint address) && !Ipv4Address.IsNeverForwardedTo(address);
            return port > 0 && (isAddress || HostName.IsValid(host)) && WebText.HasOnly(path, 0, path.Length, PathCharacters)
                ? new ReportUrl(host, port, path)
                : null;
        }

        // Without leading zeros; 0 when it is none.
        private static int ParsePort(string text)
        {
            int port = 0;
            for (int i = 0; i < text.Length; i++)
            {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9 || port > ushort.MaxValue || (digit == 0 && i == 0))
                {
                    return 0;
                }

                port = (port * 10) + digit;
            }

            return port <= ushort.MaxValue ? port : 0;
        }
    }
}
