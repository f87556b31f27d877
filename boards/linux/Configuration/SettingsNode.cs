using System.Text.Json;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>A value of a settings file, with where it stands. What is wrong goes to one list.</summary>
    internal sealed class SettingsNode
    {
        private readonly JsonElement _element;
        private readonly List<SettingsProblem> _problems;

        /// <summary>Makes a node.</summary>
        public SettingsNode(JsonElement element, string path, List<SettingsProblem> problems)
        {
            _element = element;
            Path = path;
            _problems = problems;
        }

        /// <summary>Where: a JSON path.</summary>
        public string Path { get; }

        /// <summary>Notes that something is wrong here.</summary>
        public void Refuse(string message)
        {
            _problems.Add(new SettingsProblem(Path, message));
        }

        /// <summary>Reads the members of an object. Unknown and repeated keys are refused, null is passed over.</summary>
        /// <param name="readers">What reads each key.</param>
        public void ReadObject(IReadOnlyDictionary<string, Action<SettingsNode>> readers)
        {
            string keys = string.Join(", ", readers.Keys);
            if (_element.ValueKind != JsonValueKind.Object)
            {
                Refuse($"must be an object with the keys {keys}; it is {Kind()}");
                return;
            }

            HashSet<string> seen = new(StringComparer.Ordinal);
            foreach (JsonProperty property in _element.EnumerateObject())
            {
                SettingsNode node = new(property.Value, $"{Path}.{property.Name}", _problems);
                if (!readers.TryGetValue(property.Name, out Action<SettingsNode>? read))
                {
                    node.Refuse($"is not known; allowed here: {keys}");
                }
                else if (!seen.Add(property.Name))
                {
                    node.Refuse("stands here twice; leave one");
                }
                else if (property.Value.ValueKind != JsonValueKind.Null)
                {
                    read(node);
                }
            }
        }

        /// <summary>Reads the elements of an array.</summary>
        public void ReadArray(string what, Action<SettingsNode> read)
        {
            if (_element.ValueKind != JsonValueKind.Array)
            {
                Refuse($"must be an array of {what}; it is {Kind()}");
                return;
            }

            int index = 0;
            foreach (JsonElement element in _element.EnumerateArray())
            {
                read(new SettingsNode(element, $"{Path}[{index}]", _problems));
                index++;
            }
        }

        /// <summary>Reads a string.</summary>
        /// <param name="what">What it must be, for the message.</param>
        /// <returns>Null when it is none.</returns>
        public string? ReadString(string what)
        {
            if (_element.ValueKind == JsonValueKind.String)
            {
                return _element.GetString();
            }

            Refuse($"must be {what}, in quotes; it is {Kind()}");
            return null;
        }

        /// <summary>Reads a whole number within bounds.</summary>
        /// <returns>Null when it is none.</returns>
        public int? ReadInteger(int minimum, int maximum)
        {
            if (_element.ValueKind == JsonValueKind.Number && _element.TryGetInt32(out int number)
                && number >= minimum && number <= maximum)
            {
                return number;
            }

            Refuse($"must be a whole number from {minimum} to {maximum}; it is {Kind()}");
            return null;
        }

        /// <summary>Reads one of some words.</summary>
        /// <returns>Null when it is none of them.</returns>
        public T? ReadWord<T>(IReadOnlyDictionary<string, T> words)
            where T : struct
        {
            if (_element.ValueKind == JsonValueKind.String && words.TryGetValue(_element.GetString()!, out T word))
            {
                return word;
            }

            Refuse($"must be one of {string.Join(", ", words.Keys.Select(key => $"\"{key}\""))}; it is {Kind()}");
            return null;
        }

        private string Kind()
        {
            const int LongestShown = 60; // ours: enough to find it by
            string text = _element.ValueKind switch
            {
                JsonValueKind.Object => "an object",
                JsonValueKind.Array => "an array",
                _ => _element.GetRawText(),
            };
            return text.Length <= LongestShown ? text : text[..LongestShown] + "...";
        }
    }
}
