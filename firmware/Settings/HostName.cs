namespace Gateway.Settings
{
    /// <summary>Tells what a host name looks like: letters, digits and hyphens in labels (RFC 1123 §2.1), without a dot at the end.</summary>
    internal static class HostName
    {
        /// <summary>What is allowed, for messages.</summary>
        public const string Example = "smtp.isp.example";

        /// <summary>The longest name (RFC 1035 §2.3.4, without the root's dot).</summary>
        public const int MaximumLength = 253;

        private const int MaximumLabelLength = 63; // RFC 1035 §2.3.4

        /// <summary>Tells whether a text is one. A last label of digits alone is none, but a mistyped address.</summary>
        public static bool IsValid(string text)
        {
            bool isNumeric = true;
            for (int i = text.Length - 1; i >= 0 && text[i] != '.'; i--)
            {
                isNumeric &= text[i] >= '0' && text[i] <= '9';
            }

            return !isNumeric && text.Length <= MaximumLength && HasLabels(text, 0, text.Length);
        }

        /// <summary>Tells whether a part of a text is labels with dots between them; an IPv4 address is such, too.</summary>
        public static bool HasLabels(string text, int begin, int end)
        {
            int length = 0;
            char previous = '.';
            for (int i = begin; i < end; i++)
            {
                char character = text[i];
                bool isDot = character == '.';
                bool isHyphen = character == '-';
                length = isDot ? 0 : length + 1;
                if ((!isDot && !isHyphen && !IsLetterOrDigit(character))
                    || (isDot && (previous == '.' || previous == '-'))
                    || (isHyphen && previous == '.')
                    || length > MaximumLabelLength)
                {
                    return false;
                }

                previous = character;
            }

            return previous != '.' && previous != '-';
        }

        /// <summary>Tells whether a character is an ASCII letter or digit.</summary>
        public static bool IsLetterOrDigit(char character)
        {
            char lower = (char)(character | 0x20);
            return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9');
        }
    }
}
