using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>
    /// Packets through a gateway, told by their addresses and ports. Out is from a LAN host; in is from an outside host to a
    /// port of the WAN address. All give the one packet that came out, or null.
    /// </summary>
    public static class Exchange
    {
        private static readonly byte[] Data = { 1, 2, 3, 4, 5 };

        /// <summary>A datagram of a LAN host.</summary>
        public static SentPacket UdpOut(TestGateway gateway, uint host, int port, uint remote, int remotePort)
        {
            return gateway.Receive(Side.Lan, PacketBuilder.Udp(host, port, remote, remotePort, Data));
        }

        /// <summary>A datagram of an outside host.</summary>
        public static SentPacket UdpIn(TestGateway gateway, uint remote, int remotePort, int externalPort)
        {
            return gateway.Receive(Side.Wan, PacketBuilder.Udp(remote, remotePort, TestGateway.Wan, externalPort, Data));
        }

        /// <summary>A segment of a LAN host.</summary>
        public static SentPacket TcpOut(TestGateway gateway, uint host, int port, uint remote, int remotePort, int flags)
        {
            return gateway.Receive(Side.Lan, PacketBuilder.Tcp(host, port, remote, remotePort, flags));
        }

        /// <summary>A segment of an outside host.</summary>
        public static SentPacket TcpIn(TestGateway gateway, uint remote, int remotePort, int externalPort, int flags)
        {
            return gateway.Receive(Side.Wan, PacketBuilder.Tcp(remote, remotePort, TestGateway.Wan, externalPort, flags));
        }

        /// <summary>An echo request of a LAN host.</summary>
        public static SentPacket PingOut(TestGateway gateway, uint host, uint remote, int identifier)
        {
            return gateway.Receive(Side.Lan, PacketBuilder.Icmp(host, remote, IcmpHeader.EchoRequest, identifier, Data));
        }

        /// <summary>An echo reply of an outside host.</summary>
        public static SentPacket PingIn(TestGateway gateway, uint remote, int identifier)
        {
            return gateway.Receive(Side.Wan, PacketBuilder.Icmp(remote, TestGateway.Wan, IcmpHeader.EchoReply, identifier, Data));
        }

        /// <summary>A LAN host's first packet of a flow: a datagram or a SYN.</summary>
        public static SentPacket Open(TestGateway gateway, int protocol, uint host, int port, uint remote, int remotePort)
        {
            return protocol == IpProtocol.Tcp
                ? TcpOut(gateway, host, port, remote, remotePort, TcpFlags.Syn)
                : UdpOut(gateway, host, port, remote, remotePort);
        }

        /// <summary>A TCP handshake begun by a LAN host.</summary>
        /// <returns>The external port, or 0 when the SYN did not go out.</returns>
        public static int Establish(TestGateway gateway, uint host, int port, uint remote, int remotePort)
        {
            SentPacket syn = TcpOut(gateway, host, port, remote, remotePort, TcpFlags.Syn);
            if (syn == null || syn.To != Side.Wan)
            {
                return 0;
            }

            TcpIn(gateway, remote, remotePort, syn.SourcePort, TcpFlags.Syn | TcpFlags.Ack);
            TcpOut(gateway, host, port, remote, remotePort, TcpFlags.Ack);
            return syn.SourcePort;
        }

        /// <summary>A datagram of a LAN host and its answer.</summary>
        /// <returns>The external port, or 0 when the datagram did not go out.</returns>
        public static int Answer(TestGateway gateway, uint host, int port, uint remote, int remotePort)
        {
            SentPacket datagram = UdpOut(gateway, host, port, remote, remotePort);
            if (datagram == null)
            {
                return 0;
            }

            UdpIn(gateway, remote, remotePort, datagram.SourcePort);
            return datagram.SourcePort;
        }

        /// <summary>Tells whether a packet went to a LAN host's port.</summary>
        public static bool IsTo(SentPacket packet, uint host, int port)
        {
            return packet != null && packet.To == Side.Lan && packet.Destination == host && packet.DestinationPort == port;
        }

        /// <summary>Tells whether a packet went to the WAN, from a port of the WAN address.</summary>
        public static bool IsFromWan(SentPacket packet, int externalPort)
        {
            return packet != null && packet.To == Side.Wan && packet.Source == TestGateway.Wan && packet.SourcePort == externalPort;
        }

        /// <summary>Tells whether a packet is an ICMP error of the gateway itself.</summary>
        public static bool IsError(SentPacket packet, Side to, uint destination, int type, int code)
        {
            return packet != null
                && packet.To == to
                && packet.Protocol == IpProtocol.Icmp
                && packet.Source == (to == Side.Lan ? TestGateway.Lan : TestGateway.Wan)
                && packet.Destination == destination
                && packet.Bytes[Ipv4Header.MinimumLength + IcmpHeader.TypeOffset] == type
                && packet.Bytes[Ipv4Header.MinimumLength + IcmpHeader.CodeOffset] == code
                && PacketBuilder.AreChecksumsRight(packet.Bytes);
        }
    }
}
