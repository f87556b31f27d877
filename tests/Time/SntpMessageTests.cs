using Gateway.Tests.Support;
using Gateway.Time;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Time
{
    /// <summary>The SNTP message: what the question says, which answers do, and what time it is in them.</summary>
    [TestClass]
    public class SntpMessageTests
    {
        // From chrony 4.3: local stratum 8, asked with the number that stands in the answer.
        private const string Chrony = "240800e700000000000000007f7f0101eeafca8747023b7759d4aceee7171b62eeafca8849135b51eeafca88494d6ad2";

        // From ntpsec 1.2.2: orphan of stratum 5.
        private const string Ntpsec = "240500e800000000000000007f0000010000000000000000b8430e149e90ac75eeafcad7295ce27feeafcad72a0770f7";

        // Real answers, and the number that was asked with.
        [DataRow(Chrony, "59d4aceee7171b62", (int)SntpReply.Usable)]
        [DataRow(Ntpsec, "b8430e149e90ac75", (int)SntpReply.Usable)]
        // chrony of stratum 9, with a source: root delay and dispersion are not 0
        [DataRow("240900e700000001000000017f000001eeafd23bae249422ff6346db9d666750eeafd23e621f8915eeafd23e6800dfec", "ff6346db9d666750", (int)SntpReply.Usable)]
        // chrony and ntpsec, asked with version 3
        [DataRow("1c0800e700000000000000007f7f0101eeafca8747023b77483ae433d4418b40eeafca8be462db9feeafca8be68c6604", "483ae433d4418b40", (int)SntpReply.Usable)]
        [DataRow("1c0500e800000000000000007f000001000000000000000020f6e295f69ad46deeafcada1ea3df1ceeafcada21e563dc", "20f6e295f69ad46d", (int)SntpReply.Usable)]
        // chrony with no source: leap 3, stratum 0, no code
        [DataRow("e40000e60001000000010000000000000000000000000000a2f562dd9099732feeafca9129aa59d9eeafca912c609bae", "a2f562dd9099732f", (int)SntpReply.Unusable)]
        // ntpsec with no source: leap 3, stratum 0, code INIT
        [DataRow("e40000e80000000000000005494e495400000000000000006f606791e06bffd7eeafcacd856e0715eeafcacd8585985e", "6f606791e06bffd7", (int)SntpReply.Unusable)]
        // ntpsec with "limited kod": RATE; our number stands in all three places
        [DataRow("e40000000000000000000000524154450000000000000000b387f3368471f51db387f3368471f51db387f3368471f51d", "b387f3368471f51d", (int)SntpReply.RateLimited)]
        // the same answers to another question
        [DataRow(Chrony, "59d4aceee7171b63", (int)SntpReply.Foreign)]
        [DataRow(Chrony, "49d4aceee7171b62", (int)SntpReply.Foreign)]
        [DataRow("e40000000000000000000000524154450000000000000000b387f3368471f51db387f3368471f51db387f3368471f51d", "b387f3368471f51c", (int)SntpReply.Foreign)]
        [TestMethod]
        public void Answers_of_real_servers_are_judged(string hex, string nonce, int reply)
        {
            Assert.AreEqual(reply, Check(Hex.Parse(hex), nonce));
        }

        // offset, bytes there, what it is then; the rest is chrony's answer
        [DataRow(0, "24", (int)SntpReply.Usable)] // no leap second
        [DataRow(0, "64", (int)SntpReply.Usable)] // the last minute has 61 s
        [DataRow(0, "a4", (int)SntpReply.Usable)] // 59 s
        [DataRow(0, "e4", (int)SntpReply.Unusable)] // not synchronized
        [DataRow(0, "1c", (int)SntpReply.Usable)] // version 3
        [DataRow(0, "04", (int)SntpReply.Foreign)] // version 0
        [DataRow(0, "14", (int)SntpReply.Foreign)] // version 2
        [DataRow(0, "2c", (int)SntpReply.Foreign)] // version 5
        [DataRow(0, "3c", (int)SntpReply.Foreign)] // version 7
        [DataRow(0, "20", (int)SntpReply.Foreign)] // mode 0
        [DataRow(0, "21", (int)SntpReply.Foreign)] // symmetric active
        [DataRow(0, "22", (int)SntpReply.Foreign)] // symmetric passive
        [DataRow(0, "23", (int)SntpReply.Foreign)] // client: our own question
        [DataRow(0, "25", (int)SntpReply.Foreign)] // broadcast
        [DataRow(0, "26", (int)SntpReply.Foreign)] // control
        [DataRow(0, "27", (int)SntpReply.Foreign)] // private
        [DataRow(1, "01", (int)SntpReply.Usable)]
        [DataRow(1, "0f", (int)SntpReply.Usable)]
        [DataRow(1, "10", (int)SntpReply.Unusable)]
        [DataRow(1, "ff", (int)SntpReply.Unusable)]
        [DataRow(1, "00", (int)SntpReply.Unusable)]
        [DataRow(4, "0000ffff", (int)SntpReply.Usable)] // root delay below a second
        [DataRow(4, "00010000", (int)SntpReply.Unusable)]
        [DataRow(4, "ffffffff", (int)SntpReply.Unusable)] // a negative one
        [DataRow(8, "0000ffff", (int)SntpReply.Usable)] // root dispersion
        [DataRow(8, "00010000", (int)SntpReply.Unusable)]
        [DataRow(8, "ffffffff", (int)SntpReply.Unusable)]
        [DataRow(40, "0000000000000000", (int)SntpReply.Unusable)] // no transmit timestamp
        [DataRow(40, "0000000000000001", (int)SntpReply.Usable)] // the beginning of 2036's era
        [DataRow(40, "eeafca8800000000", (int)SntpReply.Usable)]
        [DataRow(24, "0000000000000000", (int)SntpReply.Foreign)] // no originate timestamp
        [TestMethod]
        public void Each_field_is_checked(int offset, string bytes, int reply)
        {
            byte[] message = Hex.Parse(Chrony);
            Hex.Parse(bytes).CopyTo(message, offset);

            Assert.AreEqual(reply, Check(message, "59d4aceee7171b62"));
        }

        // kiss codes, RFC 5905 §7.4
        [DataRow("44454e59", (int)SntpReply.Denied)] // DENY
        [DataRow("52535452", (int)SntpReply.Denied)] // RSTR
        [DataRow("52415445", (int)SntpReply.RateLimited)] // RATE
        [DataRow("41435354", (int)SntpReply.Unusable)] // ACST
        [DataRow("494e4954", (int)SntpReply.Unusable)] // INIT
        [DataRow("58464f4f", (int)SntpReply.Unusable)] // one that nobody knows
        [DataRow("64656e79", (int)SntpReply.Unusable)] // deny, in small letters
        [TestMethod]
        public void A_kiss_o_death_is_read_whatever_else_stands_there(string code, int reply)
        {
            byte[] message = Hex.Parse(Chrony);
            message[1] = 0;
            Hex.Parse(code).CopyTo(message, 12);
            Assert.AreEqual(reply, Check(message, "59d4aceee7171b62"));

            message[0] = 0xE4;
            Hex.Parse("0000000000000000").CopyTo(message, 40);
            Assert.AreEqual(reply, Check(message, "59d4aceee7171b62"));
        }

        [TestMethod]
        public void A_message_that_is_too_short_is_none()
        {
            for (int length = 0; length < SntpMessage.Length; length++)
            {
                Assert.AreEqual((int)SntpReply.Foreign, (int)SntpMessage.Check(Hex.Parse(Chrony), length, 0x59d4acee, 0xe7171b62));
            }

            // What stands behind it is no concern.
            byte[] longer = new byte[68];
            Hex.Parse(Chrony).CopyTo(longer, 0);
            Assert.AreEqual((int)SntpReply.Usable, (int)SntpMessage.Check(longer, 68, 0x59d4acee, 0xe7171b62));
        }

        // No clock, no version of ours, nothing of the question before.
        [TestMethod]
        public void A_question_tells_nothing_of_us()
        {
            byte[] buffer = Hex.Parse(Chrony);
            SntpMessage.WriteRequest(buffer, 0x01234567, 0x89abcdef);

            Assert.AreEqual("23" + "0000000000000000000000000000000000000000000000000000000000000000000000000000" + "00" + "0123456789abcdef", Hex.Format(buffer));
        }

        // NTP's seconds and fraction, Unix milliseconds. Worked out by hand from the table of RFC 5905 figure 4.
        [DataRow(0x80000000u, 0u, -61505152000L)] // 1968-01-20T03:14:08Z, the first that is meant
        [DataRow(0x83AA7E80u, 0u, 0L)] // 1970-01-01
        [DataRow(0x83AA7E80u, 0x80000000u, 500L)]
        [DataRow(0x83AA7E80u, 0xFFFFFFFFu, 999L)]
        [DataRow(0x83AA7E80u, 0x00418937u, 0L)] // just less than a millisecond
        [DataRow(0x83AA7E80u, 0x00418938u, 1L)]
        [DataRow(0xEEAFCA88u, 0x49135B51u, 1795509256285L)] // chrony's answer above: 2026-11-24T08:34:16.285Z
        [DataRow(0xFFFFFFFEu, 0u, 2085978494000L)] // 2036-02-07T06:28:14Z
        [DataRow(0xFFFFFFFFu, 0u, 2085978495000L)]
        [DataRow(0xFFFFFFFFu, 0xFFFFFFFFu, 2085978495999L)]
        [DataRow(0u, 0u, 2085978496000L)] // 2036-02-07T06:28:16Z, the next era
        [DataRow(0u, 1u, 2085978496000L)]
        [DataRow(1u, 0u, 2085978497000L)]
        [DataRow(0x7FFFFFFFu, 0xFFFFFFFFu, 4233462143999L)] // 2104-02-26T09:42:23Z, the last that is meant
        [TestMethod]
        public void A_timestamp_is_right_on_both_sides_of_2036(uint seconds, uint fraction, long utcMs)
        {
            byte[] message = new byte[SntpMessage.Length];
            Gateway.Wire.NetworkOrder.WriteUInt32(message, 40, seconds);
            Gateway.Wire.NetworkOrder.WriteUInt32(message, 44, fraction);

            Assert.AreEqual(utcMs, SntpMessage.ReadUtcMs(message, 40));
        }

        private static int Check(byte[] message, string nonce)
        {
            byte[] number = Hex.Parse(nonce);
            return (int)SntpMessage.Check(message, message.Length, Gateway.Wire.NetworkOrder.ReadUInt32(number, 0), Gateway.Wire.NetworkOrder.ReadUInt32(number, 4));
        }
    }
}
