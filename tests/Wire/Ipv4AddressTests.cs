using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>Special-purpose addresses, at the edges of their blocks.</summary>
    [TestClass]
    public class Ipv4AddressTests
    {
        // address, multicast, never a host's, never forwarded to
        [DataRow(0x00000000u, false, true, true)]
        [DataRow(0x00FFFFFFu, false, true, true)] // 0.255.255.255
        [DataRow(0x01000000u, false, false, false)]
        [DataRow(0x0A000001u, false, false, false)] // private: another router may stand outside
        [DataRow(0x7EFFFFFFu, false, false, false)]
        [DataRow(0x7F000000u, false, true, true)]
        [DataRow(0x7FFFFFFFu, false, true, true)]
        [DataRow(0x80000000u, false, false, false)]
        [DataRow(0xA9FDFFFFu, false, false, false)] // 169.253.255.255
        [DataRow(0xA9FE0000u, false, false, true)]
        [DataRow(0xA9FEFFFFu, false, false, true)]
        [DataRow(0xA9FF0000u, false, false, false)]
        [DataRow(0xDFFFFFFFu, false, false, false)]
        [DataRow(0xE0000000u, true, true, true)]
        [DataRow(0xEFFFFFFFu, true, true, true)]
        [DataRow(0xF0000000u, false, true, true)] // 240/4
        [DataRow(0xFFFFFFFFu, false, true, true)]
        [TestMethod]
        public void A_block_has_its_edges(uint address, bool isMulticast, bool isNeverHost, bool isNeverForwardedTo)
        {
            Assert.AreEqual(isMulticast, Ipv4Address.IsMulticast(address));
            Assert.AreEqual(isNeverHost, Ipv4Address.IsNeverHost(address));
            Assert.AreEqual(isNeverForwardedTo, Ipv4Address.IsNeverForwardedTo(address));
        }
    }
}
