using System.Globalization;
using System.Text;
using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Replay;
using Gateway.Lan;
using Gateway.Nat;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Smtp;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Checking
{
    /// <summary>What settings say, for a person: what the gateway will do and tell.</summary>
    internal static class SettingsSummary
    {
        private const int LabelColumns = 16;

        /// <summary>Writes it, a fact a line.</summary>
        public static void Write(GatewaySettings settings, TextWriter output)
        {
            EngineSettings engine = settings.Engine;
            Row(output, "LAN", $"{Ipv4Text.Format(engine.LanAddress)}/{engine.LanPrefixLength}");
            Row(output, "DHCP", DhcpFacts(settings.Dhcp, new Ipv4Prefix(engine.LanAddress, engine.LanPrefixLength)));
            Row(output, "WAN", engine.WanAddress == EngineSettings.NoAddress
                ? "from the line; 'run' needs wan.address"
                : $"{Ipv4Text.Format(engine.WanAddress)} for 'run' and 'replay'; a device gets it from the line");
            Row(output, "flows", engine.Nat.MaximumFlows.ToString(CultureInfo.InvariantCulture));
            Row(output, "port forwards", engine.Nat.PortForwards.Select(TextOf));
            Row(output, "port 25", ModeOf(engine.Op25b));
            Row(output, "on block", ActionOf(engine.Op25b.OnBlock));
            Row(output, "in force from", engine.Op25b.EffectiveFromUtcSeconds == Op25bSettings.EffectiveAtOnce
                ? "at once"
                : Words.OfTime(engine.Op25b.EffectiveFromUtcSeconds));
            Row(output, "relays", RelayText.Of(settings));
            Row(output, "names to resolve", settings.RelayNames.Length.ToString(CultureInfo.InvariantCulture));
            Row(output, "exempt hosts", engine.Op25b.ExemptHosts.Select(Ipv4Text.Format));
            Row(output, "resolvers", settings.DnsServers.Length == 0
                ? ["those that the line names"]
                : settings.DnsServers.Select(Ipv4Text.Format));
            Row(output, "time servers", settings.TimeServers);
            Row(output, "the page tells", PageFacts(settings.Page));
            Row(output, "reports", ReportingFacts(settings.Reporting));
            if (engine.Op25b is { Mode: not Op25bMode.Off, OnBlock: BlockAction.Redirect })
            {
                string greeting = Encoding.ASCII.GetString(new NoticeText(engine.Notice, engine.LanAddress).Greeting);
                Row(output, "the notice says", greeting.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
            }
        }

        private static void Row(TextWriter output, string label, params IEnumerable<string> lines)
        {
            string begin = label;
            foreach (string line in lines.DefaultIfEmpty("none"))
            {
                output.WriteLine($"  {begin.PadRight(LabelColumns)}  {line}");
                begin = "";
            }
        }

        private static string TextOf(PortForward forward)
        {
            return $"{Words.OfProtocol(forward.Protocol)} {forward.ExternalPort} to {Ipv4Text.Format(forward.LanAddress)}:{forward.LanPort}";
        }

        private static IEnumerable<string> DhcpFacts(DhcpSettings dhcp, Ipv4Prefix lan)
        {
            if (!dhcp.IsEnabled)
            {
                return ["off: another gives the hosts their addresses"];
            }

            uint first = dhcp.First == DhcpSettings.NoAddress ? DhcpSettings.DefaultFirst(lan) : dhcp.First;
            uint last = dhcp.Last == DhcpSettings.NoAddress ? DhcpSettings.DefaultLast(lan) : dhcp.Last;
            return dhcp.Reservations
                .Select(reservation => $"{Ipv4Text.Format(reservation.Address)} for {Convert.ToHexStringLower(reservation.HardwareAddress)}")
                .Prepend($"{Ipv4Text.Format(first)} to {Ipv4Text.Format(last)}{(dhcp.Domain.Length == 0 ? "" : ", domain " + dhcp.Domain)}");
        }

        private static string ModeOf(Op25bSettings op25b)
        {
            return op25b.Mode switch
            {
                Op25bMode.Off => "off: open to all",
                Op25bMode.Monitor => "monitor: open to all, and what would be blocked is counted",
                _ => "enforce: open to the relays, blocked to all others",
            };
        }

        private static string ActionOf(BlockAction action)
        {
            return action switch
            {
                BlockAction.Redirect => "redirect: the gateway says in SMTP what to do",
                BlockAction.Reject => "reject: ICMP 3/13, administratively prohibited",
                _ => "drop: no answer",
            };
        }

        // Never the password, nor the name, in whose place it may have been typed.
        private static string[] ReportingFacts(ReportingSettings reporting)
        {
            if (reporting.Host == null)
            {
                return [];
            }

            string server = $"https://{reporting.Host}:{reporting.Port}";
            string user = reporting.UserName == null ? "" : ", with a user's name";
            string[] facts =
            [
                $"to {server}{reporting.Path} every {reporting.IntervalS} s{user}",
                $"of {reporting.ProductClass} {reporting.SerialNumber}, made by {reporting.ManufacturerOui}; own names begin with X_{reporting.Vendor}_",
                $"{reporting.RetainedReports} are kept that failed{(reporting.PersistAcrossReboot ? ", over restarts too" : "")}",
            ];
            return reporting.SettingsPath == null ? facts : [.. facts, $"settings may come from {server}{reporting.SettingsPath}"];
        }

        private static IEnumerable<string> PageFacts(PageSettings page)
        {
            string ports = page.SubmissionPorts.Length == 0 ? "" : $" port {string.Join(", ", page.SubmissionPorts)}";
            (string Label, string Fact)[] facts =
            [
                ("ISP", page.IspName),
                ("submission", $"{page.SubmissionHost}{ports}".TrimStart()),
                ("phone", page.Phone),
                ("hours", page.Hours),
                ("mail", page.Mail),
                ("corporate customers", page.CorporateUrl),
                ("announcement", page.AnnouncementUrl),
                ("the gateway's name", page.HostName),
                ("dates in", page.UtcOffsetMinutes == 0
                    ? ""
                    : string.Create(CultureInfo.InvariantCulture, $"UTC{page.UtcOffsetMinutes / 60d:+0.##;-0.##}")),
            ];
            return facts.Where(fact => fact.Fact.Length > 0).Select(fact => $"{fact.Label}: {fact.Fact}");
        }
    }
}
