namespace Gateway.Wire
{
    /// <summary>IPv4 addresses and blocks as text: four decimal numbers without leading zeros, and a prefix length (RFC 4632 §3.1).</summary>
    public static class Ipv4Text
    {
        private const int Octets = 4;
        private const int BitsAnOctet = 8;
        private const int MaximumOctet = 255;

        /// <summary>Writes an address.</summary>
        public static string Format(uint address)
        {
            return (address >> 24).ToString() + "." + ((address >> 16) & 0xFF).ToString() + "."
                + ((address >> 8) & 0xFF).ToString() + "." + (address & 0xFF).ToString();
        }

        /// <summary>Writes a block; a single address without its length.</summary>
        public static string Format(Ipv4Prefix block)
        {
            string address = Format(block.Address);
            return block.Length == Ipv4Prefix.MaximumLength ? address : address + "/" + block.Length.ToString();
        }

        /// <summary>Reads an address.</summary>
        public static bool TryParse(string text, out uint address)
        {
            return TryParse(text, text.Length, out address);
        }

        /// <summary>Reads an address with an optional prefix length.</summary>
        /// <param name="text">Such as 198.51.100.32/28.</param>
        /// <param name="address">The address as written, bits behind the prefix included.</param>
        /// <param name="length">The prefix length; <see cref="Ipv4Prefix.MaximumLength"/> when there is none.</param>
        public static bool TryParseBlock(string text, out uint address, out int length)
        {
            length = Ipv4Prefix.MaximumLength;
            int slash = text.IndexOf('/');
            if (slash < 0)
            {
                return TryParse(text, text.Length, out address);
            }

            length = 0;
            bool isLength = slash + 1 < text.Length;
            for (int i = slash + 1; i < text.Length; i++)
            {
                isLength &= TryAddDigit(ref length, text[i], i > slash + 1, Ipv4Prefix.MaximumLength);
            }

            return TryParse(text, slash, out address) && isLength;
        }

        private static bool TryParse(string text, int end, out uint address)
        {
            address = 0;
            int octets = 0;
            int octet = 0;
            bool hasDigit = false;
            for (int i = 0; i <= end; i++)
            {
                if (i < end && text[i] != '.')
                {
                    if (!TryAddDigit(ref octet, text[i], hasDigit, MaximumOctet))
                    {
                        return false;
                    }

                    hasDigit = true;
                }
                else
                {
                    if (!hasDigit)
                    {
                        return false;
                    }

                    address = (address << BitsAnOctet) | (uint)octet;
                    octets++;
                    octet = 0;
                    hasDigit = false;
                }
            }

            return octets == Octets;
        }

        // A zero stands alone: some take 010 for eight.
        private static bool TryAddDigit(ref int number, char digit, bool hasDigit, int maximum)
        {
            if (digit < '0' || digit > '9' || (hasDigit && number == 0))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
            return number <= maximum;
        }
    }
}
