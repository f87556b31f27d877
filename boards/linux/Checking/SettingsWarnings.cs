using Gateway.Lan;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Checking
{
    /// <summary>What settings may say, and mostly don't mean.</summary>
    internal static class SettingsWarnings
    {
        // Private and shared address space: RFC 1918 §3, RFC 6598 §7.
        private static readonly Ipv4Prefix[] NotOfTheInternet = [new(0x0A000000, 8), new(0xAC100000, 12), new(0xC0A80000, 16), new(0x64400000, 10)];

        /// <summary>Finds them.</summary>
        public static IReadOnlyList<string> Of(GatewaySettings settings)
        {
            Op25bSettings op25b = settings.Engine.Op25b;
            Ipv4Prefix lan = new(settings.Engine.LanAddress, settings.Engine.LanPrefixLength);
            bool isNotice = op25b is { Mode: not Op25bMode.Off, OnBlock: BlockAction.Redirect };
            List<string> warnings = [];
            void Warn(bool isSo, string text)
            {
                if (isSo)
                {
                    warnings.Add(text);
                }
            }

            Warn(op25b.Mode != Op25bMode.Enforce, "op25b.mode: nothing is blocked");
            Warn(
                op25b.Mode != Op25bMode.Off && op25b.Relays.Length + settings.RelayNames.Length == 0,
                "op25b.relays: there is no relay, so port 25 is blocked to all");
            Warn(
                settings.RelayNames.Length > 0,
                "op25b.relays: until each name was resolved once, blocking only drops; 'replay' resolves none");
            Warn(
                settings.RelayNames.Length > 0 && settings.DnsServers.Length == 0,
                "dns.servers: there is none; 'run', whose line tells none, can't resolve the relays' names");
            foreach (Ipv4Prefix relay in op25b.Relays.Where(IsNotOfTheInternet))
            {
                warnings.Add($"op25b.relays: {Ipv4Text.Format(relay)} is a private address, right only where the ISP routes it");
            }

            Warn(
                op25b.ExemptHosts.Any(block => block.Address == lan.Address && block.Length == lan.Length),
                "op25b.exemptHosts: the whole LAN is exempt");
            Warn(
                op25b.EffectiveFromUtcSeconds != Op25bSettings.EffectiveAtOnce && settings.TimeServers.Length == 0,
                "time.servers: there is none; where the time is not known, op25b.effectiveFrom counts as reached");
            foreach (string forwarded in settings.Engine.Nat.PortForwards.Where(forward => IsGivenAway(settings, lan, forward.LanAddress))
                .Select(forward => Ipv4Text.Format(forward.LanAddress)).Distinct())
            {
                warnings.Add($"nat.portForwards: {forwarded} is in DHCP's range and not reserved, so any host may come to have it");
            }

            Warn(
                isNotice && settings.Page.SubmissionHost.Length == 0,
                "page.isp.submissionHost: there is none, the notice will speak of \"your provider's server\"");
            Warn(
                settings.Page.Phone.Length + settings.Page.Mail.Length == 0,
                "page.isp.contact: there is neither phone nor mail, the page can't say whom to ask");
            return warnings;
        }

        private static bool IsGivenAway(GatewaySettings settings, Ipv4Prefix lan, uint address)
        {
            DhcpSettings dhcp = settings.Dhcp;
            uint first = dhcp.First == DhcpSettings.NoAddress ? DhcpSettings.DefaultFirst(lan) : dhcp.First;
            uint last = dhcp.Last == DhcpSettings.NoAddress ? DhcpSettings.DefaultLast(lan) : dhcp.Last;
            return dhcp.IsEnabled && address >= first && address <= last && dhcp.Reservations.All(reservation => reservation.Address != address);
        }

        private static bool IsNotOfTheInternet(Ipv4Prefix relay)
        {
            return NotOfTheInternet.Any(block => block.Contains(relay.Address));
        }
    }
}
