namespace Gateway.Nat
{
    /// <summary>
    /// The LAN hosts that have flows: how many, and the lists of them that eviction goes by. A row lives as long as its host
    /// has a flow.
    /// </summary>
    internal sealed class HostTable
    {
        /// <summary>Ints a row.</summary>
        public const int Ints = 6;

        /// <summary>The address; the int behind is the number of flows.</summary>
        public const int Address = 0;

        /// <summary>Number of flows.</summary>
        public const int FlowCount = 1;

        /// <summary>Ends of the list of opening, closing and unanswered flows, longest idle first.</summary>
        public const int Transitory = 2;

        /// <summary>Ends of the list of established flows, longest idle first.</summary>
        public const int Steady = 3;

        /// <summary>The next host of the hash bucket, or of the free rows.</summary>
        public const int Next = 4;

        /// <summary>The checksum delta of its address that becomes our WAN address (RFC 1624): the same for all its flows.</summary>
        public const int AddressDelta = 5;

        /// <summary>Ours: more than the 253 hosts of a /24, the common home network.</summary>
        public const int MaximumHosts = 256;

        private readonly int _capacity;
        private readonly int _mask;
        private readonly int[] _rows;
        // Neighbours in a prefix fall into different buckets by themselves, and a /24 into 256 of them: no seed, no mixing.
        private readonly ushort[] _buckets;
        private int _free;

        /// <summary>Makes an empty table.</summary>
        /// <param name="maximumFlows">Flows of the flow table: no more hosts than that.</param>
        public HostTable(int maximumFlows)
        {
            _capacity = maximumFlows < MaximumHosts ? maximumFlows : MaximumHosts;
            int buckets = FlowHash.BucketsFor(_capacity);
            _mask = buckets - 1;
            _rows = new int[_capacity * Ints];
            _buckets = new ushort[buckets];
            for (int i = 0; i < buckets; i++)
            {
                _buckets[i] = FlowRow.None;
            }

            for (int host = 0; host < _capacity; host++)
            {
                _rows[(host * Ints) + Next] = host + 1 < _capacity ? host + 1 : FlowRow.None;
            }
        }

        /// <summary>The rows; lists of flows end in them.</summary>
        public int[] Rows
        {
            get { return _rows; }
        }

        /// <summary>How many hosts have flows.</summary>
        public int Count { get; private set; }

        /// <summary>Finds a host, or <see cref="FlowRow.None"/>.</summary>
        public int Find(uint address)
        {
            int[] rows = _rows;
            int host = _buckets[(int)address & _mask];
            while (host != FlowRow.None && rows[(host * Ints) + Address] != (int)address)
            {
                host = rows[(host * Ints) + Next];
            }

            return host;
        }

        /// <summary>Adds a host that is not there yet; <see cref="FlowRow.None"/> when the table is full.</summary>
        /// <param name="address">The host.</param>
        /// <param name="addressDelta">The checksum delta of its address.</param>
        public int Add(uint address, int addressDelta)
        {
            int host = _free;
            if (host == FlowRow.None)
            {
                return host;
            }

            int row = host * Ints;
            int bucket = (int)address & _mask;
            _free = _rows[row + Next];
            _rows[row + Address] = (int)address;
            _rows[row + FlowCount] = 0;
            _rows[row + AddressDelta] = addressDelta;
            _rows[row + Transitory] = FlowList.Empty;
            _rows[row + Steady] = FlowList.Empty;
            _rows[row + Next] = _buckets[bucket];
            _buckets[bucket] = (ushort)host;
            Count++;
            return host;
        }

        /// <summary>Forgets a host without flows.</summary>
        public void Remove(int host)
        {
            int bucket = _rows[(host * Ints) + Address] & _mask;
            int next = _rows[(host * Ints) + Next];
            if (_buckets[bucket] == host)
            {
                _buckets[bucket] = (ushort)next;
            }
            else
            {
                int previous = _buckets[bucket];
                while (_rows[(previous * Ints) + Next] != host)
                {
                    previous = _rows[(previous * Ints) + Next];
                }

                _rows[(previous * Ints) + Next] = next;
            }

            _rows[(host * Ints) + FlowCount] = 0;
            _rows[(host * Ints) + Next] = _free;
            _free = host;
            Count--;
        }

        /// <summary>The host with most flows, or <see cref="FlowRow.None"/>. A scan of all hosts: only for a full flow table.</summary>
        public int FindLargest()
        {
            int largest = FlowRow.None;
            int most = 0;
            for (int host = 0; host < _capacity; host++)
            {
                int flows = _rows[(host * Ints) + FlowCount];
                if (flows > most)
                {
                    most = flows;
                    largest = host;
                }
            }

            return largest;
        }
    }
}
