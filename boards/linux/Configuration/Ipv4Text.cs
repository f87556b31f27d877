using System.Globalization;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>IPv4 addresses and blocks as text. Stricter than IPAddress.Parse, which takes 010.1 for an address.</summary>
    internal static class Ipv4Text
    {
        private const int Octets = 4;
        private const int BitsAnOctet = 8;
        private const int MaximumOctetDigits = 3;

        /// <summary>Writes an address.</summary>
        public static string Format(uint address)
        {
            return $"{address >> 24}.{(address >> 16) & 0xFF}.{(address >> 8) & 0xFF}.{address & 0xFF}";
        }

        /// <summary>Writes a block; a single address without its length.</summary>
        public static string Format(Ipv4Prefix block)
        {
            return block.Length == Ipv4Prefix.MaximumLength ? Format(block.Address) : $"{Format(block.Address)}/{block.Length}";
        }

        /// <summary>Reads four decimal octets without leading zeros.</summary>
        public static bool TryParseAddress(ReadOnlySpan<char> text, out uint address)
        {
            address = 0;
            for (int i = 0; i < Octets; i++)
            {
                int end = i < Octets - 1 ? text.IndexOf('.') : text.Length;
                if (end is < 1 or > MaximumOctetDigits || !TryParseNumber(text[..end], byte.MaxValue, out int octet))
                {
                    return false;
                }

                address = (address << BitsAnOctet) | (uint)octet;
                text = text[Math.Min(end + 1, text.Length)..];
            }

            return true;
        }

        /// <summary>Reads an address with an optional prefix length.</summary>
        /// <param name="text">Such as 198.51.100.32/28.</param>
        /// <param name="address">The address as written, bits behind the prefix included.</param>
        /// <param name="length">The prefix length; 32 when there is none.</param>
        public static bool TryParseBlock(ReadOnlySpan<char> text, out uint address, out int length)
        {
            length = Ipv4Prefix.MaximumLength;
            int slash = text.IndexOf('/');
            if (slash < 0)
            {
                return TryParseAddress(text, out address);
            }

            return TryParseAddress(text[..slash], out address)
                && TryParseNumber(text[(slash + 1)..], Ipv4Prefix.MaximumLength, out length);
        }

        private static bool TryParseNumber(ReadOnlySpan<char> text, int maximum, out int number)
        {
            bool isCanonical = text.Length == 1 || (text.Length > 1 && text[0] != '0');
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && isCanonical && number <= maximum;
        }
    }
}
