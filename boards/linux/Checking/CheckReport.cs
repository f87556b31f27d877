using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Settings;

namespace Gateway.Boards.Linux.Checking
{
    /// <summary>Tells a program what a check found. The names are documented in boards/linux/README.md.</summary>
    internal static class CheckReport
    {
        /// <summary>Grows when a name changes its meaning or goes away; new names may come without that.</summary>
        private const int FormatVersion = 1;

        /// <summary>Writes it.</summary>
        public static void Write(IReadOnlyList<CheckedFile> files, TextWriter output)
        {
            using MemoryStream stream = new();
            JsonWriterOptions options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            using (Utf8JsonWriter json = new(stream, options))
            {
                json.WriteStartObject();
                json.WriteNumber("format", FormatVersion);
                json.WriteStartArray("files");
                foreach (CheckedFile file in files)
                {
                    WriteFile(json, file);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            output.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
        }

        private static void WriteFile(Utf8JsonWriter json, CheckedFile file)
        {
            json.WriteStartObject();
            json.WriteString("file", file.Path);
            json.WriteBoolean("good", file.Error == null);
            json.WriteString("error", file.Problems == null ? file.Error : null);
            json.WriteNumber("problemCount", file.Problems?.Count ?? 0);
            json.WriteStartArray("problems");
            for (int i = 0; i < (file.Problems?.KeptCount ?? 0); i++)
            {
                SettingsProblem problem = file.Problems![i];
                json.WriteStartObject();
                json.WriteString("path", problem.Path);
                json.WriteNumber("line", problem.Line);
                json.WriteString("message", problem.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (string warning in file.Settings == null ? [] : SettingsWarnings.Of(file.Settings))
            {
                json.WriteStringValue(warning);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
