namespace Gateway.Smtp
{
    /// <summary>A client's command lines (RFC 5321 §4.1.1), of which only their ends and QUIT matter.</summary>
    internal static class CommandLines
    {
        /// <summary>Bytes of a line's end, CR and LF.</summary>
        public const int EndLength = 2;

        // RFC 5321 §4.1.1.10.
        private const int QuitLength = 4;

        // ASCII letters of both cases differ in this bit.
        private const int LowerCaseBit = 0x20;

        /// <summary>Tells whether input ends with a whole line.</summary>
        public static bool EndsWithLine(byte[] buffer, int offset, int end)
        {
            return end - offset >= EndLength && buffer[end - 1] == '\n' && buffer[end - EndLength] == '\r';
        }

        /// <summary>Where the next line ends, behind its CRLF; 0 when it has no end.</summary>
        public static int EndOfLine(byte[] buffer, int offset, int end)
        {
            for (int i = offset + 1; i < end; i++)
            {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r')
                {
                    return i + 1;
                }
            }

            return 0;
        }

        /// <summary>Tells whether a line is QUIT: four letters in any case, then the line's end or a blank.</summary>
        /// <param name="buffer">Holds the line.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="length">Bytes without its CRLF.</param>
        public static bool IsQuit(byte[] buffer, int offset, int length)
        {
            return length >= QuitLength
                && (buffer[offset] | LowerCaseBit) == 'q'
                && (buffer[offset + 1] | LowerCaseBit) == 'u'
                && (buffer[offset + 2] | LowerCaseBit) == 'i'
                && (buffer[offset + 3] | LowerCaseBit) == 't'
                && (length == QuitLength || buffer[offset + QuitLength] == ' ' || buffer[offset + QuitLength] == '\t');
        }
    }
}
