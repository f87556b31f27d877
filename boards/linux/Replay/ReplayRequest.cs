using Gateway.Settings;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>What is to be replayed, and how.</summary>
    /// <param name="CapturePath">The capture.</param>
    /// <param name="SettingsPath">Where the settings came from.</param>
    /// <param name="Settings">The gateway's settings, those of the command line included.</param>
    /// <param name="LanHosts">The capture's hosts that count as LAN hosts; null for whoever opens a conversation.</param>
    /// <param name="WanOutputPath">Where to write what the gateway sends to the WAN; null for nowhere.</param>
    /// <param name="LanOutputPath">Where to write what it sends to the LAN; null for nowhere.</param>
    internal sealed record ReplayRequest(
        string CapturePath,
        string SettingsPath,
        GatewaySettings Settings,
        Ipv4Prefix? LanHosts,
        string? WanOutputPath,
        string? LanOutputPath);
}
