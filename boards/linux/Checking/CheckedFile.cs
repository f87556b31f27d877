using Gateway.Boards.Linux.Configuration;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Checking
{
    /// <summary>What became of one settings file: it is good, or it says what is not allowed, or it can't be read at all.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Settings">What it says; null unless it is good.</param>
    /// <param name="Problems">What is wrong in it; null unless it was read, and is not good.</param>
    /// <param name="Error">Why it is not good, in words; null when it is.</param>
    internal sealed record CheckedFile(string Path, GatewaySettings? Settings, SettingsProblems? Problems, string? Error)
    {
        /// <summary>Reads a file.</summary>
        public static CheckedFile Read(string path)
        {
            try
            {
                return new CheckedFile(path, SettingsFile.Read(path), null, null);
            }
            catch (SettingsException exception)
            {
                return new CheckedFile(path, null, exception.Problems, exception.Message);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new CheckedFile(path, null, null, exception.Message);
            }
        }
    }
}
