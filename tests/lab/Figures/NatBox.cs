using System;
using Gateway.Lab;

namespace Gateway.LabFigures
{
    /// <summary>
    /// A NAT between two hosts with nothing else between them: pc | link | the NAT in its own namespace | link | server. All
    /// links have the same MTU and no segmentation offload.
    /// </summary>
    internal abstract class NatBox : IDisposable
    {
        /// <summary>The server's device on its link.</summary>
        protected const string ServerDevice = "wan0";

        /// <summary>The PC's device on its link.</summary>
        protected const string PcDevice = "lan0";

        /// <summary>The box's own ends, where it has any.</summary>
        protected const string BoxServerDevice = "out0";

        private const string SingleHost = "/32";

        /// <summary>Makes the namespaces.</summary>
        protected NatBox(string name)
        {
            Name = name;
            Pc = new LabNamespace(name + "-pc");
            Box = new LabNamespace(name + "-box");
            Server = new LabNamespace(name + "-server");
        }

        /// <summary>What stands in its figures' names.</summary>
        public string Name { get; }

        /// <summary>The host inside.</summary>
        public LabNamespace Pc { get; }

        /// <summary>The host outside.</summary>
        public LabNamespace Server { get; }

        /// <summary>The PC's address.</summary>
        public virtual string PcAddress => LabPlan.Pc;

        /// <summary>Where the NAT is.</summary>
        protected LabNamespace Box { get; }

        /// <summary>Waits until packets pass.</summary>
        public void Ready()
        {
            TcpProbe.RequireOpen(Pc, PcAddress, LabPlan.Web, LabPlan.EchoPort);
        }

        /// <inheritdoc/>
        public virtual void Dispose()
        {
            Pc.Dispose();
            Box.Dispose();
            Server.Dispose();
        }

        /// <summary>Switches off what would hand on more than a packet at a time.</summary>
        protected static void SwitchOffloadsOff(LabNamespace place, string device)
        {
            place.Run("ethtool", "-K", device, "tso", "off", "gso", "off", "gro", "off").OrThrow();
        }

        /// <summary>Gives the PC its address and its way out.</summary>
        protected void SettlePc()
        {
            Pc.Configure("address", "add", LabPlan.Pc + "/24", "dev", PcDevice);
            Pc.Configure("link", "set", PcDevice, "up");
            Pc.Configure("route", "add", "default", "via", LabPlan.GatewayLan, "dev", PcDevice);
            SwitchOffloadsOff(Pc, PcDevice);
        }

        /// <summary>Gives the server its address and its way back.</summary>
        protected void SettleServer()
        {
            Server.Configure("address", "add", LabPlan.Web + SingleHost, "dev", ServerDevice);
            Server.Configure("link", "set", ServerDevice, "up");
            Server.Configure("route", "add", LabPlan.GatewayWan, "dev", ServerDevice);
            SwitchOffloadsOff(Server, ServerDevice);
        }

        /// <summary>Links the box and the server by a pair of veth devices.</summary>
        protected void LinkServer()
        {
            Box.Configure("link", "add", BoxServerDevice, "type", "veth", "peer", "name", ServerDevice, "netns", Server.Name);
            Box.Configure("address", "add", LabPlan.GatewayWan + SingleHost, "dev", BoxServerDevice);
            Box.Configure("link", "set", BoxServerDevice, "up");
            Box.Configure("route", "add", LabPlan.Web, "dev", BoxServerDevice);
            SwitchOffloadsOff(Box, BoxServerDevice);
            SettleServer();
        }
    }
}
