using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section dns.</summary>
    internal static class DnsSection
    {
        /// <summary>Reads it. No server may be in the LAN: whoever answers for relay names says whom port 25 is open to.</summary>
        public static void Read(SettingsCursor cursor, GatewaySettings settings, AddressRules rules)
        {
            if (!cursor.EnterObject("servers"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                if (cursor.EnterArray("addresses of resolvers", GatewaySettings.MaximumDnsServers))
                {
                    settings.DnsServers = ReadServers(cursor, rules);
                }
            }
        }

        private static uint[] ReadServers(SettingsCursor cursor, AddressRules rules)
        {
            var servers = new BlockList(GatewaySettings.MaximumDnsServers);
            while (cursor.NextElement())
            {
                if (AddressRules.TryRead(cursor, out uint address) && rules.IsOutsideLan(cursor, address, Ipv4Prefix.MaximumLength))
                {
                    servers.Add(cursor, address, Ipv4Prefix.MaximumLength);
                }
            }

            Ipv4Prefix[] blocks = servers.ToArray();
            var addresses = new uint[blocks.Length];
            for (int i = 0; i < addresses.Length; i++)
            {
                addresses[i] = blocks[i].Address;
            }

            return addresses;
        }
    }
}
