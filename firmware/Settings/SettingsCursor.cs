namespace Gateway.Settings
{
    /// <summary>
    /// Walks through settings, value by value, and knows where it is. A section is read standing on its value; each of the
    /// methods that read takes that value whole, right or wrong, and what is wrong is noted with its path and line.
    /// </summary>
    internal sealed class SettingsCursor
    {
        /// <summary>What is said of an element that is in its list already.</summary>
        public const string Repeated = "is in this list already: leave one";

        private const int LongestShown = 60; // ours: enough of a value to find it by

        private readonly byte[] _bytes;
        private readonly JsonReader _json;
        private readonly SettingsProblems _problems;

        // One element for each object or array that is being read.
        private readonly string[] _allowed = new string[JsonReader.MaximumDepth]; // an object's keys; null in an array
        private readonly string[] _keys = new string[JsonReader.MaximumDepth]; // the key at hand
        private readonly int[] _seen = new int[JsonReader.MaximumDepth]; // bit n: whether the n-th allowed key was there
        private readonly int[] _indices = new int[JsonReader.MaximumDepth]; // the element at hand
        private readonly int[] _maxima = new int[JsonReader.MaximumDepth]; // an array's most elements
        private int _depth;

        /// <summary>Makes a cursor that stands on the whole.</summary>
        public SettingsCursor(byte[] json, int lengthBytes, SettingsProblems problems)
        {
            _bytes = json;
            _json = new JsonReader(json, lengthBytes);
            _problems = problems;
            _json.Read();
        }

        /// <summary>Whether the text is JSON as far as it was read.</summary>
        public bool IsJson
        {
            get { return _json.Error == JsonError.None; }
        }

        /// <summary>How many problems there are so far.</summary>
        public int ProblemCount
        {
            get { return _problems.Count; }
        }

        /// <summary>The line of the value at hand.</summary>
        public int Line
        {
            get { return _json.Line; }
        }

        /// <summary>The key at hand, after <see cref="NextKey"/>.</summary>
        public string Key
        {
            get { return _keys[_depth - 1]; }
        }

        /// <summary>Begins to read an object.</summary>
        /// <param name="keys">The keys that are allowed, as a <see cref="WordList"/>.</param>
        /// <returns>False when it is none.</returns>
        public bool EnterObject(string keys)
        {
            if (_json.Token != JsonToken.BeginObject)
            {
                RefuseValue("object", "{ } with the keys " + keys);
                return false;
            }

            _allowed[_depth] = keys;
            _seen[_depth] = 0;
            _depth++;
            return true;
        }

        /// <summary>
        /// Moves to the next key's value. Unknown and repeated keys are refused; one whose value is null counts as missing.
        /// </summary>
        /// <returns>False when the object ends.</returns>
        public bool NextKey()
        {
            int level = _depth - 1;
            while (_json.Read() && _json.Token == JsonToken.Name)
            {
                string name = _json.GetText();
                int index = WordList.IndexOf(_allowed[level], name);
                int bit = index == WordList.None ? 0 : 1 << index;
                bool isRepeated = (_seen[level] & bit) != 0;
                _seen[level] |= bit;
                _keys[level] = bit != 0 ? name : PageText.Quote(_json.Text, _json.TextLength, LongestShown);
                if (bit == 0)
                {
                    Refuse("this key is not known; allowed here: " + _allowed[level]);
                }
                else if (isRepeated)
                {
                    Refuse("this key stands here twice: leave one");
                }

                _json.Read();
                if (bit != 0 && !isRepeated && _json.Token != JsonToken.Null && _json.Token != JsonToken.Error)
                {
                    return true;
                }

                _json.Skip();
            }

            _depth--;
            return false;
        }

        /// <summary>Passes the value at hand.</summary>
        public void Skip()
        {
            _json.Skip();
        }

        /// <summary>Begins to read an array.</summary>
        /// <param name="what">What it is a list of.</param>
        /// <param name="maximum">The most elements.</param>
        /// <returns>False when it is none.</returns>
        public bool EnterArray(string what, int maximum)
        {
            if (_json.Token != JsonToken.BeginArray)
            {
                RefuseValue("list", "[ ] with " + what);
                return false;
            }

            _allowed[_depth] = null;
            _indices[_depth] = -1;
            _maxima[_depth] = maximum;
            _depth++;
            return true;
        }

        /// <summary>Moves to the next element; those beyond the most are refused together.</summary>
        /// <returns>False when the array ends.</returns>
        public bool NextElement()
        {
            int level = _depth - 1;
            if (_json.Read() && _json.Token != JsonToken.EndArray)
            {
                _indices[level]++;
                if (_indices[level] < _maxima[level])
                {
                    return true;
                }

                _depth--;
                Refuse("this list is too long; allowed: at most " + _maxima[level].ToString());
                do
                {
                    _json.Skip();
                }
                while (_json.Read() && _json.Token != JsonToken.EndArray);
                return false;
            }

            _depth--;
            return false;
        }

        /// <summary>Reads text.</summary>
        /// <param name="what">What it must be.</param>
        /// <param name="allowed">An example.</param>
        /// <returns>Null when it is none.</returns>
        public string ReadString(string what, string allowed)
        {
            if (_json.Token == JsonToken.String)
            {
                return _json.GetText();
            }

            RefuseValue(what, allowed);
            return null;
        }

        /// <summary>Reads text of a form.</summary>
        /// <param name="form">The form.</param>
        /// <param name="what">What it must be.</param>
        /// <param name="allowed">An example.</param>
        /// <returns>Null when it is none.</returns>
        public string ReadForm(TextForm form, string what, string allowed)
        {
            if (_json.Token == JsonToken.String)
            {
                string text = _json.GetText();
                if (TextForms.Has(form, text))
                {
                    return text;
                }
            }

            // What is, or may hold, a secret is not shown: errors go to logs. A user's name with a colon is one with its password.
            if (form == TextForm.Password || form == TextForm.UserName || form == TextForm.ReportUrl)
            {
                Refuse("what stands here is no " + what + "; allowed: " + allowed);
                _json.Skip();
            }
            else
            {
                RefuseValue(what, allowed);
            }

            return null;
        }

        /// <summary>Reads text for one line of the page.</summary>
        /// <returns>Empty when it is none.</returns>
        public string ReadPageText()
        {
            if (_json.Token == JsonToken.String && PageText.IsLine(_json.Text, _json.TextLength, PageSettings.MaximumTextLength))
            {
                return _json.GetText();
            }

            RefuseValue(
                "text for one line of the page",
                "1 to " + PageSettings.MaximumTextLength.ToString() + " characters without control characters, or null where it is not known");
            return "";
        }

        /// <summary>Reads a whole number.</summary>
        /// <param name="minimum">The smallest, at least 0.</param>
        /// <param name="maximum">The largest.</param>
        /// <returns>Negative when it is none.</returns>
        public int ReadInteger(int minimum, int maximum)
        {
            if (_json.TryGetInteger(maximum, out int number) && number >= minimum)
            {
                return number;
            }

            RefuseValue("whole number in the range", minimum.ToString() + " to " + maximum.ToString() + ", in digits alone");
            return -1;
        }

        /// <summary>Reads true or false.</summary>
        /// <returns>False when it is none.</returns>
        public bool ReadBoolean()
        {
            if (_json.Token == JsonToken.True || _json.Token == JsonToken.False)
            {
                return _json.Token == JsonToken.True;
            }

            RefuseValue("truth value", "true, false");
            return false;
        }

        /// <summary>Reads one of some words.</summary>
        /// <param name="words">A <see cref="WordList"/>.</param>
        /// <returns>Empty when it is none of them.</returns>
        public string ReadWord(string words)
        {
            string word = _json.Token == JsonToken.String ? _json.GetText() : "";
            if (WordList.IndexOf(words, word) != WordList.None)
            {
                return word;
            }

            RefuseValue("word that is known here", words);
            return "";
        }

        /// <summary>Notes that the value at hand is not what it must be, and passes it.</summary>
        public void RefuseValue(string what, string allowed)
        {
            Refuse(Shown() + " is no " + what + "; allowed: " + allowed);
            _json.Skip();
        }

        /// <summary>Notes what is wrong with the value at hand, which the message begins with.</summary>
        public void RefuseShown(string message)
        {
            Refuse(Shown() + " " + message);
        }

        /// <summary>Notes what is wrong here.</summary>
        public void Refuse(string message)
        {
            Refuse(_json.Line, message);
        }

        /// <summary>Notes what is wrong with a value that began in a line and is passed.</summary>
        public void Refuse(int line, string message)
        {
            if (_json.Token != JsonToken.Error)
            {
                _problems.Add(new SettingsProblem(Path(), line, message));
            }
        }

        /// <summary>Reads to the end, and notes where the text is no JSON.</summary>
        public void Finish()
        {
            while (_json.Read())
            {
            }

            if (_json.Token == JsonToken.Error)
            {
                string column = _json.Error == JsonError.TextTooLong ? "" : "column " + ColumnOf(_json.ErrorOffset).ToString() + ": no JSON: ";
                string message = column + JsonErrorText.Of(_json.Error);
                _problems.Add(new SettingsProblem(SettingsProblem.WholeFile, _json.Line, message));
            }
        }

        private string Path()
        {
            string path = "";
            for (int i = 0; i < _depth; i++)
            {
                path = _allowed[i] == null ? path + "[" + _indices[i].ToString() + "]" : path.Length == 0 ? _keys[i] : path + "." + _keys[i];
            }

            return path.Length == 0 ? SettingsProblem.WholeFile : path;
        }

        private string Shown()
        {
            switch (_json.Token)
            {
                case JsonToken.BeginObject:
                    return "{ }";
                case JsonToken.BeginArray:
                    return "[ ]";
                case JsonToken.String:
                    return PageText.Quote(_json.Text, _json.TextLength, LongestShown);
                default:
                    // A number or a literal: ASCII.
                    int length = _json.LengthBytes < LongestShown ? _json.LengthBytes : LongestShown;
                    var shown = new char[length];
                    for (int i = 0; i < length; i++)
                    {
                        shown[i] = (char)_bytes[_json.Offset + i];
                    }

                    return new string(shown);
            }
        }

        // In characters, from 1: bytes that continue one in UTF-8 don't count.
        private int ColumnOf(int offset)
        {
            int column = 1;
            for (int i = offset - 1; i >= 0 && _bytes[i] != '\n'; i--)
            {
                if ((_bytes[i] & 0xC0) != 0x80)
                {
                    column++;
                }
            }

            return column;
        }
    }
}
