namespace Gateway.Policy
{
    /// <summary>Packets dropped, by reason.</summary>
    public sealed class DropCounters
    {
        /// <summary>How many reasons there are, <see cref="DropReason.None"/> included.</summary>
        public const int ReasonCount = (int)DropReason.FragmentTimeout + 1;

        private long[] _packets = new long[ReasonCount];

        /// <summary>Packets dropped for any reason.</summary>
        public long Total { get; private set; }

        /// <summary>Counts one packet.</summary>
        public void Add(DropReason reason)
        {
            _packets[(int)reason]++;
            Total++;
        }

        /// <summary>Gives a copy.</summary>
        public DropCounters Copy()
        {
            var copy = (DropCounters)MemberwiseClone();
            copy._packets = (long[])_packets.Clone();
            return copy;
        }

        /// <summary>Packets dropped for a reason.</summary>
        public long Of(DropReason reason)
        {
            return _packets[(int)reason];
        }
    }
}
