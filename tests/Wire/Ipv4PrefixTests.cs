using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    [TestClass]
    public class Ipv4PrefixTests
    {
        // length, mask
        [DataRow(0, 0x00000000u)]
        [DataRow(1, 0x80000000u)]
        [DataRow(8, 0xFF000000u)]
        [DataRow(24, 0xFFFFFF00u)]
        [DataRow(31, 0xFFFFFFFEu)]
        [DataRow(32, 0xFFFFFFFFu)]
        [TestMethod]
        public void A_mask_has_as_many_ones_as_the_prefix_is_long(int length, uint mask)
        {
            Assert.AreEqual(mask, Ipv4Prefix.MaskOf(length));
            Assert.AreEqual(mask, new Ipv4Prefix(0xC0A80105u, length).Mask);
        }

        // address, length, first address
        [DataRow(0xC0A80105u, 24, 0xC0A80100u)] // 192.168.1.5/24
        [DataRow(0xC0A80105u, 32, 0xC0A80105u)]
        [DataRow(0xC0A80105u, 31, 0xC0A80104u)]
        [DataRow(0xC0A80105u, 0, 0x00000000u)]
        [TestMethod]
        public void The_address_loses_the_bits_behind_the_prefix(uint address, int length, uint first)
        {
            Assert.AreEqual(first, new Ipv4Prefix(address, length).Address);
        }

        // An impossible length must not widen a block.
        [DataRow(-1)]
        [DataRow(33)]
        [DataRow(2147483647)]
        [TestMethod]
        public void An_impossible_length_is_one_address(int length)
        {
            Ipv4Prefix prefix = new Ipv4Prefix(0xC0A80105u, length);

            Assert.AreEqual(32, prefix.Length);
            Assert.IsTrue(prefix.Contains(0xC0A80105u));
            Assert.IsFalse(prefix.Contains(0xC0A80104u));
        }

        // block, length, address, inside
        [DataRow(0xC0A80100u, 24, 0xC0A80100u, true)]
        [DataRow(0xC0A80100u, 24, 0xC0A801FFu, true)]
        [DataRow(0xC0A80100u, 24, 0xC0A80200u, false)]
        [DataRow(0xC0A80100u, 24, 0xC0A800FFu, false)]
        [DataRow(0x00000000u, 0, 0xFFFFFFFFu, true)]
        [DataRow(0x4A358C99u, 32, 0x4A358C99u, true)] // 74.53.140.153
        [DataRow(0x4A358C99u, 32, 0x4A358C98u, false)]
        [DataRow(0x80000000u, 1, 0xFFFFFFFFu, true)]
        [DataRow(0x80000000u, 1, 0x7FFFFFFFu, false)]
        [TestMethod]
        public void A_block_holds_what_shares_its_prefix(uint block, int length, uint address, bool isInside)
        {
            Assert.AreEqual(isInside, new Ipv4Prefix(block, length).Contains(address));
        }
    }
}
