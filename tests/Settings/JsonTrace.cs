using Gateway.Settings;

namespace Gateway.Tests.Settings
{
    /// <summary>What a <see cref="JsonReader"/> makes of a text, a character a token.</summary>
    public static class JsonTrace
    {
        // In the order of JsonToken: none, brackets, name, string, number, true, false, null, end, error.
        private const string Marks = "-{}[]NS#TF0.!";

        /// <summary>Reads to the end, and gives the tokens.</summary>
        public static string Of(JsonReader reader)
        {
            string trace = "";
            while (reader.Read())
            {
                trace += Marks[(int)reader.Token].ToString();
            }

            return trace + Marks[(int)reader.Token].ToString();
        }
    }
}
