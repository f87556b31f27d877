using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>Which ICMP headers are taken.</summary>
    [TestClass]
    public class IcmpHeaderTests
    {
        [TestMethod]
        public void Eight_bytes_are_a_header_and_fewer_are_truncated()
        {
            for (int length = 0; length < 12; length++)
            {
                ParseResult expected = length < 8 ? ParseResult.Truncated : ParseResult.Valid;

                Assert.AreEqual((int)expected, (int)IcmpHeader.Check(length), "length " + length.ToString());
            }
        }
    }
}
