using Gateway.Wire;

namespace Gateway.Policy
{
    /// <summary>Settings of Outbound Port 25 Blocking. As made, they are the fallback: enforce, no relay, drop.</summary>
    public sealed class Op25bSettings
    {
        /// <summary>No start date: in force at once.</summary>
        public const long EffectiveAtOnce = 0;

        /// <summary>Whether these settings stand in for ones that could not be read: blocking then never bounces mail.</summary>
        public bool IsFallback { get; set; } = true;

        /// <summary>What to do with TCP/25 toward others than the relays.</summary>
        public Op25bMode Mode { get; set; } = Op25bMode.Enforce;

        /// <summary>How a blocked connection ends.</summary>
        public BlockAction OnBlock { get; set; } = BlockAction.Redirect;

        /// <summary>The ISP's relays; never null.</summary>
        public Ipv4Prefix[] Relays { get; set; } = new Ipv4Prefix[0];

        /// <summary>How many configured relay names have never been resolved. While there are any, blocking only drops.</summary>
        public int UnresolvedRelayNames { get; set; }

        /// <summary>LAN hosts that OP25B does not concern (fixed address, corporate line); never null.</summary>
        public Ipv4Prefix[] ExemptHosts { get; set; } = new Ipv4Prefix[0];

        /// <summary>When enforcement begins, in seconds since 1970-01-01T00:00:00Z, or <see cref="EffectiveAtOnce"/>.</summary>
        public long EffectiveFromUtcSeconds { get; set; } = EffectiveAtOnce;
    }
}
