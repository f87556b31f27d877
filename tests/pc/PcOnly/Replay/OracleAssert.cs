using Microsoft.VisualStudio.TestTools.UnitTesting;
using PacketDotNet;

namespace Gateway.PcTests.Replay
{
    /// <summary>What PacketDotNet says of packets.</summary>
    internal static class OracleAssert
    {
        /// <summary>IPv4 with right checksums.</summary>
        public static void IsValid(Packet packet)
        {
            IPv4Packet ip = packet.Extract<IPv4Packet>();
            Assert.IsNotNull(ip, "not IPv4");
            Assert.IsTrue(ip.ValidIPChecksum, $"IPv4 checksum of {ip}");
            // No deeper: at some ports PacketDotNet takes random bytes for frames, and fails.
            if (ip.PayloadPacket is TcpPacket tcp)
            {
                Assert.IsTrue(tcp.ValidTcpChecksum, $"TCP checksum of {tcp}");
            }
            else if (ip.PayloadPacket is UdpPacket udp)
            {
                Assert.IsTrue(udp.Checksum == 0 || udp.ValidUdpChecksum, $"UDP checksum of {udp}");
            }
            else if (ip.PayloadPacket is IcmpV4Packet icmp)
            {
                Assert.IsTrue(icmp.ValidIcmpChecksum, $"ICMP checksum of {icmp}");
            }
        }
    }
}
