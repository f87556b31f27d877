using Gateway.Wire;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Reads values that several sections of a settings file have.</summary>
    internal static class SettingsValues
    {
        /// <summary>Reads the address of a single host.</summary>
        /// <returns>Null when it is none.</returns>
        public static uint? ReadHostAddress(SettingsNode node)
        {
            if (node.ReadString("an IPv4 address") is not string text)
            {
                return null;
            }

            if (Ipv4Text.TryParseAddress(text, out uint address) && !Ipv4Address.IsNeverHost(address))
            {
                return address;
            }

            node.Refuse($"must be an IPv4 address that a host can have; it is \"{text}\"");
            return null;
        }
    }
}
