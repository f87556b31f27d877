using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section lan.</summary>
    internal static class LanSection
    {
        private const int MinimumPrefixLength = 8; // EngineSettings.LanPrefixLength
        private const int MaximumPrefixLength = 30;

        private const string Keys = "address, dhcp";

        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, GatewaySettings settings, AddressRules rules)
        {
            if (!cursor.EnterObject(Keys))
            {
                return;
            }

            while (cursor.NextKey())
            {
                if (cursor.Key == "address")
                {
                    ReadAddress(cursor, settings.Engine);
                }
                else
                {
                    DhcpSection.Read(cursor, settings.Dhcp, rules);
                }
            }
        }

        /// <summary>Reads of it only what the LAN is.</summary>
        public static void ReadLan(SettingsCursor cursor, EngineSettings engine)
        {
            if (!cursor.EnterObject(Keys))
            {
                return;
            }

            while (cursor.NextKey())
            {
                if (cursor.Key == "address")
                {
                    ReadAddress(cursor, engine);
                }
                else
                {
                    cursor.Skip();
                }
            }
        }

        private static void ReadAddress(SettingsCursor cursor, EngineSettings engine)
        {
            const string What = "address of the gateway with its prefix length";
            const string Allowed = "192.168.1.1/24 and the like, with 8 to 30 behind the slash";
            string text = cursor.ReadString(What, Allowed);
            if (text == null)
            {
                return;
            }

            // One without a length has 32, which is too long.
            if (!Ipv4Text.TryParseBlock(text, out uint address, out int length)
                || length < MinimumPrefixLength
                || length > MaximumPrefixLength
                || Ipv4Address.IsNeverForwardedTo(address))
            {
                cursor.RefuseValue(What, Allowed);
                return;
            }

            uint mask = Ipv4Prefix.MaskOf(length);
            if ((address & ~mask) == 0 || (address | mask) == Ipv4Address.Broadcast)
            {
                cursor.RefuseShown("is the first or the last address of its block; allowed: one between them");
                return;
            }

            engine.LanAddress = address;
            engine.LanPrefixLength = length;
        }
    }
}
