namespace Gateway.Wire
{
    /// <summary>Writes the RST that answers a segment for which there is no connection (RFC 9293 §3.10.7.1).</summary>
    public static class TcpReset
    {
        /// <summary>Bytes of the packet.</summary>
        public const int Length = Ipv4Header.MinimumLength + TcpHeader.MinimumLength;

        private const int TimeToLive = 64;

        /// <summary>Writes a whole IPv4 packet, from the segment's destination to its source.</summary>
        /// <param name="ipv4">The segment's IPv4 header, parsed.</param>
        /// <param name="tcp">Its TCP header, parsed; not an RST itself.</param>
        /// <param name="buffer">Holds the segment.</param>
        /// <param name="offset">Where its IP header begins.</param>
        /// <param name="into">Takes the packet from 0 on.</param>
        /// <returns>Bytes written: <see cref="Length"/>.</returns>
        public static int Write(Ipv4Header ipv4, TcpHeader tcp, byte[] buffer, int offset, byte[] into)
        {
            int transport = offset + ipv4.HeaderLength;
            uint sequenceNumber = 0;
            uint acknowledgmentNumber = 0;
            int flags = TcpFlags.Rst;
            if ((tcp.Flags & TcpFlags.Ack) != 0)
            {
                sequenceNumber = NetworkOrder.ReadUInt32(buffer, transport + TcpHeader.AcknowledgmentNumberOffset);
            }
            else
            {
                // SYN and FIN take a sequence number each.
                int length = ipv4.TotalLength - ipv4.HeaderLength - tcp.HeaderLength;
                length += (tcp.Flags & TcpFlags.Syn) != 0 ? 1 : 0;
                length += (tcp.Flags & TcpFlags.Fin) != 0 ? 1 : 0;
                acknowledgmentNumber = NetworkOrder.ReadUInt32(buffer, transport + TcpHeader.SequenceNumberOffset) + (uint)length;
                flags |= TcpFlags.Ack;
            }

            Ipv4Header.Write(into, 0, Length, IpProtocol.Tcp, TimeToLive, ipv4.Destination, ipv4.Source);
            TcpHeader.Write(
                into,
                Ipv4Header.MinimumLength,
                tcp.DestinationPort,
                tcp.SourcePort,
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
