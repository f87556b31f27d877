using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>ICMP errors that the gateway writes: who is told, about what, and how much of it.</summary>
    [TestClass]
    public class IcmpErrorTests
    {
        [TestMethod]
        public void An_error_tells_the_source_and_carries_the_whole_packet()
        {
            byte[] about = PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Syn);
            byte[] error = Write(3, 13, about);

            Assert.AreEqual(28 + 40, error.Length);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(error));
            Assert.AreEqual(TestGateway.Lan, NetworkOrder.ReadUInt32(error, Ipv4Header.SourceOffset));
            Assert.AreEqual(TestGateway.HostA, NetworkOrder.ReadUInt32(error, Ipv4Header.DestinationOffset));
            Assert.AreEqual(IpProtocol.Icmp, (int)error[Ipv4Header.ProtocolOffset]);
            Assert.AreEqual("030d", Hex.Format(error, 20, 2));
            Assert.AreEqual("00000000", Hex.Format(error, 24, 4), "unused");
            Assert.AreEqual(Hex.Format(about), Hex.Format(error, 28, 40));
        }

        // packet's length, error's length: RFC 1812 §4.3.2.3
        [DataRow(20, 48)]
        [DataRow(21, 49)]
        [DataRow(547, 575)]
        [DataRow(548, 576)]
        [DataRow(549, 576)]
        [DataRow(1500, 576)]
        [TestMethod]
        public void An_error_has_576_bytes_at_most(int aboutLength, int errorLength)
        {
            byte[] about = PacketBuilder.Ip(IpProtocol.Udp, TestGateway.HostA, TestGateway.Foreign, aboutLength - 20);
            for (int i = 20; i < aboutLength; i++)
            {
                about[i] = (byte)i;
            }

            byte[] error = Write(3, 13, about);

            Assert.AreEqual(errorLength, error.Length);
            Assert.AreEqual(errorLength, NetworkOrder.ReadUInt16(error, Ipv4Header.TotalLengthOffset));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(error));
            Assert.AreEqual(Hex.Format(about, 0, errorLength - 28), Hex.Format(error, 28, errorLength - 28));
        }

        [TestMethod]
        public void IP_options_of_the_packet_are_carried_too()
        {
            byte[] about = PacketBuilder.WithIpv4Options(PacketBuilder.Ip(IpProtocol.Udp, TestGateway.HostA, TestGateway.Foreign, 8), Hex.Parse("01010100"));
            byte[] error = Write(12, 0, about);

            Assert.AreEqual(28 + 32, error.Length);
            Assert.AreEqual(Hex.Format(about), Hex.Format(error, 28, 32));
        }

        [TestMethod]
        public void What_the_buffer_held_before_does_not_show()
        {
            byte[] about = PacketBuilder.Udp(TestGateway.HostA, 1, TestGateway.Foreign, 2, new byte[0]);
            byte[] into = new byte[IcmpError.MaximumLength];
            for (int i = 0; i < into.Length; i++)
            {
                into[i] = 0xFF;
            }

            int length = IcmpError.Write(11, 0, 0, TestGateway.Lan, Parse(about), into);

            Assert.AreEqual(Hex.Format(Write(11, 0, about)), Hex.Format(into, 0, length));
        }

        private static byte[] Write(int type, int code, byte[] about)
        {
            byte[] into = new byte[IcmpError.MaximumLength];
            int length = IcmpError.Write(type, code, 0, TestGateway.Lan, Parse(about), into);
            byte[] error = new byte[length];
            System.Array.Copy(into, error, length);
            return error;
        }

        // In the middle of a buffer, with padding.
        private static Packet Parse(byte[] bytes)
        {
            byte[] buffer = new byte[bytes.Length + 20];
            System.Array.Copy(bytes, 0, buffer, 14, bytes.Length);
            var packet = new Packet();
            packet.Parse(buffer, 14, bytes.Length + 6, true);
            return packet;
        }
    }
}
