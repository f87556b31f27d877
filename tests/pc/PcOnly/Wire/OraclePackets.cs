using System;
using System.Buffers.Binary;
using System.Net;
using PacketDotNet;
using PacketDotNet.Utils;

namespace Gateway.PcTests.Wire
{
    /// <summary>Random packets that PacketDotNet builds, checksums included.</summary>
    internal static class OraclePackets
    {
        private const ushort VxlanPort = 4789; // RFC 7348

        /// <summary>An IPv4 packet with TCP.</summary>
        public static (IPv4Packet Ip, TcpPacket Tcp) Tcp(Random random)
        {
            // Options come with the bytes: PacketDotNet's own setter has no room for them.
            int headerLength = 20 + (4 * random.Next(11));
            byte[] bytes = Bytes(random, headerLength + random.Next(200));
            bytes[12] = (byte)(headerLength / 4 << 4);
            var tcp = new TcpPacket(new ByteArraySegment(bytes))
            {
                SourcePort = Port(random),
                DestinationPort = Port(random),
                SequenceNumber = (uint)random.NextInt64(1L << 32),
                AcknowledgmentNumber = (uint)random.NextInt64(1L << 32),
                Flags = (ushort)random.Next(256),
                WindowSize = Port(random),
            };
            IPv4Packet ip = Ip(random, tcp);
            tcp.UpdateTcpChecksum();
            ip.UpdateIPChecksum();
            return (ip, tcp);
        }

        /// <summary>An IPv4 packet with UDP.</summary>
        public static (IPv4Packet Ip, UdpPacket Udp) Udp(Random random)
        {
            var udp = new UdpPacket(UdpPort(random), UdpPort(random)) { PayloadData = Bytes(random, random.Next(200)) };
            IPv4Packet ip = Ip(random, udp);
            udp.UpdateCalculatedValues();
            udp.UpdateUdpChecksum();
            ip.UpdateIPChecksum();
            return (ip, udp);
        }

        /// <summary>An IPv4 packet with an ICMP echo request.</summary>
        public static (IPv4Packet Ip, IcmpV4Packet Icmp) Echo(Random random)
        {
            byte[] bytes = Bytes(random, 8 + random.Next(200));
            var icmp = new IcmpV4Packet(new ByteArraySegment(bytes)) { TypeCode = IcmpV4TypeCode.EchoRequest };
            IPv4Packet ip = Ip(random, icmp);
            icmp.UpdateIcmpChecksum();
            ip.UpdateIPChecksum();
            return (ip, icmp);
        }

        /// <summary>An address in host order, as the firmware has it.</summary>
        public static uint AddressOf(IPAddress address)
        {
            return BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
        }

        /// <summary>Random bytes.</summary>
        public static byte[] Bytes(Random random, int length)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }

        private static IPv4Packet Ip(Random random, PacketDotNet.Packet payload)
        {
            var ip = new IPv4Packet(new IPAddress(Bytes(random, 4)), new IPAddress(Bytes(random, 4)))
            {
                TimeToLive = random.Next(256),
                Id = Port(random),
                TypeOfService = random.Next(256),
                PayloadPacket = payload,
            };
            ip.Protocol = payload switch
            {
                TcpPacket => ProtocolType.Tcp,
                UdpPacket => ProtocolType.Udp,
                _ => ProtocolType.Icmp,
            };
            ip.UpdateCalculatedValues();
            return ip;
        }

        // PacketDotNet takes what goes to VXLAN's port for a frame, and fails on random bytes.
        private static ushort UdpPort(Random random)
        {
            ushort port = Port(random);
            return port == VxlanPort ? (ushort)(port + 1) : port;
        }

        private static ushort Port(Random random)
        {
            return (ushort)random.Next(65536);
        }
    }
}
