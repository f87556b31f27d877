namespace Gateway.Boards.Linux.Captures
{
    /// <summary>What an interface description block says.</summary>
    /// <param name="LinkType">The number of its link type, known or not.</param>
    /// <param name="SnapLength">The most bytes captured a frame; 0 for no limit.</param>
    /// <param name="UnitsASecond">The resolution of its timestamps.</param>
    /// <param name="OffsetSeconds">What is added to its timestamps.</param>
    internal sealed record PcapngInterface(int LinkType, uint SnapLength, ulong UnitsASecond, long OffsetSeconds)
    {
        /// <summary>Units a second where nothing is said (draft-ietf-opsawg-pcapng, if_tsresol).</summary>
        public const ulong DefaultUnitsASecond = 1_000_000;

        private const ulong NanosecondsASecond = 1_000_000_000;

        /// <summary>A timestamp in nanoseconds since 1970; 0 where it lies out of all reason.</summary>
        public long ToNanoseconds(ulong timestamp)
        {
            Int128 nanoseconds = (Int128)((UInt128)timestamp * NanosecondsASecond / UnitsASecond)
                + ((Int128)OffsetSeconds * NanosecondsASecond);
            return nanoseconds < 0 || nanoseconds > long.MaxValue ? 0 : (long)nanoseconds;
        }
    }
}
