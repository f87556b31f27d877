namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Tells what a host name may look like.</summary>
    internal static class HostName
    {
        private const int MaximumLength = 253; // RFC 1035 §2.3.4, without the root's dot
        private const int MaximumLabelLength = 63; // RFC 1035 §2.3.4

        /// <summary>Letters, digits and hyphens in labels (RFC 1123 §2.1); a last label of digits alone is a mistyped address.</summary>
        public static bool IsValid(string text)
        {
            string[] labels = text.Split('.');
            return text.Length is > 0 and <= MaximumLength && Array.TrueForAll(labels, IsLabel)
                && !labels[^1].All(char.IsAsciiDigit);
        }

        private static bool IsLabel(string label)
        {
            return label.Length is > 0 and <= MaximumLabelLength && label[0] != '-' && label[^1] != '-'
                && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
        }
    }
}
