using System;
using System.Collections.Generic;
using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;

namespace Gateway.PcTests.Wire
{
    /// <summary>Random packets near the edges: valid ones of a small house, their mutations, and noise.</summary>
    internal sealed class FuzzPackets
    {
        private static readonly uint[] Addresses =
        [
            TestGateway.Lan, TestGateway.Wan, TestGateway.HostA, TestGateway.HostB, TestGateway.Relay, TestGateway.Foreign,
            TestGateway.Foreign2, 0, 0xFFFFFFFF, 0xC0A801FF, 0xC0A80100, 0xE0000001, 0x7F000001, 0xA9FE0001, 0x08080808,
        ];

        private static readonly int[] Ports = [0, 25, 53, 67, 68, 80, 587, 1023, 1024, 8080, 20000, 40000, 49151, 49152, 65535];

        private readonly Random _random;
        private readonly List<byte[]>[] _pieces = [[], [], []];

        /// <summary>Makes it.</summary>
        public FuzzPackets(Random random)
        {
            _random = random;
        }

        /// <summary>The next packet for a side.</summary>
        public byte[] Next(Side from)
        {
            int kind = _random.Next(12);
            if (kind == 0)
            {
                return Noise();
            }

            if (kind > 9)
            {
                return Piece(from);
            }

            byte[] packet = Valid(from);
            return kind < 6 ? packet : Mutate(packet);
        }

        private byte[] Valid(Side from)
        {
            // Mostly as it should be: or nothing gets far.
            uint source = _random.Next(8) == 0 ? AnyAddress() : from switch
            {
                Side.Lan => TestGateway.HostA + (uint)_random.Next(4),
                Side.Wan => TestGateway.Foreign + (uint)_random.Next(2),
                _ => TestGateway.Wan,
            };
            uint destination = from == Side.Wan && _random.Next(8) != 0 ? TestGateway.Wan : AnyAddress();
            byte[] data = OraclePackets.Bytes(_random, _random.Next(30));
            switch (_random.Next(8))
            {
                case 0:
                    return PacketBuilder.Udp(source, AnyPort(), destination, AnyPort(), data);
                case 1:
                    return PacketBuilder.Icmp(source, destination, _random.Next(3) == 0 ? _random.Next(256) : 8, _random.Next(8), data);
                case 2:
                    return PacketBuilder.Ip(_random.Next(256), source, destination, _random.Next(60));
                default:
                    int flags = _random.Next(4) == 0 ? _random.Next(256) : _random.Next(2) == 0 ? TcpFlags.Syn : TcpFlags.Ack;
                    return PacketBuilder.Tcp(source, AnyPort(), destination, AnyPort(), flags, (uint)_random.Next(), (uint)_random.Next(), data);
            }
        }

        // A fragment of one of some datagrams, cut anywhere, sent in any order, some of them twice or over each other.
        private byte[] Piece(Side from)
        {
            List<byte[]> pieces = _pieces[(int)from];
            if (pieces.Count < 6)
            {
                Cut(from, pieces);
            }

            int next = _random.Next(4) == 0 ? _random.Next(pieces.Count) : 0;
            byte[] piece = pieces[next];
            pieces.RemoveAt(next);
            return _random.Next(20) == 0 ? Mutate(piece) : piece;
        }

        private void Cut(Side from, List<byte[]> pieces)
        {
            uint source = from == Side.Lan ? TestGateway.HostA + (uint)_random.Next(2) : from == Side.Wan ? TestGateway.Foreign : TestGateway.Wan;
            uint destination = from == Side.Wan ? TestGateway.Wan : TestGateway.Foreign + (uint)_random.Next(2);
            int identification = _random.Next(4);
            byte[] data = OraclePackets.Bytes(_random, 30 + _random.Next(60));
            for (int copies = _random.Next(4) == 0 ? 2 : 1; copies > 0; copies--)
            {
                int port = _random.Next(2) == 0 ? 25 : 443;
                byte[] packet = _random.Next(4) == 0
                    ? PacketBuilder.Udp(source, 40000, destination, port, data)
                    : PacketBuilder.Tcp(source, 40000, destination, port, TcpFlags.Syn, 1, 0, data);
                for (int begin = 0; begin < packet.Length - 20;)
                {
                    int length = 8 * _random.Next(1, 6);
                    pieces.Add(PacketBuilder.Fragment(packet, identification, begin, length));
                    begin += _random.Next(6) == 0 ? Math.Max(8, length - 8) : length;
                }
            }
        }

        private byte[] Mutate(byte[] packet)
        {
            for (int i = _random.Next(4); i >= 0; i--)
            {
                switch (_random.Next(6))
                {
                    case 0:
                        packet = packet[.._random.Next(packet.Length + 1)];
                        break;
                    case 1:
                        packet = [.. packet, .. OraclePackets.Bytes(_random, _random.Next(20))];
                        break;
                    case 2 when packet.Length >= 20 && (packet[0] & 0xF) * 4 <= packet.Length:
                        packet = PacketBuilder.WithIpv4Word(packet, Ipv4Header.FragmentOffset, _random.Next(3) * 0x2000 | _random.Next(4));
                        break;
                    case 3 when packet.Length >= 40 && packet[0] == 0x45:
                        packet = PacketBuilder.WithIpv4Options(packet, new byte[4 * _random.Next(1, 4)]);
                        break;
                    default:
                        if (packet.Length > 0)
                        {
                            packet[_random.Next(Math.Min(packet.Length, 44))] = (byte)_random.Next(256);
                        }

                        break;
                }
            }

            // Mostly with a right checksum: or nothing gets far.
            if (packet.Length >= 60 && _random.Next(4) != 0)
            {
                PacketBuilder.FixIpv4Checksum(packet);
            }
            else if (packet.Length >= 20 && (packet[0] & 0xF) <= 5 && _random.Next(4) != 0)
            {
                PacketBuilder.FixIpv4Checksum(packet);
            }

            return packet;
        }

        private byte[] Noise()
        {
            byte[] noise = OraclePackets.Bytes(_random, _random.Next(100));
            if (noise.Length > 0 && _random.Next(2) == 0)
            {
                noise[0] = 0x45;
            }

            return noise;
        }

        private uint AnyAddress()
        {
            return Addresses[_random.Next(Addresses.Length)];
        }

        private int AnyPort()
        {
            return _random.Next(4) == 0 ? 25 : Ports[_random.Next(Ports.Length)];
        }
    }
}
