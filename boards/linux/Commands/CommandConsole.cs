namespace Gateway.Boards.Linux.Commands
{
    /// <summary>Where a command writes to.</summary>
    /// <param name="Output">Takes results.</param>
    /// <param name="Error">Takes errors and progress.</param>
    /// <param name="IsOutputTerminal">Whether a person reads the results as they come.</param>
    /// <param name="IsErrorTerminal">Whether a person reads the errors as they come.</param>
    internal sealed record CommandConsole(TextWriter Output, TextWriter Error, bool IsOutputTerminal, bool IsErrorTerminal);
}
