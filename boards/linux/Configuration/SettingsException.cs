using System.Globalization;
using System.Text;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Settings that can't be used. All that is wrong is told at once.</summary>
    internal sealed class SettingsException : Exception
    {
        /// <summary>Makes it of the problems found.</summary>
        /// <param name="path">The settings file.</param>
        /// <param name="problems">At least one.</param>
        public SettingsException(string path, SettingsProblems problems)
            : base(TextOf(path, problems))
        {
            Problems = problems;
        }

        /// <summary>What is wrong.</summary>
        public SettingsProblems Problems { get; }

        private static string TextOf(string path, SettingsProblems problems)
        {
            StringBuilder text = new($"{path} can't be used:");
            for (int i = 0; i < problems.KeptCount; i++)
            {
                text.AppendLine().Append("  ").Append(problems[i]);
            }

            int more = problems.Count - problems.KeptCount;
            if (more > 0)
            {
                text.AppendLine().Append(CultureInfo.InvariantCulture, $"  and {more} more");
            }

            return text.ToString();
        }
    }
}
