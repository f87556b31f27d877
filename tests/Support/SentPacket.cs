using Gateway.Platform;
using Gateway.Wire;

namespace Gateway.Tests.Support
{
    /// <summary>A packet that the engine sent, as <see cref="RecordingOutput"/> keeps it; its fields are those of a header without IP options.</summary>
    public sealed class SentPacket
    {
        /// <summary>Keeps a packet.</summary>
        public SentPacket(Side to, byte[] bytes)
        {
            To = to;
            Bytes = bytes;
        }

        /// <summary>The side it went to.</summary>
        public Side To { get; }

        /// <summary>A copy of the packet, the IP header first.</summary>
        public byte[] Bytes { get; }

        /// <summary>The IP protocol.</summary>
        public int Protocol
        {
            get { return Bytes[Ipv4Header.ProtocolOffset]; }
        }

        /// <summary>The time to live.</summary>
        public int TimeToLive
        {
            get { return Bytes[Ipv4Header.TimeToLiveOffset]; }
        }

        /// <summary>Source address, in host order.</summary>
        public uint Source
        {
            get { return NetworkOrder.ReadUInt32(Bytes, Ipv4Header.SourceOffset); }
        }

        /// <summary>Destination address, in host order.</summary>
        public uint Destination
        {
            get { return NetworkOrder.ReadUInt32(Bytes, Ipv4Header.DestinationOffset); }
        }

        /// <summary>Source port of TCP or UDP.</summary>
        public int SourcePort
        {
            get { return NetworkOrder.ReadUInt16(Bytes, Ipv4Header.MinimumLength + TcpHeader.SourcePortOffset); }
        }

        /// <summary>Destination port of TCP or UDP.</summary>
        public int DestinationPort
        {
            get { return NetworkOrder.ReadUInt16(Bytes, Ipv4Header.MinimumLength + TcpHeader.DestinationPortOffset); }
        }

        /// <summary>Identifier of an ICMP echo.</summary>
        public int Identifier
        {
            get { return NetworkOrder.ReadUInt16(Bytes, Ipv4Header.MinimumLength + IcmpHeader.IdentifierOffset); }
        }
    }
}
