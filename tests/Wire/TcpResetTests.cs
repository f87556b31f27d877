using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>The RST for a segment without a connection (RFC 9293 §3.10.7.1).</summary>
    [TestClass]
    public class TcpResetTests
    {
        // flags, data bytes, RST's flags, sequence number, acknowledgment number; the segment has 1000 and 2000
        [DataRow(TcpFlags.Syn, 0, TcpFlags.Rst | TcpFlags.Ack, 0u, 1001u)]
        [DataRow(TcpFlags.Syn, 5, TcpFlags.Rst | TcpFlags.Ack, 0u, 1006u)]
        [DataRow(TcpFlags.Fin, 0, TcpFlags.Rst | TcpFlags.Ack, 0u, 1001u)]
        [DataRow(TcpFlags.Syn | TcpFlags.Fin, 5, TcpFlags.Rst | TcpFlags.Ack, 0u, 1007u)]
        [DataRow(0, 5, TcpFlags.Rst | TcpFlags.Ack, 0u, 1005u)]
        [DataRow(TcpFlags.Ack, 0, TcpFlags.Rst, 2000u, 0u)]
        [DataRow(TcpFlags.Ack | TcpFlags.Psh, 5, TcpFlags.Rst, 2000u, 0u)]
        [DataRow(TcpFlags.Syn | TcpFlags.Ack, 0, TcpFlags.Rst, 2000u, 0u)]
        [DataRow(TcpFlags.Fin | TcpFlags.Ack, 0, TcpFlags.Rst, 2000u, 0u)]
        [TestMethod]
        public void An_RST_takes_its_numbers_from_the_segment(int flags, int dataLength, int resetFlags, uint sequence, uint acknowledgment)
        {
            byte[] reset = Write(PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, flags, 1000, 2000, new byte[dataLength]));

            Assert.AreEqual(resetFlags, TcpHeader.Flags(reset, 20));
            Assert.AreEqual(sequence, TcpHeader.SequenceNumber(reset, 20));
            Assert.AreEqual(acknowledgment, TcpHeader.AcknowledgmentNumber(reset, 20));
        }

        [TestMethod]
        public void An_RST_goes_back_the_way_that_the_segment_came()
        {
            byte[] reset = Write(PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Syn));

            Assert.AreEqual(40, reset.Length);
            Assert.AreEqual((int)ParseResult.Valid, (int)TcpHeader.Check(reset, 20, 20));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(reset));
            Assert.AreEqual(TestGateway.Foreign, NetworkOrder.ReadUInt32(reset, Ipv4Header.SourceOffset));
            Assert.AreEqual(TestGateway.HostA, NetworkOrder.ReadUInt32(reset, Ipv4Header.DestinationOffset));
            Assert.AreEqual(25, TcpHeader.SourcePort(reset, 20));
            Assert.AreEqual(50000, TcpHeader.DestinationPort(reset, 20));
        }

        // The SYN's number is 0xFFFFFFFF.
        [TestMethod]
        public void Sequence_numbers_wrap()
        {
            byte[] reset = Write(PacketBuilder.Tcp(1, 2, 3, 4, TcpFlags.Syn, 0xFFFFFFFFu, 0, new byte[0]));

            Assert.AreEqual(0u, TcpHeader.AcknowledgmentNumber(reset, 20));
        }

        [TestMethod]
        public void TCP_options_of_the_segment_are_not_data()
        {
            byte[] segment = PacketBuilder.Tcp(1, 2, 3, 4, TcpFlags.Syn, 1000, 0, Hex.Parse("020405b4"));
            segment[20 + TcpHeader.DataOffsetOffset] = 0x60;

            Assert.AreEqual(1001u, TcpHeader.AcknowledgmentNumber(Write(segment), 20));
        }

        private static byte[] Write(byte[] segment)
        {
            byte[] buffer = new byte[segment.Length + 20];
            System.Array.Copy(segment, 0, buffer, 14, segment.Length);
            var packet = new Packet();
            packet.Parse(buffer, 14, segment.Length + 6, true);
            byte[] reset = new byte[TcpReset.Length];
            Assert.AreEqual(TcpReset.Length, TcpReset.Write(packet, reset));
            return reset;
        }
    }
}
