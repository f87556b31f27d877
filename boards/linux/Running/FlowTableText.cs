using System.Globalization;
using Gateway.Boards.Linux.Replay;
using Gateway.Nat;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The flow table, as a person reads it.</summary>
    internal static class FlowTableText
    {
        /// <summary>The most flows that are shown: ours, a screenful.</summary>
        public const int MaximumRows = 20;

        /// <summary>Writes it.</summary>
        public static void Write(Engine engine, TextWriter output)
        {
            output.WriteLine($"Flows: {engine.FlowCount} of {engine.HostCount} LAN hosts");
            if (engine.FlowCount == 0)
            {
                return;
            }

            output.WriteLine($"  {"",-4}  {"LAN host",-21}  {"outside host",-21}  {"as port",7}  {"state",-11}  {"out",5}  {"in",5}  note");
            FlowSnapshot flow = new();
            int cursor = 0;
            int rows = 0;
            while (rows < MaximumRows && engine.ReadFlow(ref cursor, flow))
            {
                rows++;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Words.OfProtocol(flow.Protocol),-4}  "
                    + $"{End(flow.LanAddress, flow.LanPort),-21}  {End(flow.RemoteAddress, flow.RemotePort),-21}  {flow.ExternalPort,7}  "
                    + $"{Words.Of(flow.State.ToString()),-11}  {flow.OutboundPackets,5}  {flow.InboundPackets,5}  {NoteOf(flow)}").TrimEnd());
            }

            if (engine.FlowCount > rows)
            {
                output.WriteLine($"  and {engine.FlowCount - rows} more");
            }
        }

        private static string End(uint address, int port)
        {
            return $"{Ipv4Text.Format(address)}:{port}";
        }

        private static string NoteOf(FlowSnapshot flow)
        {
            string verdict = flow.Verdict switch
            {
                Verdict.NotConcerned => "",
                Verdict.AllowRelay => "relay",
                Verdict.AllowExemptHost => "exempt",
                Verdict.AllowModeOff => "mode off",
                _ => "would block",
            };
            return flow.IsOpenedInbound ? $"{verdict} from outside".TrimStart() : verdict;
        }
    }
}
