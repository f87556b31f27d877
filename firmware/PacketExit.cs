using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>The ways a packet can leave the engine, each counted. Every packet takes exactly one.</summary>
    internal sealed class PacketExit
    {
        /// <summary>What became of the last packet.</summary>
        public PacketFate Fate;

        /// <summary>Why the last packet was dropped, or None.</summary>
        public DropReason Reason;

        /// <summary>The policy's verdict on the last packet, where it was asked.</summary>
        public Verdict Verdict;

        /// <summary>The side that the last packet sent on went to.</summary>
        public Side SentTo;

        /// <summary>The side that the packet in hand came from; the engine sets it.</summary>
        public Side From;

        /// <summary>The WAN's MTU; the engine sets it.</summary>
        public int WanMtu;

        private readonly Ipv4Fragmenter _fragmenter = new Ipv4Fragmenter();
        private readonly IPacketOutput _output;
        private readonly TrafficCounters _traffic;
        private readonly DropCounters _drops;

        /// <summary>Makes it.</summary>
        public PacketExit(IPacketOutput output, TrafficCounters traffic, DropCounters drops)
        {
            _output = output;
            _traffic = traffic;
            _drops = drops;
        }

        /// <summary>Sends a packet on; to the WAN in fragments, where it is too large (RFC 4787 REQ-13).</summary>
        public void Forward(Side to, Packet packet)
        {
            Fate = PacketFate.Forwarded;
            SentTo = to;
            TrafficCounters traffic = _traffic;
            int length = packet.Ipv4.TotalLength;
            if (to == Side.Lan)
            {
                traffic.LanPacketsForwarded++;
                traffic.LanBytesSent += length;
            }
            else
            {
                if (length > WanMtu)
                {
                    SendInFragments(packet);
                    return;
                }

                traffic.WanPacketsSent++;
                traffic.WanBytesSent += length;
            }

            _output.Send(to, packet.Buffer, packet.Offset, length);
        }

        /// <summary>Gives a packet to the gateway's own stack.</summary>
        public void ToHost(Packet packet)
        {
            Fate = PacketFate.ToHost;
            _traffic.ToHost++;
            _output.Send(Side.Host, packet.Buffer, packet.Offset, packet.Ipv4.TotalLength);
        }

        /// <summary>The gateway took a packet in the destination's place, and answers its LAN host.</summary>
        /// <param name="reply">Holds the answer from 0 on.</param>
        /// <param name="length">Its bytes; 0 when there is nothing to say.</param>
        public void Answer(byte[] reply, int length)
        {
            Fate = PacketFate.Answered;
            _traffic.Answered++;
            if (length > 0)
            {
                Say(Side.Lan, reply, length);
            }
        }

        /// <summary>Drops a packet.</summary>
        public void Drop(DropReason reason)
        {
            Fate = PacketFate.Dropped;
            Reason = reason;
            Count(From, reason);
        }

        /// <summary>Drops a fragment that waited: not the packet in hand.</summary>
        /// <param name="from">The side that it came from.</param>
        /// <param name="reason">Why.</param>
        public void DropHeld(Side from, DropReason reason)
        {
            Count(from, reason);
        }

        /// <summary>Drops a packet whose IPv4 header is not valid.</summary>
        public void DropUnparsed(ParseResult result)
        {
            switch (result)
            {
                case ParseResult.Truncated:
                    Drop(DropReason.Ipv4Truncated);
                    break;
                case ParseResult.ChecksumWrong:
                    Drop(DropReason.Ipv4ChecksumWrong);
                    break;
                case ParseResult.Ipv6:
                    Drop(DropReason.Ipv6NotForwarded);
                    break;
                default:
                    Drop(DropReason.Ipv4Malformed);
                    break;
            }
        }

        /// <summary>Why a flow's path refuses a packet.</summary>
        public static DropReason ReasonOf(PathResult refused)
        {
            switch (refused)
            {
                case PathResult.TimeToLiveExceeded:
                    return DropReason.TimeToLiveExceeded;
                case PathResult.TooLarge:
                    return DropReason.TooLarge;
                default:
                    return DropReason.TcpFlagsInvalid;
            }
        }

        /// <summary>Why a packet without a readable transport header is not forwarded.</summary>
        public static DropReason ReasonOf(Packet packet)
        {
            if (packet.IsFragment)
            {
                return packet.IsTcpFragmentEvasion ? DropReason.FragmentEvasion : DropReason.Fragment;
            }

            if (packet.Ipv4.HeaderLength != Ipv4Header.MinimumLength)
            {
                return DropReason.Ipv4Options;
            }

            switch (packet.Ipv4.Protocol)
            {
                case IpProtocol.Tcp:
                case IpProtocol.Udp:
                case IpProtocol.Icmp:
                    return DropReason.TransportMalformed;
                default:
                    return DropReason.ProtocolNotForwarded;
            }
        }

        /// <summary>Sends a packet of the gateway's own making.</summary>
        /// <param name="to">LAN or WAN.</param>
        /// <param name="packet">Holds it from 0 on.</param>
        /// <param name="length">Its bytes.</param>
        public void Say(Side to, byte[] packet, int length)
        {
            TrafficCounters traffic = _traffic;
            if (to == Side.Lan)
            {
                traffic.LanPacketsOriginated++;
                traffic.LanBytesSent += length;
            }
            else
            {
                traffic.WanPacketsOriginated++;
                traffic.WanPacketsSent++;
                traffic.WanBytesSent += length;
            }

            _output.Send(to, packet, 0, length);
        }

        private void Count(Side from, DropReason reason)
        {
            _drops.Add(reason);
            if (from == Side.Lan)
            {
                _traffic.LanPacketsDropped++;
            }
            else if (from == Side.Wan)
            {
                _traffic.WanPacketsDropped++;
            }
        }

        private void SendInFragments(Packet packet)
        {
            TrafficCounters traffic = _traffic;
            traffic.WanFragmentsAdded--;
            _fragmenter.Begin(packet, WanMtu);
            while (_fragmenter.Next())
            {
                traffic.WanFragmentsAdded++;
                traffic.WanPacketsSent++;
                traffic.WanBytesSent += _fragmenter.Length;
                _output.Send(Side.Wan, packet.Buffer, _fragmenter.Offset, _fragmenter.Length);
            }
        }
    }
}
