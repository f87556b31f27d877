using System.Globalization;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Reads the section op25b of a settings file.</summary>
    internal static class Op25bSection
    {
        private const int MinimumRelayPrefixLength = 8; // ours: no ISP's relays fill more, and /0 would open port 25 to all
        private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

        private static readonly Dictionary<string, Op25bMode> Modes = new(StringComparer.Ordinal)
        {
            ["off"] = Op25bMode.Off,
            ["monitor"] = Op25bMode.Monitor,
            ["enforce"] = Op25bMode.Enforce,
        };

        private static readonly Dictionary<string, BlockAction> BlockActions = new(StringComparer.Ordinal)
        {
            ["redirect"] = BlockAction.Redirect,
            ["reject"] = BlockAction.Reject,
            ["drop"] = BlockAction.Drop,
        };

        /// <summary>Reads the section.</summary>
        public static void Read(SettingsNode node, BoardSettings settings, List<LanBlock> inLan)
        {
            Op25bSettings op25b = settings.Engine.Op25b;
            List<Ipv4Prefix> relays = [];
            List<Ipv4Prefix> exemptHosts = [];
            node.ReadObject(new Dictionary<string, Action<SettingsNode>>(StringComparer.Ordinal)
            {
                ["mode"] = value => op25b.Mode = value.ReadWord(Modes) ?? op25b.Mode,
                ["onBlock"] = value => op25b.OnBlock = value.ReadWord(BlockActions) ?? op25b.OnBlock,
                ["relays"] = value => value.ReadArray("addresses, blocks or host names", relay => ReadRelay(relay, settings, relays)),
                ["exemptHosts"] = value => value.ReadArray("addresses or blocks", host => ReadExemptHost(host, exemptHosts, inLan)),
                ["effectiveFrom"] = value => ReadEffectiveFrom(value, op25b),
            });
            op25b.Relays = [.. relays];
            op25b.ExemptHosts = [.. exemptHosts];
            op25b.UnresolvedRelayNames = settings.RelayNames.Count;
        }

        private static void ReadRelay(SettingsNode node, BoardSettings settings, List<Ipv4Prefix> relays)
        {
            if (node.ReadString("an address, a block or a host name") is not string text)
            {
                return;
            }

            if (HostName.IsValid(text))
            {
                settings.RelayNames.Add(text);
            }
            else if (TryParseRelay(text, out Ipv4Prefix? relay, out string problem))
            {
                relays.Add(relay!);
            }
            else
            {
                bool isNumeric = text.Length > 0 && char.IsAsciiDigit(text[0]);
                node.Refuse(isNumeric ? problem : "must be an address, a block or a host name");
                return;
            }

            settings.Relays.Add(text);
        }

        private static void ReadExemptHost(SettingsNode node, List<Ipv4Prefix> hosts, List<LanBlock> inLan)
        {
            if (node.ReadString("an address or a block of the LAN") is not string text)
            {
                return;
            }

            Ipv4Prefix? block = Ipv4Text.TryParseBlock(text, out uint address, out int length) ? new(address, length) : null;
            if (block == null || block.Address != address)
            {
                string hint = block == null ? "" : $", such as {Ipv4Text.Format(block)}";
                node.Refuse($"must be an IPv4 address or a block without bits behind its prefix{hint}; it is \"{text}\"");
                return;
            }

            hosts.Add(block);
            inLan.Add(new LanBlock(node, address, length));
        }

        private static void ReadEffectiveFrom(SettingsNode node, Op25bSettings op25b)
        {
            const string What = "a time in UTC such as \"2026-06-01T00:00:00Z\"";
            if (node.ReadString(What) is not string text)
            {
                return;
            }

            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;
            bool isTime = DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time);
            if (!isTime || time.ToUnixTimeSeconds() <= Op25bSettings.EffectiveAtOnce)
            {
                node.Refuse($"must be {What}, after 1970, or null for at once; it is \"{text}\"");
                return;
            }

            op25b.EffectiveFromUtcSeconds = time.ToUnixTimeSeconds();
        }

        /// <summary>Reads a relay that is given by address or block.</summary>
        /// <param name="text">The text.</param>
        /// <param name="relay">The relay.</param>
        /// <param name="problem">What is wrong with it, when it is none.</param>
        public static bool TryParseRelay(string text, out Ipv4Prefix? relay, out string problem)
        {
            relay = null;
            if (!Ipv4Text.TryParseBlock(text, out uint address, out int length))
            {
                problem = "must be an IPv4 address such as 198.51.100.25, or a block such as 198.51.100.32/28";
                return false;
            }

            Ipv4Prefix block = new(address, length);
            if (block.Address != address)
            {
                problem = $"has bits behind its prefix; write {Ipv4Text.Format(block)}";
                return false;
            }

            if (length < MinimumRelayPrefixLength)
            {
                problem = $"is too wide: a relay's prefix length is {MinimumRelayPrefixLength} to {Ipv4Prefix.MaximumLength}";
                return false;
            }

            relay = block;
            problem = "";
            return true;
        }
    }
}
