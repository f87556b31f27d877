using Gateway.Storage;
using Gateway.Wire;

namespace Gateway.Tests.Reporting
{
    /// <summary>Records as a firmware with more or fewer counters writes them, byte by byte.</summary>
    public static class OtherFirmware
    {
        private const int SlotHeaderLength = 16;
        private const int NumberLength = 8;
        private const int Boots = 6;

        /// <summary>A record of totals, each of a value.</summary>
        public static byte[] Totals(int count, int value)
        {
            byte[] payload = new byte[28 + (count * NumberLength)];
            payload[0] = 1;
            payload[1] = (byte)count;
            payload[11] = Boots;
            payload[27] = 2; // the next report's number
            Fill(payload, 28, value);
            return InSlot(payload);
        }

        /// <summary>A report's record, each value the same.</summary>
        public static byte[] Report(int number, int count, int value)
        {
            byte[] payload = new byte[20 + (count * NumberLength)];
            payload[0] = 1;
            payload[1] = (byte)count;
            payload[11] = (byte)number;
            payload[19] = 99;
            Fill(payload, 20, value);
            payload[20 + (3 * NumberLength) + 7] = Boots;
            return InSlot(payload);
        }

        /// <summary>The same record in another layout.</summary>
        public static byte[] OfLayout(int version, byte[] slot)
        {
            byte[] payload = new byte[slot.Length - SlotHeaderLength];
            System.Array.Copy(slot, SlotHeaderLength, payload, 0, payload.Length);
            payload[0] = (byte)version;
            return InSlot(payload);
        }

        private static void Fill(byte[] payload, int from, int value)
        {
            for (int at = from + NumberLength - 1; at < payload.Length; at += NumberLength)
            {
                payload[at] = (byte)value;
            }
        }

        private static byte[] InSlot(byte[] payload)
        {
            byte[] slot = new byte[SlotHeaderLength + payload.Length];
            NetworkOrder.WriteUInt32(slot, 0, 0x47575301);
            NetworkOrder.WriteUInt32(slot, 8, (uint)payload.Length);
            System.Array.Copy(payload, 0, slot, SlotHeaderLength, payload.Length);
            uint crc = Crc32.Update(0, slot, 0, 12);
            NetworkOrder.WriteUInt32(slot, 12, Crc32.Update(crc, slot, SlotHeaderLength, payload.Length));
            return slot;
        }
    }
}
