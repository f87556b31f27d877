using System.Text;

namespace Gateway.Collector
{
    /// <summary>Reads a report's target: PATH?oui=…&amp;pc=…&amp;sn=…, in this order and with nothing else.</summary>
    internal static class RequestTarget
    {
        private const int OuiDigits = 6;
        private const int EscapeLength = 3; // RFC 3986 §2.1: % and two digits

        private static readonly string[] Keys = ["oui", "pc", "sn"];

        /// <summary>Reads it.</summary>
        /// <param name="target">As it was written.</param>
        /// <param name="path">The path that it must have.</param>
        /// <param name="faults">Takes what is wrong with it.</param>
        /// <returns>Who it names; null where it can't be read.</returns>
        public static GatewayIdentity? Read(string target, string path, List<string> faults)
        {
            string[] parts = target.Split('?');
            if (parts[0] != path)
            {
                faults.Add($"the path is {parts[0]}, not {path}");
            }

            string[] fields = parts.Length == 2 ? parts[1].Split('&') : [];
            if (fields.Length != Keys.Length)
            {
                faults.Add($"the query of {target} is not oui, pc and sn");
                return null;
            }

            string[] values = new string[Keys.Length];
            for (int i = 0; i < Keys.Length; i++)
            {
                string start = Keys[i] + "=";
                if (!fields[i].StartsWith(start, StringComparison.Ordinal) || Decode(fields[i][start.Length..]) is not { Length: > 0 } value)
                {
                    faults.Add($"the query's {fields[i]} is no {Keys[i]}, percent-encoded");
                    return null;
                }

                values[i] = value;
            }

            if (values[0].Length != OuiDigits || !values[0].All(char.IsAsciiHexDigitUpper))
            {
                faults.Add($"oui is {values[0]}: not six upper-case hexadecimal digits");
            }

            return new GatewayIdentity(values[0], values[1], values[2]);
        }

        // RFC 3986 §2.3: unreserved characters stand for themselves, all others are escaped, with upper-case digits (§2.1).
        private static string? Decode(string text)
        {
            byte[] bytes = new byte[text.Length];
            int length = 0;
            for (int i = 0; i < text.Length; i++)
            {
                char c = text[i];
                if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~')
                {
                    bytes[length++] = (byte)c;
                    continue;
                }

                if (c != '%' || i + EscapeLength > text.Length || !char.IsAsciiHexDigitUpper(text[i + 1]) || !char.IsAsciiHexDigitUpper(text[i + 2]))
                {
                    return null;
                }

                bytes[length++] = Convert.ToByte(text.Substring(i + 1, 2), 16);
                i += EscapeLength - 1;
            }

            try
            {
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
            }
            catch (DecoderFallbackException)
            {
                return null;
            }
        }
    }
}
