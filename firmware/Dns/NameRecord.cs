using Gateway.Wire;

namespace Gateway.Dns
{
    /// <summary>
    /// What is known of names, as bytes to keep over a restart. The time need not be known then, so an address is kept with its
    /// age: time switched off does not count, for nobody could have seen the address then, and who keeps too long bounces no mail.
    /// <code>
    /// version 8 | names 8 | then each name: length 8 | ASCII | addresses 8 | then each address: address 32 | age in seconds 32
    /// </code>
    /// </summary>
    internal static class NameRecord
    {
        private const int Version = 1;
        private const int NamesOffset = 1;
        private const int HeaderLength = 2;
        private const int AddressLength = 8;
        private const int AgeOffset = 4;
        private const int MaximumNames = 255;

        /// <summary>Writes the names that have addresses.</summary>
        /// <param name="table">Knows them.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <param name="into">Takes the record; a name that finds no room is left out.</param>
        /// <returns>Its bytes; 0 when there is no room at all.</returns>
        public static int Write(NameTable table, int nowS, byte[] into)
        {
            if (into.Length < HeaderLength)
            {
                return 0;
            }

            int end = HeaderLength;
            int names = 0;
            for (int name = 0; name < table.NameCount && names < MaximumNames; name++)
            {
                char[] text = table.NameAt(name).ToCharArray();
                int count = table.CountOf(name);
                if (count == 0 || text.Length > DnsName.MaximumLength || end + text.Length + (count * AddressLength) + 2 > into.Length)
                {
                    continue;
                }

                into[end++] = (byte)text.Length;
                for (int i = 0; i < text.Length; i++)
                {
                    into[end++] = (byte)text[i];
                }

                into[end++] = (byte)count;
                for (int i = 0; i < count; i++)
                {
                    NetworkOrder.WriteUInt32(into, end, table.AddressAt(name, i));
                    NetworkOrder.WriteUInt32(into, end + AgeOffset, (uint)(nowS - table.SeenAt(name, i)));
                    end += AddressLength;
                }

                names++;
            }

            into[0] = Version;
            into[NamesOffset] = (byte)names;
            return end;
        }

        /// <summary>Tells whether bytes are a record that this version reads.</summary>
        public static bool IsValid(byte[] record, int length)
        {
            if (length < HeaderLength || record[0] != Version)
            {
                return false;
            }

            int end = HeaderLength;
            for (int names = record[NamesOffset]; names > 0; names--)
            {
                int count = end < length ? end + 1 + record[end] : length;
                if (count >= length)
                {
                    return false;
                }

                end = count + 1 + (record[count] * AddressLength);
            }

            return end == length;
        }

        /// <summary>Gives a table what a valid record tells of names that have no address yet.</summary>
        /// <returns>Whether it told anything.</returns>
        public static bool Read(byte[] record, NameTable table, int nowS, DnsCounters counters)
        {
            bool hasChanged = false;
            int at = HeaderLength;
            for (int names = record[NamesOffset]; names > 0; names--)
            {
                int textLength = record[at];
                int name = Find(table, record, at + 1, textLength);
                at += 1 + textLength;
                bool isWanted = name >= 0 && table.CountOf(name) == 0;
                for (int count = record[at++]; count > 0; count--)
                {
                    uint address = NetworkOrder.ReadUInt32(record, at);
                    uint ageS = NetworkOrder.ReadUInt32(record, at + AgeOffset);
                    at += AddressLength;
                    if (isWanted && table.IsUsable(address))
                    {
                        hasChanged |= table.Note(name, address, nowS - (int)(ageS < NameTable.KeptS ? ageS : NameTable.KeptS), counters);
                    }
                }
            }

            return hasChanged;
        }

        private static int Find(NameTable table, byte[] record, int offset, int length)
        {
            char[] text = new char[length];
            for (int i = 0; i < length; i++)
            {
                text[i] = (char)record[offset + i];
            }

            return table.Find(new string(text));
        }
    }
}
