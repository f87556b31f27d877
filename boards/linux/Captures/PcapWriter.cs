using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Captures
{
    /// <summary>Writes IP packets as pcap with the link type raw IP.</summary>
    internal sealed class PcapWriter : IDisposable
    {
        private const uint MicrosecondMagic = 0xA1B2C3D4;
        private const uint NanosecondMagic = 0xA1B23C4D;
        private const ushort MajorVersion = 2;
        private const ushort MinorVersion = 4;
        private const int FileHeaderLength = 24;
        private const int MajorVersionAt = 4;
        private const int MinorVersionAt = 6;
        private const int SnapLengthAt = 16;
        private const int LinkTypeAt = 20;
        private const int RecordHeaderLength = 16;
        private const int FractionAt = 4;
        private const int CapturedLengthAt = 8;
        private const int WireLengthAt = 12;
        private const long NanosecondsASecond = 1_000_000_000;
        private const long NanosecondsAMicrosecond = 1000;

        private readonly Stream _stream;
        private readonly bool _isNanosecond;
        private readonly byte[] _header = new byte[RecordHeaderLength];

        /// <summary>Writes the file header.</summary>
        /// <param name="stream">Where to; disposed of with the writer.</param>
        /// <param name="isNanosecond">Whether timestamps are nanoseconds; microseconds, which every reader knows, otherwise.</param>
        public PcapWriter(Stream stream, bool isNanosecond)
        {
            _stream = stream;
            _isNanosecond = isNanosecond;
            Span<byte> header = stackalloc byte[FileHeaderLength];
            header.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(header, isNanosecond ? NanosecondMagic : MicrosecondMagic);
            BinaryPrimitives.WriteUInt16LittleEndian(header[MajorVersionAt..], MajorVersion);
            BinaryPrimitives.WriteUInt16LittleEndian(header[MinorVersionAt..], MinorVersion);
            BinaryPrimitives.WriteUInt32LittleEndian(header[SnapLengthAt..], CaptureReader.MaximumFrameLength);
            BinaryPrimitives.WriteUInt32LittleEndian(header[LinkTypeAt..], (uint)LinkType.Raw);
            _stream.Write(header);
        }

        /// <summary>Packets written.</summary>
        public long Packets { get; private set; }

        /// <summary>Writes one packet.</summary>
        public void Write(long timestampNs, ReadOnlySpan<byte> packet)
        {
            long fraction = timestampNs % NanosecondsASecond;
            BinaryPrimitives.WriteUInt32LittleEndian(_header, (uint)(timestampNs / NanosecondsASecond));
            BinaryPrimitives.WriteUInt32LittleEndian(
                _header.AsSpan(FractionAt), (uint)(_isNanosecond ? fraction : fraction / NanosecondsAMicrosecond));
            BinaryPrimitives.WriteUInt32LittleEndian(_header.AsSpan(CapturedLengthAt), (uint)packet.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(_header.AsSpan(WireLengthAt), (uint)packet.Length);
            _stream.Write(_header);
            _stream.Write(packet);
            Packets++;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stream.Dispose();
        }
    }
}
