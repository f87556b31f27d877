using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Gateway.Boards.Linux.Lab;
using Gateway.Boards.Linux.Running;

namespace Gateway.Boards.Linux.Commands
{
    /// <summary>The command line.</summary>
    internal static class GatewayCommandLine
    {
        /// <summary>The exit codes, as replay's help tells them.</summary>
        public const string ExitCodes = """
            Exit codes:
              0  done
              1  the firmware's counters contradict each other: a fault to report
              2  bad arguments, no capture, unreadable settings, a file that can't be read or written
            """;

        private const string Examples = """
            Examples:
              Gateway.Linux lab --once
              Gateway.Linux run --lan-device lan0 --wan-device wan0 --settings my.json
              Gateway.Linux replay tests/captures/household.pcap
              Gateway.Linux check my.json
              Gateway.Linux replay --help

            Without a command it is lab.

            Exit codes:
              0  done, and all as it should be
              1  not as it should be: a fault to report
              2  bad arguments, unreadable settings or files
              3  run: a device can't be had, or was lost
            """;

        /// <summary>Runs a command.</summary>
        /// <param name="arguments">The arguments, without the program's name.</param>
        /// <param name="console">Where to write to.</param>
        /// <returns>An <see cref="ExitCode"/>.</returns>
        public static int Run(IReadOnlyList<string> arguments, CommandConsole console)
        {
            RootCommand root = new("The gateway's firmware on a PC.");
            Command lab = LabCommand.Make(console);
            root.Subcommands.Add(lab);
            root.Subcommands.Add(RunCommand.Make(console));
            root.Subcommands.Add(ReplayCommand.Make(console));
            root.Subcommands.Add(CheckCommand.Make(console));
            ExamplesHelpAction.AddTo(root, Examples);

            ParseResult parsed = root.Parse(arguments.Count == 0 ? [lab.Name] : arguments);
            if (parsed.Action is ParseErrorAction)
            {
                return TellErrors(parsed, console);
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
            });
        }

        private static int TellErrors(ParseResult parsed, CommandConsole console)
        {
            foreach (ParseError error in parsed.Errors)
            {
                console.Error.WriteLine($"error: {error.Message}");
            }

            string command = parsed.CommandResult.Command is RootCommand ? "" : $"{parsed.CommandResult.Command.Name} ";
            console.Error.WriteLine($"'Gateway.Linux {command}--help' tells what is allowed.");
            return (int)ExitCode.BadInput;
        }
    }
}
