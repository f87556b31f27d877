using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>Which addresses and blocks may be relays: destinations that port 25 is opened to.</summary>
    public static class RelayBlock
    {
        /// <summary>
        /// The shortest prefix. Ours: the largest mail farms use blocks of this size. All relays together then open port 25 to
        /// less than a thousandth of the Internet, and a slip such as /8 for /28 is found.
        /// </summary>
        public const int MinimumPrefixLength = 16;

        /// <summary>Tells what is wrong with one. Private addresses are none of our business: an ISP may route them.</summary>
        /// <param name="address">The address as written, in host order.</param>
        /// <param name="length">The prefix length, 32 for a single address.</param>
        /// <returns>What is wrong, to stand behind the value, and what is allowed; null when nothing is.</returns>
        public static string ProblemOf(uint address, int length)
        {
            if (length < MinimumPrefixLength)
            {
                return "is too wide a block, it opens port 25 to many; allowed: " + MinimumPrefixLength.ToString() + " to 32 behind the slash";
            }

            return Ipv4Address.IsNeverForwardedTo(address)
                ? "is an address that nothing is forwarded to; allowed: what a host outside can have"
                : AddressRules.BitsProblemOf(address, length);
        }
    }
}
