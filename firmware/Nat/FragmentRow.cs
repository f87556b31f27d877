namespace Gateway.Nat
{
    /// <summary>A datagram's row in the <see cref="FragmentTable"/>: ints at these places behind datagram * <see cref="Ints"/>.</summary>
    internal static class FragmentRow
    {
        /// <summary>Ranges of a datagram that may be there with gaps between them. Ours: fragments that overtake each other leave one or two.</summary>
        public const int Ranges = 3;

        public const int Source = 0;
        public const int Destination = 1;
        public const int Key = 2; // identification, protocol and side
        public const int State = 3; // state, side, and where the data ends in units of 8 bytes (0: not known)
        public const int NewSource = 4; // what its fragments leave with, once decided
        public const int NewDestination = 5;
        public const int Order = 6; // a serial number: the smallest is the oldest
        public const int SeenS = 7; // when its first fragment to come came, in monotonic seconds
        public const int FirstRange = 8; // begin above end, in units of 8 bytes; 0: none

        /// <summary>Ints a row.</summary>
        public const int Ints = FirstRange + Ranges;

        /// <summary>States: nothing is in the row.</summary>
        public const int Free = 0;

        /// <summary>Fragments came, and the first one did not.</summary>
        public const int Waiting = 1;

        /// <summary>The first one went on, and the others follow it.</summary>
        public const int Decided = 2;

        /// <summary>None goes on.</summary>
        public const int Refused = 3;

        /// <summary>The state's bits in <see cref="State"/>.</summary>
        public const int StateMask = 0xF;

        /// <summary>The place of the side that a decided datagram goes to, likewise.</summary>
        public const int SideShift = 4;

        /// <summary>That side's bits, at its place.</summary>
        public const int SideMask = 0xF0;

        /// <summary>The end's place, likewise.</summary>
        public const int EndShift = 16;

        /// <summary>The bits of <see cref="Key"/> that say from which side it came.</summary>
        public const int KeySideMask = 0xFF;
    }
}
