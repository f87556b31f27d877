using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The ISP's relays, op25b.relays: addresses, blocks and host names.</summary>
    internal static class RelayList
    {
        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, GatewaySettings settings, AddressRules rules)
        {
            const string What = "IPv4 address, block or host name";
            const string Allowed = "198.51.100.25, 198.51.100.0/28, smtp.isp.example";
            if (!cursor.EnterArray("addresses, blocks or host names", GatewaySettings.MaximumRelays))
            {
                return;
            }

            var blocks = new BlockList(GatewaySettings.MaximumRelays);
            var names = new NameList(GatewaySettings.MaximumRelays);
            while (cursor.NextElement())
            {
                string text = cursor.ReadString(What, Allowed);
                if (text == null)
                {
                    continue;
                }

                if (HostName.IsValid(text))
                {
                    names.Add(cursor, text);
                }
                else if (!Ipv4Text.TryParseBlock(text, out uint address, out int length))
                {
                    cursor.RefuseValue(What, Allowed);
                }
                else
                {
                    AddBlock(cursor, blocks, address, length, rules);
                }
            }

            settings.Engine.Op25b.Relays = blocks.ToArray();
            settings.RelayNames = names.ToArray();
            settings.Engine.Op25b.UnresolvedRelayNames = settings.RelayNames.Length;
        }

        private static void AddBlock(SettingsCursor cursor, BlockList blocks, uint address, int length, AddressRules rules)
        {
            string problem = RelayBlock.ProblemOf(address, length);
            if (problem != null)
            {
                cursor.RefuseShown(problem);
            }
            else if (rules.IsOutsideLan(cursor, address, length))
            {
                blocks.Add(cursor, address, length);
            }
        }
    }
}
