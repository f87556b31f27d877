using System;
using Gateway.Wire;

namespace Gateway.Bench
{
    /// <summary>
    /// Flow number i: LAN host 192.168.1.(2 + i mod 200), its own source port, one of many servers. Only headers are made: a
    /// packet's data is never read.
    /// </summary>
    internal static class Traffic
    {
        /// <summary>Bytes of the two headers.</summary>
        public const int HeadersLength = Ipv4Header.MinimumLength + TcpHeader.MinimumLength;

        /// <summary>Our WAN address, 203.0.113.10.</summary>
        public const uint WanAddress = 0xCB00710A;

        private const int LanHosts = 200;
        private const int ServerPort = 443;
        private const int FirstPort = 20000;
        private const int Ports = 29000;

        /// <summary>Writes the headers of a flow's outbound segment.</summary>
        public static void WriteOutbound(Span<byte> into, int flow, int length, int flags)
        {
            Write(into, length, LanAddress(flow), LanPort(flow), ServerAddress(flow), ServerPort, flags);
        }

        /// <summary>Writes the headers of a flow's inbound segment.</summary>
        public static void WriteInbound(Span<byte> into, int flow, int externalPort, int length, int flags)
        {
            Write(into, length, ServerAddress(flow), ServerPort, WanAddress, externalPort, flags);
        }

        private static void Write(Span<byte> into, int length, uint source, int sourcePort, uint destination, int destinationPort, int flags)
        {
            var packet = new byte[HeadersLength];
            Ipv4Header.Write(packet, 0, length, IpProtocol.Tcp, 64, source, destination);
            TcpHeader.Write(packet, Ipv4Header.MinimumLength, sourcePort, destinationPort, 1, 1, TcpHeader.MinimumLength, flags, 8192);
            packet.CopyTo(into);
        }

        private static uint LanAddress(int flow)
        {
            return 0xC0A80102 + (uint)(flow % LanHosts);
        }

        private static int LanPort(int flow)
        {
            return FirstPort + (flow % Ports);
        }

        private static uint ServerAddress(int flow)
        {
            // Public addresses, spread.
            return 0x08000000 + ((uint)flow * 2654435761u >> 8);
        }
    }
}
