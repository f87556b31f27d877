namespace Gateway.Boards.Linux.Replay
{
    /// <summary>
    /// When the engine ticks while the capture's time passes: four times a second, and in long silences less, so that a day
    /// without a packet takes no 345 600 ticks.
    /// </summary>
    internal sealed class TickSchedule
    {
        private const long NanosecondsASecond = 1_000_000_000;
        private const long TickNs = NanosecondsASecond / 4; // the engine's face: at least four times a second
        private const long FineNs = 120 * NanosecondsASecond; // ours: longer than the notice's timers (op25b.md: 60 s)
        private const long FineEndNs = 10 * NanosecondsASecond; // ours: time for all that a jump made due
        private const long CoarseTicks = 1000; // ours: a silence costs some 1500 ticks at the most
        private const long LongestSilenceNs = 86400 * NanosecondsASecond; // ours: the longest timeout is 2 h 4 min

        private readonly CaptureClock _clock;
        private long _silenceFromNs;
        private long _silenceToNs;

        /// <summary>Makes a schedule that begins now.</summary>
        public TickSchedule(CaptureClock clock)
        {
            _clock = clock;
            NextNs = clock.NowNs + TickNs;
        }

        /// <summary>When the next tick is due.</summary>
        public long NextNs { get; private set; }

        /// <summary>Plans for a time without packets.</summary>
        /// <param name="untilNs">When the next packet comes.</param>
        public void Plan(long untilNs)
        {
            _silenceFromNs = _clock.NowNs;
            _silenceToNs = untilNs;
            long tooMuchNs = untilNs - _silenceFromNs - LongestSilenceNs;
            if (tooMuchNs > 0)
            {
                _clock.SkipTo(_silenceFromNs + tooMuchNs);
                _silenceFromNs = _clock.NowNs;
                NextNs = _silenceFromNs + TickNs;
            }
        }

        /// <summary>Notes that the engine has ticked.</summary>
        public void Ticked()
        {
            long nowNs = _clock.NowNs;
            bool isFine = nowNs - _silenceFromNs < FineNs || _silenceToNs - nowNs <= FineEndNs + TickNs;
            long stepNs = isFine ? TickNs : Math.Max(TickNs, (_silenceToNs - FineEndNs - _silenceFromNs - FineNs) / CoarseTicks);
            NextNs = isFine ? nowNs + TickNs : Math.Min(nowNs + stepNs, _silenceToNs - FineEndNs);
        }
    }
}
