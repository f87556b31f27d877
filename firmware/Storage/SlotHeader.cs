using System;
using Gateway.Wire;

namespace Gateway.Storage
{
    /// <summary>
    /// What stands before the payload in a slot of a <see cref="TwoSlotRecord"/>. Numbers in network order.
    /// <code>
    ///  0             7 8            15 16           23 24           31
    /// +---------------+---------------+---------------+---------------+
    /// |      'G'      |      'W'      |      'S'      |    Version    |
    /// |                           Sequence                            |
    /// |                        Payload length                         |
    /// |        CRC-32 of the 12 bytes above and of the payload        |
    /// </code>
    /// After <see cref="IsValid"/> returned true: the payload is there, whole, as it was written. What stands behind it is no
    /// concern: where a shorter payload is written over a longer one, power may fail before the rest is cut off.
    /// </summary>
    internal static class SlotHeader
    {
        /// <summary>Bytes of the header.</summary>
        public const int HeaderLength = 16;

        private const int MagicOffset = 0;
        private const int SequenceOffset = 4;
        private const int PayloadLengthOffset = 8;
        private const int ChecksumOffset = 12;

        // "GWS", and this layout's version: another layout takes another number, and is none to this one.
        private const uint Magic = 0x47575301;

        /// <summary>Tells whether a slot was written to its end and is unspoiled.</summary>
        /// <param name="slot">Holds it from its beginning.</param>
        /// <param name="length">Bytes read.</param>
        public static bool IsValid(byte[] slot, int length)
        {
            if (length < HeaderLength || NetworkOrder.ReadUInt32(slot, MagicOffset) != Magic)
            {
                return false;
            }

            uint payloadLength = NetworkOrder.ReadUInt32(slot, PayloadLengthOffset);
            return payloadLength <= (uint)(length - HeaderLength)
                && NetworkOrder.ReadUInt32(slot, ChecksumOffset) == Checksum(slot, (int)payloadLength);
        }

        /// <summary>Grows by one with every write of the record; wraps around.</summary>
        public static uint Sequence(byte[] slot)
        {
            return NetworkOrder.ReadUInt32(slot, SequenceOffset);
        }

        /// <summary>Bytes of the payload.</summary>
        public static int PayloadLength(byte[] slot)
        {
            return (int)NetworkOrder.ReadUInt32(slot, PayloadLengthOffset);
        }

        /// <summary>Makes a slot.</summary>
        /// <param name="slot">Takes it, from its beginning.</param>
        /// <param name="sequence">Its number.</param>
        /// <param name="payload">Holds the payload from its beginning.</param>
        /// <param name="length">Bytes of the payload.</param>
        public static void Write(byte[] slot, uint sequence, byte[] payload, int length)
        {
            NetworkOrder.WriteUInt32(slot, MagicOffset, Magic);
            NetworkOrder.WriteUInt32(slot, SequenceOffset, sequence);
            NetworkOrder.WriteUInt32(slot, PayloadLengthOffset, (uint)length);
            Array.Copy(payload, 0, slot, HeaderLength, length);
            NetworkOrder.WriteUInt32(slot, ChecksumOffset, Checksum(slot, length));
        }

        private static uint Checksum(byte[] slot, int payloadLength)
        {
            uint crc = Crc32.Update(0, slot, 0, ChecksumOffset);
            return Crc32.Update(crc, slot, HeaderLength, payloadLength);
        }
    }
}
