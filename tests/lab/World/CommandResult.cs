namespace Gateway.Lab
{
    /// <summary>What a program left behind.</summary>
    /// <param name="Line">The command line, for messages.</param>
    /// <param name="ExitCode">Its exit code.</param>
    /// <param name="Output">All it wrote, to its output and then to its errors.</param>
    public sealed record CommandResult(string Line, int ExitCode, string Output)
    {
        /// <summary>Returns this if the program ended with 0.</summary>
        /// <exception cref="LabException">It did not.</exception>
        public CommandResult OrThrow()
        {
            return ExitCode == 0 ? this : throw new LabException($"'{Line}' ended with {ExitCode}: {Output.Trim()}");
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            return $"'{Line}' ended with {ExitCode}, and said:\n{Output.Trim()}";
        }
    }
}
