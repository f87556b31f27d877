namespace Gateway.Platform
{
    /// <summary>A random part of a time: a fleet that starts at once does not ask at once.</summary>
    public static class Jitter
    {
        /// <summary>From 0 on, less than the limit; 0 where that is not above 0.</summary>
        public static int Below(int limitMs, IRandom random)
        {
            return limitMs <= 0 ? 0 : (int)(random.NextUInt32() % (uint)limitMs);
        }
    }
}
