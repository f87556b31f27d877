namespace Gateway.Fuzz
{
    /// <summary>The latest datagrams whose first fragment was seen on the WAN: only their later fragments may follow.</summary>
    internal sealed class FirstFragments
    {
        private const int Capacity = 1024; // ours: far more than the engine can know

        private readonly ulong[] _keys = new ulong[Capacity];
        private int _next;

        /// <summary>Keeps one.</summary>
        public void Add(uint destination, int protocol, int identification)
        {
            if (!Contains(destination, protocol, identification))
            {
                _keys[_next] = KeyOf(destination, protocol, identification);
                _next = (_next + 1) % Capacity;
            }
        }

        /// <summary>Tells whether one was seen.</summary>
        public bool Contains(uint destination, int protocol, int identification)
        {
            return Array.IndexOf(_keys, KeyOf(destination, protocol, identification)) >= 0;
        }

        // Never 0, which an empty place holds: a protocol is no 0 where it comes here.
        private static ulong KeyOf(uint destination, int protocol, int identification)
        {
            return ((ulong)destination << 32) | ((uint)protocol << 16) | (uint)identification;
        }
    }
}
