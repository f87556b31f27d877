using System;

namespace Gateway.Tests.Support
{
    /// <summary>JSON as a test writes it: ASCII, with single quotes for double ones.</summary>
    public static class JsonBytes
    {
        /// <summary>Gives its bytes.</summary>
        public static byte[] Of(string text)
        {
            char[] characters = text.ToCharArray();
            var bytes = new byte[characters.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                if (characters[i] > 0x7F)
                {
                    throw new ArgumentException("Write it as bytes: " + text);
                }

                bytes[i] = characters[i] == '\'' ? (byte)'"' : (byte)characters[i];
            }

            return bytes;
        }

        /// <summary>Gives a string's bytes between some before and some behind.</summary>
        public static byte[] Around(string before, byte[] middle, string behind)
        {
            byte[] first = Of(before);
            byte[] last = Of(behind);
            var bytes = new byte[first.Length + middle.Length + last.Length];
            Array.Copy(first, bytes, first.Length);
            Array.Copy(middle, 0, bytes, first.Length, middle.Length);
            Array.Copy(last, 0, bytes, first.Length + middle.Length, last.Length);
            return bytes;
        }

        /// <summary>Gives a text that repeats a part.</summary>
        public static string Repeat(string part, int times)
        {
            string text = "";
            for (int i = 0; i < times; i++)
            {
                text += part;
            }

            return text;
        }
    }
}
