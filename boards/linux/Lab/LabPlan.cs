using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>Who lives where in the lab's world. The addresses outside are those of documentation (RFC 5737).</summary>
    internal static class LabPlan
    {
        public const uint GatewayLan = 0xC0A80101; // 192.168.1.1
        public const int LanPrefixLength = 24;
        public const uint Pc = 0xC0A80164; // 192.168.1.100
        public const uint Printer = 0xC0A80165; // 192.168.1.101
        public const uint GatewayWan = 0xCB00710A; // 203.0.113.10
        public const uint Relay = 0xC6336419; // 198.51.100.25
        public const uint Collector = 0xC633642C; // 198.51.100.44
        public const uint Foreign = 0xC0000219; // 192.0.2.25
        public const uint Web = 0xC0000250; // 192.0.2.80
        public const string RelayName = "smtp.isp.example";
        public const string ForeignName = "mail.foreign.example";

        /// <summary>The gateway's settings in the lab.</summary>
        public static EngineSettings MakeSettings()
        {
            EngineSettings settings = new()
            {
                LanAddress = GatewayLan,
                LanPrefixLength = LanPrefixLength,
                WanAddress = GatewayWan,
            };
            settings.Op25b.IsFallback = false;
            settings.Op25b.Relays = [new Ipv4Prefix(Relay, Ipv4Prefix.MaximumLength)];
            settings.Notice.SubmissionHost = RelayName;
            return settings;
        }
    }
}
