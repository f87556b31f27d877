using Gateway.Platform;
using Gateway.Storage;

namespace Gateway.Time
{
    /// <summary>
    /// The gateway's clock: the board's monotonic time, and the UTC that time servers gave, which runs on with it. Without time
    /// servers it is the board's own UTC, where that knows one (a PC does, a device does not).
    /// </summary>
    /// <remarks>
    /// <para>A time is believed when it agrees with the clock, or with the answer before it: one wrong answer sets nothing. So two
    /// servers that disagree leave the clock as it is: unknown, or running on as the third voice. Nobody can tell which of the two
    /// is right, and an unknown time enforces, which opens nothing.</para>
    /// <para>What is read here goes back only when two answers agree on an earlier time, more than <see cref="AgreementMs"/> away.
    /// Smaller corrections hold it until the time has come up: the start date is not passed twice, and reports keep their order.
    /// A known time stays known however long the servers are silent (a crystal loses minutes a year).</para>
    /// </remarks>
    public sealed class NetworkClock : IPlatformClock
    {
        /// <summary>
        /// ours: how far two times that agree may lie apart. Two answers may each be half a timeout wrong, and a crystal half a
        /// second in the longest time between two.
        /// </summary>
        public const int AgreementMs = 5 * 1000;

        /// <summary>The longest payload of the record that keeps the floor.</summary>
        public const int FloorRecordLength = ClockFloor.RecordLength;

        private const int MsPerSecond = 1000;

        private readonly IPlatformClock _board;
        private readonly ClockFloor _floor;
        private bool _usesServers;
        private bool _isKnown;
        private long _offsetMs; // UTC less monotonic time
        private long _heldUtcMs; // no earlier time is shown
        private bool _hasCandidate;
        private long _candidateOffsetMs;

        /// <summary>Makes it, and reads the floor.</summary>
        /// <param name="board">The board's time.</param>
        /// <param name="floor">Keeps the floor; its payload may be <see cref="FloorRecordLength"/> bytes long.</param>
        public NetworkClock(IPlatformClock board, TwoSlotRecord floor)
        {
            _board = board;
            _floor = new ClockFloor(floor, board.MonotonicMs);
            Counters = new TimeCounters();
        }

        /// <summary>What became of the questions for the time.</summary>
        public TimeCounters Counters { get; }

        /// <inheritdoc/>
        public long MonotonicMs
        {
            get { return _board.MonotonicMs; }
        }

        /// <summary>No time before this one is believed; seconds since 1970.</summary>
        public long FloorUtcSeconds
        {
            get { return _floor.UtcSeconds; }
        }

        /// <summary>
        /// Whether time servers are configured, resolved or not. With them, the board's own UTC counts for nothing; a change
        /// makes the time unknown until it is told anew.
        /// </summary>
        public bool UsesServers
        {
            get
            {
                return _usesServers;
            }

            set
            {
                if (value != _usesServers)
                {
                    _usesServers = value;
                    _isKnown = false;
                    _hasCandidate = false;
                }
            }
        }

        /// <inheritdoc/>
        public bool TryGetUtc(out long utcSeconds)
        {
            if (!_usesServers)
            {
                if (_board.TryGetUtc(out utcSeconds) && utcSeconds >= _floor.UtcSeconds)
                {
                    return true;
                }

                utcSeconds = 0;
                return false;
            }

            if (!_isKnown)
            {
                utcSeconds = 0;
                return false;
            }

            long utcMs = _board.MonotonicMs + _offsetMs;
            utcSeconds = (utcMs > _heldUtcMs ? utcMs : _heldUtcMs) / MsPerSecond;
            return true;
        }

        /// <summary>Takes the time from a server's answer, or not.</summary>
        /// <param name="utcMs">What time it is now, in milliseconds since 1970.</param>
        public TimeOffer Offer(long utcMs)
        {
            if (utcMs < _floor.UtcSeconds * MsPerSecond)
            {
                Counters.BeforeFloor++;
                return TimeOffer.BeforeFloor;
            }

            long nowMs = _board.MonotonicMs;
            long offsetMs = utcMs - nowMs;
            if (_isKnown && Agree(offsetMs, _offsetMs))
            {
                long shownMs = nowMs + _offsetMs;
                _heldUtcMs = shownMs > _heldUtcMs ? shownMs : _heldUtcMs;
            }
            else if (_hasCandidate && Agree(offsetMs, _candidateOffsetMs))
            {
                _isKnown = true;
                _heldUtcMs = 0;
                Counters.Steps++;
            }
            else
            {
                _hasCandidate = true;
                _candidateOffsetMs = offsetMs;
                Counters.Unconfirmed++;
                return TimeOffer.Unconfirmed;
            }

            _offsetMs = offsetMs;
            _hasCandidate = false;
            Counters.Taken++;
            return TimeOffer.Taken;
        }

        /// <summary>
        /// Stores the floor when that is due, a few times a day. To be called now and then (a minute is often enough), where
        /// storage may be waited for.
        /// </summary>
        public void KeepFloor()
        {
            if (TryGetUtc(out long utcSeconds))
            {
                _floor.Follow(utcSeconds, _board.MonotonicMs);
            }
        }

        private static bool Agree(long oneMs, long otherMs)
        {
            long differenceMs = oneMs - otherMs;
            return differenceMs <= AgreementMs && differenceMs >= -AgreementMs;
        }
    }
}
