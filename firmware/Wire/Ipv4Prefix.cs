namespace Gateway.Wire
{
    /// <summary>An IPv4 address block in CIDR notation (RFC 4632); a single address has the length 32.</summary>
    public sealed class Ipv4Prefix
    {
        /// <summary>The longest prefix: one address.</summary>
        public const int MaximumLength = 32;

        /// <summary>Makes a block. Bits of the address behind the prefix are cleared.</summary>
        /// <param name="address">An address of the block, in host order.</param>
        /// <param name="length">0 to 32; a length outside is taken as 32, which matches least.</param>
        public Ipv4Prefix(uint address, int length)
        {
            Length = length < 0 || length > MaximumLength ? MaximumLength : length;
            Mask = MaskOf(Length);
            Address = address & Mask;
        }

        /// <summary>The first address, in host order.</summary>
        public uint Address { get; }

        /// <summary>The prefix length in bits.</summary>
        public int Length { get; }

        /// <summary>The network mask, in host order.</summary>
        public uint Mask { get; }

        /// <summary>The mask of a prefix length from 0 to 32, in host order.</summary>
        public static uint MaskOf(int length)
        {
            // A shift by 32 is a shift by 0 in C#.
            return length <= 0 ? 0u : 0xFFFFFFFFu << (MaximumLength - length);
        }

        /// <summary>Tells whether the block holds an address.</summary>
        public bool Contains(uint address)
        {
            return (address & Mask) == Address;
        }
    }
}
