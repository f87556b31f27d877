namespace Gateway.Lab
{
    /// <summary>DHCP clients of Debian.</summary>
    public enum DhcpProgram
    {
        /// <summary>ISC's.</summary>
        Dhclient,

        /// <summary>Busybox's, as small devices have it.</summary>
        Udhcpc,

        /// <summary>That of Raspberry Pi OS and of the BSDs.</summary>
        Dhcpcd,
    }
}
