using Gateway.Nat;
using Gateway.Policy;
using Gateway.Smtp;

namespace Gateway
{
    /// <summary>
    /// All that the engine is told. A board fills it; the engine copies what it needs and keeps no reference. As made, it is
    /// the fallback that blocks port 25 and knows no relay.
    /// </summary>
    public sealed class EngineSettings
    {
        /// <summary>No address yet: nothing is forwarded to that side.</summary>
        public const uint NoAddress = 0;

        /// <summary>The smallest MTU of the WAN: what every host must be able to take (RFC 791 §3.1).</summary>
        public const int MinimumWanMtu = 576;

        /// <summary>The largest MTU of the WAN, and the LAN's own (RFC 894): what came by the WAN fits the LAN.</summary>
        public const int MaximumWanMtu = 1500;

        /// <summary>The gateway's LAN address, in host order.</summary>
        public uint LanAddress { get; set; } = 0xC0A80101; // 192.168.1.1: ours, what home gateways commonly have

        /// <summary>The LAN's prefix length, 8 to 30.</summary>
        public int LanPrefixLength { get; set; } = 24;

        /// <summary>The gateway's WAN address, in host order, or <see cref="NoAddress"/> until the line gives one.</summary>
        public uint WanAddress { get; set; } = NoAddress;

        /// <summary>The largest packet that the WAN carries, <see cref="MinimumWanMtu"/> to <see cref="MaximumWanMtu"/>; over PPPoE 1492 (RFC 2516 §7).</summary>
        public int WanMtu { get; set; } = MaximumWanMtu;

        /// <summary>Settings of the NAT table; never null.</summary>
        public NatSettings Nat { get; set; } = new NatSettings();

        /// <summary>Settings of Outbound Port 25 Blocking; never null.</summary>
        public Op25bSettings Op25b { get; set; } = new Op25bSettings();

        /// <summary>Settings of the SMTP notice; never null.</summary>
        public NoticeSettings Notice { get; set; } = new NoticeSettings();
    }
}
