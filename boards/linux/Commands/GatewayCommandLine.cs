using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Gateway.Boards.Linux.Commands
{
    /// <summary>The command line.</summary>
    internal static class GatewayCommandLine
    {
        /// <summary>The exit codes, as every help tells them.</summary>
        public const string ExitCodes = """
            Exit codes:
              0  done
              1  the firmware's counters contradict each other: a fault to report
              2  bad arguments, no capture, unreadable settings, a file that can't be read or written
            """;

        private const string Examples = $"""
            Examples:
              Gateway.Linux replay tests/captures/household.pcap
              Gateway.Linux replay --help

            {ExitCodes}
            """;

        /// <summary>Runs a command.</summary>
        /// <param name="arguments">The arguments, without the program's name.</param>
        /// <param name="console">Where to write to.</param>
        /// <returns>An <see cref="ExitCode"/>.</returns>
        public static int Run(IReadOnlyList<string> arguments, CommandConsole console)
        {
            RootCommand root = new("The gateway's firmware on a PC.");
            root.Subcommands.Add(ReplayCommand.Make(console));
            ExamplesHelpAction.AddTo(root, Examples);

            ParseResult parsed = root.Parse(arguments);
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
