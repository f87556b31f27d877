using System.CommandLine;
using Gateway.Boards.Linux.Checking;

namespace Gateway.Boards.Linux.Commands
{
    /// <summary>The command check.</summary>
    internal sealed class CheckCommand
    {
        private const string Examples = """
            Examples:
              # Would a gateway take this file, and what would it do?
              Gateway.Linux check my.json

              # Several files, for a program
              Gateway.Linux check --json boards/profiles/*.json

            Exit codes:
              0  every file is good; there may be warnings
              2  bad arguments; a file can't be read or is not good: all that is wrong is told
            """;

        private readonly CommandConsole _console;

        private readonly Argument<string[]> _files = new("FILE")
        {
            Description = "Settings, JSON, as boards/README.md explains them.",
            Arity = ArgumentArity.OneOrMore,
        };

        private readonly Option<bool> _json = new("--json")
        {
            Description = "Print one JSON document instead of text.",
        };

        private CheckCommand(CommandConsole console)
        {
            _console = console;
        }

        /// <summary>Makes the command.</summary>
        public static Command Make(CommandConsole console)
        {
            CheckCommand check = new(console);
            Command command = new("check", "Tells what is wrong in settings, or what a gateway would do with them.")
            {
                check._files,
                check._json,
            };
            command.SetAction(check.Run);
            ExamplesHelpAction.AddTo(command, Examples);
            return command;
        }

        private int Run(ParseResult parsed)
        {
            CheckedFile[] files = [.. parsed.GetRequiredValue(_files).Select(CheckedFile.Read)];
            if (parsed.GetValue(_json))
            {
                CheckReport.Write(files, _console.Output);
            }
            else
            {
                Array.ForEach(files, Tell);
            }

            return (int)(Array.TrueForAll(files, file => file.Error == null) ? ExitCode.Success : ExitCode.BadInput);
        }

        private void Tell(CheckedFile file)
        {
            if (file.Settings == null)
            {
                _console.Error.WriteLine($"error: {file.Error}");
                return;
            }

            _console.Output.WriteLine($"{file.Path}: good");
            SettingsSummary.Write(file.Settings, _console.Output);
            foreach (string warning in SettingsWarnings.Of(file.Settings))
            {
                _console.Output.WriteLine($"  warning: {warning}");
            }
        }
    }
}
