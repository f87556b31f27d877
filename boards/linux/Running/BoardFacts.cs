using System.Globalization;
using Gateway.Control;
using Gateway.Platform;
using Gateway.Reporting;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>What this board counts and measures beside the firmware: memory, packets that found no device, refused settings.</summary>
    internal sealed class BoardFacts
    {
        private const string MemoryPath = "/proc/meminfo";

        /// <summary>The latest facts.</summary>
        public BoardCounters Counters { get; } = new();

        /// <summary>Looks anew. It reads a file of the kernel's, so it is called outside the engine's lock.</summary>
        public void Update(PacketLoop packets, SettingsKeeper keeper, RemoteSettings? remote)
        {
            Counters.WanPacketsLost = packets.LostTo(Side.Wan);
            Counters.LanPacketsLost = packets.LostTo(Side.Lan);
            Counters.SettingsErrors = keeper.Errors + (remote?.Errors ?? 0);
            try
            {
                string[] lines = File.ReadAllLines(MemoryPath);
                Counters.MemoryTotalKib = KibOf(lines, "MemTotal:");
                Counters.MemoryFreeKib = KibOf(lines, "MemAvailable:");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Counters.MemoryTotalKib = CounterCatalog.Unmeasured;
                Counters.MemoryFreeKib = CounterCatalog.Unmeasured;
            }
        }

        // A line reads "MemTotal:       16303428 kB".
        private static long KibOf(string[] lines, string name)
        {
            string[]? words = Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))
                ?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words?.Length >= 2 && long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out long kib)
                ? kib
                : CounterCatalog.Unmeasured;
        }
    }
}
