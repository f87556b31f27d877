namespace Gateway.Settings
{
    /// <summary>Something wrong in a settings file.</summary>
    public sealed class SettingsProblem
    {
        /// <summary>The path of what concerns the file and no single setting.</summary>
        public const string WholeFile = "the file";

        /// <summary>Makes it.</summary>
        public SettingsProblem(string path, int line, string message)
        {
            Path = path;
            Line = line;
            Message = message;
        }

        /// <summary>Where in the settings, such as op25b.relays[2], or <see cref="WholeFile"/>.</summary>
        public string Path { get; }

        /// <summary>Where in the file: the line, from 1.</summary>
        public int Line { get; }

        /// <summary>What is wrong, and what is allowed. One line, without control characters.</summary>
        public string Message { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            return Path + " (line " + Line.ToString() + "): " + Message;
        }
    }
}
