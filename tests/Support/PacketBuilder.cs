using System;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>Builds whole IPv4 packets with right checksums. What a test wants broken, it breaks afterwards.</summary>
    public static class PacketBuilder
    {
        /// <summary>The time to live of every packet made here.</summary>
        public const int TimeToLive = 64;

        /// <summary>The window of every segment made here.</summary>
        public const int Window = 8192;

        private const int Transport = Ipv4Header.MinimumLength;

        /// <summary>A TCP segment without data.</summary>
        public static byte[] Tcp(uint source, int sourcePort, uint destination, int destinationPort, int flags)
        {
            return Tcp(source, sourcePort, destination, destinationPort, flags, 1, 1, new byte[0]);
        }

        /// <summary>A TCP segment with data.</summary>
        public static byte[] Tcp(
            uint source,
            int sourcePort,
            uint destination,
            int destinationPort,
            int flags,
            uint sequenceNumber,
            uint acknowledgmentNumber,
            byte[] data)
        {
            byte[] packet = Ip(IpProtocol.Tcp, source, destination, TcpHeader.MinimumLength + data.Length);
            TcpHeader.Write(
                packet,
                Transport,
                sourcePort,
                destinationPort,
                sequenceNumber,
                acknowledgmentNumber,
                TcpHeader.MinimumLength,
                flags,
                Window);
            Array.Copy(data, 0, packet, Transport + TcpHeader.MinimumLength, data.Length);
            TcpHeader.WriteChecksum(packet, Transport, packet.Length - Transport, source, destination);
            return packet;
        }

        /// <summary>A UDP datagram.</summary>
        public static byte[] Udp(uint source, int sourcePort, uint destination, int destinationPort, byte[] data)
        {
            byte[] packet = Ip(IpProtocol.Udp, source, destination, UdpHeader.HeaderLength + data.Length);
            NetworkOrder.WriteUInt16(packet, Transport + UdpHeader.SourcePortOffset, sourcePort);
            NetworkOrder.WriteUInt16(packet, Transport + UdpHeader.DestinationPortOffset, destinationPort);
            NetworkOrder.WriteUInt16(packet, Transport + UdpHeader.LengthOffset, packet.Length - Transport);
            Array.Copy(data, 0, packet, Transport + UdpHeader.HeaderLength, data.Length);
            int checksum = ~TransportSum(packet, IpProtocol.Udp) & 0xFFFF;
            NetworkOrder.WriteUInt16(packet, Transport + UdpHeader.ChecksumOffset, checksum == 0 ? 0xFFFF : checksum);
            return packet;
        }

        /// <summary>An ICMP echo message, or another type with an identifier in its place.</summary>
        public static byte[] Icmp(uint source, uint destination, int type, int identifier, byte[] data)
        {
            byte[] packet = Ip(IpProtocol.Icmp, source, destination, IcmpHeader.HeaderLength + data.Length);
            packet[Transport + IcmpHeader.TypeOffset] = (byte)type;
            NetworkOrder.WriteUInt16(packet, Transport + IcmpHeader.IdentifierOffset, identifier);
            Array.Copy(data, 0, packet, Transport + IcmpHeader.HeaderLength, data.Length);
            int sum = InternetChecksum.Sum(packet, Transport, packet.Length - Transport, 0);
            NetworkOrder.WriteUInt16(packet, Transport + IcmpHeader.ChecksumOffset, ~sum);
            return packet;
        }

        /// <summary>An ICMP error about the first bytes of a packet.</summary>
        public static byte[] IcmpError(uint source, uint destination, int type, int code, byte[] about, int length)
        {
            byte[] cut = new byte[length < about.Length ? length : about.Length];
            Array.Copy(about, 0, cut, 0, cut.Length);
            byte[] packet = Icmp(source, destination, type, 0, cut);
            packet[Transport + IcmpHeader.CodeOffset] = (byte)code;
            return FixIcmpChecksum(packet);
        }

        /// <summary>Makes an ICMP checksum right again.</summary>
        public static byte[] FixIcmpChecksum(byte[] packet)
        {
            NetworkOrder.WriteUInt16(packet, Transport + IcmpHeader.ChecksumOffset, 0);
            int sum = InternetChecksum.Sum(packet, Transport, packet.Length - Transport, 0);
            NetworkOrder.WriteUInt16(packet, Transport + IcmpHeader.ChecksumOffset, ~sum);
            return packet;
        }

        /// <summary>The packet that an ICMP error is about, as far as it holds it.</summary>
        public static byte[] Embedded(byte[] error)
        {
            byte[] about = new byte[error.Length - Transport - IcmpHeader.HeaderLength];
            Array.Copy(error, Transport + IcmpHeader.HeaderLength, about, 0, about.Length);
            return about;
        }

        /// <summary>An IPv4 packet of any protocol, all zero behind its header.</summary>
        public static byte[] Ip(int protocol, uint source, uint destination, int dataLength)
        {
            byte[] packet = new byte[Ipv4Header.MinimumLength + dataLength];
            Ipv4Header.Write(packet, 0, packet.Length, protocol, TimeToLive, source, destination);
            return packet;
        }

        /// <summary>A fragment of a packet without IP options.</summary>
        /// <param name="packet">The whole.</param>
        /// <param name="identification">Of its datagram.</param>
        /// <param name="begin">Where it begins in the data, in bytes; a multiple of 8.</param>
        /// <param name="length">Bytes of data, or less where the packet ends.</param>
        public static byte[] Fragment(byte[] packet, int identification, int begin, int length)
        {
            bool isLast = Transport + begin + length >= packet.Length;
            length = isLast ? packet.Length - Transport - begin : length;
            byte[] fragment = new byte[Transport + length];
            Array.Copy(packet, 0, fragment, 0, Transport);
            Array.Copy(packet, Transport + begin, fragment, Transport, length);
            NetworkOrder.WriteUInt16(fragment, Ipv4Header.TotalLengthOffset, fragment.Length);
            NetworkOrder.WriteUInt16(fragment, Ipv4Header.IdentificationOffset, identification);
            return WithIpv4Word(fragment, Ipv4Header.FragmentOffset, (begin / 8) | (isLast ? 0 : Ipv4Header.MoreFragments));
        }

        /// <summary>Makes the IPv4 header checksum right again, after a test changed the header.</summary>
        public static byte[] FixIpv4Checksum(byte[] packet)
        {
            int headerLength = (packet[Ipv4Header.VersionOffset] & 0xF) * 4;
            NetworkOrder.WriteUInt16(packet, Ipv4Header.ChecksumOffset, 0);
            int sum = InternetChecksum.Sum(packet, 0, headerLength, 0);
            NetworkOrder.WriteUInt16(packet, Ipv4Header.ChecksumOffset, ~sum);
            return packet;
        }

        /// <summary>Changes a 16-bit word of the IPv4 header, and makes its checksum right again.</summary>
        public static byte[] WithIpv4Word(byte[] packet, int offset, int value)
        {
            NetworkOrder.WriteUInt16(packet, offset, value);
            return FixIpv4Checksum(packet);
        }

        /// <summary>Changes the time to live, and makes the header checksum right again.</summary>
        public static byte[] WithTimeToLive(byte[] packet, int timeToLive)
        {
            packet[Ipv4Header.TimeToLiveOffset] = (byte)timeToLive;
            return FixIpv4Checksum(packet);
        }

        /// <summary>Changes a 16-bit word of a TCP header, and makes its checksum right again.</summary>
        public static byte[] WithTcpWord(byte[] packet, int offset, int value)
        {
            NetworkOrder.WriteUInt16(packet, Transport + offset, value);
            uint source = NetworkOrder.ReadUInt32(packet, Ipv4Header.SourceOffset);
            uint destination = NetworkOrder.ReadUInt32(packet, Ipv4Header.DestinationOffset);
            TcpHeader.WriteChecksum(packet, Transport, packet.Length - Transport, source, destination);
            return packet;
        }

        /// <summary>The same packet with IP options behind its header, a multiple of four bytes.</summary>
        public static byte[] WithIpv4Options(byte[] packet, byte[] options)
        {
            byte[] longer = new byte[packet.Length + options.Length];
            Array.Copy(packet, 0, longer, 0, Transport);
            Array.Copy(options, 0, longer, Transport, options.Length);
            Array.Copy(packet, Transport, longer, Transport + options.Length, packet.Length - Transport);
            longer[Ipv4Header.VersionOffset] = (byte)(0x40 | ((Transport + options.Length) / 4));
            return WithIpv4Word(longer, Ipv4Header.TotalLengthOffset, longer.Length);
        }

        /// <summary>Tells whether every checksum of a TCP, UDP or ICMP packet without IP options is right.</summary>
        public static bool AreChecksumsRight(byte[] packet)
        {
            if (InternetChecksum.Sum(packet, 0, Ipv4Header.MinimumLength, 0) != InternetChecksum.AllOnes)
            {
                return false;
            }

            int protocol = packet[Ipv4Header.ProtocolOffset];
            if (protocol == IpProtocol.Udp && NetworkOrder.ReadUInt16(packet, Transport + UdpHeader.ChecksumOffset) == 0)
            {
                return true;
            }

            return TransportSum(packet, protocol) == InternetChecksum.AllOnes;
        }

        private static int TransportSum(byte[] packet, int protocol)
        {
            int length = packet.Length - Transport;
            int pseudo = 0;
            if (protocol != IpProtocol.Icmp)
            {
                uint source = NetworkOrder.ReadUInt32(packet, Ipv4Header.SourceOffset);
                uint destination = NetworkOrder.ReadUInt32(packet, Ipv4Header.DestinationOffset);
                pseudo = InternetChecksum.PseudoHeaderSum(source, destination, protocol, length);
            }

            return InternetChecksum.Sum(packet, Transport, length, pseudo);
        }
    }
}
