using System;

namespace Gateway.Wire
{
    /// <summary>Writes ICMP error messages (RFC 792, RFC 1812 §4.3).</summary>
    public static class IcmpError
    {
        /// <summary>The longest error message (RFC 1812 §4.3.2.3).</summary>
        public const int MaximumLength = 576;

        /// <summary>TTL of what a router sends itself (IANA "IP Parameters": default TTL).</summary>
        private const int TimeToLive = 64;

        private const int EmbeddedOffset = Ipv4Header.MinimumLength + IcmpHeader.HeaderLength;

        /// <summary>Writes a whole IPv4 packet with an error about another one.</summary>
        /// <param name="type">ICMP type.</param>
        /// <param name="code">ICMP code.</param>
        /// <param name="nextHopMtu">For "fragmentation needed" (RFC 1191 §4); else 0.</param>
        /// <param name="source">The address that complains, in host order.</param>
        /// <param name="about">The packet that the error is about; its source is told.</param>
        /// <param name="into">Takes the packet from 0 on: <see cref="MaximumLength"/> bytes are enough.</param>
        /// <returns>Bytes written.</returns>
        public static int Write(int type, int code, int nextHopMtu, uint source, Packet about, byte[] into)
        {
            int aboutLength = about.Ipv4.TotalLength;
            int embedded = aboutLength < MaximumLength - EmbeddedOffset ? aboutLength : MaximumLength - EmbeddedOffset;
            int length = EmbeddedOffset + embedded;
            Ipv4Header.Write(into, 0, length, IpProtocol.Icmp, TimeToLive, source, about.Ipv4.Source);
            Array.Clear(into, Ipv4Header.MinimumLength, IcmpHeader.HeaderLength);
            into[Ipv4Header.MinimumLength + IcmpHeader.TypeOffset] = (byte)type;
            into[Ipv4Header.MinimumLength + IcmpHeader.CodeOffset] = (byte)code;
            NetworkOrder.WriteUInt16(into, Ipv4Header.MinimumLength + IcmpHeader.NextHopMtuOffset, nextHopMtu);
            Array.Copy(about.Buffer, about.Offset, into, EmbeddedOffset, embedded);
            int sum = InternetChecksum.Sum(into, Ipv4Header.MinimumLength, length - Ipv4Header.MinimumLength, 0);
            NetworkOrder.WriteUInt16(into, Ipv4Header.MinimumLength + IcmpHeader.ChecksumOffset, ~sum);
            return length;
        }
    }
}
