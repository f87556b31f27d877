using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace Gateway.PcTests.Replay
{
    /// <summary>Writes captures of every shape that replay reads; by itself, so that the product's writer has a counterpart.</summary>
    internal static class CaptureBytes
    {
        public const int Ethernet = 1;
        public const int RawIp = 101;

        private const int SnapLength = 65535;

        /// <summary>A pcap file.</summary>
        public static byte[] Pcap(IEnumerable<TimedFrame> frames, int linkType, bool isBigEndian, bool isNanosecond, int snapLength = SnapLength)
        {
            using MemoryStream file = new();
            Write32(file, isNanosecond ? 0xA1B23C4D : 0xA1B2C3D4, isBigEndian);
            Write16(file, 2, isBigEndian);
            Write16(file, 4, isBigEndian);
            Write32(file, 0, isBigEndian);
            Write32(file, 0, isBigEndian);
            Write32(file, (uint)snapLength, isBigEndian);
            Write32(file, (uint)linkType, isBigEndian);
            foreach (TimedFrame frame in frames)
            {
                long fraction = frame.TimestampNs % 1_000_000_000;
                int captured = int.Min(snapLength, frame.Bytes.Length);
                Write32(file, (uint)(frame.TimestampNs / 1_000_000_000), isBigEndian);
                Write32(file, (uint)(isNanosecond ? fraction : fraction / 1000), isBigEndian);
                Write32(file, (uint)captured, isBigEndian);
                Write32(file, (uint)frame.Bytes.Length, isBigEndian);
                file.Write(frame.Bytes, 0, captured);
            }

            return file.ToArray();
        }

        /// <summary>A pcapng file: a section, an interface, a block of a kind that replay passes over, and packet blocks.</summary>
        /// <param name="frames">The frames.</param>
        /// <param name="linkType">The interface's link type.</param>
        /// <param name="isBigEndian">The byte order.</param>
        /// <param name="resolution">The value of if_tsresol; null for no such option.</param>
        /// <param name="packetType">6: enhanced, 3: simple, 2: obsolete packet blocks.</param>
        public static byte[] Pcapng(IEnumerable<TimedFrame> frames, int linkType, bool isBigEndian, byte? resolution, int packetType = 6)
        {
            using MemoryStream file = new();
            Block(file, 0x0A0D0D0A, isBigEndian, body =>
            {
                Write32(body, 0x1A2B3C4D, isBigEndian);
                Write16(body, 1, isBigEndian);
                Write16(body, 0, isBigEndian);
                Write32(body, 0xFFFFFFFF, isBigEndian); // the section's length is not given
                Write32(body, 0xFFFFFFFF, isBigEndian);
            });
            Block(file, 1, isBigEndian, body =>
            {
                Write16(body, (ushort)linkType, isBigEndian);
                Write16(body, 0, isBigEndian);
                Write32(body, SnapLength, isBigEndian);
                if (resolution is byte value)
                {
                    Write16(body, 9, isBigEndian);
                    Write16(body, 1, isBigEndian);
                    body.Write([value, 0, 0, 0]);
                    Write32(body, 0, isBigEndian);
                }
            });
            Block(file, 0x0BAD, isBigEndian, body => body.Write(new byte[8])); // a custom block
            foreach (TimedFrame frame in frames)
            {
                Block(file, (uint)packetType, isBigEndian, body => Packet(body, frame, isBigEndian, resolution, packetType));
            }

            return file.ToArray();
        }

        private static void Packet(Stream body, TimedFrame frame, bool isBigEndian, byte? resolution, int packetType)
        {
            if (packetType == 3)
            {
                Write32(body, (uint)frame.Bytes.Length, isBigEndian);
            }
            else
            {
                ulong time = resolution switch
                {
                    null or 6 => (ulong)frame.TimestampNs / 1000,
                    9 => (ulong)frame.TimestampNs,
                    _ => (ulong)((System.UInt128)(ulong)frame.TimestampNs * (1UL << (resolution.Value & 0x7F)) / 1_000_000_000),
                };
                Write32(body, 0, isBigEndian); // the interface; in an obsolete block with the count of drops
                Write32(body, (uint)(time >> 32), isBigEndian);
                Write32(body, (uint)time, isBigEndian);
                Write32(body, (uint)frame.Bytes.Length, isBigEndian);
                Write32(body, (uint)frame.Bytes.Length, isBigEndian);
            }

            body.Write(frame.Bytes);
            body.Write(new byte[(4 - (frame.Bytes.Length % 4)) % 4]);
        }

        private static void Block(Stream file, uint type, bool isBigEndian, System.Action<Stream> write)
        {
            using MemoryStream body = new();
            write(body);
            uint length = (uint)body.Length + 12;
            Write32(file, type, isBigEndian);
            Write32(file, length, isBigEndian);
            body.WriteTo(file);
            Write32(file, length, isBigEndian);
        }

        private static void Write16(Stream stream, ushort value, bool isBigEndian)
        {
            byte[] bytes = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, isBigEndian ? value : BinaryPrimitives.ReverseEndianness(value));
            stream.Write(bytes);
        }

        private static void Write32(Stream stream, uint value, bool isBigEndian)
        {
            byte[] bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, isBigEndian ? value : BinaryPrimitives.ReverseEndianness(value));
            stream.Write(bytes);
        }
    }
}
