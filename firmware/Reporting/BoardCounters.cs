namespace Gateway.Reporting
{
    /// <summary>
    /// What only a board can count. Plain fields, written by the board; what it can't measure it leaves at
    /// <see cref="CounterCatalog.Unmeasured"/>, and no report has it.
    /// </summary>
    public sealed class BoardCounters
    {
        /// <summary>The memory that there is, in KiB.</summary>
        public long MemoryTotalKib = CounterCatalog.Unmeasured;

        /// <summary>The memory that is free, in KiB.</summary>
        public long MemoryFreeKib = CounterCatalog.Unmeasured;

        /// <summary>Packets of the engine that did not leave for the WAN: no room, no line.</summary>
        public long WanPacketsLost = CounterCatalog.Unmeasured;

        /// <summary>Packets of the engine that did not leave for the LAN.</summary>
        public long LanPacketsLost = CounterCatalog.Unmeasured;

        /// <summary>Packets that found no room between the flow cache and the engine.</summary>
        public long CacheRingDrops = CounterCatalog.Unmeasured;

        /// <summary>Settings that were refused, for an error in them; not the remote ones.</summary>
        public long SettingsErrors;
    }
}
