namespace Gateway.Nat
{
    /// <summary>
    /// The datagrams that come in fragments (RFC 4787 REQ-14): which parts of each were there, and what the first one's fate
    /// was. Small, and sized at start in proportion to the flow table; scanned, since fragments are few.
    /// </summary>
    internal sealed class FragmentTable
    {
        /// <summary>No datagram.</summary>
        public const int None = -1;

        /// <summary>How long a datagram's fragments may be on their way. RFC 791 §3.2: 15 s to begin with.</summary>
        public const int TimeoutS = 15;

        // Ours: 16 datagrams beside the reference board's 512 flows; a resolver's large answers are all that is usual.
        private const int FlowsPerDatagram = 32;
        private const int LeastDatagrams = 4;
        private const int MostDatagrams = 64;

        private readonly int _capacity;
        private readonly int _sideShare;
        private readonly int _sourceShare;
        private readonly int[] _rows;
        private int _order;

        /// <summary>Makes an empty table.</summary>
        /// <param name="maximumFlows">Flows of the flow table.</param>
        public FragmentTable(int maximumFlows)
        {
            int capacity = maximumFlows / FlowsPerDatagram;
            capacity = capacity < LeastDatagrams ? LeastDatagrams : capacity;
            _capacity = capacity > MostDatagrams ? MostDatagrams : capacity;
            _rows = new int[_capacity * FragmentRow.Ints];

            // Ours: neither can a side starve the other, nor a host the others of its side.
            _sideShare = _capacity - (_capacity / 4);
            _sourceShare = _capacity / 2;
        }

        /// <summary>The rows (<see cref="FragmentRow"/>).</summary>
        public int[] Rows
        {
            get { return _rows; }
        }

        /// <summary>Datagrams in all that fit.</summary>
        public int Capacity
        {
            get { return _capacity; }
        }

        /// <summary>Finds a datagram, or <see cref="None"/>.</summary>
        public int Find(uint source, uint destination, int key)
        {
            int[] rows = _rows;
            for (int datagram = 0; datagram < _capacity; datagram++)
            {
                int row = datagram * FragmentRow.Ints;
                if (rows[row + FragmentRow.Source] == (int)source
                    && rows[row + FragmentRow.Destination] == (int)destination
                    && rows[row + FragmentRow.Key] == key
                    && rows[row + FragmentRow.State] != FragmentRow.Free)
                {
                    return datagram;
                }
            }

            return None;
        }

        /// <summary>
        /// The row for a new datagram. Where its source has its share, that source's oldest gives way; where the side has its share or
        /// all are taken, the side's oldest whose first fragment did not go on: a flood of such never drives out what flows.
        /// </summary>
        /// <returns>A row, free or to be freed, or <see cref="None"/> when nothing may go.</returns>
        public int FindRoom(uint source, int key)
        {
            int[] rows = _rows;
            int side = key & FragmentRow.KeySideMask;
            int free = None;
            int ofSide = 0;
            int ofSource = 0;
            int oldestOfSource = None;
            int oldestUndecided = None;
            for (int datagram = 0; datagram < _capacity; datagram++)
            {
                int row = datagram * FragmentRow.Ints;
                if (rows[row + FragmentRow.State] == FragmentRow.Free)
                {
                    free = datagram;
                    continue;
                }

                if ((rows[row + FragmentRow.Key] & FragmentRow.KeySideMask) != side)
                {
                    continue;
                }

                ofSide++;
                if (rows[row + FragmentRow.Source] == (int)source)
                {
                    ofSource++;
                    oldestOfSource = Older(oldestOfSource, datagram);
                }

                if ((rows[row + FragmentRow.State] & FragmentRow.StateMask) != FragmentRow.Decided)
                {
                    oldestUndecided = Older(oldestUndecided, datagram);
                }
            }

            if (ofSource >= _sourceShare)
            {
                return oldestOfSource;
            }

            return ofSide >= _sideShare || free == None ? oldestUndecided : free;
        }

        /// <summary>Begins a datagram in a free row.</summary>
        public void Begin(int datagram, uint source, uint destination, int key, int nowS)
        {
            int[] rows = _rows;
            int row = datagram * FragmentRow.Ints;
            rows[row + FragmentRow.Source] = (int)source;
            rows[row + FragmentRow.Destination] = (int)destination;
            rows[row + FragmentRow.Key] = key;
            rows[row + FragmentRow.State] = FragmentRow.Waiting;
            rows[row + FragmentRow.Order] = _order++;
            rows[row + FragmentRow.SeenS] = nowS;
            for (int i = 0; i < FragmentRow.Ranges; i++)
            {
                rows[row + FragmentRow.FirstRange + i] = 0;
            }
        }

        /// <summary>Forgets a datagram.</summary>
        public void Remove(int datagram)
        {
            _rows[(datagram * FragmentRow.Ints) + FragmentRow.State] = FragmentRow.Free;
        }

        /// <summary>Where a datagram stands.</summary>
        public int StateOf(int datagram)
        {
            return _rows[(datagram * FragmentRow.Ints) + FragmentRow.State] & FragmentRow.StateMask;
        }

        /// <summary>Says where a datagram stands; for a decided one, which side it goes to.</summary>
        public void SetState(int datagram, int state, int side)
        {
            int place = (datagram * FragmentRow.Ints) + FragmentRow.State;
            int other = _rows[place] & ~(FragmentRow.StateMask | FragmentRow.SideMask);
            _rows[place] = other | (side << FragmentRow.SideShift) | state;
        }

        /// <summary>Tells whether a datagram's time is over.</summary>
        public bool IsExpired(int datagram, int nowS)
        {
            return nowS - _rows[(datagram * FragmentRow.Ints) + FragmentRow.SeenS] > TimeoutS;
        }

        /// <summary>Marks a part of a datagram as there.</summary>
        /// <param name="datagram">The datagram.</param>
        /// <param name="begin">Where it begins, in units of 8 bytes.</param>
        /// <param name="end">Where it ends, likewise, the last unit counted whole.</param>
        /// <param name="isLast">Whether the datagram ends there.</param>
        /// <returns>Whether it may be, and if not, why.</returns>
        public FragmentFit Mark(int datagram, int begin, int end, bool isLast)
        {
            int[] rows = _rows;
            int row = datagram * FragmentRow.Ints;
            int known = rows[row + FragmentRow.State] >> FragmentRow.EndShift;
            if (known != 0 && (isLast || end > known))
            {
                return FragmentFit.Overlaps;
            }

            int free = None;
            int before = None;
            int behind = None;
            for (int i = row + FragmentRow.FirstRange; i < row + FragmentRow.Ints; i++)
            {
                int rangeBegin = rows[i] >> 16;
                int rangeEnd = rows[i] & 0xFFFF;
                if (rangeEnd == 0)
                {
                    free = i;
                }
                else if ((begin < rangeEnd && rangeBegin < end) || (isLast && rangeEnd > begin))
                {
                    return FragmentFit.Overlaps;
                }
                else if (rangeEnd == begin)
                {
                    before = i;
                }
                else if (rangeBegin == end)
                {
                    behind = i;
                }
            }

            int newBegin = before == None ? begin : rows[before] >> 16;
            int newEnd = behind == None ? end : rows[behind] & 0xFFFF;
            int place = before != None ? before : behind != None ? behind : free;
            if (place == None)
            {
                return FragmentFit.TooManyGaps;
            }

            rows[place] = (newBegin << 16) | newEnd;
            if (before != None && behind != None)
            {
                rows[behind] = 0;
            }

            rows[row + FragmentRow.State] |= isLast ? end << FragmentRow.EndShift : 0;
            return FragmentFit.Fits;
        }

        /// <summary>Tells whether all of a datagram was there.</summary>
        public bool IsComplete(int datagram)
        {
            int row = datagram * FragmentRow.Ints;
            int end = _rows[row + FragmentRow.State] >> FragmentRow.EndShift;
            for (int i = row + FragmentRow.FirstRange; end != 0 && i < row + FragmentRow.Ints; i++)
            {
                if (_rows[i] == end)
                {
                    return true; // from 0 to the end
                }
            }

            return false;
        }

        private int Older(int oldest, int datagram)
        {
            // By difference: the serial number may wrap.
            return oldest == None
                || _rows[(datagram * FragmentRow.Ints) + FragmentRow.Order] - _rows[(oldest * FragmentRow.Ints) + FragmentRow.Order] < 0
                ? datagram
                : oldest;
        }
    }
}
