using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The machine's clock. A PC keeps time while it is off, so the UTC counts as known.</summary>
    internal sealed class SystemClock : IPlatformClock
    {
        /// <inheritdoc/>
        public long MonotonicMs => Environment.TickCount64;

        /// <inheritdoc/>
        public bool TryGetUtc(out long utcSeconds)
        {
            utcSeconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            return true;
        }
    }
}
