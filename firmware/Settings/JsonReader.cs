namespace Gateway.Settings
{
    /// <summary>
    /// Reads JSON (RFC 8259), strictly, token by token; nothing is allocated a token. A byte order mark at the beginning is passed
    /// over (§8.1 allows that), since editors write one unasked. Names may repeat: who reads an object knows which it has had.
    /// </summary>
    public sealed class JsonReader
    {
        /// <summary>The longest text. Ours: a device holds it whole; the example has 1 KB, one with every list full some 10 KB.</summary>
        public const int MaximumLengthBytes = 16 * 1024;

        /// <summary>How deep objects and arrays may be nested. Ours: settings have four levels; a bit each, at most 31.</summary>
        public const int MaximumDepth = 16;

        /// <summary>The longest string in UTF-16 units. Ours: a setting has 253 letters at the most, or 200 characters of two units.</summary>
        public const int MaximumStringLength = 512;

        private const int ByteOrderMarkLength = 3; // RFC 3629 §6

        private readonly byte[] _json;
        private readonly int _end;
        private readonly JsonString _string;
        private int _at;
        private int _lineAt = 1;
        private int _objects; // bit n: whether the container at depth n + 1 is an object
        private bool _isRootRead;

        /// <summary>Makes a reader that stands before the first token.</summary>
        /// <param name="json">Holds the text from its beginning; it must not change meanwhile.</param>
        /// <param name="lengthBytes">The text's length.</param>
        public JsonReader(byte[] json, int lengthBytes)
        {
            _json = json;
            _end = lengthBytes;
            _string = new JsonString(json, lengthBytes);
            if (lengthBytes > MaximumLengthBytes)
            {
                Fail(JsonError.TextTooLong, MaximumLengthBytes);
            }
            else if (lengthBytes >= ByteOrderMarkLength && json[0] == 0xEF && json[1] == 0xBB && json[2] == 0xBF)
            {
                _at = ByteOrderMarkLength;
            }
        }

        /// <summary>What the reader stands on.</summary>
        public JsonToken Token { get; private set; }

        /// <summary>The token's first byte.</summary>
        public int Offset { get; private set; }

        /// <summary>The token's bytes, a string's quotes included.</summary>
        public int LengthBytes
        {
            get { return _at - Offset; }
        }

        /// <summary>The line that the token is in, from 1; where something is wrong, that line. Lines end with a line feed.</summary>
        public int Line { get; private set; } = 1;

        /// <summary>How many objects and arrays are open, one that the token opens included.</summary>
        public int Depth { get; private set; }

        /// <summary>What is wrong.</summary>
        public JsonError Error { get; private set; }

        /// <summary>The byte that is wrong, from 0 to the text's length.</summary>
        public int ErrorOffset { get; private set; }

        /// <summary>The latest name or string: its first <see cref="TextLength"/> UTF-16 units. The next one overwrites it.</summary>
        public char[] Text
        {
            get { return _string.Units; }
        }

        /// <summary>The length of the latest name or string in UTF-16 units.</summary>
        public int TextLength
        {
            get { return _string.Length; }
        }

        /// <summary>Moves to the next token.</summary>
        /// <returns>False at the end, and where something is wrong: <see cref="Token"/> says which, from then on.</returns>
        public bool Read()
        {
            if (Token == JsonToken.End || Token == JsonToken.Error)
            {
                return false;
            }

            SkipWhitespace();
            if (Depth == 0)
            {
                return ReadRoot();
            }

            if (Token == JsonToken.Name)
            {
                return Pass(':', JsonError.ColonExpected) && ReadValue();
            }

            bool isObject = ((_objects >> (Depth - 1)) & 1) != 0;
            char closing = isObject ? '}' : ']';
            bool isFirst = Token == JsonToken.BeginObject || Token == JsonToken.BeginArray;
            if (IsAt(closing))
            {
                Depth--;
                return Take(isObject ? JsonToken.EndObject : JsonToken.EndArray, _at + 1);
            }

            if (!isFirst && !Pass(',', JsonError.CommaExpected))
            {
                return false;
            }

            if (IsAt(closing))
            {
                return Fail(JsonError.TrailingComma, _at);
            }

            return isObject ? ReadName() : ReadValue();
        }

        /// <summary>Moves to the last token of the value that begins with this one.</summary>
        public void Skip()
        {
            int depth = Depth;
            if (Token == JsonToken.BeginObject || Token == JsonToken.BeginArray)
            {
                while (Depth >= depth && Read())
                {
                }
            }
        }

        /// <summary>Makes a string of the latest name or string.</summary>
        public string GetText()
        {
            return new string(_string.Units, 0, _string.Length);
        }

        /// <summary>Reads a number that is written in digits alone: 1.0 and 1e3 are none of these.</summary>
        /// <param name="maximum">The largest, at the most <see cref="int.MaxValue"/>.</param>
        /// <param name="number">The number, from 0.</param>
        /// <returns>False when it is no number, not such a one, or larger.</returns>
        public bool TryGetInteger(int maximum, out int number)
        {
            number = 0;
            for (int i = Offset; i < _at; i++)
            {
                int digit = _json[i] - '0';
                if (digit < 0 || digit > 9 || number > (maximum - digit) / 10)
                {
                    return false;
                }

                number = (number * 10) + digit;
            }

            return Token == JsonToken.Number;
        }

        private bool ReadRoot()
        {
            if (!_isRootRead)
            {
                _isRootRead = true;
                return ReadValue();
            }

            if (_at < _end)
            {
                return Fail(JsonError.TextBehind, _at);
            }

            Take(JsonToken.End, _at);
            return false;
        }

        private bool ReadName()
        {
            return IsAt('"') ? ReadString(JsonToken.Name) : Fail(JsonError.NameExpected, _at);
        }

        private bool ReadValue()
        {
            switch (_at < _end ? _json[_at] : 0)
            {
                case '{':
                    return Open(JsonToken.BeginObject, 1);
                case '[':
                    return Open(JsonToken.BeginArray, 0);
                case '"':
                    return ReadString(JsonToken.String);
                case 't':
                    return ReadLiteral("true", JsonToken.True);
                case 'f':
                    return ReadLiteral("false", JsonToken.False);
                case 'n':
                    return ReadLiteral("null", JsonToken.Null);
                case '-':
                case '0':
                case '1':
                case '2':
                case '3':
                case '4':
                case '5':
                case '6':
                case '7':
                case '8':
                case '9':
                    return ReadNumber();
                default:
                    // UTF-16 begins with such a byte.
                    return Fail(_at < _end && _json[_at] >= JsonString.NeverInUtf8 ? JsonError.MalformedUtf8 : JsonError.ValueExpected, _at);
            }
        }

        private bool Open(JsonToken token, int isObject)
        {
            if (Depth == MaximumDepth)
            {
                return Fail(JsonError.TooDeep, _at);
            }

            _objects = (_objects & ~(1 << Depth)) | (isObject << Depth);
            Depth++;
            return Take(token, _at + 1);
        }

        private bool ReadLiteral(string literal, JsonToken token)
        {
            for (int i = 0; i < literal.Length; i++)
            {
                if (_at + i >= _end || _json[_at + i] != literal[i])
                {
                    return Fail(JsonError.UnknownLiteral, _at);
                }
            }

            return Take(token, _at + literal.Length);
        }

        // RFC 8259 §6: [ minus ] int [ frac ] [ exp ]
        private bool ReadNumber()
        {
            int i = _json[_at] == '-' ? _at + 1 : _at;
            int begin = i;
            i = SkipDigits(i);
            if (i == begin || (i > begin + 1 && _json[begin] == '0'))
            {
                return Fail(JsonError.MalformedNumber, begin);
            }

            if (i < _end && _json[i] == '.')
            {
                begin = i + 1;
                i = SkipDigits(begin);
                if (i == begin)
                {
                    return Fail(JsonError.MalformedNumber, i);
                }
            }

            if (i < _end && (_json[i] | 0x20) == 'e')
            {
                begin = i + 1 < _end && (_json[i + 1] == '+' || _json[i + 1] == '-') ? i + 2 : i + 1;
                i = SkipDigits(begin);
                if (i == begin)
                {
                    return Fail(JsonError.MalformedNumber, i);
                }
            }

            return Take(JsonToken.Number, i);
        }

        private int SkipDigits(int i)
        {
            while (i < _end && _json[i] >= '0' && _json[i] <= '9')
            {
                i++;
            }

            return i;
        }

        private bool ReadString(JsonToken token)
        {
            JsonError error = _string.Read(_at);
            return error == JsonError.None ? Take(token, _string.At) : Fail(error, _string.At);
        }

        private void SkipWhitespace()
        {
            while (_at < _end && (_json[_at] == ' ' || _json[_at] == '\t' || _json[_at] == '\r' || _json[_at] == '\n'))
            {
                if (_json[_at++] == '\n')
                {
                    _lineAt++;
                }
            }
        }

        private bool IsAt(char expected)
        {
            return _at < _end && _json[_at] == expected;
        }

        // Passes a separator and the space behind it.
        private bool Pass(char separator, JsonError error)
        {
            if (!IsAt(separator))
            {
                return Fail(error, _at);
            }

            _at++;
            SkipWhitespace();
            return true;
        }

        private bool Take(JsonToken token, int end)
        {
            Token = token;
            Offset = _at;
            Line = _lineAt;
            _at = end;
            return true;
        }

        private bool Fail(JsonError error, int offset)
        {
            Token = JsonToken.Error;
            Error = offset < _end ? error : JsonError.UnexpectedEnd;
            ErrorOffset = offset < _end ? offset : _end;
            Offset = ErrorOffset;
            _at = ErrorOffset;
            Line = _lineAt;
            return false;
        }
    }
}
