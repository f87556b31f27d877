namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Settings that can't be used. All that is wrong is told at once.</summary>
    internal sealed class SettingsException : Exception
    {
        /// <summary>Makes it of the problems found.</summary>
        /// <param name="path">The settings file.</param>
        /// <param name="problems">At least one.</param>
        public SettingsException(string path, IReadOnlyList<SettingsProblem> problems)
            : base($"{path} can't be used:" + string.Concat(problems.Select(problem => $"{Environment.NewLine}  {problem}")))
        {
            Problems = problems;
        }

        /// <summary>What is wrong.</summary>
        public IReadOnlyList<SettingsProblem> Problems { get; }
    }
}
