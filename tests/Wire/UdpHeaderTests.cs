using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>Which UDP headers are taken.</summary>
    [TestClass]
    public class UdpHeaderTests
    {
        [TestMethod]
        public void Truncated_at_every_length_is_truncated()
        {
            for (int length = 0; length < UdpHeader.HeaderLength; length++)
            {
                byte[] datagram = new byte[length];
                if (length > UdpHeader.LengthOffset + 1)
                {
                    datagram[UdpHeader.LengthOffset + 1] = 8;
                }

                Assert.AreEqual((int)ParseResult.Truncated, (int)UdpHeader.Check(datagram, 0, length), "length " + length.ToString());
            }
        }

        // UDP length, bytes that are there, result
        [DataRow(0, 8, (int)ParseResult.Malformed)]
        [DataRow(1, 8, (int)ParseResult.Malformed)]
        [DataRow(2, 8, (int)ParseResult.Malformed)]
        [DataRow(3, 8, (int)ParseResult.Malformed)]
        [DataRow(4, 8, (int)ParseResult.Malformed)]
        [DataRow(5, 8, (int)ParseResult.Malformed)]
        [DataRow(6, 8, (int)ParseResult.Malformed)]
        [DataRow(7, 8, (int)ParseResult.Malformed)]
        [DataRow(7, 1480, (int)ParseResult.Malformed)]
        [DataRow(8, 8, (int)ParseResult.Valid)]
        [DataRow(8, 9, (int)ParseResult.Valid)] // what stands behind is no part of it
        [DataRow(9, 8, (int)ParseResult.Truncated)]
        [DataRow(256, 255, (int)ParseResult.Truncated)]
        [DataRow(256, 256, (int)ParseResult.Valid)]
        [DataRow(65535, 1480, (int)ParseResult.Truncated)]
        [TestMethod]
        public void The_length_must_lie_between_8_bytes_and_the_packet_s_end(int datagramLength, int length, int result)
        {
            byte[] datagram = new byte[length + 1];
            NetworkOrder.WriteUInt16(datagram, 1 + UdpHeader.LengthOffset, datagramLength);

            Assert.AreEqual(result, (int)UdpHeader.Check(datagram, 1, length));
        }
    }
}
