using System.IO;
using System.Linq;
using System.Text.Json;

namespace Gateway.Lab
{
    /// <summary>The gateway's settings in the lab (boards/README.md, "Settings").</summary>
    public sealed record GatewaySettings
    {
        private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

        /// <summary>The ISP's relays.</summary>
        public string[] Relays { get; init; } = [LabPlan.Relay];

        /// <summary>What the gateway does with mail to others: redirect, reject, drop.</summary>
        public string OnBlock { get; init; } = "redirect";

        /// <summary>The first address that the gateway gives; the lab's own hosts lie before it.</summary>
        public string FirstAddress { get; init; } = LabPlan.FirstGiven;

        /// <summary>The last one.</summary>
        public string LastAddress { get; init; } = LabPlan.LastGiven;

        /// <summary>Addresses for certain cards: Ethernet address, IPv4 address.</summary>
        public (string Card, string Address)[] Reservations { get; init; } = [];

        /// <summary>Whom the gateway asks for names.</summary>
        public string[] DnsServers { get; init; } = [];

        /// <summary>Whom it asks for the time.</summary>
        public string[] TimeServers { get; init; } = [];

        /// <summary>Where it reports to (<see cref="CollectorProcess.GatewaySection"/>); null for nowhere.</summary>
        public object? Reporting { get; init; }

        /// <summary>When blocking begins; null for at once.</summary>
        public string? EffectiveFrom { get; init; }

        /// <summary>Writes them.</summary>
        public void Write(string path)
        {
            object settings = new
            {
                lan = new
                {
                    address = $"{LabPlan.GatewayLan}/24",
                    dhcp = new
                    {
                        first = FirstAddress,
                        last = LastAddress,
                        domain = LabPlan.HomeDomain,
                        reservations = Reservations.Select(reservation => new { mac = reservation.Card, address = reservation.Address }),
                    },
                },
                wan = new { address = LabPlan.GatewayWan },
                nat = new
                {
                    maximumFlows = 512,
                    portForwards = new[]
                    {
                        new
                        {
                            protocol = "tcp",
                            externalPort = LabPlan.ForwardPort,
                            lanAddress = LabPlan.Printer,
                            lanPort = LabPlan.ForwardedPort,
                        },
                    },
                },
                op25b = new { mode = "enforce", onBlock = OnBlock, relays = Relays, effectiveFrom = EffectiveFrom },
                dns = new { servers = DnsServers },
                time = new { servers = TimeServers },
                reporting = Reporting,
                page = new
                {
                    isp = new { name = "Example ISP", submissionHost = LabPlan.RelayName, submissionPorts = new[] { LabPlan.SubmissionPort } },
                },
            };
            File.WriteAllText(path, JsonSerializer.Serialize(settings, Indented));
        }
    }
}
