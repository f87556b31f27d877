namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>An address or block that must lie in the LAN; judged when the LAN is known.</summary>
    internal sealed record LanBlock(SettingsNode Node, uint Address, int Length);
}
