namespace Gateway.Platform
{
    /// <summary>The ports of the gateway's own stack (nat.md, "What is for whom"; RFC 6335 §6, dynamic ports): NAT's end below.</summary>
    public static class HostPorts
    {
        /// <summary>The lowest.</summary>
        public const int First = 49152;

        /// <summary>The highest.</summary>
        public const int Last = 65535;

        /// <summary>Chooses one at random: for every question another, so that it must be guessed too (RFC 5452 §9.2).</summary>
        public static int Choose(IRandom random)
        {
            // A power of two of them, so the remainder favours none.
            return First + (int)(random.NextUInt32() % (Last - First + 1));
        }
    }
}
