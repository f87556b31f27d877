using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>Addresses and blocks as text, strictly.</summary>
    [TestClass]
    public class Ipv4TextTests
    {
        [DataRow("0.0.0.0", 0u)]
        [DataRow("192.168.1.1", 0xC0A80101u)]
        [DataRow("198.51.100.25", 0xC6336419u)]
        [DataRow("10.20.30.200", 0x0A141EC8u)]
        [DataRow("255.255.255.255", 0xFFFFFFFFu)]
        [TestMethod]
        public void An_address_is_read_and_written(string text, uint address)
        {
            Assert.IsTrue(Ipv4Text.TryParse(text, out uint read));
            Assert.AreEqual(address, read);
            Assert.AreEqual(text, Ipv4Text.Format(address));
        }

        [DataRow("")]
        [DataRow(".")]
        [DataRow("...")]
        [DataRow("1")]
        [DataRow("1.2.3")]
        [DataRow("1.2.3.")]
        [DataRow(".1.2.3")]
        [DataRow("1..2.3")]
        [DataRow("1.2.3.4.")]
        [DataRow("1.2.3.4.5")]
        [DataRow("1.2.3.256")]
        [DataRow("1.2.3.4294967297")]
        [DataRow("1.2.3.04")]
        [DataRow("00.2.3.4")]
        [DataRow("1.2.3.0x4")]
        [DataRow("1.2.3.-4")]
        [DataRow("1.2.3.+4")]
        [DataRow(" 1.2.3.4")]
        [DataRow("1.2.3.4 ")]
        [DataRow("1.2.3.4\n")]
        [DataRow("1.2.3.4/32")]
        [DataRow("1,2,3,4")]
        [DataRow("1.2.3.\u0664")]
        [DataRow("::1")]
        [TestMethod]
        public void What_is_no_address_is_not_read(string text)
        {
            Assert.IsFalse(Ipv4Text.TryParse(text, out _));
        }

        [DataRow("192.0.2.1", 0xC0000201u, 32)]
        [DataRow("192.0.2.1/32", 0xC0000201u, 32)]
        [DataRow("192.0.2.1/24", 0xC0000201u, 24)]
        [DataRow("0.0.0.0/0", 0u, 0)]
        [DataRow("10.0.0.0/8", 0x0A000000u, 8)]
        [TestMethod]
        public void A_block_is_an_address_with_a_length(string text, uint address, int length)
        {
            Assert.IsTrue(Ipv4Text.TryParseBlock(text, out uint readAddress, out int readLength));
            Assert.AreEqual(address, readAddress);
            Assert.AreEqual(length, readLength);
        }

        [DataRow("192.0.2.1/")]
        [DataRow("/24")]
        [DataRow("192.0.2.1/33")]
        [DataRow("192.0.2.1/00")]
        [DataRow("192.0.2.1/024")]
        [DataRow("192.0.2.1/-1")]
        [DataRow("192.0.2.1/2x")]
        [DataRow("192.0.2.1/24/24")]
        [DataRow("192.0.2.1/255.255.255.0")]
        [DataRow("192.0.2.1/4294967304")]
        [DataRow("192.0.2/24")]
        [DataRow("192.0.2.1 /24")]
        [TestMethod]
        public void What_is_no_block_is_not_read(string text)
        {
            Assert.IsFalse(Ipv4Text.TryParseBlock(text, out _, out _));
        }

        [DataRow(0xC0000201u, 32, "192.0.2.1")]
        [DataRow(0xC0000201u, 24, "192.0.2.0/24")]
        [DataRow(0u, 0, "0.0.0.0/0")]
        [TestMethod]
        public void A_single_address_is_written_without_its_length(uint address, int length, string text)
        {
            Assert.AreEqual(text, Ipv4Text.Format(new Ipv4Prefix(address, length)));
        }
    }
}
