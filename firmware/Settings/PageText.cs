namespace Gateway.Settings
{
    /// <summary>Text of any script, as UTF-16 units: what may stand in one line of a page, a log or a message.</summary>
    internal static class PageText
    {
        /// <summary>
        /// Tells whether a unit is a control character (C0, DEL, C1), ends a line, or turns the direction of the text behind it:
        /// a line would then not show what it says.
        /// </summary>
        public static bool IsControl(char unit)
        {
            return unit < ' '
                || (unit >= 0x7F && unit <= 0x9F)
                || (unit >= 0x2028 && unit <= 0x202E)
                || (unit >= 0x2066 && unit <= 0x2069);
        }

        /// <summary>Tells whether a text is one line of 1 to so many characters (code points).</summary>
        public static bool IsLine(char[] text, int length, int maximum)
        {
            int characters = 0;
            for (int i = 0; i < length; i++)
            {
                if (IsControl(text[i]))
                {
                    return false;
                }

                if (!IsLowSurrogate(text[i]))
                {
                    characters++;
                }
            }

            return characters > 0 && characters <= maximum;
        }

        /// <summary>Writes the beginning of a text in quotes, fit for a message: control characters become question marks.</summary>
        public static string Quote(char[] text, int length, int maximum)
        {
            int shown = length <= maximum ? length : IsLowSurrogate(text[maximum]) ? maximum - 1 : maximum;
            var clean = new char[shown];
            for (int i = 0; i < shown; i++)
            {
                clean[i] = IsControl(text[i]) ? '?' : text[i];
            }

            return "\"" + new string(clean) + (shown < length ? "...\"" : "\"");
        }

        private static bool IsLowSurrogate(char unit)
        {
            return unit >= 0xDC00 && unit <= 0xDFFF;
        }
    }
}
