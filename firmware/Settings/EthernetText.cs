using Gateway.Lan;

namespace Gateway.Settings
{
    /// <summary>Ethernet addresses as text: six pairs of hex digits with colons between them.</summary>
    internal static class EthernetText
    {
        /// <summary>What is allowed, for messages.</summary>
        public const string Example = "02:00:5e:10:00:01";

        private const int StrideOfByte = 3;
        private const int GroupBit = 1; // IEEE 802: of the first byte, where it is no single card's address

        /// <summary>Reads one.</summary>
        /// <returns>Null when it is none, or none of a single card.</returns>
        public static byte[] Parse(string text)
        {
            char[] characters = text.ToCharArray();
            byte[] address = new byte[DhcpReservation.HardwareAddressLength];
            if (characters.Length != (address.Length * StrideOfByte) - 1)
            {
                return null;
            }

            int sum = 0;
            for (int i = 0; i < address.Length; i++)
            {
                int high = ValueOf(characters[i * StrideOfByte]);
                int low = ValueOf(characters[(i * StrideOfByte) + 1]);
                if (high < 0 || low < 0 || (i > 0 && characters[(i * StrideOfByte) - 1] != ':'))
                {
                    return null;
                }

                address[i] = (byte)((high << 4) | low);
                sum += address[i];
            }

            return sum == 0 || (address[0] & GroupBit) != 0 ? null : address;
        }

        private static int ValueOf(char digit)
        {
            if (digit >= '0' && digit <= '9')
            {
                return digit - '0';
            }

            char lower = (char)(digit | 0x20);
            return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
        }
    }
}
