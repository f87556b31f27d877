using System;
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

        /// <summary>Makes it.</summary>
        public FuzzPackets(Random random)
        {
            _random = random;
        }

        /// <summary>The next packet for a side.</summary>
        public byte[] Next(Side from)
        {
            int kind = _random.Next(10);
            if (kind == 0)
            {
                return Noise();
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
