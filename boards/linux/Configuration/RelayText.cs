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

        /// <summary>Gives them in one line.</summary>
        public static string LineOf(GatewaySettings settings)
        {
            IReadOnlyList<string> relays = Of(settings);
            return relays.Count == 0 ? "none" : string.Join(", ", relays);
        }
    }
}
