using System.Buffers.Binary;

namespace Gateway.Boards.Linux.Captures
{
    /// <summary>
    /// Reads a pcap or pcapng file from front to back. What is no capture is a <see cref="CaptureFormatException"/>, by
    /// <see cref="Open(string)"/>; a file that is damaged or breaks off later ends early, and <see cref="BreakOff"/> says so.
    /// </summary>
    internal abstract class CaptureReader : IDisposable
    {
        /// <summary>The longest frame that is believed: MAXIMUM_SNAPLEN of libpcap. A longer one is a damaged length.</summary>
        public const int MaximumFrameLength = 262144;

        private const int StreamBufferLength = 1 << 16; // ours: few system calls
        private const int SeekThreshold = 4096; // ours: below it reading on is cheaper than to seek
        private const int MagicLength = 4;

        private readonly Stream _stream;
        private readonly byte[] _skipped = new byte[SeekThreshold];

        private protected CaptureReader(Stream stream)
        {
            _stream = stream;
            LengthBytes = stream.Length;
        }

        /// <summary>"pcap" or "pcapng".</summary>
        public abstract string FormatName { get; }

        /// <summary>Frames passed over because replay finds no IP packet behind their interface's link type.</summary>
        public virtual long FramesOfUnknownLinkType => 0;

        /// <summary>The size of the file.</summary>
        public long LengthBytes { get; }

        /// <summary>How far the file was read.</summary>
        public long PositionBytes { get; private set; }

        /// <summary>Why the file ended early, as part of a sentence; null while it did not.</summary>
        public string? BreakOff { get; private protected set; }

        /// <summary>Opens a capture.</summary>
        /// <param name="path">A file that can be read twice: no pipe.</param>
        /// <exception cref="CaptureFormatException">It is none, or of a kind that is not read.</exception>
        /// <exception cref="IOException">It can't be read.</exception>
        public static CaptureReader Open(string path)
        {
            if (Directory.Exists(path))
            {
                throw new CaptureFormatException($"{path} is a folder: name a capture in it.");
            }

            FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, StreamBufferLength);
            try
            {
                if (!stream.CanSeek)
                {
                    throw new CaptureFormatException($"{path} can't be read twice (a pipe?): write the capture to a file first.");
                }

                return Open(stream, path);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }

        /// <summary>Reads the next frame that has a link type replay knows.</summary>
        /// <returns>False at the end of the file, or where it breaks off.</returns>
        public abstract bool TryRead(CapturedFrame frame);

        /// <inheritdoc/>
        public void Dispose()
        {
            _stream.Dispose();
            GC.SuppressFinalize(this);
        }

        /// <summary>Reads as many bytes as there are, up to the target's length.</summary>
        private protected int ReadFully(Span<byte> target)
        {
            int read = _stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            PositionBytes += read;
            return read;
        }

        /// <summary>Goes forward.</summary>
        /// <returns>False when the file ends before that.</returns>
        private protected bool SkipTo(long position)
        {
            if (position > LengthBytes)
            {
                PositionBytes = LengthBytes;
                return false;
            }

            if (position - PositionBytes > SeekThreshold)
            {
                PositionBytes = _stream.Seek(position, SeekOrigin.Begin);
            }

            while (PositionBytes < position)
            {
                if (ReadFully(_skipped.AsSpan(0, (int)(position - PositionBytes))) == 0)
                {
                    return false;
                }
            }

            return true;
        }

        private static CaptureReader Open(FileStream stream, string path)
        {
            Span<byte> magic = stackalloc byte[MagicLength];
            int read = stream.ReadAtLeast(magic, MagicLength, throwOnEndOfStream: false);
            stream.Position = 0;
            string whatToDo = "Give replay a pcap or pcapng file, as tcpdump -w and Wireshark write them.";
            if (read < MagicLength)
            {
                throw new CaptureFormatException($"{path} is no capture: it has only {read} bytes. {whatToDo}");
            }

            if (magic[0] == 0x1F && magic[1] == 0x8B)
            {
                throw new CaptureFormatException($"{path} is compressed with gzip: unpack it first (gzip -d).");
            }

            uint number = BinaryPrimitives.ReadUInt32BigEndian(magic);
            if (number == PcapngReader.SectionHeaderType)
            {
                return new PcapngReader(stream, path);
            }

            if (PcapReader.IsMagic(number))
            {
                return new PcapReader(stream, path);
            }

            throw new CaptureFormatException($"{path} is no capture: it begins with {number:X8}. {whatToDo}");
        }
    }
}
