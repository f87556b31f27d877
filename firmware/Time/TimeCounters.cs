namespace Gateway.Time
{
    /// <summary>What became of the questions for the time. Plain fields, written by this room alone.</summary>
    public sealed class TimeCounters
    {
        /// <summary>Questions sent.</summary>
        public long Questions;

        /// <summary>Questions that could not be sent: no socket, no address, no route.</summary>
        public long SendFailures;

        /// <summary>Questions that got no answer in time.</summary>
        public long Timeouts;

        /// <summary>Datagrams that were no answers: from others, or not repeating our number.</summary>
        public long Foreign;

        /// <summary>Answers of servers that do not know the time, or talk nonsense.</summary>
        public long Unusable;

        /// <summary>Servers that refused us (DENY, RSTR).</summary>
        public long Denied;

        /// <summary>Servers that found us too eager (RATE).</summary>
        public long RateLimited;

        /// <summary>Times before the clock's floor, refused.</summary>
        public long BeforeFloor;

        /// <summary>Times that fit neither the clock nor the answer before: not believed until another one agrees.</summary>
        public long Unconfirmed;

        /// <summary>Times taken.</summary>
        public long Taken;

        /// <summary>Of those, how many set the clock, the first time or to another time than it showed.</summary>
        public long Steps;
    }
}
