using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// ICMP errors about flows, both ways (RFC 5508 §4): the outer header is translated, and the embedded packet becomes again what
    /// its sender had sent. An error opens no flow, ends none and refreshes none (REQ-6).
    /// </summary>
    internal sealed class IcmpErrorTranslation
    {
        // The embedded transport headers that are rewritten lie in so many bytes: TCP's checksum is the last.
        private const int RewrittenTransport = TcpHeader.UrgentPointerOffset;

        /// <summary>Our WAN address; the engine sets it.</summary>
        public uint WanAddress;

        private readonly EmbeddedPacket _about = new EmbeddedPacket();
        private readonly FlowTable _flows;

        /// <summary>Makes it for a table.</summary>
        public IcmpErrorTranslation(FlowTable flows)
        {
            _flows = flows;
        }

        /// <summary>Tells whether an ICMP type is an error that is translated: unreachable, time exceeded, parameter problem.</summary>
        public static bool IsTranslated(int type)
        {
            // Ours: redirects are the link's own matter, and source quench is not to be heeded any more (RFC 6633).
            return type == IcmpHeader.DestinationUnreachable || type == IcmpHeader.TimeExceeded || type == IcmpHeader.ParameterProblem;
        }

        /// <summary>From the WAN, about what a LAN host sent (RFC 5508 REQ-4).</summary>
        /// <param name="error">The error; rewritten to go to the LAN host.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <param name="isTurnedBack">Whether it is the second half of a hairpin.</param>
        /// <returns>None, or why it goes nowhere; NoFlow when no flow of ours is meant.</returns>
        public DropReason Inbound(Packet error, int nowS, bool isTurnedBack)
        {
            EmbeddedPacket about = _about;
            if (about.Parse(error) != ParseResult.Valid)
            {
                return DropReason.IcmpErrorMalformed;
            }

            // Nobody outside has seen a hairpin's packet.
            bool isHairpin = about.Destination == WanAddress;
            if (about.Source != WanAddress || isHairpin != isTurnedBack || (about.Protocol == IpProtocol.Icmp && about.DestinationPort != 0))
            {
                return DropReason.NoFlow;
            }

            int flow = _flows.FindInbound(about.Protocol, about.Destination, (about.DestinationPort << 16) | about.SourcePort);
            DropReason refused = Check(error, flow, nowS);
            if (refused != DropReason.None)
            {
                return refused;
            }

            RestoreSource(error, flow);
            if (!isTurnedBack)
            {
                Translation.StepTimeToLive(error.Buffer, error.Offset);
            }

            return DropReason.None;
        }

        /// <summary>From the LAN, about what an outside host sent (RFC 5508 REQ-5); the error bears our WAN address then.</summary>
        /// <param name="error">The error, from a LAN host.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <returns>None, or why it goes nowhere.</returns>
        public DropReason Outbound(Packet error, int nowS)
        {
            EmbeddedPacket about = _about;
            if (about.Parse(error) != ParseResult.Valid)
            {
                return DropReason.IcmpErrorMalformed;
            }

            // An error goes to whom it is about, and to nobody else.
            if (about.Source != error.Ipv4.Destination || (about.Protocol == IpProtocol.Icmp && about.SourcePort != 0))
            {
                return DropReason.NoFlow;
            }

            int flow = _flows.FindOutbound(
                about.Protocol,
                about.Destination,
                about.Source,
                (about.DestinationPort << 16) | about.SourcePort);
            DropReason refused = Check(error, flow, nowS);
            if (refused != DropReason.None)
            {
                return refused;
            }

            int[] rows = _flows.Rows;
            int row = flow * FlowRow.Ints;
            int externalPort = (rows[row + FlowRow.External] >> 16) & FlowRow.LowHalf;
            Restore(
                error,
                Ipv4Header.DestinationOffset,
                WanAddress,
                TcpHeader.DestinationPortOffset,
                externalPort,
                rows[row + FlowRow.Deltas]);
            Translation.ReplaceAddress(error.Buffer, error.Offset, Ipv4Header.SourceOffset, WanAddress);
            Translation.StepTimeToLive(error.Buffer, error.Offset);
            return DropReason.None;
        }

        /// <summary>From the LAN to our WAN address, about a hairpin's packet (RFC 5508 REQ-7): it turns back to who sent that.</summary>
        /// <param name="error">The error; rewritten to go to the LAN host.</param>
        /// <param name="nowS">Monotonic seconds.</param>
        /// <returns>None, or why it goes nowhere.</returns>
        public DropReason TurnBack(Packet error, int nowS)
        {
            EmbeddedPacket about = _about;
            if (about.Parse(error) == ParseResult.Valid && about.Protocol == IpProtocol.Icmp)
            {
                return TurnBackAboutEcho(error, nowS);
            }

            DropReason refused = Outbound(error, nowS);
            return refused == DropReason.None ? Inbound(error, nowS, true) : refused;
        }

        // The request had one flow, of the host that asked; behind it its destination was put in.
        private DropReason TurnBackAboutEcho(Packet error, int nowS)
        {
            EmbeddedPacket about = _about;
            if (about.Source != WanAddress || about.DestinationPort != 0)
            {
                return DropReason.NoFlow;
            }

            int flow = _flows.FindInbound(IpProtocol.Icmp, WanAddress, about.SourcePort);
            DropReason refused = Check(error, flow, nowS);
            if (refused != DropReason.None)
            {
                return refused;
            }

            Translation.ReplaceAddress(error.Buffer, about.Offset, Ipv4Header.DestinationOffset, WanAddress);
            RestoreSource(error, flow);
            Translation.ReplaceAddress(error.Buffer, error.Offset, Ipv4Header.SourceOffset, WanAddress);
            Translation.StepTimeToLive(error.Buffer, error.Offset);
            return DropReason.None;
        }

        // What came from our WAN address comes from the LAN host again, which the error goes to.
        private void RestoreSource(Packet error, int flow)
        {
            int[] rows = _flows.Rows;
            int row = flow * FlowRow.Ints;
            uint lanAddress = (uint)rows[row + FlowRow.LanAddress];
            int lanPort = (rows[row + FlowRow.Ports] >> 16) & FlowRow.LowHalf;
            Restore(error, Ipv4Header.SourceOffset, lanAddress, TcpHeader.SourcePortOffset, lanPort, ~rows[row + FlowRow.Deltas]);
            Translation.ReplaceAddress(error.Buffer, error.Offset, Ipv4Header.DestinationOffset, lanAddress);
        }

        // The sum over the whole error comes last: a stranger's error finds no flow and is spared it.
        private DropReason Check(Packet error, int flow, int nowS)
        {
            if (flow == FlowRow.None || _flows.IsExpired(flow, nowS))
            {
                return DropReason.NoFlow;
            }

            if (error.Ipv4.TimeToLive <= 1)
            {
                return DropReason.TimeToLiveExceeded;
            }

            int length = error.Ipv4.TotalLength - error.Ipv4.HeaderLength;
            return InternetChecksum.Sum(error.Buffer, error.TransportOffset, length, 0) == InternetChecksum.AllOnes
                ? DropReason.None
                : DropReason.IcmpErrorMalformed; // RFC 5508 REQ-3
        }

        // The embedded checksums by difference, right or wrong (REQ-3c); TCP's is there only where the error holds more than 8 bytes.
        private void Restore(Packet error, int addressOffset, uint address, int portOffset, int port, int deltas)
        {
            byte[] buffer = error.Buffer;
            EmbeddedPacket about = _about;
            int transport = about.TransportOffset;
            int end = transport + RewrittenTransport < about.End ? transport + RewrittenTransport : about.End;
            int before = InternetChecksum.Sum(buffer, about.Offset, end - about.Offset, 0);
            int checksumOffset = TcpHeader.ChecksumOffset;
            if (about.Protocol != IpProtocol.Tcp)
            {
                checksumOffset = about.Protocol == IpProtocol.Udp ? UdpHeader.ChecksumOffset : IcmpHeader.ChecksumOffset;
                portOffset = about.Protocol == IpProtocol.Udp ? portOffset : IcmpHeader.IdentifierOffset;
            }

            Translation.ReplaceAddress(buffer, about.Offset, addressOffset, address);
            NetworkOrder.WriteUInt16(buffer, transport + portOffset, port);
            int place = transport + checksumOffset;
            bool hasChecksum = place + sizeof(ushort) <= end
                && (about.Protocol != IpProtocol.Udp || NetworkOrder.ReadUInt16(buffer, place) != 0);
            if (hasChecksum)
            {
                Translation.AddToChecksum(buffer, place, (deltas >> 16) & FlowRow.LowHalf);
                if (about.Protocol == IpProtocol.Udp && NetworkOrder.ReadUInt16(buffer, place) == 0)
                {
                    NetworkOrder.WriteUInt16(buffer, place, InternetChecksum.AllOnes); // RFC 768
                }
            }

            int after = InternetChecksum.Sum(buffer, about.Offset, end - about.Offset, 0);
            Translation.AddToChecksum(buffer, error.TransportOffset + IcmpHeader.ChecksumOffset, InternetChecksum.WordDelta(before, after));
        }
    }
}
