namespace Gateway.Nat
{
    /// <summary>A port of the WAN address that belongs to a LAN host, open to every outside address.</summary>
    public sealed class PortForward
    {
        /// <summary>IP protocol: TCP (6) or UDP (17).</summary>
        public int Protocol { get; set; }

        /// <summary>Port of the WAN address, 1 to 65535.</summary>
        public int ExternalPort { get; set; }

        /// <summary>Address of the LAN host, in host order.</summary>
        public uint LanAddress { get; set; }

        /// <summary>Port of the LAN host, 1 to 65535.</summary>
        public int LanPort { get; set; }
    }
}
