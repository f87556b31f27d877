using Gateway.Settings;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>The relays of settings as text.</summary>
    internal static class RelayText
    {
        /// <summary>Gives addresses and blocks, then names.</summary>
        public static IReadOnlyList<string> Of(GatewaySettings settings)
        {
            return [.. settings.Engine.Op25b.Relays.Select(Ipv4Text.Format), .. settings.RelayNames];
        }
    }
}
