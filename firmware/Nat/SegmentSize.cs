using Gateway.Wire;

namespace Gateway.Nat
{
    /// <summary>
    /// Lowers what a SYN or SYN-ACK says of the largest segment to what the WAN carries: a path of a smaller MTU that answers
    /// nothing would swallow full segments (RFC 2923 §2.1). Ours, as every router on PPPoE does it.
    /// </summary>
    internal static class SegmentSize
    {
        private const int EndOfOptions = 0; // RFC 9293 §3.2
        private const int NoOperation = 1;
        private const int LeastOptionLength = 2;
        private const int ValueOffset = 2;

        /// <summary>Lowers it where the option is there and says more. Nothing is added: without it 536 holds (RFC 9293 §3.7.1).</summary>
        /// <param name="packet">A TCP segment, its header valid, with SYN.</param>
        /// <param name="mtu">The WAN's.</param>
        public static void Clamp(Packet packet, int mtu)
        {
            byte[] buffer = packet.Buffer;
            int transport = packet.TransportOffset;
            int end = transport + TcpHeader.HeaderLength(buffer, transport);
            int place = transport + TcpHeader.MinimumLength;

            // Bounded: every step goes on by a byte at the least, and a header ends.
            while (place + LeastOptionLength <= end && buffer[place] != EndOfOptions)
            {
                if (buffer[place] == NoOperation)
                {
                    place++;
                    continue;
                }

                int length = buffer[place + 1];
                if (length < LeastOptionLength || place + length > end)
                {
                    return;
                }

                if (buffer[place] == TcpHeader.MaximumSegmentSizeOption && length == TcpHeader.MaximumSegmentSizeOptionLength)
                {
                    Lower(buffer, transport, place + ValueOffset, mtu - Ipv4Header.MinimumLength - TcpHeader.MinimumLength);
                }

                place += length;
            }
        }

        private static void Lower(byte[] buffer, int transport, int place, int limit)
        {
            int value = NetworkOrder.ReadUInt16(buffer, place);
            if (value <= limit)
            {
                return;
            }

            NetworkOrder.WriteUInt16(buffer, place, limit);
            int delta = InternetChecksum.WordDelta(value, limit);
            if (((place - transport) & 1) != 0)
            {
                // Over two words of the sum: its bytes change places (RFC 1071 §2).
                delta = (delta >> 8) | ((delta & 0xFF) << 8);
            }

            Translation.AddToChecksum(buffer, transport + TcpHeader.ChecksumOffset, delta);
        }
    }
}
