using Gateway.Settings;

namespace Gateway.Tests.Support
{
    /// <summary>Settings that a test reads: what they say, or what is wrong.</summary>
    public sealed class SettingsReading
    {
        private SettingsReading(GatewaySettings settings, SettingsProblems problems)
        {
            Settings = settings;
            Problems = problems;
        }

        /// <summary>What they say; null when anything is wrong.</summary>
        public GatewaySettings Settings { get; }

        /// <summary>What is wrong.</summary>
        public SettingsProblems Problems { get; }

        /// <summary>What is wrong, a line each.</summary>
        public string Text
        {
            get
            {
                string text = "";
                for (int i = 0; i < Problems.KeptCount; i++)
                {
                    text += Problems[i].ToString() + "\n";
                }

                return text;
            }
        }

        /// <summary>Reads settings that are written as <see cref="JsonBytes"/> says.</summary>
        public static SettingsReading Of(string json)
        {
            return Of(JsonBytes.Of(json));
        }

        /// <summary>Reads settings.</summary>
        public static SettingsReading Of(byte[] json)
        {
            var problems = new SettingsProblems();
            return new SettingsReading(SettingsReader.Read(json, json.Length, problems), problems);
        }
    }
}
