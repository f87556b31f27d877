using System;

namespace Gateway.Tests.Support
{
    /// <summary>Bytes written as hex digits, which is how a test's data holds packets.</summary>
    public static class Hex
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>Reads hex digits of either case, two a byte; spaces and line ends between them are passed over.</summary>
        /// <exception cref="ArgumentException">The text holds another character, or half a byte.</exception>
        public static byte[] Parse(string text)
        {
            char[] characters = text.ToCharArray();
            byte[] bytes = new byte[characters.Length / 2];
            int nibbles = 0;
            for (int i = 0; i < characters.Length; i++)
            {
                char character = characters[i];
                if (character == ' ' || character == '\r' || character == '\n')
                {
                    continue;
                }

                bytes[nibbles / 2] = (byte)((bytes[nibbles / 2] << 4) | ValueOf(character));
                nibbles++;
            }

            if (nibbles % 2 != 0)
            {
                throw new ArgumentException("Half a byte: " + text);
            }

            byte[] exact = new byte[nibbles / 2];
            Array.Copy(bytes, exact, exact.Length);
            return exact;
        }

        /// <summary>Writes all bytes as lower-case hex digits, without spaces.</summary>
        public static string Format(byte[] bytes)
        {
            return Format(bytes, 0, bytes.Length);
        }

        /// <summary>Writes some bytes as lower-case hex digits, without spaces.</summary>
        public static string Format(byte[] bytes, int offset, int length)
        {
            char[] characters = new char[length * 2];
            for (int i = 0; i < length; i++)
            {
                characters[i * 2] = Digits[bytes[offset + i] >> 4];
                characters[(i * 2) + 1] = Digits[bytes[offset + i] & 0xF];
            }

            return new string(characters);
        }

        private static int ValueOf(char digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }

            if (digit >= 'a' && digit <= 'f')
            {
                return digit - 'a' + 10;
            }

            if (digit >= 'A' && digit <= 'F')
            {
                return digit - 'A' + 10;
            }

            throw new ArgumentException("No hex digit: " + digit);
        }
    }
}
