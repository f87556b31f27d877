using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Smtp
{
    /// <summary>Writes the notice's segments: whole IPv4 packets to the client, in the destination's name.</summary>
    internal static class NoticeSegment
    {
        /// <summary>Where a segment's data begins.</summary>
        public const int DataOffset = Ipv4Header.MinimumLength + TcpHeader.MinimumLength;

        // Ours: an Ethernet's 1500 bytes less two headers. We never need that much.
        private const int MaximumSegmentSize = 1460;

        // Ours: two command lines (RFC 5321 §4.5.3.1.4). No more is ever read.
        private const int Window = 1024;

        private const int TimeToLive = 64;

        /// <summary>Writes a SYN-ACK, with the MSS as its only option.</summary>
        /// <returns>Bytes of the packet.</returns>
        public static int WriteSynAck(uint client, int clientPort, uint server, uint isn, uint acknowledgment, byte[] into)
        {
            const int HeaderLength = TcpHeader.MinimumLength + TcpHeader.MaximumSegmentSizeOptionLength;
            into[DataOffset] = TcpHeader.MaximumSegmentSizeOption;
            into[DataOffset + 1] = TcpHeader.MaximumSegmentSizeOptionLength;
            NetworkOrder.WriteUInt16(into, DataOffset + 2, MaximumSegmentSize);
            WriteHeader(clientPort, isn, acknowledgment, HeaderLength, TcpFlags.Syn | TcpFlags.Ack, into);
            return Finish(client, server, HeaderLength, into);
        }

        /// <summary>Writes a segment whose data stands at <see cref="DataOffset"/> already.</summary>
        /// <param name="client">The client.</param>
        /// <param name="clientPort">Its port.</param>
        /// <param name="server">The destination that the client wanted.</param>
        /// <param name="sequence">Sequence number.</param>
        /// <param name="acknowledgment">Acknowledgment number.</param>
        /// <param name="dataLength">Bytes of data.</param>
        /// <param name="isFin">Whether it is the last one.</param>
        /// <param name="into">Takes the packet from 0 on.</param>
        /// <returns>Bytes of the packet.</returns>
        public static int Write(uint client, int clientPort, uint server, uint sequence, uint acknowledgment, int dataLength, bool isFin, byte[] into)
        {
            int flags = TcpFlags.Ack | (dataLength > 0 ? TcpFlags.Psh : 0) | (isFin ? TcpFlags.Fin : 0);
            WriteHeader(clientPort, sequence, acknowledgment, TcpHeader.MinimumLength, flags, into);
            return Finish(client, server, TcpHeader.MinimumLength + dataLength, into);
        }

        private static void WriteHeader(int clientPort, uint sequence, uint acknowledgment, int headerLength, int flags, byte[] into)
        {
            TcpHeader.Write(
                into,
                Ipv4Header.MinimumLength,
                Op25bPolicy.SmtpPort,
                clientPort,
                sequence,
                acknowledgment,
                headerLength,
                flags,
                Window);
        }

        private static int Finish(uint client, uint server, int transportLength, byte[] into)
        {
            int length = Ipv4Header.MinimumLength + transportLength;
            Ipv4Header.Write(into, 0, length, IpProtocol.Tcp, TimeToLive, server, client);
            TcpHeader.WriteChecksum(into, Ipv4Header.MinimumLength, transportLength, server, client);
            return length;
        }
    }
}
