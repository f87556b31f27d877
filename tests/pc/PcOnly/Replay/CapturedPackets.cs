using System;
using System.Buffers.Binary;
using System.Linq;
using System.Net;
using System.Text;

namespace Gateway.PcTests.Replay
{
    /// <summary>Makes the packets of the project's own captures. Checksums are right; a test with another library's code says so.</summary>
    internal static class CapturedPackets
    {
        public const byte Fin = 1;
        public const byte Syn = 2;
        public const byte Rst = 4;
        public const byte Psh = 8;
        public const byte Ack = 16;

        private static readonly byte[] MaximumSegmentSize1460 = [2, 4, 5, 180];

        /// <summary>A TCP segment; a SYN announces an MSS of 1460.</summary>
        public static byte[] Tcp(string from, int fromPort, string to, int toPort, byte flags, uint sequence, uint acknowledgment, string data)
        {
            byte[] options = (flags & Syn) != 0 ? MaximumSegmentSize1460 : [];
            byte[] segment = new byte[20 + options.Length + data.Length];
            BinaryPrimitives.WriteUInt16BigEndian(segment, (ushort)fromPort);
            BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)toPort);
            BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), sequence);
            BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(8), acknowledgment);
            segment[12] = (byte)((20 + options.Length) / 4 << 4);
            segment[13] = flags;
            BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(14), 64240);
            options.CopyTo(segment, 20);
            Encoding.Latin1.GetBytes(data).CopyTo(segment, 20 + options.Length);
            return Ipv4(from, to, 6, segment, 16);
        }

        /// <summary>A UDP datagram.</summary>
        public static byte[] Udp(string from, int fromPort, string to, int toPort, byte[] data)
        {
            byte[] datagram = new byte[8 + data.Length];
            BinaryPrimitives.WriteUInt16BigEndian(datagram, (ushort)fromPort);
            BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)toPort);
            BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
            data.CopyTo(datagram, 8);
            return Ipv4(from, to, 17, datagram, 6);
        }

        /// <summary>An ICMP message: type, code, the second word, data.</summary>
        public static byte[] Icmp(string from, string to, byte type, byte code, uint word, byte[] data)
        {
            byte[] message = new byte[8 + data.Length];
            message[0] = type;
            message[1] = code;
            BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), word);
            data.CopyTo(message, 8);
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), Checksum(message));
            return Ipv4(from, to, 1, message, -1);
        }

        /// <summary>The question, or the answer, for an A record, as DNS has it.</summary>
        public static byte[] DnsMessage(ushort id, string name, string address)
        {
            byte[] question = [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0, 0, 1, 0, 1];
            byte[] header = [(byte)(id >> 8), (byte)id, (byte)(address == null ? 1 : 0x81), (byte)(address == null ? 0 : 0x80), 0, 1, 0, (byte)(address == null ? 0 : 1), 0, 0, 0, 0];
            byte[] answer = address == null ? [] : [0xC0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, .. IPAddress.Parse(address).GetAddressBytes()];
            return [.. header, .. question, .. answer];
        }

        /// <summary>An Ethernet frame with VLAN tags, each a type and a VLAN.</summary>
        public static byte[] Ethernet(byte[] packet, params (ushort Type, ushort Vlan)[] tags)
        {
            byte[] macs = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2]; // locally administered
            byte[] shim = [.. tags.SelectMany(tag => new[] { (byte)(tag.Type >> 8), (byte)tag.Type, (byte)(tag.Vlan >> 8), (byte)tag.Vlan })];
            byte[] type = packet[0] >> 4 == 6 ? [0x86, 0xDD] : [8, 0];
            byte[] frame = [.. macs, .. shim, .. type, .. packet];
            return frame.Length < 60 ? [.. frame, .. new byte[60 - frame.Length]] : frame;
        }

        /// <summary>An ARP request, as a frame.</summary>
        public static byte[] Arp(string from, string to)
        {
            return
            [
                255, 255, 255, 255, 255, 255, 2, 0, 0, 0, 0, 2, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 2,
                .. IPAddress.Parse(from).GetAddressBytes(), 0, 0, 0, 0, 0, 0, .. IPAddress.Parse(to).GetAddressBytes(), .. new byte[18],
            ];
        }

        private static byte[] Ipv4(string from, string to, byte protocol, byte[] payload, int checksumAt)
        {
            byte[] packet = new byte[20 + payload.Length];
            packet[0] = 0x45;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
            packet[6] = 0x40; // don't fragment
            packet[8] = 64;
            packet[9] = protocol;
            IPAddress.Parse(from).GetAddressBytes().CopyTo(packet, 12);
            IPAddress.Parse(to).GetAddressBytes().CopyTo(packet, 16);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Checksum(packet[..20]));
            if (checksumAt >= 0)
            {
                byte[] pseudo = [.. packet[12..20], 0, protocol, (byte)(payload.Length >> 8), (byte)payload.Length];
                ushort checksum = Checksum([.. pseudo, .. payload]);
                BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(checksumAt), checksum == 0 && protocol == 17 ? ushort.MaxValue : checksum);
            }

            payload.CopyTo(packet, 20);
            return packet;
        }

        private static ushort Checksum(byte[] bytes)
        {
            long sum = 0;
            for (int i = 0; i < bytes.Length; i++)
            {
                sum += i % 2 == 0 ? bytes[i] << 8 : bytes[i];
            }

            while (sum > ushort.MaxValue)
            {
                sum = (sum & ushort.MaxValue) + (sum >> 16);
            }

            return (ushort)~sum;
        }
    }
}
