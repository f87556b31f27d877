using System;
using System.Buffers.Binary;
using System.Net;

namespace Gateway.Lab
{
    /// <summary>A TCP segment in an IPv4 packet, made by hand: what no socket would send.</summary>
    public sealed class TcpSegment
    {
        public const byte Syn = 0x02; // RFC 9293 §3.1
        public const byte Ack = 0x10;

        private const int IpLength = 20; // RFC 791 §3.1, without options
        private const int TcpLength = 20;
        private const int ProtocolAt = 9;
        private const int SourceAt = 12;
        private const int DestinationAt = 16;
        private const int SourcePortAt = IpLength;
        private const int DestinationPortAt = IpLength + 2;
        private const int SequenceAt = IpLength + 4;
        private const int AcknowledgmentAt = IpLength + 8;
        private const int DataOffsetAt = IpLength + 12;
        private const int FlagsAt = IpLength + 13;
        private const int WindowAt = IpLength + 14;
        private const int ChecksumAt = IpLength + 16;
        private const byte VersionAndLength = 0x45;
        private const byte DataOffset = 0x50;
        private const byte TimeToLive = 64;
        private const byte Tcp = 6;
        private const int TimeToLiveAt = 8;
        private const ushort Window = 64240; // what Linux offers

        private readonly byte[] _bytes = new byte[IpLength + TcpLength];
        private readonly uint _addresses;

        /// <summary>Makes it.</summary>
        public TcpSegment(string source, string destination, int destinationPort, byte flags)
        {
            _bytes[0] = VersionAndLength;
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(2), (ushort)_bytes.Length);
            _bytes[TimeToLiveAt] = TimeToLive;
            _bytes[ProtocolAt] = Tcp;
            IPAddress.Parse(source).TryWriteBytes(_bytes.AsSpan(SourceAt), out _);
            IPAddress.Parse(destination).TryWriteBytes(_bytes.AsSpan(DestinationAt), out _);
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(DestinationPortAt), (ushort)destinationPort);
            _bytes[DataOffsetAt] = DataOffset;
            _bytes[FlagsAt] = flags;
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(WindowAt), Window);
            _addresses = Sum(SourceAt, IpLength) + Tcp + TcpLength;
        }

        /// <summary>The packet; the kernel fills in the IP header's checksum (raw(7)).</summary>
        public ReadOnlySpan<byte> Bytes => _bytes;

        /// <summary>Sets what differs from segment to segment, and the checksum.</summary>
        public void Set(int sourcePort, uint sequence, uint acknowledgment)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(SourcePortAt), (ushort)sourcePort);
            BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(SequenceAt), sequence);
            BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(AcknowledgmentAt), acknowledgment);
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(ChecksumAt), 0);
            uint sum = _addresses + Sum(IpLength, _bytes.Length);
            sum = (sum & ushort.MaxValue) + (sum >> 16);
            sum = (sum & ushort.MaxValue) + (sum >> 16);
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(ChecksumAt), (ushort)~sum);
        }

        private uint Sum(int from, int to)
        {
            uint sum = 0;
            for (int i = from; i < to; i += 2)
            {
                sum += BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(i));
            }

            return sum;
        }
    }
}
