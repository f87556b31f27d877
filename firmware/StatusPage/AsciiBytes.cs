namespace Gateway.StatusPage
{
    /// <summary>Bytes that are text of ASCII, held against literals.</summary>
    internal static class AsciiBytes
    {
        /// <summary>Tells whether bytes are exactly a text.</summary>
        public static bool AreEqual(byte[] bytes, int begin, int end, string text)
        {
            if (end - begin != text.Length)
            {
                return false;
            }

            for (int i = 0; i < text.Length; i++)
            {
                if (bytes[begin + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Tells whether bytes are a text, whatever their letters' case.</summary>
        /// <param name="bytes">Hold them.</param>
        /// <param name="begin">Where they begin.</param>
        /// <param name="end">Behind their last.</param>
        /// <param name="lowerText">The text, in lower case.</param>
        public static bool AreEqualIgnoringCase(byte[] bytes, int begin, int end, string lowerText)
        {
            if (end - begin != lowerText.Length)
            {
                return false;
            }

            for (int i = 0; i < lowerText.Length; i++)
            {
                if (ToLower(bytes[begin + i]) != lowerText[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Gives the lower case of a letter, and anything else as it is.</summary>
        public static int ToLower(int octet)
        {
            return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
        }

        /// <summary>Tells whether a byte is a digit.</summary>
        public static bool IsDigit(int octet)
        {
            return octet >= '0' && octet <= '9';
        }

        /// <summary>Tells whether a byte may stand in a token (RFC 9110 §5.6.2).</summary>
        public static bool IsToken(int octet)
        {
            int lower = ToLower(octet);
            if ((lower >= 'a' && lower <= 'z') || IsDigit(octet))
            {
                return true;
            }

            switch (octet)
            {
                case '!':
                case '#':
                case '$':
                case '%':
                case '&':
                case '\'':
                case '*':
                case '+':
                case '-':
                case '.':
                case '^':
                case '_':
                case '`':
                case '|':
                case '~':
                    return true;
                default:
                    return false;
            }
        }

        /// <summary>Tells whether a byte is a blank within a line (RFC 9110 §5.6.3).</summary>
        public static bool IsBlank(int octet)
        {
            return octet == ' ' || octet == '\t';
        }
    }
}
