using Gateway.Wire;

namespace Gateway.Reporting
{
    /// <summary>Numbers of 64 bits in records, in network order.</summary>
    internal static class LongNumber
    {
        /// <summary>Bytes of one.</summary>
        public const int Length = 8;

        private const int HalfBits = 32;
        private const int HalfLength = 4;

        /// <summary>Reads one.</summary>
        public static long Read(byte[] buffer, int offset)
        {
            ulong high = NetworkOrder.ReadUInt32(buffer, offset);
            return (long)((high << HalfBits) | NetworkOrder.ReadUInt32(buffer, offset + HalfLength));
        }

        /// <summary>Writes one.</summary>
        public static void Write(byte[] buffer, int offset, long value)
        {
            NetworkOrder.WriteUInt32(buffer, offset, (uint)((ulong)value >> HalfBits));
            NetworkOrder.WriteUInt32(buffer, offset + HalfLength, (uint)value);
        }
    }
}
