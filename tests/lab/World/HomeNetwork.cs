using System;

namespace Gateway.Lab
{
    /// <summary>
    /// The household's network: two hosts, each in a namespace of its own, and their switch in a third. Between themselves they
    /// talk without the gateway, as at home. The gateway's wire is a TUN device, which knows no Ethernet: what a host sends to the
    /// gateway's Ethernet address goes onto it bare and otherwise untouched, and what comes from it gets a header here. No routing
    /// is done, and no packet looked into; on the way to the hosts the TTL falls by one, which the kernel insists on.
    /// </summary>
    public sealed class HomeNetwork : IDisposable
    {
        /// <summary>The hosts' device.</summary>
        public const string HostDevice = "eth0";

        /// <summary>The gateway's wire.</summary>
        public const string GatewayDevice = "lan0";

        private const string Bridge = "br0";

        /// <summary>Builds it.</summary>
        public HomeNetwork()
        {
            Switch = new LabNamespace("lan");
            Pc = new LabNamespace("lan1");
            Printer = new LabNamespace("lan2");
            Switch.Configure("link", "add", Bridge, "type", "bridge", "mcast_snooping", "0");
            Switch.Configure("link", "set", Bridge, "up");
            Connect(Pc, LabPlan.Pc);
            Connect(Printer, LabPlan.Printer);
            ConnectGateway();
        }

        /// <summary>A host, 192.168.1.100.</summary>
        public LabNamespace Pc { get; }

        /// <summary>Another, 192.168.1.101.</summary>
        public LabNamespace Printer { get; }

        /// <summary>Where the gateway's wire is.</summary>
        public LabNamespace Switch { get; }

        /// <summary>Adds a host that has no address yet, nor a route. Whoever adds it takes it away.</summary>
        /// <param name="name">Its namespace's name, of 13 letters at the most.</param>
        /// <param name="card">Its Ethernet address; null for any.</param>
        public LabNamespace Join(string name, string? card = null)
        {
            LabNamespace host = new(name);
            Link(host);
            if (card != null)
            {
                host.Configure("link", "set", HostDevice, "address", card);
            }

            host.Configure("link", "set", HostDevice, "up");
            return host;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Printer.Dispose();
            Pc.Dispose();
            Switch.Dispose();
        }

        private void Link(LabNamespace host)
        {
            Switch.Configure("link", "add", host.Name, "type", "veth", "peer", "name", HostDevice, "netns", host.Name);
            Switch.Configure("link", "set", host.Name, "master", Bridge, "up");
        }

        private void Connect(LabNamespace host, string address)
        {
            Link(host);
            host.Configure("address", "add", address + "/24", "dev", HostDevice);
            host.Configure("link", "set", HostDevice, "up");
            host.Configure("route", "add", "default", "via", LabPlan.GatewayLan);
        }

        private void ConnectGateway()
        {
            Switch.AddTun(GatewayDevice);

            // The bridge answers ARP in the gateway's place, at once: its address is behind another device.
            Switch.Run(
                "sysctl",
                "-qw",
                $"net.ipv4.conf.{Bridge}.forwarding=1",
                $"net.ipv4.conf.{Bridge}.proxy_arp=1",
                $"net.ipv4.neigh.{Bridge}.proxy_delay=0",
                "net.ipv4.conf.all.rp_filter=0",
                $"net.ipv4.conf.{Bridge}.rp_filter=0").OrThrow();
            Switch.Configure("route", "add", LabPlan.GatewayLan, "dev", GatewayDevice);
            Switch.Run("tc", "qdisc", "add", "dev", Bridge, "clsact").OrThrow();
            string[] toGateway = ["protocol", "ip", "u32", "match", "u32", "0", "0", "action", "mirred", "egress", "redirect", "dev", GatewayDevice];
            Switch.Run(["tc", "filter", "add", "dev", Bridge, "ingress", .. toGateway]).OrThrow();
            string toHosts = $"type filter hook ingress device {GatewayDevice} priority 0; fwd ip to ip daddr device {Bridge};";
            Switch.Run("nft", $"table netdev wire {{ chain out {{ {toHosts} }}; }}").OrThrow();
        }
    }
}
