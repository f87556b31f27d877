using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Gateway.Lab;

namespace Gateway.LabTests.Reports
{
    /// <summary>A request as reporting.md has it, written down here once more: neither the firmware's code nor the collector's is in it.</summary>
    internal static class ReportForm
    {
        /// <summary>A report's names in their order, behind CollectionTime, and what is a value: a number unless it is quoted.</summary>
        public static readonly (string Name, string Value)[] Values =
        [
            ("Device.DeviceInfo.ManufacturerOUI", $"\"{CollectorProcess.Oui}\""),
            ("Device.DeviceInfo.ProductClass", $"\"{CollectorProcess.ProductClass}\""),
            ("Device.DeviceInfo.SerialNumber", "\"SERIAL\""),
            ("Device.DeviceInfo.SoftwareVersion", "\"1.0.0\""),
            ("Device.DeviceInfo.UpTime", "3600"),
            ("Device.DeviceInfo.MemoryStatus.Total", "4096"),
            ("Device.DeviceInfo.MemoryStatus.Free", "1024"),
            ("Device.DeviceInfo.Reboots.BootCount", "7"),
            .. Interface(1),
            .. Interface(2),
            ("Device.Hosts.HostNumberOfEntries", "2"),
            (Op25b("Mode"), "\"Enforce\""),
            .. Numbers(Op25b, "RelayNumberOfEntries AllowedConnections RedirectedConnections RejectedConnections WouldBlockConnections BlockedPackets "
                + "BlockedPacketsIPv6 InboundSourcePort25Dropped SpoofedSourceDropped FragmentDropped AffectedHosts NoticesDelivered NoticePageViews "
                + "RelayResolveFailures SettingsErrors"),
            .. Numbers(
                name => $"Device.X_{CollectorProcess.Vendor}_NAT.{name}", "ActiveSessions SessionsCreated TableFullDrops Evictions PortExhaustion"),
        ];

        /// <summary>A body of one report.</summary>
        /// <param name="timeS">CollectionTime.</param>
        /// <param name="serial">The gateway's serial number.</param>
        public static string Body(long timeS, string serial)
        {
            return $"{{\"Report\":[{Report(timeS, serial)}]}}";
        }

        /// <summary>One report.</summary>
        public static string Report(long timeS, string serial)
        {
            string values = string.Concat(Values.Select(value => $",\"{value.Name}\":{value.Value}")).Replace("SERIAL", serial, StringComparison.Ordinal);
            return string.Create(CultureInfo.InvariantCulture, $"{{\"CollectionTime\":{timeS}{values}}}");
        }

        /// <summary>The head of a request with a report.</summary>
        /// <param name="host">Host's value.</param>
        /// <param name="date">Date's value.</param>
        /// <param name="serial">The gateway's serial number.</param>
        /// <param name="length">Content-Length's value.</param>
        public static string Head(string host, string date, string serial, string length)
        {
            return $"POST /reports?oui={CollectorProcess.Oui}&pc={CollectorProcess.ProductClass}&sn={serial} HTTP/1.1\r\n{Common(host, date)}"
                + $"Content-Type: application/json; charset=UTF-8\r\nBBF-Report-Format: NameValuePair\r\nContent-Length: {length}\r\n\r\n";
        }

        /// <summary>The request for remote settings.</summary>
        /// <param name="host">Host's value.</param>
        /// <param name="date">Date's value.</param>
        public static string Question(string host, string date)
        {
            return $"GET /settings HTTP/1.1\r\n{Common(host, date)}Accept: application/json\r\n\r\n";
        }

        private static string Common(string host, string date)
        {
            string account = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{CollectorProcess.User}:{LabPlan.Password}"));
            return $"Host: {host}\r\nDate: {date}\r\nAuthorization: Basic {account}\r\n";
        }

        private static (string, string)[] Interface(int number)
        {
            return Numbers(
                name => $"Device.IP.Interface.{number}.Stats.{name}",
                "BytesSent BytesReceived PacketsSent PacketsReceived DiscardPacketsReceived DiscardPacketsSent");
        }

        private static (string, string)[] Numbers(Func<string, string> full, string names)
        {
            return [.. names.Split(' ').Select(name => (full(name), "5"))];
        }

        private static string Op25b(string name)
        {
            return $"Device.X_{CollectorProcess.Vendor}_OP25B.{name}";
        }
    }
}
