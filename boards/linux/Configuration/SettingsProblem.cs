namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Something wrong in a settings file.</summary>
    /// <param name="Path">Where: a JSON path such as $.op25b.relays[2].</param>
    /// <param name="Message">What, and what is allowed.</param>
    internal sealed record SettingsProblem(string Path, string Message)
    {
        /// <inheritdoc/>
        public override string ToString()
        {
            return $"{Path}: {Message}";
        }
    }
}
