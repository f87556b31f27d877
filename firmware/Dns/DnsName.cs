namespace Gateway.Dns
{
    /// <summary>Domain names as messages hold them: labels, each behind its length, and pointers to earlier ones (RFC 1035 §3.1, §4.1.4).</summary>
    internal static class DnsName
    {
        /// <summary>Bytes of a name at the most, its lengths and the root's included (RFC 1035 §2.3.4).</summary>
        public const int MaximumLength = 255;

        // RFC 1035 §2.3.4.
        private const int MaximumLabelLength = 63;

        // RFC 1035 §4.1.4: the upper two bits of a pointer.
        private const int Pointer = 0xC0;
        private const int PointerMask = 0x3F;

        // Ours: more than any server makes, and it bounds what a message of nothing but pointers costs.
        private const int MaximumPointers = 32;

        private const int Malformed = -1;

        /// <summary>Writes a host name.</summary>
        /// <param name="text">Labels with dots between them.</param>
        /// <param name="into">Takes it: <see cref="MaximumLength"/> bytes.</param>
        /// <param name="offset">Where it begins.</param>
        /// <returns>Where it ends; negative when it is no name.</returns>
        public static int Write(string text, byte[] into, int offset)
        {
            char[] characters = text.ToCharArray();
            if (characters.Length > MaximumLength - 2)
            {
                return Malformed;
            }

            int label = offset;
            int end = offset + 1;
            for (int i = 0; i <= characters.Length; i++)
            {
                if (i == characters.Length || characters[i] == '.')
                {
                    int length = end - label - 1;
                    if (length == 0 || length > MaximumLabelLength)
                    {
                        return Malformed;
                    }

                    into[label] = (byte)length;
                    label = end;
                }
                else if (characters[i] <= ' ' || characters[i] > '~')
                {
                    return Malformed;
                }
                else
                {
                    into[end] = (byte)characters[i];
                }

                end++;
            }

            into[label] = 0;
            return label + 1;
        }

        /// <summary>
        /// Finds where a name ends, and checks it: lengths, and pointers that go backwards only, each before the labels that led to
        /// it, so that there is no loop.
        /// </summary>
        /// <param name="message">The message.</param>
        /// <param name="length">Where the name must have ended.</param>
        /// <param name="offset">Where it begins.</param>
        /// <returns>Where it ends in its own place; negative when it is none.</returns>
        public static int End(byte[] message, int length, int offset)
        {
            int end = Malformed;
            int labels = offset;
            int nameLength = 0;
            int pointers = 0;
            while (offset < length)
            {
                int octet = message[offset];
                if (octet >= Pointer)
                {
                    int target = offset + 1 < length ? ((octet & PointerMask) << 8) | message[offset + 1] : length;
                    if (target < DnsHeader.HeaderLength || target >= labels || ++pointers > MaximumPointers)
                    {
                        return Malformed;
                    }

                    if (end < 0)
                    {
                        end = offset + 2;
                    }

                    labels = target;
                    offset = target;
                    continue;
                }

                offset += octet + 1;
                nameLength += octet + 1;
                if (octet > MaximumLabelLength || nameLength > MaximumLength)
                {
                    return Malformed;
                }

                if (octet == 0)
                {
                    return end < 0 ? offset : end;
                }
            }

            return Malformed;
        }

        /// <summary>Tells whether two names of a message are equal, in any case (RFC 4343). Both passed <see cref="End"/>.</summary>
        public static bool AreEqual(byte[] message, int first, int second)
        {
            while (true)
            {
                first = Follow(message, first);
                second = Follow(message, second);
                int length = message[first];
                if (first == second)
                {
                    return true;
                }

                for (int i = 0; i <= length; i++)
                {
                    if (ToLower(message[first + i]) != ToLower(message[second + i]))
                    {
                        return false;
                    }
                }

                if (length == 0)
                {
                    return true;
                }

                first += length + 1;
                second += length + 1;
            }
        }

        /// <summary>Makes a letter of ASCII lower case (RFC 4343 §3); a label's length is none.</summary>
        public static int ToLower(int octet)
        {
            return octet >= 'A' && octet <= 'Z' ? octet + ('a' - 'A') : octet;
        }

        private static int Follow(byte[] message, int offset)
        {
            while (message[offset] >= Pointer)
            {
                offset = ((message[offset] & PointerMask) << 8) | message[offset + 1];
            }

            return offset;
        }
    }
}
