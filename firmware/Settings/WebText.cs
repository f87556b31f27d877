namespace Gateway.Settings
{
    /// <summary>Addresses that a page links to. Printable ASCII without spaces: they may come to stand in a line of HTTP.</summary>
    internal static class WebText
    {
        private const int MaximumPortDigits = 5;

        // RFC 5322 §3.2.3, atext and the dot, besides letters and digits.
        private const string MailCharacters = ".!#$%&'*+/=?^_`{|}~-";

        // RFC 3986 §2: reserved, unreserved and the percent sign, besides letters and digits.
        private const string UrlCharacters = "-._~:/?#[]@!$&'()*+,;=%";

        /// <summary>Tells whether a text is an http or https URL of a host's name or IPv4 address, without user information.</summary>
        public static bool IsUrl(string text)
        {
            int begin = text.IndexOf("http://") == 0 ? 7 : text.IndexOf("https://") == 0 ? 8 : text.Length;
            int end = begin;
            while (end < text.Length && (HostName.IsLetterOrDigit(text[end]) || text[end] == '-' || text[end] == '.'))
            {
                end++;
            }

            int path = end;
            if (path < text.Length && text[path] == ':')
            {
                do
                {
                    path++;
                }
                while (path < text.Length && text[path] >= '0' && text[path] <= '9');
            }

            bool isPort = path == end || (path - end > 1 && path - end <= MaximumPortDigits + 1);
            bool isPath = path == text.Length || text[path] == '/' || text[path] == '?' || text[path] == '#';
            return end > begin
                && HostName.HasLabels(text, begin, end)
                && isPort
                && isPath
                && HasOnly(text, path, text.Length, UrlCharacters)
                && text.Length <= PageSettings.MaximumTextLength;
        }

        /// <summary>Tells whether a text is a mail address: a local part without quotes (RFC 5321 §4.1.2), and a host name.</summary>
        public static bool IsMail(string text)
        {
            int at = text.IndexOf('@');
            return at > 0
                && HasOnly(text, 0, at, MailCharacters)
                && HostName.IsValid(text.Substring(at + 1))
                && text.Length <= PageSettings.MaximumTextLength;
        }

        /// <summary>Tells whether a part of a text is letters, digits and some others.</summary>
        public static bool HasOnly(string text, int begin, int end, string others)
        {
            for (int i = begin; i < end; i++)
            {
                if (!HostName.IsLetterOrDigit(text[i]) && others.IndexOf(text[i]) < 0)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
