using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>What happens, a line each: for people, or one JSON object.</summary>
    internal sealed class RunLog
    {
        private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        // The log goes to no web page: quotes and arrows stay readable.
        private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

        private readonly Lock _gate = new();
        private readonly TextWriter _output;
        private readonly bool _isJson;

        /// <summary>Makes a log.</summary>
        public RunLog(TextWriter output, bool isJson)
        {
            _output = output;
            _isJson = isJson;
        }

        /// <summary>Writes a line.</summary>
        /// <param name="name">The event's name, a word that programs look for.</param>
        /// <param name="message">What a person reads.</param>
        /// <param name="facts">What a program reads; in JSON only.</param>
        public void Write(string name, string message, params IEnumerable<(string Key, object? Value)> facts)
        {
            string time = DateTime.UtcNow.ToString(TimeFormat, CultureInfo.InvariantCulture);
            string line = _isJson ? Json(time, name, message, facts) : $"{time} {message}";
            lock (_gate)
            {
                _output.WriteLine(line);
                _output.Flush();
            }
        }

        /// <summary>Writes a line, and for people an account of several lines below.</summary>
        public void WriteEnd(string name, string message, string account, params IEnumerable<(string Key, object? Value)> facts)
        {
            Write(name, _isJson ? message : $"{message}{Environment.NewLine}{account.TrimEnd()}", facts);
        }

        private static string Json(string time, string name, string message, IEnumerable<(string Key, object? Value)> facts)
        {
            using MemoryStream bytes = new();
            using (Utf8JsonWriter writer = new(bytes, Options))
            {
                writer.WriteStartObject();
                writer.WriteString("time", time);
                writer.WriteString("event", name);
                writer.WriteString("message", message);
                foreach ((string key, object? value) in facts)
                {
                    writer.WritePropertyName(key);
                    JsonSerializer.Serialize(writer, value);
                }

                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(bytes.ToArray());
        }
    }
}
