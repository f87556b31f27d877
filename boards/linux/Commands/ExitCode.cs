namespace Gateway.Boards.Linux.Commands
{
    /// <summary>What the process returns.</summary>
    internal enum ExitCode
    {
        /// <summary>Done.</summary>
        Success = 0,

        /// <summary>The firmware's counters contradict each other: a fault of the firmware.</summary>
        CountersDoNotAddUp = 1,

        /// <summary>Bad arguments, no capture, unreadable settings, a file that can't be read or written.</summary>
        BadInput = 2,

        /// <summary>A device can't be had (rights, drivers), or was lost.</summary>
        DeviceUnavailable = 3,
    }
}
