using Gateway.Boards.Linux.Commands;

namespace Gateway.Boards.Linux
{
    /// <summary>The command line's entry.</summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            return GatewayCommandLine.Run(arguments, new CommandConsole(
                Console.Out,
                Console.Error,
                IsOutputTerminal: !Console.IsOutputRedirected,
                IsErrorTerminal: !Console.IsErrorRedirected));
        }
    }
}
