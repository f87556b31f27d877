namespace Gateway.Wire
{
    /// <summary>Writes the RST that answers a segment for which there is no connection (RFC 9293 §3.10.7.1).</summary>
    public static class TcpReset
    {
        /// <summary>Bytes of the packet.</summary>
        public const int Length = Ipv4Header.MinimumLength + TcpHeader.MinimumLength;

        private const int TimeToLive = 64;

        /// <summary>Writes a whole IPv4 packet, from the segment's destination to its source.</summary>
        /// <param name="segment">A TCP segment, parsed; not an RST itself.</param>
        /// <param name="into">Takes the packet from 0 on.</param>
        /// <returns>Bytes written: <see cref="Length"/>.</returns>
        public static int Write(Packet segment, byte[] into)
        {
            Ipv4Header ipv4 = segment.Ipv4;
            int transport = segment.TransportOffset;
            uint sequenceNumber = 0;
            uint acknowledgmentNumber = 0;
            int flags = TcpFlags.Rst;
            if ((segment.TcpFlags & TcpFlags.Ack) != 0)
            {
                sequenceNumber = TcpHeader.AcknowledgmentNumber(segment.Buffer, transport);
            }
            else
            {
                // SYN and FIN take a sequence number each.
                int length = ipv4.TotalLength - ipv4.HeaderLength - TcpHeader.HeaderLength(segment.Buffer, transport);
                length += (segment.TcpFlags & TcpFlags.Syn) != 0 ? 1 : 0;
                length += (segment.TcpFlags & TcpFlags.Fin) != 0 ? 1 : 0;
                acknowledgmentNumber = TcpHeader.SequenceNumber(segment.Buffer, transport) + (uint)length;
                flags |= TcpFlags.Ack;
            }

            Ipv4Header.Write(into, 0, Length, IpProtocol.Tcp, TimeToLive, ipv4.Destination, ipv4.Source);
            TcpHeader.Write(
                into,
                Ipv4Header.MinimumLength,
                segment.DestinationPort,
                segment.SourcePort,
                sequenceNumber,
                acknowledgmentNumber,
                TcpHeader.MinimumLength,
                flags,
                0);
            TcpHeader.WriteChecksum(into, Ipv4Header.MinimumLength, TcpHeader.MinimumLength, ipv4.Destination, ipv4.Source);
            return Length;
        }
    }
}
