using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Captures
{
    /// <summary>
    /// Reads pcapng (draft-ietf-opsawg-pcapng): sections of either byte order, interface descriptions, enhanced, simple and
    /// obsolete packet blocks. Other blocks are passed over, and so are frames of interfaces with an unknown link type.
    /// </summary>
    internal sealed class PcapngReader : CaptureReader
    {
        /// <summary>The type of a section header block; the same in both byte orders.</summary>
        public const uint SectionHeaderType = 0x0A0D0D0A;

        private const uint InterfaceDescriptionType = 1;
        private const uint ObsoletePacketType = 2;
        private const uint SimplePacketType = 3;
        private const uint EnhancedPacketType = 6;

        private const uint ByteOrderMagic = 0x1A2B3C4D;
        private const ushort MajorVersion = 1;

        private const int BlockHeaderLength = 8;
        private const int BlockTrailerLength = 4;
        private const int MinimumBlockLength = BlockHeaderLength + BlockTrailerLength;
        private const int BlockAlignment = 4;
        private const int SectionBodyLength = 16;
        private const int InterfaceBodyLength = 8;
        private const int SimpleBodyLength = 4;
        private const int PacketBodyLength = 20; // of enhanced and obsolete packet blocks
        private const int TimestampHighAt = 4;
        private const int TimestampLowAt = 8;
        private const int CapturedLengthAt = 12;
        private const int WireLengthAt = 16;
        private const int MaximumOptionsLength = 1 << 20; // ours: a megabyte of interface options is a damaged length

        private const int EndOfOptions = 0;
        private const int TimestampResolutionOption = 9;
        private const int TimestampOffsetOption = 14;
        private const int OptionHeaderLength = 4;
        private const int TimestampOffsetLength = 8;
        private const int BinaryResolutionFlag = 0x80;
        private const int MaximumDecimalResolution = 19; // 10^19 is the last power of ten in 64 bits
        private const int MaximumBinaryResolution = 63;

        private readonly string _path;
        private readonly byte[] _body = new byte[PacketBodyLength];
        private readonly List<PcapngInterface> _interfaces = [];
        private readonly SortedSet<int> _unknownLinkTypes = [];
        private bool _isBigEndian;
        private long _blocks;
        private long _nextBlockAt;
        private long _lastTimestampNs;
        private bool _hasRead;
        private long _framesOfUnknownLinkType;

        /// <summary>Reads the first section header.</summary>
        public PcapngReader(Stream stream, string path)
            : base(stream)
        {
            _path = path;
            uint type = 0;
            uint length = 0;
            if (!TryReadBlockHeader(ref type, ref length) || !TryReadSectionHeader(ref length))
            {
                throw new CaptureFormatException($"{path} is no capture that replay can read: {BreakOff ?? "it is empty"}.");
            }
        }

        /// <inheritdoc/>
        public override string FormatName => "pcapng";

        /// <inheritdoc/>
        public override long FramesOfUnknownLinkType => _framesOfUnknownLinkType;

        /// <inheritdoc/>
        /// <exception cref="CaptureFormatException">At the end, when all frames had an unknown link type.</exception>
        public override bool TryRead(CapturedFrame frame)
        {
            uint type = 0;
            uint length = 0;
            while (BreakOff == null && SkipToNextBlock() && TryReadBlockHeader(ref type, ref length))
            {
                bool isFrame = type switch
                {
                    SectionHeaderType => TryReadSectionHeader(ref length) && false,
                    InterfaceDescriptionType => TryReadInterface(length) && false,
                    EnhancedPacketType => TryReadPacket(frame, length, isObsolete: false),
                    ObsoletePacketType => TryReadPacket(frame, length, isObsolete: true),
                    SimplePacketType => TryReadSimplePacket(frame, length),
                    _ => false,
                };
                if (isFrame)
                {
                    _hasRead = true;
                    return true;
                }
            }

            if (!_hasRead && _unknownLinkTypes.Count > 0)
            {
                throw LinkLayer.UnknownLinkType(_path, _unknownLinkTypes);
            }

            return false;
        }

        private bool SkipToNextBlock()
        {
            if (SkipTo(_nextBlockAt))
            {
                return true;
            }

            BreakOff = $"the file breaks off in block {_blocks}";
            return false;
        }

        private bool TryReadBlockHeader(ref uint type, ref uint length)
        {
            Span<byte> header = stackalloc byte[BlockHeaderLength];
            long startsAt = PositionBytes;
            int read = ReadFully(header);
            if (read == 0)
            {
                return false;
            }

            _blocks++;
            if (read < BlockHeaderLength)
            {
                BreakOff = $"the file breaks off in the header of block {_blocks}";
                return false;
            }

            type = ReadUInt32(header);
            length = ReadUInt32(header[sizeof(uint)..]);

            // The length of a section header can't be read before its byte order is known.
            return type == SectionHeaderType || TryAcceptLength(length, startsAt);
        }

        private bool TryAcceptLength(uint length, long startsAt)
        {
            if (length < MinimumBlockLength || length % BlockAlignment != 0)
            {
                BreakOff = $"block {_blocks} is damaged: it claims {length} bytes";
                return false;
            }

            _nextBlockAt = startsAt + length;
            return true;
        }

        private bool TryReadSectionHeader(ref uint length)
        {
            long startsAt = PositionBytes - BlockHeaderLength;
            Span<byte> body = _body.AsSpan(0, SectionBodyLength);
            if (!TryReadBody(body, SectionBodyLength + MinimumBlockLength))
            {
                return false;
            }

            bool wasBigEndian = _isBigEndian;
            if (BinaryPrimitives.ReadUInt32BigEndian(body) == ByteOrderMagic)
            {
                _isBigEndian = true;
            }
            else if (BinaryPrimitives.ReadUInt32LittleEndian(body) == ByteOrderMagic)
            {
                _isBigEndian = false;
            }
            else
            {
                BreakOff = $"the section header in block {_blocks} has no byte order";
                return false;
            }

            length = wasBigEndian == _isBigEndian ? length : BinaryPrimitives.ReverseEndianness(length);
            ushort major = ReadUInt16(body[sizeof(uint)..]);
            if (major != MajorVersion)
            {
                BreakOff = $"its version is {major}, and replay reads version {MajorVersion}";
                return false;
            }

            _interfaces.Clear();
            return TryAcceptLength(length, startsAt);
        }

        private bool TryReadInterface(uint blockLength)
        {
            Span<byte> body = _body.AsSpan(0, InterfaceBodyLength);
            int optionsLength = (int)Math.Min(int.MaxValue, blockLength - MinimumBlockLength) - InterfaceBodyLength;
            if (optionsLength is < 0 or > MaximumOptionsLength)
            {
                BreakOff = $"block {_blocks}, of an interface, is damaged: it claims {blockLength} bytes";
                return false;
            }

            byte[] options = new byte[optionsLength];
            if (!TryReadBody(body, blockLength) || !TryReadBody(options, blockLength))
            {
                return false;
            }

            ulong unitsASecond = PcapngInterface.DefaultUnitsASecond;
            long offsetSeconds = 0;
            for (int at = 0; at + OptionHeaderLength <= options.Length;)
            {
                int code = ReadUInt16(options.AsSpan(at));
                int length = ReadUInt16(options.AsSpan(at + sizeof(ushort)));
                at += OptionHeaderLength;
                if (code == EndOfOptions || at + length > options.Length)
                {
                    break;
                }

                if (code == TimestampResolutionOption && length == 1)
                {
                    unitsASecond = UnitsASecondOf(options[at]);
                }
                else if (code == TimestampOffsetOption && length == TimestampOffsetLength)
                {
                    offsetSeconds = _isBigEndian
                        ? BinaryPrimitives.ReadInt64BigEndian(options.AsSpan(at))
                        : BinaryPrimitives.ReadInt64LittleEndian(options.AsSpan(at));
                }

                at += (length + BlockAlignment - 1) / BlockAlignment * BlockAlignment;
            }

            _interfaces.Add(new PcapngInterface(ReadUInt16(body), ReadUInt32(body[sizeof(uint)..]), unitsASecond, offsetSeconds));
            return true;
        }

        private bool TryReadPacket(CapturedFrame frame, uint blockLength, bool isObsolete)
        {
            Span<byte> body = _body.AsSpan(0, PacketBodyLength);
            if (!TryReadBody(body, blockLength))
            {
                return false;
            }

            // The obsolete block has a count of drops where the enhanced one has the interface's upper half.
            uint number = isObsolete ? ReadUInt16(body) : ReadUInt32(body);
            ulong timestamp = ((ulong)ReadUInt32(body[TimestampHighAt..]) << 32) | ReadUInt32(body[TimestampLowAt..]);
            uint capturedLength = ReadUInt32(body[CapturedLengthAt..]);
            uint wireLength = ReadUInt32(body[WireLengthAt..]);
            if (!TryFindInterface(number, out PcapngInterface? source) || !TryReadFrame(frame, blockLength, PacketBodyLength, capturedLength))
            {
                return false;
            }

            frame.WireLength = Math.Max(capturedLength, wireLength);
            frame.TimestampNs = source!.ToNanoseconds(timestamp);
            _lastTimestampNs = frame.TimestampNs;
            return TryAcceptLinkType(frame, source.LinkType);
        }

        private bool TryReadSimplePacket(CapturedFrame frame, uint blockLength)
        {
            Span<byte> body = _body.AsSpan(0, SimpleBodyLength);
            if (!TryReadBody(body, blockLength) || !TryFindInterface(0, out PcapngInterface? source))
            {
                return false;
            }

            // The block tells the length on the wire only; what was captured follows from the snap length and the block.
            uint wireLength = ReadUInt32(body);
            uint room = blockLength < MinimumBlockLength + SimpleBodyLength ? 0 : blockLength - MinimumBlockLength - SimpleBodyLength;
            uint snapLength = source!.SnapLength == 0 ? uint.MaxValue : source.SnapLength;
            uint capturedLength = Math.Min(Math.Min(wireLength, snapLength), room);
            if (!TryReadFrame(frame, blockLength, SimpleBodyLength, capturedLength))
            {
                return false;
            }

            frame.WireLength = wireLength;
            frame.TimestampNs = _lastTimestampNs; // it has none of its own
            return TryAcceptLinkType(frame, source.LinkType);
        }

        private bool TryFindInterface(uint number, out PcapngInterface? source)
        {
            source = number < _interfaces.Count ? _interfaces[(int)number] : null;
            if (source == null)
            {
                BreakOff = $"block {_blocks} is damaged: there is no interface {number}";
            }

            return source != null;
        }

        private bool TryReadFrame(CapturedFrame frame, uint blockLength, int bodyLength, uint capturedLength)
        {
            if (capturedLength > MaximumFrameLength || capturedLength + bodyLength + MinimumBlockLength > blockLength)
            {
                BreakOff = $"block {_blocks} is damaged: it claims a frame of {capturedLength} bytes";
                return false;
            }

            return TryReadBody(frame.Reserve((int)capturedLength), blockLength);
        }

        private bool TryAcceptLinkType(CapturedFrame frame, int linkType)
        {
            if (!LinkLayer.IsKnown(linkType))
            {
                _framesOfUnknownLinkType++;
                _unknownLinkTypes.Add(linkType);
                return false;
            }

            frame.LinkType = (LinkType)linkType;
            return true;
        }

        private bool TryReadBody(Span<byte> target, uint blockLength)
        {
            if (target.Length + MinimumBlockLength > blockLength)
            {
                BreakOff = $"block {_blocks} is damaged: it claims {blockLength} bytes";
                return false;
            }

            if (ReadFully(target) == target.Length)
            {
                return true;
            }

            BreakOff = $"the file breaks off in block {_blocks}";
            return false;
        }

        private static ulong UnitsASecondOf(byte resolution)
        {
            int exponent = resolution & ~BinaryResolutionFlag;
            if ((resolution & BinaryResolutionFlag) != 0)
            {
                return exponent <= MaximumBinaryResolution ? 1UL << exponent : PcapngInterface.DefaultUnitsASecond;
            }

            if (exponent > MaximumDecimalResolution)
            {
                return PcapngInterface.DefaultUnitsASecond;
            }

            ulong units = 1;
            for (int i = 0; i < exponent; i++)
            {
                units *= 10;
            }

            return units;
        }

        private ushort ReadUInt16(ReadOnlySpan<byte> bytes)
        {
            return _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        }

        private uint ReadUInt32(ReadOnlySpan<byte> bytes)
        {
            return _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        }
    }
}
