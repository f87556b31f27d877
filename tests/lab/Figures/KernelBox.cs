using Gateway.Lab;

namespace Gateway.LabFigures
{
    /// <summary>Linux itself: forwarding and nftables' masquerading.</summary>
    internal sealed class KernelBox : NatBox
    {
        private const string BoxPcDevice = "in0";

        /// <summary>Builds it.</summary>
        public KernelBox()
            : base("kernel")
        {
            Box.Configure("link", "add", BoxPcDevice, "type", "veth", "peer", "name", PcDevice, "netns", Pc.Name);
            Box.Configure("address", "add", LabPlan.GatewayLan + "/24", "dev", BoxPcDevice);
            Box.Configure("link", "set", BoxPcDevice, "up");
            SwitchOffloadsOff(Box, BoxPcDevice);
            SettlePc();
            LinkServer();
            Box.Run("sysctl", "-qw", "net.ipv4.ip_forward=1").OrThrow();
            string rule = $"type nat hook postrouting priority srcnat; oifname \"{BoxServerDevice}\" masquerade;";
            Box.Run("nft", $"table ip nat {{ chain out {{ {rule} }}; }}").OrThrow();
        }
    }
}
