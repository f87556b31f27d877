using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Wire;

namespace Gateway
{
    /// <summary>
    /// From a LAN host to our own WAN address: where a mapping or forward fits, the packet turns back to its LAN host, with the
    /// external source address (RFC 4787 REQ-9, RFC 5382 REQ-8, RFC 5508 REQ-7).
    /// </summary>
    internal sealed class Hairpin
    {
        private readonly Packet _packet;
        private readonly PacketExit _exit;
        private readonly NetworkAddresses _addresses;
        private readonly EngineTime _time;
        private readonly FlowTable _flows;
        private readonly FlowAdmission _admission;
        private readonly FlowPath _path;

        /// <summary>Makes it of the engine's parts.</summary>
        public Hairpin(
            Packet packet,
            PacketExit exit,
            NetworkAddresses addresses,
            EngineTime time,
            FlowTable flows,
            FlowAdmission admission,
            FlowPath path)
        {
            _packet = packet;
            _exit = exit;
            _addresses = addresses;
            _time = time;
            _flows = flows;
            _admission = admission;
            _path = path;
        }

        /// <summary>The mapping that the packet in hand is for, or <see cref="FlowRow.None"/>.</summary>
        public int FindMapping()
        {
            // An echo has one identifier, which is its source's and its destination's.
            Packet packet = _packet;
            int protocol = packet.Ipv4.Protocol;
            return _flows.Mappings.FindExternal(protocol, protocol == IpProtocol.Icmp ? packet.SourcePort : packet.DestinationPort);
        }

        /// <summary>Takes a flow's first packet, which <see cref="FindMapping"/> has found a mapping for.</summary>
        /// <param name="openingState">The bits of the flow that it opens.</param>
        /// <returns>None, or why there is no flow: then nothing became of the packet yet.</returns>
        public DropReason Open(int openingState)
        {
            Packet packet = _packet;
            DropReason refused = Open(packet.Ipv4.Source, packet.Ports, FlowBits.Hairpin | openingState);
            if (refused == DropReason.None)
            {
                int flow = _admission.Opened;
                _path.Outbound(flow, packet, _time.NowS, true);
                TurnBack(flow);
            }

            return refused;
        }

        /// <summary>The second half: the packet has our WAN address on both sides now.</summary>
        /// <param name="flow">The flow of the first half.</param>
        public void TurnBack(int flow)
        {
            Packet packet = _packet;
            int protocol = packet.Ipv4.Protocol;
            if (protocol == IpProtocol.Icmp)
            {
                TurnBackEcho();
                return;
            }

            int sourcePort = (_flows.Rows[(flow * FlowRow.Ints) + FlowRow.External] >> 16) & FlowRow.LowHalf;
            int inbound = _flows.FindInbound(protocol, _addresses.Wan, (sourcePort << 16) | packet.DestinationPort);
            if (inbound == FlowRow.None || _path.Inbound(inbound, packet, _time.NowS, true) == PathResult.NoFlow)
            {
                DropReason refused = OpenTurnedBack(protocol, sourcePort);
                if (refused != DropReason.None)
                {
                    _exit.Drop(refused);
                    return;
                }

                _path.Inbound(_admission.Opened, packet, _time.NowS, true);
            }

            _exit.Forward(Side.Lan, packet);
        }

        /// <summary>Takes an echo reply to our WAN address: by its identifier it is for the LAN host that asked.</summary>
        public void ReceiveEchoReply()
        {
            Packet packet = _packet;
            int flow = _flows.FindInbound(IpProtocol.Icmp, _addresses.Wan, packet.SourcePort);
            PathResult passed = flow == FlowRow.None ? PathResult.NoFlow : _path.Inbound(flow, packet, _time.NowS, false);
            if (passed != PathResult.Forward)
            {
                _exit.Drop(passed == PathResult.NoFlow ? DropReason.NoFlow : DropReason.TimeToLiveExceeded);
                return;
            }

            Translation.ReplaceAddress(packet.Buffer, packet.Offset, Ipv4Header.SourceOffset, _addresses.Wan);
            _exit.Forward(Side.Lan, packet);
        }

        // The request keeps the identifier that the asking host has outside: by it the reply is found, whoever was asked.
        private void TurnBackEcho()
        {
            Packet packet = _packet;
            int mapping = FindMapping();
            if (mapping == FlowRow.None)
            {
                _exit.Drop(DropReason.HairpinNoMapping);
                return;
            }

            uint lanAddress = _flows.Mappings.LanAddressOf(mapping);
            Translation.ReplaceAddress(packet.Buffer, packet.Offset, Ipv4Header.DestinationOffset, lanAddress);
            _exit.Forward(Side.Lan, packet);
        }

        private DropReason OpenTurnedBack(int protocol, int sourcePort)
        {
            int mapping = _flows.Mappings.FindExternal(protocol, _packet.DestinationPort);
            if (mapping == FlowRow.None)
            {
                return DropReason.HairpinNoMapping;
            }

            int ports = (_flows.Mappings.LanPortOf(mapping) << 16) | sourcePort;
            int state = FlowBits.Hairpin | FlowBits.OpenedInbound | FlowQueue.Opening(protocol, sourcePort);
            return Open(_flows.Mappings.LanAddressOf(mapping), ports, state);
        }

        private DropReason Open(uint lanAddress, int ports, int state)
        {
            return _admission.Open(_packet.Ipv4.Protocol, lanAddress, _addresses.Wan, ports, state, _time.NowS);
        }
    }
}
