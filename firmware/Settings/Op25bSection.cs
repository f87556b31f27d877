using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>The section op25b.</summary>
    internal static class Op25bSection
    {
        /// <summary>Reads it.</summary>
        public static void Read(SettingsCursor cursor, GatewaySettings settings, AddressRules rules)
        {
            Op25bSettings op25b = settings.Engine.Op25b;
            if (!cursor.EnterObject("mode, onBlock, relays, exemptHosts, effectiveFrom"))
            {
                return;
            }

            while (cursor.NextKey())
            {
                switch (cursor.Key)
                {
                    case "mode":
                        string mode = cursor.ReadWord("off, monitor, enforce");
                        op25b.Mode = mode == "off" ? Op25bMode.Off : mode == "monitor" ? Op25bMode.Monitor : Op25bMode.Enforce;
                        break;
                    case "onBlock":
                        string action = cursor.ReadWord("redirect, reject, drop");
                        op25b.OnBlock = action == "redirect" ? BlockAction.Redirect : action == "reject" ? BlockAction.Reject : BlockAction.Drop;
                        break;
                    case "relays":
                        RelayList.Read(cursor, settings, rules);
                        break;
                    case "exemptHosts":
                        ReadExemptHosts(cursor, op25b, rules);
                        break;
                    default:
                        ReadEffectiveFrom(cursor, op25b);
                        break;
                }
            }
        }

        private static void ReadExemptHosts(SettingsCursor cursor, Op25bSettings op25b, AddressRules rules)
        {
            const string What = "IPv4 address or block of the LAN";
            const string Allowed = "192.168.1.20, 192.168.1.32/28";
            if (!cursor.EnterArray("LAN addresses or blocks", GatewaySettings.MaximumExemptHosts))
            {
                return;
            }

            var hosts = new BlockList(GatewaySettings.MaximumExemptHosts);
            while (cursor.NextElement())
            {
                string text = cursor.ReadString(What, Allowed);
                if (text == null)
                {
                    continue;
                }

                if (!Ipv4Text.TryParseBlock(text, out uint address, out int length))
                {
                    cursor.RefuseValue(What, Allowed);
                    continue;
                }

                string problem = AddressRules.BitsProblemOf(address, length);
                if (problem != null)
                {
                    cursor.RefuseShown(problem);
                }
                else if (rules.IsInLan(cursor, address, length))
                {
                    hosts.Add(cursor, address, length);
                }
            }

            op25b.ExemptHosts = hosts.ToArray();
        }

        private static void ReadEffectiveFrom(SettingsCursor cursor, Op25bSettings op25b)
        {
            const string What = "time in UTC after 1970";
            const string Allowed = "2026-06-01T00:00:00Z, in this form, or null for at once";
            string text = cursor.ReadString(What, Allowed);
            if (text == null)
            {
                return;
            }

            if (UtcText.TryParse(text, out long utcSeconds) && utcSeconds > Op25bSettings.EffectiveAtOnce)
            {
                op25b.EffectiveFromUtcSeconds = utcSeconds;
                return;
            }

            cursor.RefuseValue(What, Allowed);
        }
    }
}
