namespace Gateway.Wire
{
    /// <summary>
    /// The little that is read of IPv6, which is dropped and counted (RFC 8200 §3).
    /// <code>
    ///  0             7 8            15 16           23 24           31
    /// |Version| Traffic class |              Flow label               |
    /// |        Payload length         |  Next header  |   Hop limit   |
    /// |                        Source address (16 bytes)              |
    /// |                      Destination address (16 bytes)           |
    /// </code>
    /// </summary>
    public static class Ipv6Header
    {
        /// <summary>Bytes of the header, extension headers not counted.</summary>
        public const int HeaderLength = 40;

        private const int NextHeaderOffset = 6;
        private const int DestinationPortOffset = HeaderLength + 2;
        private const int PortLength = 2;

        /// <summary>Tells whether a packet is TCP to a port, without extension headers. Its version has been looked at.</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Where its header begins.</param>
        /// <param name="length">Bytes from there on.</param>
        /// <param name="port">The port.</param>
        public static bool IsTcpTo(byte[] buffer, int offset, int length, int port)
        {
            return length >= DestinationPortOffset + PortLength
                && buffer[offset + NextHeaderOffset] == IpProtocol.Tcp
                && NetworkOrder.ReadUInt16(buffer, offset + DestinationPortOffset) == port;
        }
    }
}
