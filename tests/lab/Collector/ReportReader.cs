using System.Text;
using System.Text.Json;

namespace Gateway.Collector
{
    /// <summary>
    /// Reads a body strictly: {"Report":[{"CollectionTime":N,"NAME":VALUE, …}]}, and not a character more than that asks for
    /// (TR-181's NameValuePair form, without the blanks that JSON would allow). All faults are told, not only the first.
    /// </summary>
    internal sealed class ReportReader
    {
        private const string Root = "Report";
        private const string Time = "CollectionTime";
        private const long EarliestS = 1577836800; // ours: 2020; before it no firmware of this project was

        private readonly List<string> _faults = [];
        private readonly List<Report> _reports = [];

        private ReportReader()
        {
        }

        /// <summary>Reads a body.</summary>
        /// <param name="body">Its bytes.</param>
        /// <param name="faults">Takes what is wrong with it, a line each.</param>
        /// <returns>The reports in the body's order, as far as it could be read.</returns>
        public static IReadOnlyList<Report> Read(ReadOnlySpan<byte> body, List<string> faults)
        {
            ReportReader reading = new();
            try
            {
                reading.ReadBody(body);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                reading._faults.Add($"the body is no JSON: {exception.Message}");
            }

            faults.AddRange(reading._faults);
            return reading._reports;
        }

        private void ReadBody(ReadOnlySpan<byte> body)
        {
            Utf8JsonReader reader = new(body);
            if (!Next(ref reader, JsonTokenType.StartObject, "an object") || !NextIsName(ref reader, Root)
                || !Next(ref reader, JsonTokenType.StartArray, $"{Root}'s array"))
            {
                return;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadReport(ref reader);
            }

            if (reader.TokenType != JsonTokenType.EndArray)
            {
                _faults.Add($"{Root} holds something that is no object: {reader.TokenType}");
                return;
            }

            if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject)
            {
                _faults.Add($"beside {Root} there is something else");
                return;
            }

            if (reader.BytesConsumed != body.Length || HasBlanks(body))
            {
                _faults.Add("the body has bytes that belong to no report");
            }

            if (_reports.Count == 0)
            {
                _faults.Add($"{Root} is empty");
            }
        }

        private void ReadReport(ref Utf8JsonReader reader)
        {
            long? timeS = null;
            List<KeyValuePair<string, ReportedValue>> values = [];
            HashSet<string> names = [];
            for (int at = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; at++)
            {
                string name = reader.GetString()!;
                reader.Read();
                ReportedValue? value = ReadValue(ref reader, name);
                if (!names.Add(name))
                {
                    _faults.Add($"{name} is there twice");
                }
                else if (name == Time)
                {
                    timeS = ReadTime(value, at);
                }
                else if (value != null)
                {
                    values.Add(new(name, value));
                }
            }

            if (timeS is not long time)
            {
                _faults.Add($"a report has no {Time}");
                time = 0;
            }

            _reports.Add(new Report(time, values));
        }

        private long ReadTime(ReportedValue? value, int at)
        {
            if (at != 0)
            {
                _faults.Add($"{Time} is not a report's first");
            }

            if (value is not { IsInteger: true } || value.Number < EarliestS || value.Number > long.MaxValue)
            {
                _faults.Add($"{Time} is {value?.Text ?? "nothing"}, and no time");
                return 0;
            }

            return (long)value.Number;
        }

        private ReportedValue? ReadValue(ref Utf8JsonReader reader, string name)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String:
                    return new ReportedValue(reader.GetString()!, false);
                case JsonTokenType.Number:
                    string number = Encoding.ASCII.GetString(reader.ValueSpan);
                    if (IsInteger(number))
                    {
                        return new ReportedValue(number, true);
                    }

                    _faults.Add($"{name} is {number}: no integer of 64 bits in digits alone");
                    return null;
                default:
                    _faults.Add($"{name} is neither a number nor a string: {reader.TokenType}");
                    reader.Skip();
                    return null;
            }
        }

        // JSON forbids leading zeros already; "-0" would be read as a number that nobody counted.
        private static bool IsInteger(string number)
        {
            return number != "-0" && (ulong.TryParse(number, out _) || long.TryParse(number, out _));
        }

        private bool Next(ref Utf8JsonReader reader, JsonTokenType type, string what)
        {
            if (reader.Read() && reader.TokenType == type)
            {
                return true;
            }

            _faults.Add($"the body does not begin with {what}, but {reader.TokenType}");
            return false;
        }

        private bool NextIsName(ref Utf8JsonReader reader, string name)
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name))
            {
                return true;
            }

            _faults.Add($"the body does not begin with {name}");
            return false;
        }

        // Blanks between tokens; those within strings are content.
        private static bool HasBlanks(ReadOnlySpan<byte> body)
        {
            bool isString = false;
            for (int i = 0; i < body.Length; i++)
            {
                switch (body[i])
                {
                    case (byte)'"':
                        isString = !isString;
                        break;
                    case (byte)'\\' when isString:
                        i++;
                        break;
                    case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' when !isString:
                        return true;
                }
            }

            return false;
        }
    }
}
