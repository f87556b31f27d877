using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>Numbers in network byte order, at any offset, with every bit.</summary>
    [TestClass]
    public class NetworkOrderTests
    {
        // bytes, offset, number
        [DataRow("0000", 0, 0)]
        [DataRow("0019", 0, 25)]
        [DataRow("ff00ff", 1, 255)]
        [DataRow("ffff", 0, 65535)]
        [DataRow("8000", 0, 32768)]
        [TestMethod]
        public void Sixteen_bits_are_read_and_written(string bytes, int offset, int number)
        {
            byte[] buffer = Hex.Parse(bytes);

            Assert.AreEqual(number, NetworkOrder.ReadUInt16(buffer, offset));

            buffer[offset] = 0x5A;
            buffer[offset + 1] = 0x5A;
            NetworkOrder.WriteUInt16(buffer, offset, number);
            Assert.AreEqual(bytes, Hex.Format(buffer));
        }

        // bytes, offset, number
        [DataRow("00000000", 0, 0u)]
        [DataRow("c0a80164", 0, 0xC0A80164u)]
        [DataRow("ff7fffffffff", 1, 0x7FFFFFFFu)]
        [DataRow("ffffffff", 0, 0xFFFFFFFFu)]
        [DataRow("80000000", 0, 0x80000000u)]
        [TestMethod]
        public void Thirty_two_bits_are_read_and_written(string bytes, int offset, uint number)
        {
            byte[] buffer = Hex.Parse(bytes);

            Assert.AreEqual(number, NetworkOrder.ReadUInt32(buffer, offset));

            buffer[offset] = 0x5A;
            buffer[offset + 3] = 0x5A;
            NetworkOrder.WriteUInt32(buffer, offset, number);
            Assert.AreEqual(bytes, Hex.Format(buffer));
        }

        // value, bytes: the complement of a sum has bits above the 16th
        [DataRow(-1, "ffff")]
        [DataRow(0x12345678, "5678")]
        [TestMethod]
        public void Only_the_low_16_bits_are_written(int value, string bytes)
        {
            byte[] buffer = new byte[2];
            NetworkOrder.WriteUInt16(buffer, 0, value);

            Assert.AreEqual(bytes, Hex.Format(buffer));
        }
    }
}
