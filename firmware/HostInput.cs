using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>Packets of the gateway's own stack: to the LAN or the WAN by address, without translation.</summary>
    internal sealed class HostInput
    {
        private readonly Packet _packet;
        private readonly PacketExit _exit;
        private readonly NetworkAddresses _addresses;
        private readonly EngineTime _time;
        private readonly Op25bPolicy _policy;
        private readonly Op25bCounters _counters;
        private readonly HostConnections _connections = new HostConnections();

        /// <summary>Makes it of the engine's parts.</summary>
        public HostInput(
            Packet packet,
            PacketExit exit,
            NetworkAddresses addresses,
            EngineTime time,
            Op25bPolicy policy,
            Op25bCounters counters)
        {
            _packet = packet;
            _exit = exit;
            _addresses = addresses;
            _time = time;
            _policy = policy;
            _counters = counters;
        }

        /// <summary>Takes the packet in hand, whose IPv4 header is valid.</summary>
        public void Receive()
        {
            Packet packet = _packet;
            uint source = packet.Ipv4.Source;
            uint destination = packet.Ipv4.Destination;
            bool isGroup = destination == Ipv4Address.Broadcast || Ipv4Address.IsMulticast(destination);
            if (_addresses.IsInLan(destination) || (isGroup && source == _addresses.Lan))
            {
                _exit.Forward(Side.Lan, packet);
            }
            else if (Ipv4Address.IsNeverHost(destination) && !isGroup)
            {
                _exit.Drop(DropReason.HostNoRoute);
            }
            else if (source != _addresses.Wan && source != Ipv4Address.Unspecified)
            {
                // A private source never leaves (nat.md). Without an address there is DHCP, from 0.0.0.0.
                _exit.Drop(DropReason.SpoofedSource);
            }
            else if (packet.Ipv4.Protocol == IpProtocol.Tcp && packet.Transport != ParseResult.Valid)
            {
                // Our stack sends no TCP in fragments or with IP options: what could hide port 25 stays here.
                _exit.Drop(PacketExit.ReasonOf(packet));
            }
            else if (IsBlockedMail())
            {
                // Nothing of ours sends mail: whoever got a proxy or shell on the gateway gets no port 25 from it.
                _counters.HostPort25Dropped++;
                _exit.Drop(DropReason.Port25Blocked);
            }
            else if (AnswersStranger())
            {
                _exit.Drop(DropReason.HostAnswersStranger);
            }
            else
            {
                SendToWan();
            }
        }

        // Our stack may think that the WAN is an Ethernet; where it does not let us fragment, its own path MTU discovery has no
        // router to hear from. So its segments are kept small, and what else is too large is dropped.
        private void SendToWan()
        {
            Packet packet = _packet;
            Ipv4Header ipv4 = packet.Ipv4;
            if (packet.Transport == ParseResult.Valid && (packet.TcpFlags & TcpFlags.Syn) != 0)
            {
                SegmentSize.Clamp(packet, _exit.WanMtu);
            }

            bool isFragmentable = (ipv4.FragmentField & Ipv4Header.DontFragment) == 0 && ipv4.HeaderLength == Ipv4Header.MinimumLength;
            if (ipv4.TotalLength > _exit.WanMtu && !isFragmentable)
            {
                _exit.Drop(DropReason.TooLarge);
                return;
            }

            _exit.Forward(Side.Wan, packet);
        }

        // A stack answers what it does not expect, such as a port scan, by ICMP errors and RSTs. The WAN gets neither (nat.md: all
        // else is dropped without an answer). Its own connections may end by an RST.
        private bool AnswersStranger()
        {
            Packet packet = _packet;
            if (packet.Transport != ParseResult.Valid)
            {
                return false;
            }

            if (packet.Ipv4.Protocol == IpProtocol.Icmp)
            {
                return packet.IsOtherIcmp; // no echo request
            }

            int flags = packet.TcpFlags;
            if (TcpTracker.IsOpening(flags))
            {
                _connections.Add(packet.Ipv4.Destination, packet.Ports);
            }

            return (flags & TcpFlags.Rst) != 0 && !_connections.Contains(packet.Ipv4.Destination, packet.Ports);
        }

        private bool IsBlockedMail()
        {
            Ipv4Header ipv4 = _packet.Ipv4;
            if (ipv4.Protocol != IpProtocol.Tcp || _packet.DestinationPort != Op25bPolicy.SmtpPort)
            {
                return false;
            }

            bool isUtcKnown = _time.TryGetUtc(out long utcSeconds);
            return !Op25bPolicy.Allows(
                _policy.Judge(IpProtocol.Tcp, ipv4.Source, ipv4.Destination, _packet.DestinationPort, isUtcKnown, utcSeconds));
        }
    }
}
