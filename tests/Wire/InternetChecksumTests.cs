using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Wire
{
    /// <summary>The Internet checksum: whole, of a pseudo header, and by difference.</summary>
    [TestClass]
    public class InternetChecksumTests
    {
        // bytes, sum (not complemented)
        [DataRow("0001f203f4f5f6f7", 0xDDF2)] // RFC 1071 §3
        [DataRow("", 0)]
        [DataRow("00", 0)]
        [DataRow("ff", 0xFF00)] // an odd last byte is a word's high byte
        [DataRow("000102", 0x0201)]
        [DataRow("ffff", 0xFFFF)]
        [DataRow("ffffffff", 0xFFFF)]
        [DataRow("ffff0001", 0x0001)]
        [DataRow("ffffffff0001", 0x0001)]
        [DataRow("8000800080008000", 0x0002)]
        [TestMethod]
        public void A_sum_is_that_of_16_bit_words_with_the_carry_added(string bytes, int sum)
        {
            byte[] buffer = Hex.Parse(bytes);

            Assert.AreEqual(sum, InternetChecksum.Sum(buffer, 0, buffer.Length, 0));
        }

        [TestMethod]
        public void A_sum_begins_at_the_offset_and_ends_with_the_length()
        {
            byte[] buffer = Hex.Parse("ffff0001f203f4f5f6f7ffff");

            Assert.AreEqual(0xDDF2, InternetChecksum.Sum(buffer, 2, 8, 0));
            Assert.AreEqual(0xDDF2, InternetChecksum.Sum(Hex.Parse("aa0001f203f4f5f6f7aa"), 1, 8, 0));
        }

        // initial, sum of nothing
        [DataRow(0x0000FFFF, 0xFFFF)]
        [DataRow(0x00010000, 0x0001)]
        [DataRow(0x0001FFFF, 0x0001)]
        [DataRow(0x00FFFFFF, 0x00FF)]
        [TestMethod]
        public void A_sum_goes_on_from_another(int initial, int sum)
        {
            Assert.AreEqual(sum, InternetChecksum.Sum(new byte[0], 0, 0, initial));
        }

        [TestMethod]
        public void The_longest_packet_of_ones_does_not_overflow()
        {
            byte[] buffer = new byte[1500];
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = 0xFF;
            }

            Assert.AreEqual(0xFFFF, InternetChecksum.Sum(buffer, 0, buffer.Length, 0));
            Assert.AreEqual(0x00FF, InternetChecksum.Sum(buffer, 0, buffer.Length, 0x00FFFFFF));
        }

        // source, destination, protocol, length, folded
        [DataRow(0u, 0u, 0, 0, 0)]
        [DataRow(0xC0A80164u, 0xC0000219u, IpProtocol.Tcp, 20, 0x8440)]
        [DataRow(0xFFFFFFFFu, 0xFFFFFFFFu, 255, 65535, 0x00FF)]
        [TestMethod]
        public void A_pseudo_header_is_both_addresses_protocol_and_length(uint source, uint destination, int protocol, int length, int folded)
        {
            Assert.AreEqual(folded, InternetChecksum.Fold(InternetChecksum.PseudoHeaderSum(source, destination, protocol, length)));
        }

        // RFC 1624 §4's example, on which RFC 1141's equation fails, and its neighbours.
        [DataRow(0xDD2F, 0x5555, 0x3285, 0x0000)]
        [DataRow(0xDD2F, 0x5555, 0x3284, 0x0001)]
        [DataRow(0xDD2F, 0x5555, 0x3286, 0xFFFE)]
        [DataRow(0xDD2F, 0x5555, 0x5555, 0xDD2F)]
        [DataRow(0x0000, 0x0000, 0xFFFF, 0x0000)]
        [TestMethod]
        public void A_checksum_is_updated_by_difference(int checksum, int from, int to, int updated)
        {
            int sum = InternetChecksum.Fold((~checksum & 0xFFFF) + InternetChecksum.WordDelta(from, to));

            Assert.AreEqual(updated, ~sum & 0xFFFF);
        }

        // from, to, delta: no change is one of the two zeros
        [DataRow(0u, 0u, 0xFFFF)]
        [DataRow(0xC0A80164u, 0xC0A80164u, 0xFFFF)]
        [DataRow(0x00000000u, 0x00000001u, 0x0001)]
        [DataRow(0x00000001u, 0x00000000u, 0xFFFE)]
        [DataRow(0x00000000u, 0x00010000u, 0x0001)]
        [DataRow(0xFFFFFFFFu, 0x00000000u, 0x0000)]
        [DataRow(0x00000000u, 0xFFFFFFFFu, 0xFFFF)]
        [TestMethod]
        public void An_address_changes_a_sum_by_its_delta(uint from, uint to, int delta)
        {
            Assert.AreEqual(delta, InternetChecksum.AddressDelta(from, to));
        }

        // The delta of the way back is the complement (the ones' complement negative).
        [TestMethod]
        public void A_delta_and_its_complement_cancel_out()
        {
            var random = new SequenceRandom(7);
            for (int i = 0; i < 100; i++)
            {
                uint from = random.NextUInt32();
                uint to = random.NextUInt32();
                int sum = (int)(random.NextUInt32() % 0xFFFF) + 1;
                int delta = InternetChecksum.AddressDelta(from, to);
                int there = InternetChecksum.Fold(sum + delta);
                int back = InternetChecksum.Fold(there + (~delta & 0xFFFF));

                Assert.AreEqual(sum, back);
            }
        }

        [TestMethod]
        public void The_time_to_live_s_step_is_one_less_in_a_word_s_high_byte()
        {
            Assert.AreEqual(InternetChecksum.WordDelta(0x4006, 0x3F06), Ipv4Header.TimeToLiveStepDelta);
        }

        // sum, folded
        [DataRow(0, 0)]
        [DataRow(0xFFFF, 0xFFFF)]
        [DataRow(0x10000, 1)]
        [DataRow(0x1FFFE, 0xFFFF)]
        [DataRow(0x1FFFF, 1)]
        [DataRow(0x7FFFFFFF, 0x7FFF)]
        [TestMethod]
        public void Folding_adds_the_carry(int sum, int folded)
        {
            Assert.AreEqual(folded, InternetChecksum.Fold(sum));
        }
    }
}
