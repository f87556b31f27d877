using System;
using Gateway.Platform;

namespace Gateway.Boards.Esp32
{
    /// <summary>The self-test's time. Nothing sets the system time while it runs, so it only moves forward.</summary>
    internal sealed class SelfTestClock : IPlatformClock
    {
        private readonly long _startTicks = DateTime.UtcNow.Ticks;

        /// <summary>Microseconds since the start.</summary>
        public long ElapsedUs
        {
            get { return (DateTime.UtcNow.Ticks - _startTicks) / (TimeSpan.TicksPerMillisecond / 1000); }
        }

        /// <inheritdoc/>
        public long MonotonicMs
        {
            get { return (DateTime.UtcNow.Ticks - _startTicks) / TimeSpan.TicksPerMillisecond; }
        }

        /// <inheritdoc/>
        public bool TryGetUtc(out long utcSeconds)
        {
            // A clock that was never set opens nothing.
            utcSeconds = 0;
            return false;
        }
    }
}
