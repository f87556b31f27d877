using Gateway.Dns;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>Answers that do not fit a datagram come over TCP (RFC 7766).</summary>
    [TestClass]
    public class NameResolverTcpTests
    {
        private const int Truncated = 0x8380;

        [TestMethod]
        public void A_cut_answer_is_asked_for_again_over_TCP()
        {
            TestResolver test = AskedOverTcp();

            Assert.AreEqual(1, test.Tcp.OpenedCount);
            Assert.AreEqual(TestResolver.Server1, test.Tcp.Address);
            Assert.AreEqual(53, test.Tcp.Port);
            Assert.IsTrue(test.Tcp.LocalPort >= 49152 && test.Tcp.LocalPort <= 65535);
            Assert.AreEqual(Hex.Format(DnsBuilder.WithLength(test.Udp.Sent)), Hex.Format(test.Tcp.Sent));
            Assert.AreEqual(0, test.Udp.OpenCount);
            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Truncated));
            Assert.AreEqual(1L, test.Resolver.Counters.TcpQuestions);
        }

        // TCP keeps no boundaries: byte by byte, in pieces, or with more behind it.
        [TestMethod]
        [DataRow(1)]
        [DataRow(7)]
        [DataRow(int.MaxValue)]
        public void An_answer_comes_in_whatever_pieces(int chunkLength)
        {
            TestResolver test = AskedOverTcp();
            test.Tcp.ChunkLength = chunkLength;
            byte[] answer = DnsBuilder.WithLength(Answer(test, 16));
            byte[] first = new byte[40];
            byte[] rest = new byte[answer.Length - first.Length];
            System.Array.Copy(answer, 0, first, 0, first.Length);
            System.Array.Copy(answer, first.Length, rest, 0, rest.Length);
            test.Tcp.Deliver(first);
            test.Resolver.Step();
            Assert.IsFalse(test.Resolver.IsResolved(0));
            test.Tcp.Deliver(rest);
            test.Tcp.Deliver(new byte[3]);
            test.Resolver.Step();

            Assert.IsTrue(test.Resolver.IsResolved(0));
            Assert.AreEqual(16, test.Resolver.MakeRelays(new Gateway.Wire.Ipv4Prefix[0], 0, 1).Length);
            Assert.AreEqual(0, test.Tcp.OpenCount);
        }

        // Forty relays: the first sixteen, and the others are counted.
        [TestMethod]
        public void Of_very_many_addresses_the_first_are_taken()
        {
            TestResolver test = AskedOverTcp();
            test.Tcp.Deliver(DnsBuilder.WithLength(Answer(test, 40)));
            test.Resolver.Step();

            Assert.AreEqual(16, test.Resolver.MakeRelays(new Gateway.Wire.Ipv4Prefix[0], 0, 1).Length);
            Assert.AreEqual(24L, test.Resolver.Counters.AddressesLeftOut);
        }

        // The server is not lost: it may be that its TCP was. After the others it is asked again.
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(30)]
        public void A_connection_that_ends_early_makes_room_for_the_next_server(int bytesBefore)
        {
            TestResolver test = AskedOverTcp();
            byte[] answer = DnsBuilder.WithLength(Answer(test, 1));
            byte[] begin = new byte[bytesBefore];
            System.Array.Copy(answer, 0, begin, 0, bytesBefore);
            test.Tcp.Deliver(begin);
            test.Tcp.End();
            test.Resolver.Step();

            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.ConnectionLost));
            Assert.AreEqual(0, test.Tcp.OpenCount);
            Assert.AreEqual(2, test.Udp.SentCount);
            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
        }

        [TestMethod]
        public void A_connection_that_hangs_is_given_up_after_10_seconds()
        {
            TestResolver test = AskedOverTcp();
            test.Tcp.Deliver(new byte[1]);
            test.Leap(9999);
            Assert.AreEqual(1, test.Tcp.OpenCount);
            test.Leap(1);

            Assert.AreEqual(0, test.Tcp.OpenCount);
            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Timeout));
            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
        }

        [TestMethod]
        public void Without_a_connection_the_next_server_is_asked()
        {
            TestResolver test = TestResolver.Asked();
            test.Tcp.HasNoSocket = true;
            test.Fail(Truncated);

            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
            Assert.AreEqual(0L, test.Resolver.Counters.TcpQuestions);
        }

        // Nobody strays into a connection: what does not fit there is nonsense, and so is an answer that is cut again.
        [TestMethod]
        [DataRow("0000")]
        [DataRow("0001 00")]
        [DataRow("0801")]
        [DataRow("ffff")]
        public void Nonsense_over_TCP_is_a_failed_server(string bytes)
        {
            TestResolver test = AskedOverTcp();
            test.Tcp.Deliver(Hex.Parse(bytes));
            test.Resolver.Step();

            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Malformed));
            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
        }

        [TestMethod]
        [DataRow(0, 0x01)]
        [DataRow(2, 0x02)]
        public void A_wrong_or_cut_answer_over_TCP_is_a_failed_server(int offset, int bits)
        {
            TestResolver test = AskedOverTcp();
            byte[] answer = Answer(test, 1);
            answer[offset] ^= (byte)bits;
            test.Tcp.Deliver(DnsBuilder.WithLength(answer));
            test.Resolver.Step();

            Assert.IsFalse(test.Resolver.IsResolved(0));
            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Malformed));
            Assert.AreEqual(1, test.Tcp.OpenedCount);
            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
        }

        [TestMethod]
        public void Other_settings_close_the_connection()
        {
            TestResolver test = AskedOverTcp();
            test.Apply(TestResolver.Name2);

            Assert.AreEqual(0, test.Tcp.OpenCount);
        }

        // All servers cut, and none has TCP: the lookup ends, and says so.
        [TestMethod]
        public void It_ends_when_no_server_has_TCP()
        {
            TestResolver test = TestResolver.Asked();
            for (int i = 0; i < 6; i++)
            {
                test.Fail(Truncated);
                test.Tcp.End();
                test.Resolver.Step();
            }

            Assert.AreEqual(6, test.Tcp.OpenedCount);
            Assert.AreEqual(6, test.Udp.SentCount);
            Assert.AreEqual(1L, test.Resolver.Counters.FailedLookups);
            Assert.AreEqual((int)DnsResult.ConnectionLost, (int)test.Resolver.ResultOf(0));
        }

        private static TestResolver AskedOverTcp()
        {
            TestResolver test = TestResolver.Asked();
            test.Fail(Truncated);
            return test;
        }

        private static byte[] Answer(TestResolver test, int addresses)
        {
            byte[][] records = new byte[addresses][];
            for (int i = 0; i < addresses; i++)
            {
                records[i] = DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay + (uint)i);
            }

            return DnsBuilder.Answer(test.Udp.Sent, records);
        }
    }
}
