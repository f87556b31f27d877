using System.Globalization;

namespace Gateway.Collector
{
    /// <summary>What happened: counts, violations, lines for people.</summary>
    internal sealed class Journal
    {
        private readonly Lock _lock = new();
        private readonly TextWriter _output;
        private readonly TextWriter _error;
        private readonly List<string> _violations = [];
        private readonly Dictionary<string, long> _counts = [];

        /// <summary>Makes an empty one.</summary>
        /// <param name="output">Takes lines for people.</param>
        /// <param name="error">Takes violations.</param>
        public Journal(TextWriter output, TextWriter error)
        {
            _output = output;
            _error = error;
        }

        /// <summary>What was not as it must be, a line each, in the order of its coming.</summary>
        public IReadOnlyList<string> Violations
        {
            get
            {
                lock (_lock)
                {
                    return [.. _violations];
                }
            }
        }

        /// <summary>Everything that was counted, by name.</summary>
        public IReadOnlyDictionary<string, long> Counts
        {
            get
            {
                lock (_lock)
                {
                    return new Dictionary<string, long>(_counts);
                }
            }
        }

        /// <summary>Counts something.</summary>
        public void Count(string name, long more = 1)
        {
            lock (_lock)
            {
                _counts[name] = _counts.GetValueOrDefault(name) + more;
            }
        }

        /// <summary>Keeps and tells a violation.</summary>
        public void AddViolation(string text)
        {
            lock (_lock)
            {
                _violations.Add(text);
                _error.WriteLine($"violation: {text}");
            }
        }

        /// <summary>Tells a line, with the time.</summary>
        public void Tell(string text)
        {
            lock (_lock)
            {
                _output.WriteLine($"{DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {text}");
                _output.Flush();
            }
        }
    }
}
