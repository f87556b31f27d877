using Gateway.Control;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Reads a settings file; what it may say is the firmware's business.</summary>
    internal static class SettingsFile
    {
        /// <summary>Reads a file.</summary>
        /// <exception cref="SettingsException">It is no JSON, or says what is not allowed.</exception>
        /// <exception cref="IOException">It can't be read.</exception>
        /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
        public static GatewaySettings Read(string path)
        {
            return Read(path, SettingsReader.Read);
        }

        /// <summary>Reads a file, and keeps what it says where that is good. Likewise.</summary>
        public static GatewaySettings Read(string path, SettingsKeeper keeper)
        {
            return Read(path, keeper.Read);
        }

        private static GatewaySettings Read(string path, Func<byte[], int, SettingsProblems, GatewaySettings?> read)
        {
            // One byte more than is taken shows that it is too long, and /dev/zero has an end.
            byte[] json = new byte[JsonReader.MaximumLengthBytes + 1];
            using FileStream file = File.OpenRead(path);
            int length = file.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);

            SettingsProblems problems = new();
            return read(json, length, problems) ?? throw new SettingsException(path, problems);
        }
    }
}
