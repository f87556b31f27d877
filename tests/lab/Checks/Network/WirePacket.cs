using System;
using System.Buffers.Binary;

namespace Gateway.LabTests.Network
{
    /// <summary>A packet as a wire has it, and what of it a NAT must leave alone. It uses none of the firmware's code.</summary>
    internal sealed class WirePacket
    {
        private const int TimeToLiveAt = 8;
        private const int ProtocolAt = 9;
        private const int HeaderChecksumAt = 10;
        private const int SourceAt = 12;
        private const int DestinationAt = 16;
        private const int Icmp = 1;
        private const int Tcp = 6;
        private const int Udp = 17;
        private const int FlagsAt = 13;
        private const byte Syn = 2;
        private const byte MaximumSegmentSize = 2; // the option's kind

        private readonly byte[] _bytes;
        private readonly int _transport;
        private readonly bool _isOutbound;

        /// <summary>Makes it.</summary>
        /// <param name="bytes">The packet.</param>
        /// <param name="outside">The outside host's address: who sends to it sends outbound.</param>
        public WirePacket(byte[] bytes, uint outside)
        {
            _bytes = bytes;
            _transport = (bytes[0] & 0xF) * 4;
            _isOutbound = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(DestinationAt)) == outside;
        }

        /// <summary>Whether it goes to the outside host.</summary>
        public bool IsOutbound => _isOutbound;

        /// <summary>Its TTL.</summary>
        public int TimeToLive => _bytes[TimeToLiveAt];

        /// <summary>Its protocol.</summary>
        public int Protocol => _bytes[ProtocolAt];

        /// <summary>Whether it is TCP.</summary>
        public bool IsTcp => Protocol == Tcp;

        /// <summary>Whether it begins or answers a beginning of a TCP connection.</summary>
        public bool IsSyn => IsTcp && (_bytes[_transport + FlagsAt] & Syn) != 0;

        /// <summary>The inside's address, as on this wire.</summary>
        public uint InsideAddress => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(InsideAddressAt));

        /// <summary>The inside's port or identifier, as on this wire.</summary>
        public int InsidePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(InsidePortAt));

        private int InsideAddressAt => _isOutbound ? SourceAt : DestinationAt;

        private int InsidePortAt => _transport + (Protocol == Icmp ? 4 : _isOutbound ? 0 : 2);

        private int ChecksumAt => _transport + Protocol switch { Tcp => 16, Udp => 6, _ => 2 };

        /// <summary>All but the inside's address and port, the TTL, the checksums and the MSS; in hexadecimal.</summary>
        public string WhatStays()
        {
            byte[] copy = [.. _bytes];
            copy[TimeToLiveAt] = 0;
            copy.AsSpan(HeaderChecksumAt, 2).Clear();
            copy.AsSpan(InsideAddressAt, 4).Clear();
            copy.AsSpan(InsidePortAt, 2).Clear();
            copy.AsSpan(ChecksumAt, 2).Clear();
            if (IsSyn)
            {
                ClearMaximumSegmentSize(copy);
            }

            return Convert.ToHexString(copy);
        }

        /// <summary>Whether both checksums are right.</summary>
        public bool AreChecksumsRight()
        {
            uint sum = 0;
            if (Protocol != Icmp)
            {
                sum = Sum(_bytes.AsSpan(SourceAt, 8)) + (uint)Protocol + (uint)(_bytes.Length - _transport);
            }

            return Fold(Sum(_bytes.AsSpan(0, _transport))) == 0xFFFF && Fold(sum + Sum(_bytes.AsSpan(_transport))) == 0xFFFF;
        }

        private void ClearMaximumSegmentSize(byte[] packet)
        {
            int end = _transport + (packet[_transport + 12] >> 4) * 4;
            for (int at = _transport + 20; at + 1 < end && packet[at] != 0; at += packet[at] == 1 ? 1 : Math.Max(packet[at + 1], (byte)2))
            {
                if (packet[at] == MaximumSegmentSize)
                {
                    packet.AsSpan(at + 2, 2).Clear();
                }
            }
        }

        private static uint Sum(ReadOnlySpan<byte> bytes)
        {
            uint sum = 0;
            for (int at = 0; at < bytes.Length; at++)
            {
                sum += (uint)bytes[at] << (at % 2 == 0 ? 8 : 0);
            }

            return sum;
        }

        private static uint Fold(uint sum)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
            return (sum & 0xFFFF) + (sum >> 16);
        }
    }
}
