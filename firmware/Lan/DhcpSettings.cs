using Gateway.Wire;

namespace Gateway.Lan
{
    /// <summary>What the DHCP server is told.</summary>
    public sealed class DhcpSettings
    {
        /// <summary>The most addresses from first to last. Ours: a home has fewer hosts, and a lease takes 50 bytes on a device.</summary>
        public const int MaximumPool = 256;

        /// <summary>The most reservations. Ours: what one person writes down.</summary>
        public const int MaximumReservations = 32;

        /// <summary>The address of no range: then it is as <see cref="DefaultFirst"/> and <see cref="DefaultLast"/> say.</summary>
        public const uint NoAddress = 0;

        // Ours, as home gateways commonly have it: .100 to .199, so that there is room for fixed addresses on both sides.
        private const uint DefaultFirstHost = 100;
        private const uint DefaultCount = 100;

        /// <summary>Whether there is a server.</summary>
        public bool IsEnabled { get; set; } = true;

        /// <summary>The first address that is given to whomever, in host order.</summary>
        public uint First { get; set; } = NoAddress;

        /// <summary>The last one.</summary>
        public uint Last { get; set; } = NoAddress;

        /// <summary>The home's domain, which hosts complete short names with; empty for none. Never null.</summary>
        public string Domain { get; set; } = "";

        /// <summary>Addresses for certain network cards; never null.</summary>
        public DhcpReservation[] Reservations { get; set; } = new DhcpReservation[0];

        /// <summary>Where the range begins where settings do not say: at .100; in a block that is too small for that, at its beginning.</summary>
        public static uint DefaultFirst(Ipv4Prefix lan)
        {
            return HasRoom(lan) ? lan.Address + DefaultFirstHost : lan.Address + 1;
        }

        /// <summary>Where it ends: at .199, or at the small block's end.</summary>
        public static uint DefaultLast(Ipv4Prefix lan)
        {
            return HasRoom(lan) ? lan.Address + DefaultFirstHost + DefaultCount - 1 : (lan.Address | ~lan.Mask) - 1;
        }

        private static bool HasRoom(Ipv4Prefix lan)
        {
            return ~lan.Mask > DefaultFirstHost + DefaultCount;
        }
    }
}
