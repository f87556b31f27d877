using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Gateway.Boards.Linux.Commands
{
    /// <summary>The usual help, and below it examples and exit codes.</summary>
    internal sealed class ExamplesHelpAction : SynchronousCommandLineAction
    {
        private readonly HelpAction _help;
        private readonly string _examples;

        private ExamplesHelpAction(HelpAction help, string examples)
        {
            _help = help;
            _examples = examples;
        }

        /// <inheritdoc/>
        public override bool ClearsParseErrors => true;

        /// <summary>Adds examples to a command's help.</summary>
        /// <param name="command">The command.</param>
        /// <param name="examples">What to print below the usual help.</param>
        public static void AddTo(Command command, string examples)
        {
            HelpOption option = command.Options.OfType<HelpOption>().FirstOrDefault() ?? new HelpOption();
            if (!command.Options.Contains(option))
            {
                command.Options.Add(option);
            }

            option.Action = new ExamplesHelpAction((HelpAction)option.Action!, examples);
        }

        /// <inheritdoc/>
        public override int Invoke(ParseResult parseResult)
        {
            int result = _help.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(_examples);
            return result;
        }
    }
}
