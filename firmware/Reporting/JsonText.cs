namespace Gateway.Reporting
{
    /// <summary>Strings for JSON (RFC 8259 §7), in ASCII: all else is escaped.</summary>
    internal static class JsonText
    {
        private const int FirstPrintable = 0x20;
        private const int LastPrintable = 0x7E;
        private const int EscapeLength = 6; // \u and four digits

        /// <summary>Escapes what can't stand in a JSON string, and what is not printable ASCII.</summary>
        /// <param name="text">The text.</param>
        /// <returns>The same, without quotes around it.</returns>
        public static string Escape(string text)
        {
            char[] from = text.ToCharArray();
            char[] to = new char[from.Length * EscapeLength];
            int length = 0;
            for (int i = 0; i < from.Length; i++)
            {
                char unit = from[i];
                if (unit == '"' || unit == '\\')
                {
                    to[length++] = '\\';
                    to[length++] = unit;
                }
                else if (unit >= FirstPrintable && unit <= LastPrintable)
                {
                    to[length++] = unit;
                }
                else
                {
                    to[length++] = '\\';
                    to[length++] = 'u';
                    for (int shift = 12; shift >= 0; shift -= 4)
                    {
                        to[length++] = DigitOf((unit >> shift) & 0xF);
                    }
                }
            }

            return new string(to, 0, length);
        }

        private static char DigitOf(int value)
        {
            return (char)(value < 10 ? '0' + value : 'a' + value - 10);
        }
    }
}
