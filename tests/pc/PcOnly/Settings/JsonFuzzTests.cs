using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Gateway.PcTests.Project;
using Gateway.PcTests.Wire;
using Gateway.Settings;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Settings
{
    /// <summary>The JSON reader and the settings' on texts that nobody wrote: no exception, no endless loop, and no other opinion than System.Text.Json's.</summary>
    [TestClass]
    public class JsonFuzzTests
    {
        private const int ComparedTexts = 60_000; // a refusal costs the other reader an exception
        private const int OtherTexts = 300_000;

        [TestMethod]
        public void Both_readers_take_and_refuse_the_same_texts_and_see_the_same_tokens()
        {
            JsonMutations mutations = new(TestSeed.Next());
            int accepted = 0;
            for (int i = 0; i < ComparedTexts; i++)
            {
                byte[] text = i % 3 == 0 ? mutations.NearlyADocument() : mutations.SmallText();
                accepted += IsAgreedJson(text) ? 1 : 0;
            }

            Assert.IsGreaterThan(ComparedTexts / 100, accepted);
        }

        [TestMethod]
        public void No_text_makes_the_reader_throw_or_run_on()
        {
            JsonMutations mutations = new(TestSeed.Next());
            for (int i = 0; i < OtherTexts; i++)
            {
                Read(i % 3 == 0 ? mutations.NearlyADocument() : mutations.SmallText());
            }
        }

        [TestMethod]
        public void No_text_makes_the_settings_reader_throw_and_each_fault_has_a_place()
        {
            JsonMutations mutations = new(TestSeed.Next());
            for (int i = 0; i < ComparedTexts; i++)
            {
                byte[] text = mutations.NearlyADocument();
                SettingsProblems problems = new();
                GatewaySettings settings = SettingsReader.Read(text, text.Length, problems);

                Assert.AreEqual(problems.Count == 0, settings != null);
                Assert.IsTrue(settings == null || !settings.Engine.Op25b.IsFallback);
                int lines = 1 + text.Count(b => b == (byte)'\n');
                for (int j = 0; j < problems.KeptCount; j++)
                {
                    Holds(problems[j].Line >= 1 && problems[j].Line <= lines, text);
                    Holds(!problems[j].ToString().Any(char.IsControl), text);
                    Holds(problems[j].Path.Length > 0 && problems[j].Message.Length > 10, text);
                }
            }
        }

        [TestMethod]
        public void No_beginning_of_the_example_is_JSON_or_settings()
        {
            byte[] example = File.ReadAllBytes(Checkout.PathOf("boards/gateway.example.json"));
            int end = Array.LastIndexOf(example, (byte)'}');
            for (int length = 0; length <= end; length++)
            {
                SettingsProblems problems = new();

                Assert.AreEqual(JsonToken.Error, Read(example[..length]).Token, $"{length} bytes");
                Assert.IsNull(SettingsReader.Read(example, length, problems), $"{length} bytes");
                Assert.AreEqual(SettingsProblem.WholeFile, problems[problems.KeptCount - 1].Path);
            }

            Assert.IsTrue(IsAgreedJson(example));
        }

        // Each byte in turn becomes each other one.
        [TestMethod]
        public void Every_byte_in_every_place_of_a_small_text_is_judged_alike()
        {
            foreach (string json in new[] { """{"a":[1.5e1,"\u0041é"]}""", """[true,null,-0,"\ud83d\ude00"]""" })
            {
                byte[] text = Encoding.UTF8.GetBytes(json);
                for (int at = 0; at < text.Length; at++)
                {
                    byte original = text[at];
                    for (int value = 0; value <= byte.MaxValue; value++)
                    {
                        text[at] = (byte)value;
                        IsAgreedJson(text);
                    }

                    text[at] = original;
                }
            }
        }

        // Reads to the end, within as many steps as there are bytes.
        private static JsonReader Read(byte[] text)
        {
            JsonReader reader = new(text, text.Length);
            int steps = 0;
            while (reader.Read())
            {
                steps++;
                Holds(reader.Offset >= 0 && reader.LengthBytes > 0 && reader.Offset + reader.LengthBytes <= text.Length, text);
                Holds(steps <= text.Length && reader.Depth is >= 0 and <= JsonReader.MaximumDepth, text);
            }

            bool isError = reader.Token == JsonToken.Error;
            Holds(isError == (reader.Error != JsonError.None), text);
            Holds(isError || (reader.Token == JsonToken.End && reader.Depth == 0), text);
            Holds(reader.ErrorOffset >= 0 && reader.ErrorOffset <= text.Length, text);
            return reader;
        }

        // Whether both take a text; fails where they differ. Our limits, and U+0000, are ours alone.
        private static bool IsAgreedJson(byte[] text)
        {
            JsonReader reader = Read(text);
            if (reader.Error is JsonError.NulCharacter or JsonError.StringTooLong or JsonError.TextTooLong)
            {
                return false;
            }

            bool hasMark = text.AsSpan().StartsWith("\uFEFF"u8);
            string other = OtherOpinion(text, hasMark ? 3 : 0);
            if (other == null != (reader.Error == JsonError.None))
            {
                Assert.Fail($"{Shown(text)}: {reader.Error} at {reader.ErrorOffset}; {other}");
            }

            return other == null;
        }

        // What System.Text.Json has against a text, or null; where it takes it, both see the same tokens.
        private static string OtherOpinion(byte[] text, int begin)
        {
            try
            {
                JsonReader own = new(text, text.Length);
                Utf8JsonReader other = new(text.AsSpan(begin), new JsonReaderOptions { MaxDepth = JsonReader.MaximumDepth });
                string difference = null;
                while (other.Read())
                {
                    string value = other.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? other.GetString() : null;
                    own.Read();
                    if (own.Token != TokenOf(other.TokenType) || own.Offset != begin + other.TokenStartIndex || (value != null && value != own.GetText()))
                    {
                        difference ??= $"{other.TokenType} at {other.TokenStartIndex}";
                    }
                }

                Holds(difference == null, text);
                return null;
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                return exception.Message;
            }
        }

        private static JsonToken TokenOf(JsonTokenType type)
        {
            return type switch
            {
                JsonTokenType.StartObject => JsonToken.BeginObject,
                JsonTokenType.EndObject => JsonToken.EndObject,
                JsonTokenType.StartArray => JsonToken.BeginArray,
                JsonTokenType.EndArray => JsonToken.EndArray,
                JsonTokenType.PropertyName => JsonToken.Name,
                JsonTokenType.String => JsonToken.String,
                JsonTokenType.Number => JsonToken.Number,
                JsonTokenType.True => JsonToken.True,
                JsonTokenType.False => JsonToken.False,
                JsonTokenType.Null => JsonToken.Null,
                _ => JsonToken.None,
            };
        }

        // The text is written out only where something is wrong: there are many.
        private static void Holds(bool isSo, byte[] text)
        {
            if (!isSo)
            {
                Assert.Fail(Shown(text));
            }
        }

        private static string Shown(byte[] text)
        {
            return Convert.ToHexString(text) + " " + Encoding.UTF8.GetString(text);
        }
    }
}
