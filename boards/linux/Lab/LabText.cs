using System.Globalization;
using Gateway.Boards.Linux.Running;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>What the lab tells, in words, in at most 100 columns.</summary>
    internal sealed class LabText
    {
        private const string Bold = "\e[1m";
        private const string Plain = "\e[0m";
        private const int MaximumColumns = 100;
        private const string Indent = "    ";

        private readonly TextWriter _output;
        private readonly bool _isTerminal;

        /// <summary>Makes it.</summary>
        /// <param name="output">Where to write.</param>
        /// <param name="isTerminal">Whether headings may be bold.</param>
        public LabText(TextWriter output, bool isTerminal)
        {
            _output = output;
            _isTerminal = isTerminal;
        }

        /// <summary>Who is there.</summary>
        /// <param name="hasCollector">Whether somebody takes reports.</param>
        public void WriteWorld(bool hasCollector)
        {
            string gateway = $" {Ipv4Text.Format(LabPlan.GatewayLan)} gateway {Ipv4Text.Format(LabPlan.GatewayWan)} ";
            string gap = new(' ', gateway.Length + 2);
            Heading("A home, its gateway with this firmware, and a little Internet");
            _output.WriteLine($"  pc       {Ipv4Text.Format(LabPlan.Pc)} -+{gap}+- {LabPlan.RelayName,-20} {Ipv4Text.Format(LabPlan.Relay)}");
            _output.WriteLine($"  {"",-24}+-{gateway}-+- {LabPlan.ForeignName,-20} {Ipv4Text.Format(LabPlan.Foreign)}");
            _output.WriteLine($"  printer  {Ipv4Text.Format(LabPlan.Printer)} -+{gap}+- {"web server",-20} {Ipv4Text.Format(LabPlan.Web)}");
            if (hasCollector)
            {
                _output.WriteLine($"  {"",-24} {gap}+- {"report collector",-20} {Ipv4Text.Format(LabPlan.Collector)}");
            }
        }

        /// <summary>Writes lines, wrapped.</summary>
        public void Say(string text)
        {
            while (text.Length > MaximumColumns)
            {
                int at = text.LastIndexOf(' ', MaximumColumns, MaximumColumns - Indent.Length);
                if (at < 0)
                {
                    break; // a single long word, such as a path: better whole
                }

                _output.WriteLine(text[..at].TrimEnd());
                text = "  " + text[(at + 1)..];
            }

            _output.WriteLine(text);
        }

        /// <summary>Writes a command line, whole, so that it can be copied.</summary>
        public void WriteCommandLine(string command)
        {
            _output.WriteLine($"  {command}");
        }

        /// <summary>What became of one scene.</summary>
        public void Write(SceneOutcome outcome)
        {
            Heading(outcome.Title);
            foreach (string line in outcome.Lines)
            {
                _output.WriteLine(Indent + line);
            }
        }

        /// <summary>The flow table and the counters.</summary>
        public void WriteAccount(LabWorld world)
        {
            StringWriter text = new(CultureInfo.InvariantCulture);
            world.Loop.WithEngine(engine =>
            {
                FlowTableText.Write(engine, text);
                text.WriteLine();
                CounterText.Write(engine, world.Loop, text);
                return true;
            });
            _output.WriteLine();
            _output.Write(text);
        }

        /// <summary>A heading.</summary>
        public void Heading(string text)
        {
            _output.WriteLine();
            _output.WriteLine(_isTerminal ? $"{Bold}{text}{Plain}" : text);
        }
    }
}
