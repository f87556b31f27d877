using System;

namespace Gateway.Nat
{
    /// <summary>The fragments that wait for their datagram's first one: places for a whole packet each, made at start.</summary>
    internal sealed class FragmentStore
    {
        /// <summary>No place.</summary>
        public const int None = -1;

        /// <summary>Bytes a place: the largest packet of either side.</summary>
        public const int PlaceLength = EngineSettings.MaximumWanMtu;

        // Ours: 2 places, 3 KB, beside the reference board's 512 flows (house.md's 64 KB hold no more), 16 beside 4096. Two let three
        // fragments come in any order.
        private const int FlowsPerPlace = 256;
        private const int LeastPlaces = 2;
        private const int MostPlaces = 32;

        private readonly byte[] _bytes;
        private readonly int[] _lengths;
        private readonly int[] _owners;
        private readonly FragmentTable _table;
        private readonly int _sideShare;
        private readonly int _sourceShare;

        /// <summary>Makes an empty store.</summary>
        /// <param name="maximumFlows">Flows of the flow table.</param>
        /// <param name="table">The datagrams that own what is held.</param>
        public FragmentStore(int maximumFlows, FragmentTable table)
        {
            int places = maximumFlows / FlowsPerPlace;
            places = places < LeastPlaces ? LeastPlaces : places;
            places = places > MostPlaces ? MostPlaces : places;
            _table = table;
            _bytes = new byte[places * PlaceLength];
            _lengths = new int[places];
            _owners = new int[places];
            for (int place = 0; place < places; place++)
            {
                _owners[place] = FragmentTable.None;
            }

            // Ours: as in the table; but where there are two, whoever comes may have both, and the oldest gives way.
            _sideShare = places - (places / 4);
            _sourceShare = places / 2 < LeastPlaces ? LeastPlaces : places / 2;
        }

        /// <summary>How many places there are.</summary>
        public int Places
        {
            get { return _owners.Length; }
        }

        /// <summary>Holds all packets, <see cref="PlaceLength"/> bytes a place.</summary>
        public byte[] Bytes
        {
            get { return _bytes; }
        }

        /// <summary>The datagram of a place, or <see cref="FragmentTable.None"/> when nothing is held there.</summary>
        public int OwnerOf(int place)
        {
            return _owners[place];
        }

        /// <summary>Bytes of the packet in a place.</summary>
        public int LengthOf(int place)
        {
            return _lengths[place];
        }

        /// <summary>Frees a place.</summary>
        public void Free(int place)
        {
            _owners[place] = FragmentTable.None;
        }

        /// <summary>Holds a packet, where a place is free and shares allow it.</summary>
        /// <returns>False when not.</returns>
        public bool TryHold(int datagram, byte[] buffer, int offset, int length)
        {
            int place = FindPlace(datagram);
            if (place == None || length > PlaceLength)
            {
                return false;
            }

            Array.Copy(buffer, offset, _bytes, place * PlaceLength, length);
            _lengths[place] = length;
            _owners[place] = datagram;
            return true;
        }

        /// <summary>
        /// The datagram that gives way to another's fragment: of those that wait, the oldest of the same source where that has its
        /// share, or of the same side where that has; else the oldest of all.
        /// </summary>
        /// <returns>A datagram, or <see cref="FragmentTable.None"/>.</returns>
        public int FindVictim(int datagram)
        {
            bool isBySource = CountLike(datagram, true) >= _sourceShare;
            bool isOfAll = !isBySource && CountLike(datagram, false) < _sideShare;
            int[] rows = _table.Rows;
            int victim = FragmentTable.None;
            for (int place = 0; place < _owners.Length; place++)
            {
                int owner = _owners[place];
                bool isOther = owner != FragmentTable.None && owner != datagram && (isOfAll || IsLike(owner, datagram, isBySource));
                if (isOther && (victim == FragmentTable.None || IsOlder(rows, owner, victim)))
                {
                    victim = owner;
                }
            }

            return victim;
        }

        private static bool IsOlder(int[] rows, int datagram, int other)
        {
            return rows[(datagram * FragmentRow.Ints) + FragmentRow.Order] - rows[(other * FragmentRow.Ints) + FragmentRow.Order] < 0;
        }

        private int FindPlace(int datagram)
        {
            if (CountLike(datagram, true) >= _sourceShare || CountLike(datagram, false) >= _sideShare)
            {
                return None;
            }

            for (int place = 0; place < _owners.Length; place++)
            {
                if (_owners[place] == FragmentTable.None)
                {
                    return place;
                }
            }

            return None;
        }

        private int CountLike(int datagram, bool isBySource)
        {
            int count = 0;
            for (int place = 0; place < _owners.Length; place++)
            {
                count += _owners[place] != FragmentTable.None && IsLike(_owners[place], datagram, isBySource) ? 1 : 0;
            }

            return count;
        }

        // Of the same side, and of the same source where that is asked.
        private bool IsLike(int datagram, int other, bool isBySource)
        {
            int[] rows = _table.Rows;
            int row = datagram * FragmentRow.Ints;
            int otherRow = other * FragmentRow.Ints;
            return ((rows[row + FragmentRow.Key] ^ rows[otherRow + FragmentRow.Key]) & FragmentRow.KeySideMask) == 0
                && (!isBySource || rows[row + FragmentRow.Source] == rows[otherRow + FragmentRow.Source]);
        }
    }
}
