namespace Gateway.Policy
{
    /// <summary>
    /// How many LAN hosts tried port 25 lately and did not get it, or will not once it is blocked. Their addresses are for
    /// counting each once, and are told to nobody.
    /// </summary>
    public sealed class AffectedHosts
    {
        /// <summary>The most that are counted. Ours: more than a household's hosts that send mail; 500 bytes.</summary>
        public const int Capacity = 64;

        /// <summary>How long a host counts. Ours: as long as its attempts are told (<see cref="AttemptLog.MaximumAgeS"/>).</summary>
        public const int MaximumAgeS = AttemptLog.MaximumAgeS;

        private readonly uint[] _hosts = new uint[Capacity]; // 0: the row is free
        private readonly int[] _lastS = new int[Capacity];

        /// <summary>Notes an attempt. Where there is no row left, the host that has been silent longest gives way.</summary>
        /// <param name="lanHost">Who tried; not 0.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        public void Add(uint lanHost, int nowS)
        {
            uint[] hosts = _hosts;
            int place = 0;
            for (int row = 0; row < Capacity; row++)
            {
                if (hosts[row] == lanHost)
                {
                    place = row;
                    break;
                }

                if (hosts[place] != 0 && (hosts[row] == 0 || _lastS[row] < _lastS[place]))
                {
                    place = row;
                }
            }

            hosts[place] = lanHost;
            _lastS[place] = nowS;
        }

        /// <summary>How many there are.</summary>
        /// <param name="nowS">Monotonic seconds.</param>
        public int Count(int nowS)
        {
            int count = 0;
            for (int row = 0; row < Capacity; row++)
            {
                count += _hosts[row] != 0 && nowS - _lastS[row] < MaximumAgeS ? 1 : 0;
            }

            return count;
        }

        /// <summary>Forgets all: hosts of another LAN are others.</summary>
        public void Clear()
        {
            for (int row = 0; row < Capacity; row++)
            {
                _hosts[row] = 0;
            }
        }
    }
}
