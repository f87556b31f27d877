using Gateway.Storage;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Storage
{
    /// <summary>CRC-32 against values that others publish and compute.</summary>
    [TestClass]
    public class Crc32Tests
    {
        // "123456789": the check value of the CRC catalogues. The others: zlib's crc32.
        [DataRow("", 0x00000000u)]
        [DataRow("313233343536373839", 0xCBF43926u)]
        [DataRow("00", 0xD202EF8Du)]
        [DataRow("ff", 0xFF000000u)]
        [DataRow("00000000", 0x2144DF1Cu)]
        [DataRow("61", 0xE8B7BE43u)]
        [DataRow("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 0x91267E8Au)]
        [TestMethod]
        public void Known_bytes_have_their_CRC(string hex, uint crc)
        {
            byte[] bytes = Hex.Parse(hex);

            Assert.AreEqual(crc, Crc32.Update(0, bytes, 0, bytes.Length));
        }

        [TestMethod]
        public void A_CRC_may_be_made_in_parts_and_from_the_middle_of_a_buffer()
        {
            byte[] bytes = Hex.Parse("ffff 313233343536373839 ffff");
            for (int first = 0; first <= 9; first++)
            {
                uint crc = Crc32.Update(0, bytes, 2, first);

                Assert.AreEqual(0xCBF43926u, Crc32.Update(crc, bytes, 2 + first, 9 - first));
            }
        }
    }
}
