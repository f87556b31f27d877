using Gateway.Settings;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Settings
{
    /// <summary>JSON as RFC 8259 writes it: what is a text, what is none and where, what strings and numbers say.</summary>
    [TestClass]
    public class JsonReaderTests
    {
        // text (single quotes stand for double ones), tokens
        [DataRow("{}", "{}.")]
        [DataRow("[]", "[].")]
        [DataRow(" \t\r\n{ \n } \n", "{}.")]
        [DataRow("'a'", "S.")]
        [DataRow("0", "#.")]
        [DataRow("true", "T.")]
        [DataRow("false", "F.")]
        [DataRow("null", "0.")]
        [DataRow("{'a':1}", "{N#}.")]
        [DataRow("{ 'a' : 1 , 'b' : [ ] }", "{N#N[]}.")]
        [DataRow("{'a':1,'a':2}", "{N#N#}.")]
        [DataRow("{'':''}", "{NS}.")]
        [DataRow("[1,'a',true,false,null,{},[]]", "[#STF0{}[]].")]
        [DataRow("[[[]],{'a':{'b':[{}]}}]", "[[[]]{N{N[{}]}}].")]
        [DataRow("[0,-0,1,-1,10,1.0,-1.5,0.0,1e3,1E3,1e+3,1e-3,0e0,12.34E-56,1e9999,123456789012345678901234567890]", "[################].")]
        [TestMethod]
        public void A_text_is_its_tokens(string text, string tokens)
        {
            byte[] json = JsonBytes.Of(text);
            var reader = new JsonReader(json, json.Length);

            Assert.AreEqual(tokens, JsonTrace.Of(reader));
            Assert.AreEqual((int)JsonError.None, (int)reader.Error);
            Assert.AreEqual(0, reader.Depth);
            Assert.IsFalse(reader.Read());
            Assert.AreEqual((int)JsonToken.End, (int)reader.Token);
        }

        // text, error, the byte that is wrong
        [DataRow("", (int)JsonError.UnexpectedEnd, 0)]
        [DataRow("  ", (int)JsonError.UnexpectedEnd, 2)]
        [DataRow("{", (int)JsonError.UnexpectedEnd, 1)]
        [DataRow("{'a'", (int)JsonError.UnexpectedEnd, 4)]
        [DataRow("{'a':", (int)JsonError.UnexpectedEnd, 5)]
        [DataRow("{'a':1", (int)JsonError.UnexpectedEnd, 6)]
        [DataRow("{'a':1,", (int)JsonError.UnexpectedEnd, 7)]
        [DataRow("[", (int)JsonError.UnexpectedEnd, 1)]
        [DataRow("[1,", (int)JsonError.UnexpectedEnd, 3)]
        [DataRow("'abc", (int)JsonError.UnexpectedEnd, 4)]
        [DataRow("'abc\\", (int)JsonError.UnknownEscape, 4)]
        [DataRow("-", (int)JsonError.UnexpectedEnd, 1)]
        [DataRow("1.", (int)JsonError.UnexpectedEnd, 2)]
        [DataRow("1e", (int)JsonError.UnexpectedEnd, 2)]
        [DataRow("1e+", (int)JsonError.UnexpectedEnd, 3)]
        [DataRow("}", (int)JsonError.ValueExpected, 0)]
        [DataRow("[,1]", (int)JsonError.ValueExpected, 1)]
        [DataRow("[1,,2]", (int)JsonError.ValueExpected, 3)]
        [DataRow("{'a':}", (int)JsonError.ValueExpected, 5)]
        [DataRow("[a]", (int)JsonError.ValueExpected, 1)]
        [DataRow("[+1]", (int)JsonError.ValueExpected, 1)]
        [DataRow("[.5]", (int)JsonError.ValueExpected, 1)]
        [DataRow("[NaN]", (int)JsonError.ValueExpected, 1)]
        [DataRow("[Infinity]", (int)JsonError.ValueExpected, 1)]
        [DataRow("[True]", (int)JsonError.ValueExpected, 1)]
        [DataRow("// note\n{}", (int)JsonError.ValueExpected, 0)]
        [DataRow("[1 /* one */]", (int)JsonError.CommaExpected, 3)]
        [DataRow("{a:1}", (int)JsonError.NameExpected, 1)]
        [DataRow("{1:1}", (int)JsonError.NameExpected, 1)]
        [DataRow("{,}", (int)JsonError.NameExpected, 1)]
        [DataRow("{]", (int)JsonError.NameExpected, 1)]
        [DataRow("{'a' 1}", (int)JsonError.ColonExpected, 5)]
        [DataRow("{'a'=1}", (int)JsonError.ColonExpected, 4)]
        [DataRow("{'a','b'}", (int)JsonError.ColonExpected, 4)]
        [DataRow("[1 2]", (int)JsonError.CommaExpected, 3)]
        [DataRow("['a''b']", (int)JsonError.CommaExpected, 4)]
        [DataRow("{'a':1 'b':2}", (int)JsonError.CommaExpected, 7)]
        [DataRow("[1}", (int)JsonError.CommaExpected, 2)]
        [DataRow("{'a':1]", (int)JsonError.CommaExpected, 6)]
        [DataRow("[1x]", (int)JsonError.CommaExpected, 2)]
        [DataRow("[0x10]", (int)JsonError.CommaExpected, 2)]
        [DataRow("[1,]", (int)JsonError.TrailingComma, 3)]
        [DataRow("{'a':1, }", (int)JsonError.TrailingComma, 8)]
        [DataRow("tru", (int)JsonError.UnknownLiteral, 0)]
        [DataRow("[truE]", (int)JsonError.UnknownLiteral, 1)]
        [DataRow("[nul]", (int)JsonError.UnknownLiteral, 1)]
        [DataRow("[nulll]", (int)JsonError.CommaExpected, 5)]
        [DataRow("[01]", (int)JsonError.MalformedNumber, 1)]
        [DataRow("[-01]", (int)JsonError.MalformedNumber, 2)]
        [DataRow("[00]", (int)JsonError.MalformedNumber, 1)]
        [DataRow("[--1]", (int)JsonError.MalformedNumber, 2)]
        [DataRow("[-a]", (int)JsonError.MalformedNumber, 2)]
        [DataRow("[1.]", (int)JsonError.MalformedNumber, 3)]
        [DataRow("[1.e3]", (int)JsonError.MalformedNumber, 3)]
        [DataRow("[1e]", (int)JsonError.MalformedNumber, 3)]
        [DataRow("[1e+]", (int)JsonError.MalformedNumber, 4)]
        [DataRow("[1e+-1]", (int)JsonError.MalformedNumber, 4)]
        [DataRow("[1.2.3]", (int)JsonError.CommaExpected, 4)]
        [DataRow("['a\nb']", (int)JsonError.ControlCharacter, 3)]
        [DataRow("['a\tb']", (int)JsonError.ControlCharacter, 3)]
        [DataRow("['\u001f']", (int)JsonError.ControlCharacter, 2)]
        [DataRow("{'\r':1}", (int)JsonError.ControlCharacter, 2)]
        [DataRow("['ab\\x']", (int)JsonError.UnknownEscape, 4)]
        [DataRow("['\\u12g4']", (int)JsonError.UnknownEscape, 2)]
        [DataRow("['\\u 123']", (int)JsonError.UnknownEscape, 2)]
        [DataRow("['\\u123']", (int)JsonError.UnknownEscape, 2)]
        [DataRow("['\\U0041']", (int)JsonError.UnknownEscape, 2)]
        [DataRow("['a\\ud83d']", (int)JsonError.LoneSurrogate, 3)]
        [DataRow("['\\ud83dx']", (int)JsonError.LoneSurrogate, 2)]
        [DataRow("['\\ud83d\\n']", (int)JsonError.LoneSurrogate, 2)]
        [DataRow("['\\ud83d\\ud83d']", (int)JsonError.LoneSurrogate, 2)]
        [DataRow("['\\ud83d\\u0041']", (int)JsonError.LoneSurrogate, 2)]
        [DataRow("['\\ude00']", (int)JsonError.LoneSurrogate, 2)]
        [DataRow("['a\\u0000']", (int)JsonError.NulCharacter, 3)]
        [DataRow("{}{}", (int)JsonError.TextBehind, 2)]
        [DataRow("{} x", (int)JsonError.TextBehind, 3)]
        [DataRow("1 2", (int)JsonError.TextBehind, 2)]
        [DataRow("[]]", (int)JsonError.TextBehind, 2)]
        [DataRow("{},", (int)JsonError.TextBehind, 2)]
        [TestMethod]
        public void What_is_no_text_is_told_with_its_place(string text, int error, int offset)
        {
            byte[] json = JsonBytes.Of(text);
            var reader = new JsonReader(json, json.Length);
            JsonTrace.Of(reader);

            Assert.AreEqual((int)JsonToken.Error, (int)reader.Token);
            Assert.AreEqual(error, (int)reader.Error);
            Assert.AreEqual(offset, reader.ErrorOffset);
            Assert.IsFalse(reader.Read());
            Assert.AreEqual(error, (int)reader.Error);
        }

        // a string's text, the bytes of what it says (UTF-16, the higher one first)
        [DataRow("", "")]
        [DataRow("abc", "0061 0062 0063")]
        [DataRow("\\\"\\\\\\/\\b\\f\\n\\r\\t", "0022 005c 002f 0008 000c 000a 000d 0009")]
        [DataRow("\\u0041\\u00e9\\u65e5\\uFFFD", "0041 00e9 65e5 fffd")]
        [DataRow("\\ud83d\\ude00", "d83d de00")]
        [DataRow("x\\uD800\\uDC00\\uDBFF\\uDFFFx", "0078 d800 dc00 dbff dfff 0078")]
        [DataRow("\u007f", "007f")]
        [TestMethod]
        public void A_string_says_what_its_escapes_say(string text, string units)
        {
            HasText(JsonBytes.Around("'", JsonBytes.Of(text), "'"), units);
        }

        // UTF-8, UTF-16: the least and the most of each length (RFC 3629 §3)
        [DataRow("c280", "0080")]
        [DataRow("dfbf", "07ff")]
        [DataRow("e0a080", "0800")]
        [DataRow("e697a5e69cac", "65e5 672c")]
        [DataRow("ed9fbf", "d7ff")]
        [DataRow("ee8080", "e000")]
        [DataRow("efbfbf", "ffff")]
        [DataRow("efbbbf", "feff")]
        [DataRow("f0908080", "d800 dc00")]
        [DataRow("f09f9880", "d83d de00")]
        [DataRow("f48fbfbf", "dbff dfff")]
        [TestMethod]
        public void A_string_is_UTF8(string utf8, string units)
        {
            HasText(JsonBytes.Around("'", Hex.Parse(utf8), "'"), units);
        }

        [DataRow("80")]
        [DataRow("bf")]
        [DataRow("c0af")] // longer than needed
        [DataRow("c1bf")]
        [DataRow("e09fbf")]
        [DataRow("f08fbfbf")]
        [DataRow("eda080")] // a surrogate
        [DataRow("edbfbf")]
        [DataRow("eda0bdedb880")]
        [DataRow("f4908080")] // behind U+10FFFF
        [DataRow("f5808080")]
        [DataRow("f8888080")]
        [DataRow("fe")]
        [DataRow("ff")]
        [DataRow("c2")] // cut off
        [DataRow("e697")]
        [DataRow("f09f98")]
        [DataRow("c2c2")]
        [DataRow("e6e697a5")]
        [TestMethod]
        public void Bytes_that_are_no_UTF8_are_told_with_their_place(string bytes)
        {
            byte[] json = JsonBytes.Around("['a", Hex.Parse(bytes), "']");
            var reader = new JsonReader(json, json.Length);

            Assert.AreEqual("[!", JsonTrace.Of(reader));
            Assert.AreEqual((int)JsonError.MalformedUtf8, (int)reader.Error);
            Assert.AreEqual(3, reader.ErrorOffset);
        }

        [TestMethod]
        public void A_byte_order_mark_is_passed_over_and_another_encoding_is_told()
        {
            byte[] marked = JsonBytes.Around("", Hex.Parse("efbbbf"), "{}");
            byte[] utf16 = Hex.Parse("fffe7b007d00");
            byte[] twice = JsonBytes.Around("", Hex.Parse("efbbbfefbbbf"), "{}");
            var reader = new JsonReader(utf16, utf16.Length);

            Assert.AreEqual("{}.", JsonTrace.Of(new JsonReader(marked, marked.Length)));
            Assert.AreEqual("!", JsonTrace.Of(new JsonReader(twice, twice.Length)));
            Assert.AreEqual("!", JsonTrace.Of(new JsonReader(marked, 3)));
            Assert.AreEqual("!", JsonTrace.Of(reader));
            Assert.AreEqual((int)JsonError.MalformedUtf8, (int)reader.Error);
        }

        // a number, the largest allowed, what it is; negative for none
        [DataRow("0", 9, 0)]
        [DataRow("9", 9, 9)]
        [DataRow("10", 9, -1)]
        [DataRow("65535", 65535, 65535)]
        [DataRow("65536", 65535, -1)]
        [DataRow("2147483647", int.MaxValue, int.MaxValue)]
        [DataRow("2147483648", int.MaxValue, -1)]
        [DataRow("4294967297", int.MaxValue, -1)]
        [DataRow("18446744073709551617", int.MaxValue, -1)]
        [DataRow("-1", 9, -1)]
        [DataRow("-0", 9, -1)]
        [DataRow("1.0", 9, -1)]
        [DataRow("1e0", 9, -1)]
        [DataRow("'1'", 9, -1)]
        [DataRow("true", 9, -1)]
        [DataRow("null", 9, -1)]
        [TestMethod]
        public void A_whole_number_is_digits_alone_and_never_wraps(string text, int maximum, int expected)
        {
            byte[] json = JsonBytes.Of(text);
            var reader = new JsonReader(json, json.Length);
            reader.Read();

            bool isInteger = reader.TryGetInteger(maximum, out int number);

            Assert.AreEqual(expected >= 0, isInteger);
            Assert.IsTrue(!isInteger || number == expected);
        }

        [TestMethod]
        public void A_bracket_is_no_number()
        {
            byte[] json = JsonBytes.Of("[1]");
            var reader = new JsonReader(json, json.Length);
            reader.Read();

            Assert.IsFalse(reader.TryGetInteger(9, out _));
        }

        [TestMethod]
        public void Depth_has_its_limit()
        {
            Assert.AreEqual((int)JsonError.None, (int)ErrorOf(Nested(JsonReader.MaximumDepth)));
            Assert.AreEqual((int)JsonError.TooDeep, (int)ErrorOf(Nested(JsonReader.MaximumDepth + 1)));
            Assert.AreEqual((int)JsonError.TooDeep, (int)ErrorOf(JsonBytes.Of(JsonBytes.Repeat("{'a':", JsonReader.MaximumDepth + 1))));
        }

        // Two units are a character of four bytes.
        [TestMethod]
        public void A_string_has_its_longest_length()
        {
            string longest = JsonBytes.Repeat("0123456789abcdef", JsonReader.MaximumStringLength / 16);
            string pairs = JsonBytes.Repeat("\\ud83d\\ude00", JsonReader.MaximumStringLength / 2);

            Assert.AreEqual((int)JsonError.None, (int)ErrorOf(JsonBytes.Of("'" + longest + "'")));
            Assert.AreEqual((int)JsonError.None, (int)ErrorOf(JsonBytes.Of("{'" + longest + "':0}")));
            Assert.AreEqual((int)JsonError.None, (int)ErrorOf(JsonBytes.Of("'" + pairs + "'")));
            Assert.AreEqual((int)JsonError.StringTooLong, (int)ErrorOf(JsonBytes.Of("'" + longest + "x'")));
            Assert.AreEqual((int)JsonError.StringTooLong, (int)ErrorOf(JsonBytes.Of("{'" + longest + "x':0}")));
            Assert.AreEqual((int)JsonError.StringTooLong, (int)ErrorOf(JsonBytes.Of("'x" + pairs + "'")));
        }

        [TestMethod]
        public void A_text_has_its_longest_length()
        {
            var json = new byte[JsonReader.MaximumLengthBytes + 1];
            for (int i = 0; i < json.Length; i++)
            {
                json[i] = (byte)' ';
            }

            json[0] = (byte)'0';
            var reader = new JsonReader(json, json.Length);

            Assert.AreEqual(".", JsonTrace.Of(new JsonReader(json, JsonReader.MaximumLengthBytes)).Substring(1));
            Assert.AreEqual("!", JsonTrace.Of(reader));
            Assert.AreEqual((int)JsonError.TextTooLong, (int)reader.Error);
            Assert.AreEqual(JsonReader.MaximumLengthBytes, reader.ErrorOffset);
        }

        // Bytes behind the length are no part of the text.
        [TestMethod]
        public void A_text_ends_where_its_length_says()
        {
            byte[] json = JsonBytes.Of("123]");

            Assert.AreEqual("#.", JsonTrace.Of(new JsonReader(json, 3)));
            Assert.AreEqual("!", JsonTrace.Of(new JsonReader(json, 0)));
        }

        [TestMethod]
        public void A_token_has_a_place_and_a_line()
        {
            byte[] json = JsonBytes.Of("{\n  'ab':\r\n\n    [12,\n'c'] }\n");
            var reader = new JsonReader(json, json.Length);

            StandsAt(reader, JsonToken.BeginObject, 0, 1, 1, 1);
            StandsAt(reader, JsonToken.Name, 4, 4, 2, 1);
            StandsAt(reader, JsonToken.BeginArray, 16, 1, 4, 2);
            StandsAt(reader, JsonToken.Number, 17, 2, 4, 2);
            StandsAt(reader, JsonToken.String, 21, 3, 5, 2);
            StandsAt(reader, JsonToken.EndArray, 24, 1, 5, 1);
            StandsAt(reader, JsonToken.EndObject, 26, 1, 5, 0);
            Assert.IsFalse(reader.Read());
            Assert.AreEqual(6, reader.Line);
        }

        [TestMethod]
        public void A_value_is_skipped_whole()
        {
            byte[] json = JsonBytes.Of("{'a':{'b':[1,{'c':2}]},'d':[[],[]],'e':5}");
            var reader = new JsonReader(json, json.Length);
            string names = "";
            reader.Read();
            while (reader.Read() && reader.Token == JsonToken.Name)
            {
                names += reader.GetText();
                reader.Read();
                reader.Skip();
            }

            Assert.AreEqual("ade", names);
            Assert.AreEqual((int)JsonToken.EndObject, (int)reader.Token);
            Assert.AreEqual(0, reader.Depth);
        }

        [TestMethod]
        public void Skipping_ends_where_the_text_is_wrong()
        {
            byte[] json = JsonBytes.Of("[[1,{'a':]]");
            var reader = new JsonReader(json, json.Length);
            reader.Read();
            reader.Skip();

            Assert.AreEqual((int)JsonToken.Error, (int)reader.Token);
            Assert.AreEqual(9, reader.ErrorOffset);
        }

        private static void StandsAt(JsonReader reader, JsonToken token, int offset, int length, int line, int depth)
        {
            Assert.IsTrue(reader.Read());
            Assert.AreEqual((int)token, (int)reader.Token);
            Assert.AreEqual(offset, reader.Offset);
            Assert.AreEqual(length, reader.LengthBytes);
            Assert.AreEqual(line, reader.Line);
            Assert.AreEqual(depth, reader.Depth);
        }

        // The units one by one: the device's strings do not give them back.
        private static void HasText(byte[] json, string units)
        {
            var reader = new JsonReader(json, json.Length);
            Assert.AreEqual("S.", JsonTrace.Of(reader));

            byte[] expected = Hex.Parse(units);
            Assert.AreEqual(expected.Length / 2, reader.TextLength);
            for (int i = 0; i < reader.TextLength; i++)
            {
                Assert.AreEqual((expected[2 * i] << 8) | expected[(2 * i) + 1], (int)reader.Text[i]);
            }
        }

        private static JsonError ErrorOf(byte[] json)
        {
            var reader = new JsonReader(json, json.Length);
            JsonTrace.Of(reader);
            return reader.Error;
        }

        private static byte[] Nested(int depth)
        {
            return JsonBytes.Of(JsonBytes.Repeat("[", depth) + JsonBytes.Repeat("]", depth));
        }
    }
}
