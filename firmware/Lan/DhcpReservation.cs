namespace Gateway.Lan
{
    /// <summary>An address that is kept for one network card.</summary>
    public sealed class DhcpReservation
    {
        /// <summary>Bytes of an Ethernet address.</summary>
        public const int HardwareAddressLength = 6;

        /// <summary>The card's Ethernet address, six bytes; never null.</summary>
        public byte[] HardwareAddress { get; set; } = new byte[HardwareAddressLength];

        /// <summary>The IPv4 address, in host order; in the LAN, and not the gateway's.</summary>
        public uint Address { get; set; }
    }
}
