namespace Gateway
{
    /// <summary>Lets so many events pass a second, and a burst of them at once.</summary>
    internal sealed class TokenBucket
    {
        private const int MsPerSecond = 1000;

        private readonly int _perSecond;
        private readonly int _burst;
        private long _tokens;
        private long _filledMs;

        /// <summary>Makes a full one.</summary>
        /// <param name="perSecond">Events a second, 1 to 1000.</param>
        /// <param name="burst">Events at once.</param>
        public TokenBucket(int perSecond, int burst)
        {
            _perSecond = perSecond;
            _burst = burst;
            _tokens = burst;
        }

        /// <summary>Takes a token.</summary>
        /// <param name="nowMs">Monotonic milliseconds.</param>
        /// <returns>False when there is none.</returns>
        public bool Take(long nowMs)
        {
            long earned = (nowMs - _filledMs) * _perSecond / MsPerSecond;
            _tokens += earned;
            if (_tokens >= _burst)
            {
                _tokens = _burst;
                _filledMs = nowMs;
            }
            else
            {
                // What is left of a token's time counts for the next one.
                _filledMs += earned * MsPerSecond / _perSecond;
            }

            if (_tokens == 0)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
