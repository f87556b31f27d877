using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Captures
{
    /// <summary>Reads pcap (draft-ietf-opsawg-pcap): either byte order, microseconds and nanoseconds.</summary>
    internal sealed class PcapReader : CaptureReader
    {
        private const uint MicrosecondMagic = 0xA1B2C3D4;
        private const uint NanosecondMagic = 0xA1B23C4D;
        private const uint MicrosecondMagicSwapped = 0xD4C3B2A1;
        private const uint NanosecondMagicSwapped = 0x4D3CB2A1;
        private const ushort MajorVersion = 2;

        private const int FileHeaderLength = 24;
        private const int MajorVersionAt = 4;
        private const int LinkTypeAt = 20;
        private const uint LinkTypeMask = 0xFFFF; // above it: the length of the frame check sequence

        private const int RecordHeaderLength = 16;
        private const int SecondsAt = 0;
        private const int FractionAt = 4;
        private const int CapturedLengthAt = 8;
        private const int WireLengthAt = 12;

        private const long NanosecondsASecond = 1_000_000_000;

        private readonly bool _isBigEndian;
        private readonly long _nanosecondsAFraction;
        private readonly LinkType _linkType;
        private readonly byte[] _header = new byte[RecordHeaderLength];
        private long _records;

        /// <summary>Reads the file header.</summary>
        public PcapReader(Stream stream, string path)
            : base(stream)
        {
            Span<byte> header = stackalloc byte[FileHeaderLength];
            int read = ReadFully(header);
            if (read < FileHeaderLength)
            {
                throw new CaptureFormatException($"{path} is no capture: its pcap header breaks off after {read} bytes.");
            }

            uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
            _isBigEndian = magic is MicrosecondMagic or NanosecondMagic;
            _nanosecondsAFraction = magic is NanosecondMagic or NanosecondMagicSwapped ? 1 : 1000;

            ushort major = _isBigEndian
                ? BinaryPrimitives.ReadUInt16BigEndian(header[MajorVersionAt..])
                : BinaryPrimitives.ReadUInt16LittleEndian(header[MajorVersionAt..]);
            if (major != MajorVersion)
            {
                throw new CaptureFormatException($"{path} is pcap of version {major}; replay reads version {MajorVersion}.");
            }

            int linkType = (int)(ReadUInt32(header[LinkTypeAt..]) & LinkTypeMask);
            if (!LinkLayer.IsKnown(linkType))
            {
                throw LinkLayer.UnknownLinkType(path, [linkType]);
            }

            _linkType = (LinkType)linkType;
        }

        /// <inheritdoc/>
        public override string FormatName => "pcap";

        /// <summary>Tells whether a file's first four bytes, in network byte order, are those of pcap.</summary>
        public static bool IsMagic(uint number)
        {
            return number is MicrosecondMagic or NanosecondMagic or MicrosecondMagicSwapped or NanosecondMagicSwapped;
        }

        /// <inheritdoc/>
        public override bool TryRead(CapturedFrame frame)
        {
            if (BreakOff != null)
            {
                return false;
            }

            int read = ReadFully(_header);
            if (read == 0)
            {
                return false;
            }

            _records++;
            if (read < RecordHeaderLength)
            {
                BreakOff = $"the file breaks off in the header of record {_records}";
                return false;
            }

            uint capturedLength = ReadUInt32(_header.AsSpan(CapturedLengthAt));
            if (capturedLength > MaximumFrameLength)
            {
                BreakOff = $"record {_records} is damaged: it claims {capturedLength} bytes";
                return false;
            }

            Span<byte> bytes = frame.Reserve((int)capturedLength);
            read = ReadFully(bytes);
            if (read < bytes.Length)
            {
                BreakOff = $"the file breaks off in record {_records}, after {read} of its {bytes.Length} bytes";
                return false;
            }

            frame.WireLength = Math.Max(capturedLength, ReadUInt32(_header.AsSpan(WireLengthAt)));
            frame.LinkType = _linkType;
            frame.TimestampNs = (ReadUInt32(_header.AsSpan(SecondsAt)) * NanosecondsASecond)
                + (ReadUInt32(_header.AsSpan(FractionAt)) * _nanosecondsAFraction);
            return true;
        }

        private uint ReadUInt32(ReadOnlySpan<byte> bytes)
        {
            return _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }
    }
}
