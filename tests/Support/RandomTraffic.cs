using Gateway.Nat;
using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>
    /// Packets as a house has them, at random but the same for a seed: new flows from a few ports of a few hosts, packets of
    /// living flows both ways, hairpins, strangers from outside, and broken ones.
    /// </summary>
    public sealed class RandomTraffic
    {
        private readonly SequenceRandom _random;
        private readonly FlowSnapshot _flow = new FlowSnapshot();
        private readonly int _maximumFlows;
        private readonly int _hosts;
        private readonly int _ports;

        /// <summary>Makes it.</summary>
        /// <param name="seed">The same seed gives the same packets for an engine that does the same.</param>
        /// <param name="maximumFlows">The size of the engine's table.</param>
        /// <param name="hosts">LAN hosts, from <see cref="TestGateway.HostA"/> on.</param>
        /// <param name="ports">Ports a host uses, in each of three ranges.</param>
        public RandomTraffic(uint seed, int maximumFlows, int hosts, int ports)
        {
            _random = new SequenceRandom(seed);
            _maximumFlows = maximumFlows;
            _hosts = hosts;
            _ports = ports;
        }

        /// <summary>The side that the packet comes from.</summary>
        public Side From { get; private set; }

        /// <summary>The packet.</summary>
        public byte[] Packet { get; private set; }

        /// <summary>A random number below a limit.</summary>
        public int Below(int limit)
        {
            return (int)((_random.NextUInt32() >> 3) % (uint)limit);
        }

        /// <summary>Makes the next packet, in view of the flows that live.</summary>
        public void Next(Engine engine)
        {
            int kind = Below(100);
            bool isFlow = PickFlow(engine, _flow);
            From = Side.Lan;
            if (!isFlow || kind < 35)
            {
                Packet = Opening(RandomRemote());
            }
            else if (kind < 80)
            {
                Packet = OfFlow(Below(2) == 0);
            }
            else if (kind < 86)
            {
                From = Side.Wan;
                Packet = Segment(RandomRemote(), 80, TestGateway.Wan, Below(2) == 0 ? _flow.ExternalPort : Below(65536), TcpFlags.Syn);
            }
            else if (kind < 92)
            {
                Packet = Segment(RandomHost(), RandomPort(), TestGateway.Wan, _flow.ExternalPort, TcpFlags.Syn);
            }
            else
            {
                Packet = Broken(OfFlow(Below(2) == 0));
            }
        }

        /// <summary>Gives some living flow.</summary>
        /// <returns>False when there is none.</returns>
        public bool PickFlow(Engine engine, FlowSnapshot into)
        {
            // Most living flows have low indices.
            int last = 2 * engine.FlowCount;
            int cursor = Below(last < _maximumFlows ? last + 1 : _maximumFlows);
            if (engine.ReadFlow(ref cursor, into))
            {
                return true;
            }

            cursor = 0;
            return engine.ReadFlow(ref cursor, into);
        }

        /// <summary>An answer to a flow, as the outside host sends it: plain, so that it changes little.</summary>
        public static byte[] ReplyTo(FlowSnapshot flow)
        {
            switch (flow.Protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(flow.RemoteAddress, flow.RemotePort, TestGateway.Wan, flow.ExternalPort, TcpFlags.Ack);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(flow.RemoteAddress, flow.RemotePort, TestGateway.Wan, flow.ExternalPort, new byte[1]);
                default:
                    return PacketBuilder.Icmp(flow.RemoteAddress, TestGateway.Wan, IcmpHeader.EchoReply, flow.ExternalPort, new byte[1]);
            }
        }

        /// <summary>Sends a reply to a flow, and sees whether it comes to its LAN host. A hairpin's flow has no outside host: it passes.</summary>
        public static string CheckReply(TestGateway gateway, FlowSnapshot flow)
        {
            if (flow.RemoteAddress == TestGateway.Wan)
            {
                return "";
            }

            SentPacket reply = gateway.Receive(Side.Wan, ReplyTo(flow));
            bool isRight = reply != null
                && reply.To == Side.Lan
                && reply.Destination == flow.LanAddress
                && (flow.Protocol == IpProtocol.Icmp ? reply.Identifier : reply.DestinationPort) == flow.LanPort;
            return isRight ? "" : "no reply to " + TableWalk.Describe(flow);
        }

        private byte[] Opening(uint remote)
        {
            uint host = RandomHost();
            if (Below(8) == 0)
            {
                return PacketBuilder.Icmp(host, remote, IcmpHeader.EchoRequest, RandomPort(), RandomData());
            }

            return Segment(host, RandomPort(), remote, RandomRemotePort(), TcpFlags.Syn);
        }

        private byte[] OfFlow(bool isOutbound)
        {
            FlowSnapshot flow = _flow;
            if (flow.RemoteAddress == TestGateway.Wan)
            {
                // A hairpin: the other side is a LAN host, too.
                isOutbound = true;
            }

            From = isOutbound ? Side.Lan : Side.Wan;
            uint source = isOutbound ? flow.LanAddress : flow.RemoteAddress;
            uint destination = isOutbound ? flow.RemoteAddress : TestGateway.Wan;
            int sourcePort = isOutbound ? flow.LanPort : flow.RemotePort;
            int destinationPort = isOutbound ? flow.RemotePort : flow.ExternalPort;
            switch (flow.Protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(source, sourcePort, destination, destinationPort, RandomFlags(flow), _random.NextUInt32(), 1, RandomData());
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(source, sourcePort, destination, destinationPort, RandomData());
                default:
                    int type = isOutbound ? IcmpHeader.EchoRequest : IcmpHeader.EchoReply;
                    return PacketBuilder.Icmp(source, destination, type, isOutbound ? flow.LanPort : flow.ExternalPort, RandomData());
            }
        }

        private byte[] Segment(uint source, int sourcePort, uint destination, int destinationPort, int flags)
        {
            return Below(2) == 0
                ? PacketBuilder.Tcp(source, sourcePort, destination, destinationPort, flags, _random.NextUInt32(), 0, new byte[0])
                : PacketBuilder.Udp(source, sourcePort, destination, destinationPort, RandomData());
        }

        private int RandomFlags(FlowSnapshot flow)
        {
            int kind = Below(flow.State == FlowState.SynSent ? 4 : 16);
            switch (kind)
            {
                case 0:
                    return TcpFlags.Syn;
                case 1:
                case 2:
                    return TcpFlags.Syn | TcpFlags.Ack;
                case 4:
                    return TcpFlags.Fin | TcpFlags.Ack;
                case 5:
                    return Below(2) == 0 ? TcpFlags.Rst : TcpFlags.Fin | TcpFlags.Ack;
                default:
                    return TcpFlags.Ack;
            }
        }

        // What a cache must leave to the engine, and what no gateway forwards.
        private byte[] Broken(byte[] packet)
        {
            switch (Below(8))
            {
                case 0:
                    return PacketBuilder.WithTimeToLive(packet, Below(2));
                case 1:
                    packet[Ipv4Header.ChecksumOffset] ^= 0x10;
                    return packet;
                case 2:
                    return PacketBuilder.WithIpv4Word(packet, Ipv4Header.FragmentOffset, 0x2000);
                case 3:
                    return PacketBuilder.WithIpv4Word(packet, Ipv4Header.TotalLengthOffset, 20 + Below(8));
                case 4:
                    packet[Ipv4Header.VersionOffset] = 0x46;
                    return PacketBuilder.FixIpv4Checksum(packet);
                case 5:
                    packet[Ipv4Header.ProtocolOffset] = 47;
                    return PacketBuilder.FixIpv4Checksum(packet);
                case 6:
                    bool isTcp = packet[Ipv4Header.ProtocolOffset] == IpProtocol.Tcp;
                    packet[Ipv4Header.MinimumLength + (isTcp ? TcpHeader.DataOffsetOffset : UdpHeader.LengthOffset)] = (byte)(Below(16) << 4);
                    return packet;
                default:
                    byte[] padded = new byte[packet.Length + 6];
                    System.Array.Copy(packet, padded, packet.Length);
                    return padded;
            }
        }

        private byte[] RandomData()
        {
            return new byte[Below(9)];
        }

        private uint RandomHost()
        {
            return TestGateway.HostA + (uint)Below(_hosts);
        }

        private int RandomPort()
        {
            int port = Below(_ports);
            switch (Below(3))
            {
                case 0:
                    return 700 + port;
                case 1:
                    return 5000 + port;
                default:
                    return 30000 + port;
            }
        }

        private uint RandomRemote()
        {
            return Below(8) == 0 ? TestGateway.Relay : TestGateway.Foreign + (uint)Below(2);
        }

        private int RandomRemotePort()
        {
            switch (Below(8))
            {
                case 0:
                    return 25;
                case 1:
                    return 53;
                default:
                    return 443;
            }
        }
    }
}
