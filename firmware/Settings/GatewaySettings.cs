using Gateway.Lan;

namespace Gateway.Settings
{
    /// <summary>
    /// What a settings file says. As made, it is the fallback of a board that has no good file: port 25 is blocked without an
    /// answer, and no relay is known.
    /// </summary>
    public sealed class GatewaySettings
    {
        /// <summary>The most relays. Ours: each new flow to port 25 is held against every one; who has more names a block.</summary>
        public const int MaximumRelays = 32;

        /// <summary>The most exempt hosts and blocks. Ours, for the same reason.</summary>
        public const int MaximumExemptHosts = 32;

        /// <summary>The most resolvers. Ours: two are usual, a third does no harm.</summary>
        public const int MaximumDnsServers = 3;

        /// <summary>The most time servers. Ours: one, and one to stand in for it.</summary>
        public const int MaximumTimeServers = 2;

        /// <summary>What the engine is told. Of the relays it has those given by address or block.</summary>
        public EngineSettings Engine { get; } = new EngineSettings();

        /// <summary>What the DHCP server is told.</summary>
        public DhcpSettings Dhcp { get; } = new DhcpSettings();

        /// <summary>The relays that are given by name, as written; never null.</summary>
        public string[] RelayNames { get; set; } = new string[0];

        /// <summary>The WAN's resolvers, in host order; none where the WAN's DHCP names them. Never null.</summary>
        public uint[] DnsServers { get; set; } = new uint[0];

        /// <summary>The time servers, addresses or host names; never null.</summary>
        public string[] TimeServers { get; set; } = new string[0];

        /// <summary>The facts that the help page tells.</summary>
        public PageSettings Page { get; } = new PageSettings();

        /// <summary>How the gateway reports to the ISP.</summary>
        public ReportingSettings Reporting { get; } = new ReportingSettings();
    }
}
