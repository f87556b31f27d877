using System;
using System.IO;
using System.Linq;
using System.Text;
using Gateway.PcTests.Project;

namespace Gateway.PcTests.Settings
{
    /// <summary>Texts that are nearly JSON: real documents with some bytes changed, and small ones of JSON's own characters.</summary>
    internal sealed class JsonMutations
    {
        private const int LongestSmallText = 24;

        // Every escape, UTF-8 of every length, every form of number, every literal.
        private const string Nasty = """
            {"\"\\\/\b\f\n\r\t\u0041":["é日本😀\ud83d\uDE00\u00e9", 0, -0, 12.5, -1e3, 1E+2, 0.1e-7, true, false, null, {}, [], [[{"a":{"":""}}]]]}
            """;

        // Bytes that matter to JSON or UTF-8, and those beside their limits.
        private static readonly byte[] Bytes =
        [
            .. "{}[]\"\\,: \n\t\r0123456789-+.eEtrufalsn/*'x"u8, 0, 1, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xF8, 0xFF,
        ];

        private static readonly byte[][] Parts = [.. new[]
        {
            "\\ud83d", "\\ude00", "\\u0000", "\\u12", "\\x", "1e", "01", "-", "null", "nul", "true", "\"a\":1", ",,", "[]]", "{{", "\"\"", "\uFEFF", "日", "[[[[[[[[",
        }.Select(Encoding.UTF8.GetBytes)];

        private readonly Random _random;
        private readonly byte[][] _documents;

        /// <summary>Makes a source of texts.</summary>
        public JsonMutations(Random random)
        {
            _random = random;
            _documents =
            [
                File.ReadAllBytes(Checkout.PathOf("boards/gateway.example.json")),
                File.ReadAllBytes(Checkout.PathOf("boards/profiles/netlaputa-2006.json")),
                Encoding.UTF8.GetBytes(Nasty),
            ];
        }

        /// <summary>A document with one to four changes.</summary>
        public byte[] NearlyADocument()
        {
            byte[] text = _documents[_random.Next(_documents.Length)];
            for (int changes = _random.Next(1, 5); changes > 0; changes--)
            {
                int at = _random.Next(text.Length + 1);
                int end = Math.Min(text.Length, at + _random.Next(6));
                text = _random.Next(6) switch
                {
                    0 => [.. text[..at], .. text[end..]],
                    1 => text[..at],
                    2 => [.. text[..at], Bytes[_random.Next(Bytes.Length)], .. text[at..]],
                    3 => [.. text[..at], .. Parts[_random.Next(Parts.Length)], .. text[end..]],
                    4 => [.. text[..end], .. text[at..]],
                    _ => [.. text[..at], Bytes[_random.Next(Bytes.Length)], .. text[Math.Min(text.Length, at + 1)..]],
                };
            }

            return text;
        }

        /// <summary>A few bytes, and parts of such as have a meaning.</summary>
        public byte[] SmallText()
        {
            byte[] text = new byte[_random.Next(LongestSmallText)];
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = _random.Next(20) == 0 ? (byte)_random.Next(256) : Bytes[_random.Next(Bytes.Length)];
            }

            return _random.Next(2) == 0 ? text : [(byte)'[', .. Parts[_random.Next(Parts.Length)], .. text[..(text.Length / 4)], (byte)']'];
        }
    }
}
