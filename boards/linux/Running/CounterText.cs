using System.Globalization;
using Gateway.Boards.Linux.Replay;
using Gateway.Platform;
using Gateway.Policy;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>The counters, as a person reads them: those that counted something.</summary>
    internal static class CounterText
    {
        private const int LabelColumns = 44;
        private const int NumberColumns = 9;

        /// <summary>Tells whether every packet that came in was forwarded, answered, given to the host or dropped.</summary>
        public static bool AddsUp(Engine engine)
        {
            TrafficCounters traffic = engine.Traffic;
            return traffic.Received == traffic.Forwarded + traffic.Answered + traffic.ToHost + engine.Drops.Total;
        }

        /// <summary>Name and value of every counter, zeros included.</summary>
        public static IEnumerable<(string Group, string Name, long Value)> AllOf(Engine engine, PacketLoop loop)
        {
            IEnumerable<(string, string, long)> GroupOf(string group, object counters)
            {
                return CounterNames.Of(counters).Select(counter => (group, counter.Name, counter.Value));
            }

            return
            [
                .. GroupOf("traffic", engine.Traffic),
                .. Enumerable.Range(1, DropCounters.ReasonCount - 1)
                    .Select(reason => ("dropped", ((DropReason)reason).ToString(), engine.Drops.Of((DropReason)reason))),
                .. GroupOf("op25b", engine.Op25b),
                .. GroupOf("nat", engine.Nat),
                .. Enum.GetValues<Side>().Select(side => ("lost", $"To{side}", loop.LostTo(side))),
            ];
        }

        /// <summary>Writes them.</summary>
        public static void Write(Engine engine, PacketLoop loop, TextWriter output)
        {
            TrafficCounters traffic = engine.Traffic;
            output.WriteLine("Counters");
            output.WriteLine($"  packets in {traffic.Received} {(AddsUp(engine) ? "=" : "WHICH IS NOT")} forwarded {traffic.Forwarded}"
                + $" + answered {traffic.Answered} + to the gateway's own stack {traffic.ToHost} + dropped {engine.Drops.Total}");
            foreach ((string group, string name, long value) in AllOf(engine, loop).Where(counter => counter.Value != 0))
            {
                string label = $"{group}: {Words.Of(name)}";
                output.WriteLine($"  {label.PadRight(LabelColumns)}{value.ToString(CultureInfo.InvariantCulture),NumberColumns}");
            }
        }
    }
}
