using Gateway.Boards.Linux.Configuration;
using Gateway.Boards.Linux.Replay;
using Gateway.Policy;
using Gateway.Settings;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The settings that matter most, in one line.</summary>
    internal static class SettingsText
    {
        /// <summary>Writes it.</summary>
        public static string Of(GatewaySettings settings)
        {
            EngineSettings engine = settings.Engine;
            Op25bSettings op25b = engine.Op25b;
            string wan = engine.WanAddress == EngineSettings.NoAddress ? "none" : Ipv4Text.Format(engine.WanAddress);
            return $"LAN {Ipv4Text.Format(engine.LanAddress)}/{engine.LanPrefixLength}, WAN {wan}, port 25 {Words.Of(op25b.Mode.ToString())}, "
                + $"on block {Words.Of(op25b.OnBlock.ToString())}, relays {RelayText.LineOf(settings)}";
        }
    }
}
