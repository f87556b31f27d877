using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section wan.</summary>
    internal static class WanSection
    {
        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, EngineSettings engine, AddressRules rules)
        {
            if (!cursor.EnterObject("address, mtu"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                if (cursor.Key == "mtu")
                {
                    engine.WanMtu = cursor.ReadInteger(EngineSettings.MinimumWanMtu, EngineSettings.MaximumWanMtu);
                }
                else if (AddressRules.TryRead(cursor, out uint address) && rules.IsOutsideLan(cursor, address, Ipv4Prefix.MaximumLength))
                {
                    engine.WanAddress = address;
                }
            }
        }
    }
}
