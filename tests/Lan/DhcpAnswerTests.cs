using Gateway.Lan;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Lan
{
    /// <summary>What stands in an answer, and where it goes.</summary>
    [TestClass]
    public class DhcpAnswerTests
    {
        private const uint Broadcast = 0xFFFFFFFF;

        [TestMethod]
        public void An_offer_says_all_that_a_host_needs()
        {
            var test = new TestDhcp();
            test.Server.Apply(
                new DhcpSettings { Domain = "home.arpa" },
                TestDhcp.Gateway,
                new Ipv4Prefix(TestDhcp.Gateway, 24),
                new[] { 0xC6336435u, 0xC6336436u },
                1492);
            byte[] answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3204c0a80165"));

            Assert.AreEqual("02010600123400010000000000000000c0a80165000000000000000002005e000001", Hex.Format(answer, 0, 34));
            Assert.AreEqual("63825363", Hex.Format(answer, 236, 4));
            Assert.AreEqual("02", DhcpBuilder.OptionOf(answer, 53));
            Assert.AreEqual("c0a80101", DhcpBuilder.OptionOf(answer, 54));
            Assert.AreEqual("0000a8c0", DhcpBuilder.OptionOf(answer, 51));
            Assert.AreEqual("00005460", DhcpBuilder.OptionOf(answer, 58));
            Assert.AreEqual("000093a8", DhcpBuilder.OptionOf(answer, 59));
            Assert.AreEqual("ffffff00", DhcpBuilder.OptionOf(answer, 1));
            Assert.AreEqual("c0a80101", DhcpBuilder.OptionOf(answer, 3));
            Assert.AreEqual("c6336435c6336436", DhcpBuilder.OptionOf(answer, 6));
            Assert.AreEqual("05d4", DhcpBuilder.OptionOf(answer, 26));
            Assert.AreEqual("686f6d652e61727061", DhcpBuilder.OptionOf(answer, 15));
            Assert.AreEqual("", DhcpBuilder.OptionOf(answer, 61) + DhcpBuilder.OptionOf(answer, 12) + DhcpBuilder.OptionOf(answer, 50));
        }

        // Without resolvers no resolver is named: the gateway is none. A WAN as wide as Ethernet needs no word.
        [DataRow(1500, "")]
        [DataRow(9000, "")]
        [DataRow(0, "")]
        [DataRow(575, "")]
        [DataRow(576, "0240")]
        [DataRow(1499, "05db")]
        [TestMethod]
        public void What_is_not_known_is_not_said(int mtu, string said)
        {
            var test = new TestDhcp();
            test.Server.Apply(new DhcpSettings(), TestDhcp.Gateway, new Ipv4Prefix(TestDhcp.Gateway, 24), new uint[0], mtu);
            byte[] answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, ""));

            Assert.AreEqual(said, DhcpBuilder.OptionOf(answer, 26));
            Assert.AreEqual("", DhcpBuilder.OptionOf(answer, 6) + DhcpBuilder.OptionOf(answer, 15));
            Assert.AreEqual(300, answer.Length);
        }

        // RFC 2131 section 4.1; the flag makes no difference, for a client without an address gets a broadcast in any case.
        // the message's type, the client's address, its flags; the answer's type, and where it goes
        [DataRow(DhcpBuilder.Discover, 0, 0, DhcpBuilder.Offer, Broadcast)]
        [DataRow(DhcpBuilder.Discover, 0, 0x8000, DhcpBuilder.Offer, Broadcast)]
        [DataRow(DhcpBuilder.Request, 0x65, 0, DhcpBuilder.Ack, 0xC0A80165u)]
        [DataRow(DhcpBuilder.Request, 0x65, 0x8000, DhcpBuilder.Ack, 0xC0A80165u)]
        [DataRow(DhcpBuilder.Request, 0x66, 0, DhcpBuilder.Nak, Broadcast)]
        [DataRow(DhcpBuilder.Inform, 0x66, 0, DhcpBuilder.Ack, 0xC0A80166u)]
        [TestMethod]
        public void An_answer_finds_its_client(int type, int host, int flags, int answerType, uint to)
        {
            var test = new TestDhcp();
            test.Select(1, test.Discover(1, 0xC0A80165));
            byte[] message = DhcpBuilder.Message(type, 1, host == 0 ? 0 : 0xC0A80100u + (uint)host, "");
            NetworkOrder.WriteUInt16(message, 10, flags);
            byte[] answer = test.Send(message);

            Assert.AreEqual(answerType, DhcpBuilder.TypeOf(answer));
            Assert.AreEqual(to, test.Server.AnswerTo);
            Assert.AreEqual(flags, NetworkOrder.ReadUInt16(answer, 10));
        }

        // RFC 2131 table 3: a NAK has no address, no lease and no parameters.
        [TestMethod]
        public void A_refusal_says_nothing_else()
        {
            var test = new TestDhcp();
            byte[] answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Request, 1, "32040a0000013d020102"));

            Assert.AreEqual("350106" + "3604c0a80101" + "3d020102" + "ff", Hex.Format(answer, DhcpBuilder.Options, 14));
            Assert.AreEqual("0000000000000000", Hex.Format(answer, 12, 8));
        }

        // RFC 2131 section 4.3.5.
        [TestMethod]
        public void Who_has_an_address_is_told_the_rest_and_gets_no_lease()
        {
            var test = new TestDhcp();
            byte[] answer = test.Send(0xC0A80132, DhcpBuilder.Message(DhcpBuilder.Inform, 1, 0xC0A80132, ""));

            Assert.AreEqual("c0a8013200000000", Hex.Format(answer, 12, 8));
            Assert.AreEqual("c0a80101", DhcpBuilder.OptionOf(answer, 3));
            Assert.AreEqual("", DhcpBuilder.OptionOf(answer, 51) + DhcpBuilder.OptionOf(answer, 58) + DhcpBuilder.OptionOf(answer, 59));
            Assert.AreEqual(0, test.Server.LeaseCount);
            Assert.AreEqual(1L, test.Count(DhcpResult.Informed));
        }

        // An answer to an address outside would leave for the WAN.
        [DataRow(0u)]
        [DataRow(0xC6336435u)]
        [DataRow(0xC0A80101u)]
        [DataRow(0xC0A801FFu)]
        [DataRow(0xFFFFFFFFu)]
        [TestMethod]
        public void No_answer_goes_out_of_the_LAN(uint address)
        {
            var test = new TestDhcp();

            Assert.AreEqual(0, test.Send(DhcpBuilder.Message(DhcpBuilder.Inform, 1, address, "")).Length);
            Assert.AreEqual(1L, test.Count(DhcpResult.Unexpected));
            test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, address, ""));
            Assert.AreEqual(Broadcast, test.Server.AnswerTo);
            test.Send(DhcpBuilder.Message(DhcpBuilder.Request, 1, address, ""));
            Assert.AreEqual(Broadcast, test.Server.AnswerTo);
        }

        [TestMethod]
        public void An_identifier_comes_back_and_a_name_where_it_is_asked_for()
        {
            var test = new TestDhcp();
            byte[] answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3d03aabbcc0c027063370103"));
            Assert.AreEqual("aabbcc", DhcpBuilder.OptionOf(answer, 61));
            Assert.AreEqual("", DhcpBuilder.OptionOf(answer, 12));

            answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, "3d03aabbcc0c0270633702030c"));
            Assert.AreEqual("7063", DhcpBuilder.OptionOf(answer, 12));
        }

        // What every client takes (RFC 2131 section 2): what finds no room is left out, from the end.
        [TestMethod]
        public void An_answer_has_548_bytes_at_the_most()
        {
            var test = new TestDhcp(new DhcpSettings { Domain = new string('a', 60) + "." + new string('b', 60) });
            string name = DhcpBuilder.Option(12, new byte[255]);
            byte[] answer = test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, DhcpBuilder.Option(61, new byte[240]) + name + "37010c"));

            Assert.IsTrue(answer.Length <= 548);
            Assert.AreEqual(480, DhcpBuilder.OptionOf(answer, 61).Length);
            Assert.AreEqual("", DhcpBuilder.OptionOf(answer, 15) + DhcpBuilder.OptionOf(answer, 12));
        }

        // whether the WAN is up, the seconds that the client asks for (0: none); what it gets
        [DataRow(true, 0u, 43200)]
        [DataRow(true, 0xFFFFFFFFu, 43200)]
        [DataRow(true, 43201u, 43200)]
        [DataRow(true, 3600u, 3600)]
        [DataRow(true, 59u, 60)]
        [DataRow(false, 0u, 600)]
        [DataRow(false, 3600u, 600)]
        [DataRow(false, 120u, 120)]
        [TestMethod]
        public void A_lease_is_short_until_the_WAN_is_up(bool isUp, uint asked, int seconds)
        {
            var test = new TestDhcp();
            test.Server.IsWanUp = isUp;
            string options = asked == 0 ? "" : DhcpBuilder.Option(51, asked);
            byte[] offer = test.Send(DhcpBuilder.Message(DhcpBuilder.Discover, 1, options));
            byte[] ack = test.Send(DhcpBuilder.Message(
                DhcpBuilder.Request, 1, options + DhcpBuilder.Option(50, DhcpBuilder.AddressOf(offer)) + DhcpBuilder.Option(54, TestDhcp.Gateway)));

            Assert.AreEqual((uint)seconds, DhcpBuilder.LeaseOf(offer));
            Assert.AreEqual((uint)seconds, DhcpBuilder.LeaseOf(ack));
            test.Pass(seconds - 1);
            Assert.AreEqual(1, test.Server.LeaseCount);
            test.Pass(1);
            Assert.AreEqual(0, test.Server.LeaseCount);
        }
    }
}
