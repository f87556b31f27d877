using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section time.</summary>
    internal static class TimeSection
    {
        /// <summary>Reads it. No server may be in the LAN: whoever tells the time could put op25b.effectiveFrom off.</summary>
        public static void Read(SettingsCursor cursor, GatewaySettings settings, AddressRules rules)
        {
            if (!cursor.EnterObject("servers"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                if (cursor.EnterArray("addresses or host names of time servers", GatewaySettings.MaximumTimeServers))
                {
                    settings.TimeServers = ReadServers(cursor, rules);
                }
            }
        }

        private static string[] ReadServers(SettingsCursor cursor, AddressRules rules)
        {
            const string What = "IPv4 address or name of a host";
            const string Allowed = "198.51.100.123, ntp.isp.example";
            var servers = new NameList(GatewaySettings.MaximumTimeServers);
            while (cursor.NextElement())
            {
                string text = cursor.ReadString(What, Allowed);
                if (text == null)
                {
                    continue;
                }

                bool isAddress = Ipv4Text.TryParse(text, out uint address) && !Ipv4Address.IsNeverForwardedTo(address);
                if (!isAddress && !HostName.IsValid(text))
                {
                    cursor.RefuseValue(What, Allowed);
                }
                else if (!isAddress || rules.IsOutsideLan(cursor, address, Ipv4Prefix.MaximumLength))
                {
                    servers.Add(cursor, text);
                }
            }

            return servers.ToArray();
        }
    }
}
