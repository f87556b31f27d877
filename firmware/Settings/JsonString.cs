namespace Gateway.Settings
{
    /// <summary>Reads the strings of a JSON text (RFC 8259 §7), UTF-8 and escapes, into UTF-16 units: one at a time, in one place.</summary>
    internal sealed class JsonString
    {
        /// <summary>The least byte that never stands in UTF-8 nor in anything that was meant to be (RFC 3629 §3).</summary>
        public const int NeverInUtf8 = 0xF8;

        private const int HexDigits = 4; // RFC 8259 §7: \u and four of them
        private const int MaximumCodePoint = 0x10FFFF; // RFC 3629 §3

        private readonly byte[] _json;
        private readonly int _end;

        /// <summary>Makes a reader of a text's strings.</summary>
        public JsonString(byte[] json, int end)
        {
            _json = json;
            _end = end;
        }

        /// <summary>What the latest string says: its first <see cref="Length"/> units.</summary>
        public char[] Units { get; } = new char[JsonReader.MaximumStringLength];

        /// <summary>How many units it has.</summary>
        public int Length { get; private set; }

        /// <summary>Where it ends, behind its quote; or what is wrong in it.</summary>
        public int At { get; private set; }

        /// <summary>Reads a string.</summary>
        /// <param name="quote">Where its opening quote is.</param>
        public JsonError Read(int quote)
        {
            At = quote + 1;
            Length = 0;
            while (At < _end && _json[At] != '"')
            {
                int begin = At;
                JsonError error = ReadCharacter(out int codePoint);
                if (error == JsonError.None && !TryAppend(codePoint))
                {
                    error = JsonError.StringTooLong;
                }

                if (error != JsonError.None)
                {
                    At = begin;
                    return error;
                }
            }

            if (At >= _end)
            {
                return JsonError.UnexpectedEnd;
            }

            At++;
            return JsonError.None;
        }

        private JsonError ReadCharacter(out int codePoint)
        {
            codePoint = _json[At++];
            if (codePoint < ' ')
            {
                return JsonError.ControlCharacter;
            }

            if (codePoint == '\\')
            {
                return ReadEscape(out codePoint);
            }

            return codePoint < 0x80 || TryReadUtf8(ref codePoint) ? JsonError.None : JsonError.MalformedUtf8;
        }

        private JsonError ReadEscape(out int codePoint)
        {
            codePoint = At < _end ? _json[At++] : 0;
            switch (codePoint)
            {
                case '"':
                case '\\':
                case '/':
                    return JsonError.None;
                case 'b':
                    codePoint = '\b';
                    return JsonError.None;
                case 'f':
                    codePoint = '\f';
                    return JsonError.None;
                case 'n':
                    codePoint = '\n';
                    return JsonError.None;
                case 'r':
                    codePoint = '\r';
                    return JsonError.None;
                case 't':
                    codePoint = '\t';
                    return JsonError.None;
                case 'u':
                    return ReadUnicodeEscape(out codePoint);
                default:
                    return JsonError.UnknownEscape;
            }
        }

        private JsonError ReadUnicodeEscape(out int codePoint)
        {
            codePoint = ReadHex();
            if (codePoint < 0)
            {
                return JsonError.UnknownEscape;
            }

            if (codePoint == 0)
            {
                return JsonError.NulCharacter;
            }

            if (codePoint < 0xD800 || codePoint > 0xDFFF)
            {
                return JsonError.None;
            }

            // A high surrogate, and behind it an escaped low one.
            bool isPair = codePoint < 0xDC00 && At + 1 < _end && _json[At] == '\\' && _json[At + 1] == 'u';
            At += 2;
            int low = isPair ? ReadHex() : 0;
            if (low < 0xDC00 || low > 0xDFFF)
            {
                return JsonError.LoneSurrogate;
            }

            codePoint = 0x10000 + ((codePoint - 0xD800) << 10) + (low - 0xDC00);
            return JsonError.None;
        }

        // Negative where there are no four digits.
        private int ReadHex()
        {
            int value = 0;
            for (int i = 0; i < HexDigits; i++)
            {
                int digit = At < _end ? _json[At++] : 0;
                if (digit >= '0' && digit <= '9')
                {
                    digit -= '0';
                }
                else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
                {
                    digit = (digit | 0x20) - 'a' + 10;
                }
                else
                {
                    return -1;
                }

                value = (value << 4) | digit;
            }

            return value;
        }

        // RFC 3629 §3: no longer forms than needed, no surrogates, nothing behind U+10FFFF.
        private bool TryReadUtf8(ref int codePoint)
        {
            int more = codePoint >= 0xF0 ? 3 : codePoint >= 0xE0 ? 2 : 1;
            int minimum = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
            if (codePoint < 0xC0 || codePoint >= NeverInUtf8)
            {
                return false;
            }

            codePoint &= 0x3F >> more;
            for (; more > 0; more--)
            {
                if (At >= _end || (_json[At] & 0xC0) != 0x80)
                {
                    return false;
                }

                codePoint = (codePoint << 6) | (_json[At++] & 0x3F);
            }

            return codePoint >= minimum && codePoint <= MaximumCodePoint && (codePoint < 0xD800 || codePoint > 0xDFFF);
        }

        private bool TryAppend(int codePoint)
        {
            int units = codePoint < 0x10000 ? 1 : 2;
            if (Length + units > JsonReader.MaximumStringLength)
            {
                return false;
            }

            if (units == 2)
            {
                Units[Length++] = (char)(0xD800 + ((codePoint - 0x10000) >> 10));
                codePoint = 0xDC00 + (codePoint & 0x3FF);
            }

            Units[Length++] = (char)codePoint;
            return true;
        }
    }
}
