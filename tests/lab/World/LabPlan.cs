namespace Gateway.Lab
{
    /// <summary>Who lives where. The addresses outside are those of documentation (RFC 5737), the names those of RFC 2606.</summary>
    public static class LabPlan
    {
        public const string LanPrefix = "192.168.1.0/24";
        public const string GatewayLan = "192.168.1.1";
        public const string Pc = "192.168.1.100";
        public const string Printer = "192.168.1.101";

        public const string FirstGiven = "192.168.1.120";
        public const string LastGiven = "192.168.1.199";
        public const string HomeDomain = "home.arpa";

        public const string GatewayWan = "203.0.113.10";
        public const string Relay = "198.51.100.25";
        public const string NameServer = "198.51.100.53";
        public const string Foreign = "192.0.2.25";

        /// <summary>The relay's second address, which settings don't name: no relay's, but where a check makes it one (see <see cref="LabWorld.AnnounceMail"/>).</summary>
        public const string Announced = "192.0.2.26";

        /// <summary>Answers what a check has it answer.</summary>
        public const string TestNameServer = "198.51.100.54";
        public const string TimeServer = "198.51.100.123";
        public const string OtherTimeServer = "198.51.100.124";
        public const string Collector = "198.51.100.44";
        public const string Web = "192.0.2.80";
        public const string Stranger = "192.0.2.99";

        public const string RelayName = "smtp.isp.example";
        public const string AnnouncedName = "relay.isp.example";
        public const string ForeignName = "mail.foreign.example";
        public const string WebName = "www.foreign.example";
        public const string CollectorName = "collector.isp.example";
        public const string GatewayName = "cpe-10.isp.example";
        public const string ForeignDomain = "foreign.example";

        public const string Sender = "member@home.example";
        public const string Recipient = "friend@foreign.example";
        public const string Account = "member";
        public const string Password = "battery-staple";

        public const int SmtpPort = 25;
        public const int DnsPort = 53;
        public const int SubmissionPort = 587;
        public const int WebPort = 80;
        public const int HttpsPort = 443;
        public const int EchoPort = 7;
        public const int PagePort = 8000;

        /// <summary>The gateway forwards this TCP port to <see cref="ForwardedPort"/> of the printer.</summary>
        public const int ForwardPort = 8080;
        public const int ForwardedPort = 9100;
    }
}
