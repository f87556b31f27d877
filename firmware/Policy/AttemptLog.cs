namespace Gateway.Policy
{
    /// <summary>
    /// What LAN hosts tried at port 25 lately and did not get, or will not get once it is blocked: for the hosts' own eyes, on
    /// the status page. It never leaves the house. A fixed number of rows; the same try again counts in its row.
    /// </summary>
    public sealed class AttemptLog
    {
        /// <summary>Rows in all. Ours: more than a household's mail programs; 800 bytes.</summary>
        public const int Capacity = 32;

        /// <summary>Rows of one host: its latest. Ours: an infected host must not push out the others' rows.</summary>
        public const int MaximumRowsAHost = 8;

        /// <summary>How long an attempt is told. Ours: a DHCP lease's usual time, for the address may be another device's by then.</summary>
        public const int MaximumAgeS = 24 * 3600;

        private const int None = -1;

        private readonly uint[] _hosts = new uint[Capacity]; // 0: the row is free
        private readonly uint[] _destinations = new uint[Capacity];
        private readonly int[] _lastS = new int[Capacity];
        private readonly int[] _counts = new int[Capacity];
        private readonly byte[] _verdicts = new byte[Capacity];

        // Which of two rows is the later one: seconds are too coarse.
        private readonly int[] _order = new int[Capacity];
        private int _nextOrder;

        /// <summary>Notes one attempt.</summary>
        /// <param name="lanHost">Who tried; not 0.</param>
        /// <param name="destination">At whose port 25.</param>
        /// <param name="verdict">What became of it.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        public void Add(uint lanHost, uint destination, Verdict verdict, int nowS)
        {
            int row = FindPlace(lanHost, destination, verdict);
            bool isSame = _hosts[row] == lanHost && _destinations[row] == destination && _verdicts[row] == (byte)verdict;
            _counts[row] = isSame ? _counts[row] + 1 : 1;
            _hosts[row] = lanHost;
            _destinations[row] = destination;
            _verdicts[row] = (byte)verdict;
            _lastS[row] = nowS;
            _order[row] = _nextOrder++;
        }

        /// <summary>Copies a host's rows that are not too old, the latest first.</summary>
        /// <param name="lanHost">The host.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <param name="into">Takes the copy.</param>
        public void Read(uint lanHost, int nowS, AttemptList into)
        {
            into.Count = 0;
            for (int row = LatestBefore(lanHost, _nextOrder); row != None; row = LatestBefore(lanHost, _order[row]))
            {
                if (nowS - _lastS[row] >= MaximumAgeS)
                {
                    return;
                }

                int at = into.Count++;
                into.Destinations[at] = _destinations[row];
                into.LastS[at] = _lastS[row];
                into.Counts[at] = _counts[row];
                into.Verdicts[at] = (Verdict)_verdicts[row];
            }
        }

        /// <summary>Forgets all: hosts of another LAN are others.</summary>
        public void Clear()
        {
            for (int row = 0; row < Capacity; row++)
            {
                _hosts[row] = 0;
            }
        }

        // The row of the same attempt; else a free one, or the oldest: of the host's own when it has its share, else of all.
        private int FindPlace(uint lanHost, uint destination, Verdict verdict)
        {
            int free = None;
            int oldest = 0;
            int oldestOwn = None;
            int own = 0;
            for (int row = 0; row < Capacity; row++)
            {
                uint host = _hosts[row];
                if (host == 0)
                {
                    free = row;
                    continue;
                }

                if (_order[row] - _order[oldest] < 0)
                {
                    oldest = row;
                }

                if (host == lanHost)
                {
                    if (_destinations[row] == destination && _verdicts[row] == (byte)verdict)
                    {
                        return row;
                    }

                    own++;
                    oldestOwn = oldestOwn == None || _order[row] - _order[oldestOwn] < 0 ? row : oldestOwn;
                }
            }

            return own >= MaximumRowsAHost ? oldestOwn : free != None ? free : oldest;
        }

        private int LatestBefore(uint lanHost, int order)
        {
            int latest = None;
            for (int row = 0; row < Capacity; row++)
            {
                if (_hosts[row] == lanHost && _order[row] - order < 0 && (latest == None || _order[row] - _order[latest] > 0))
                {
                    latest = row;
                }
            }

            return latest;
        }
    }
}
