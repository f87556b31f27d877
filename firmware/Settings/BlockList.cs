using Gateway.Wire;

namespace Gateway.Settings
{
    /// <summary>Addresses and blocks of a list in settings, each once.</summary>
    internal sealed class BlockList
    {
        private readonly Ipv4Prefix[] _blocks;
        private int _count;

        /// <summary>Makes an empty list.</summary>
        /// <param name="maximum">The most blocks.</param>
        public BlockList(int maximum)
        {
            _blocks = new Ipv4Prefix[maximum];
        }

        /// <summary>Adds a block, or refuses one that is there, the cursor standing on it.</summary>
        public void Add(SettingsCursor cursor, uint address, int length)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_blocks[i].Address == address && _blocks[i].Length == length)
                {
                    cursor.RefuseShown(SettingsCursor.Repeated);
                    return;
                }
            }

            _blocks[_count++] = new Ipv4Prefix(address, length);
        }

        /// <summary>Gives the blocks.</summary>
        public Ipv4Prefix[] ToArray()
        {
            var blocks = new Ipv4Prefix[_count];
            for (int i = 0; i < _count; i++)
            {
                blocks[i] = _blocks[i];
            }

            return blocks;
        }
    }
}
