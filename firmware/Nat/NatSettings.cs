namespace Gateway.Nat
{
    /// <summary>Settings of the NAT table.</summary>
    public sealed class NatSettings
    {
        /// <summary>Flows of the reference board (nat.md, "Full tables").</summary>
        public const int DefaultMaximumFlows = 512;

        /// <summary>The most flows a table can have: indices are 16 bits wide, and the last one means none.</summary>
        public const int MaximumFlowsLimit = 0xFFFE - MaximumPortForwards;

        /// <summary>The most port forwards. Ours: a home has a few; each costs a mapping for good.</summary>
        public const int MaximumPortForwards = 32;

        /// <summary>Flows in all, 1 to <see cref="MaximumFlowsLimit"/>. The table is sized at start: a later change needs a restart.</summary>
        public int MaximumFlows { get; set; } = DefaultMaximumFlows;

        /// <summary>From which outside hosts packets may begin a flow of a port that a LAN host uses. Ours: from none, stricter than RFC 4787 REQ-8.</summary>
        public NatFiltering Filtering { get; set; } = NatFiltering.AddressAndPortDependent;

        /// <summary>Port forwards, at most <see cref="MaximumPortForwards"/>; never null.</summary>
        public PortForward[] PortForwards { get; set; } = new PortForward[0];
    }
}
