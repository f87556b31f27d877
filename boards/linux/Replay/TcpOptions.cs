using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Reads TCP options.</summary>
    internal static class TcpOptions
    {
        /// <summary>The announced MSS; 0 when there is none.</summary>
        /// <param name="options">What stands between the fixed header and the data.</param>
        public static int MaximumSegmentSize(ReadOnlySpan<byte> options)
        {
            int at = 0;
            while (at < options.Length && options[at] != IpFields.TcpOptionEnd)
            {
                if (options[at] == IpFields.TcpOptionNoOperation)
                {
                    at++;
                    continue;
                }

                int length = at + 1 < options.Length ? options[at + 1] : 0;
                if (length < sizeof(ushort) || at + length > options.Length)
                {
                    return 0;
                }

                if (options[at] == IpFields.TcpOptionMaximumSegmentSize && length == IpFields.TcpOptionMaximumSegmentSizeLength)
                {
                    return BinaryPrimitives.ReadUInt16BigEndian(options[(at + sizeof(ushort))..]);
                }

                at += length;
            }

            return 0;
        }
    }
}
