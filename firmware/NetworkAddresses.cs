using Gateway.Wire;

namespace Gateway
{
    /// <summary>The gateway's own addresses, in host order. Plain fields, read for every packet.</summary>
    internal sealed class NetworkAddresses
    {
        /// <summary>Our LAN address.</summary>
        public uint Lan;

        /// <summary>The LAN's network mask.</summary>
        public uint LanMask;

        /// <summary>The LAN's network address.</summary>
        public uint LanNetwork;

        /// <summary>The LAN's broadcast address.</summary>
        public uint LanBroadcast;

        /// <summary>Our WAN address, or <see cref="EngineSettings.NoAddress"/>.</summary>
        public uint Wan;

        /// <summary>Takes the addresses of settings.</summary>
        /// <returns>Whether any changed.</returns>
        public bool Apply(EngineSettings settings)
        {
            uint mask = Ipv4Prefix.MaskOf(settings.LanPrefixLength);
            bool isSame = Lan == settings.LanAddress && LanMask == mask && Wan == settings.WanAddress;
            Lan = settings.LanAddress;
            LanMask = mask;
            LanNetwork = Lan & mask;
            LanBroadcast = Lan | ~mask;
            Wan = settings.WanAddress;
            return !isSame;
        }

        /// <summary>Tells whether an address lies in the LAN's prefix.</summary>
        public bool IsInLan(uint address)
        {
            return (address & LanMask) == LanNetwork;
        }

        /// <summary>Tells whether an address can be a LAN host's: in the prefix, and neither ours nor the network's own.</summary>
        public bool IsLanHost(uint address)
        {
            return (address & LanMask) == LanNetwork && address != Lan && address != LanNetwork && address != LanBroadcast;
        }

        /// <summary>
        /// Tells whether a source says that its host has no address yet: 0.0.0.0 (DHCP) or 169.254/16. It may speak to us, and nobody
        /// outside has such an address: who forged a resolver's or a time server's could answer in its place.
        /// </summary>
        public static bool IsWithoutAddress(uint source)
        {
            return source == Ipv4Address.Unspecified || Ipv4Address.IsLinkLocal(source);
        }

        /// <summary>
        /// Tells whether a destination is never forwarded to from the LAN: what is for the gateway itself
        /// (<see cref="IsForHostFromLan"/>), the LAN's own prefix, and the special addresses of RFC 6890.
        /// </summary>
        public bool IsSpecial(uint destination)
        {
            return (destination & LanMask) == LanNetwork || Ipv4Address.IsNeverForwardedTo(destination);
        }

        /// <summary>Tells whether a packet from the LAN is for the gateway itself: its address, broadcast, multicast.</summary>
        public bool IsForHostFromLan(uint destination)
        {
            return destination == Lan
                || destination == LanBroadcast
                || destination == Ipv4Address.Broadcast
                || destination >> 28 == Ipv4Address.MulticastPrefix;
        }
    }
}
