using Gateway.Policy;
using Gateway.Wire;

namespace Gateway.Boards.Linux.Lab
{
    /// <summary>Sits on the WAN wire and counts what OP25B is about. It trusts no counter of the firmware.</summary>
    internal sealed class WanWitness(Ipv4Prefix[] relays)
    {
        private long _toRelays;
        private long _toOthers;
        private long _foreignSources;

        /// <summary>TCP packets to port 25 of relays.</summary>
        public long Port25ToRelays => Interlocked.Read(ref _toRelays);

        /// <summary>TCP packets to port 25 of anybody else: there must be none.</summary>
        public long Port25ToOthers => Interlocked.Read(ref _toOthers);

        /// <summary>Packets with another source than the gateway's: there must be none.</summary>
        public long ForeignSources => Interlocked.Read(ref _foreignSources);

        /// <summary>The gateway's address on this wire.</summary>
        public uint GatewayAddress { get; init; }

        /// <summary>Sees one packet that the gateway sends.</summary>
        public void See(byte[] buffer, int offset, int length)
        {
            if (length < Ipv4Header.MinimumLength)
            {
                return;
            }

            if (NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.SourceOffset) != GatewayAddress)
            {
                Interlocked.Increment(ref _foreignSources);
            }

            // The header's length is read, not supposed: options must not hide a port.
            int transport = offset + ((buffer[offset] & 0xF) * sizeof(uint));
            bool isTcp = buffer[offset + Ipv4Header.ProtocolOffset] == IpProtocol.Tcp
                && length >= transport - offset + TcpHeader.MinimumLength;
            if (!isTcp || NetworkOrder.ReadUInt16(buffer, transport + TcpHeader.DestinationPortOffset) != Op25bPolicy.SmtpPort)
            {
                return;
            }

            uint destination = NetworkOrder.ReadUInt32(buffer, offset + Ipv4Header.DestinationOffset);
            foreach (Ipv4Prefix relay in relays)
            {
                if (relay.Contains(destination))
                {
                    Interlocked.Increment(ref _toRelays);
                    return;
                }
            }

            Interlocked.Increment(ref _toOthers);
        }
    }
}
