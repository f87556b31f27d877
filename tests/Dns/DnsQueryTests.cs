using Gateway.Dns;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>Questions, byte for byte.</summary>
    [TestClass]
    public class DnsQueryTests
    {
        private const string Label63 = "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-123456789";

        [TestMethod]
        [DataRow("smtp.isp.example", 0x1234, "123401000001000000000000 04736d7470 03697370 076578616d706c65 00 00010001")]
        [DataRow("Relay-1.EXAMPLE", 0xFFFF, "ffff01000001000000000000 0752656c61792d31 074558414d504c45 00 00010001")]
        [DataRow("x", 0, "000001000001000000000000 0178 00 00010001")]
        public void A_question_is_written(string name, int id, string expected)
        {
            Assert.AreEqual(Hex.Format(Hex.Parse(expected)), Hex.Format(DnsBuilder.Query(name, id)));
        }

        // The buffer is used again and again.
        [TestMethod]
        public void What_the_buffer_held_before_does_not_show()
        {
            byte[] buffer = new byte[DnsQuery.MaximumLength];
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = 0xFF;
            }

            int length = DnsQuery.Write("x", 0x12345678, buffer);

            Assert.AreEqual("567801000001000000000000" + "017800" + "00010001", Hex.Format(buffer, 0, length));
        }

        [TestMethod]
        [DataRow("")]
        [DataRow(".")]
        [DataRow(".example")]
        [DataRow("example.")]
        [DataRow("a..example")]
        [DataRow("a b.example")]
        [DataRow("a\t.example")]
        [DataRow("\u00e9.example")]
        [DataRow(Label63 + "x.example")]
        [DataRow(Label63 + "." + Label63 + "." + Label63 + "." + Label63)]
        [DataRow(Label63 + "." + Label63 + "." + Label63 + ".abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-12345678")]
        public void What_no_message_can_hold_is_no_question(string name)
        {
            Assert.AreEqual(0, DnsQuery.Write(name, 1, new byte[DnsQuery.MaximumLength]));
        }

        // RFC 1035 §2.3.4: labels of 63, names of 255 with their lengths.
        [TestMethod]
        public void The_longest_name_fits()
        {
            const string Longest = Label63 + "." + Label63 + "." + Label63 + ".abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-1234567";
            byte[] query = DnsBuilder.Query(Longest, 1);

            Assert.AreEqual(DnsQuery.MaximumLength, query.Length);
            Assert.AreEqual("0000010001", Hex.Format(query, query.Length - 5, 5));
        }
    }
}
