using Gateway.Dns;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>RFC 5452: what makes answers hard to forge, and what becomes of forged, strayed and late ones.</summary>
    [TestClass]
    public class NameResolverForgeryTests
    {
        private const uint Forged = 0xC6336463;

        // §9.2: another id and another port for each question, repeated ones included, from the gateway's own ports (nat.md).
        [TestMethod]
        public void Rfc5452_S9_2_id_and_port_are_new_each_time()
        {
            TestResolver test = TestResolver.Asked();
            int[] ids = new int[6];
            int[] ports = new int[6];
            for (int i = 0; i < 6; i++)
            {
                ids[i] = (test.Udp.Sent[0] << 8) | test.Udp.Sent[1];
                ports[i] = test.Udp.SentFromPort;
                Assert.IsTrue(ports[i] >= 49152 && ports[i] <= 65535);
                for (int j = 0; j < i; j++)
                {
                    Assert.IsTrue(ids[i] != ids[j] && ports[i] != ports[j]);
                }

                test.Leap(4000);
            }
        }

        // All bits of both are used.
        [TestMethod]
        public void Ids_and_ports_use_their_whole_range()
        {
            int idBits = 0;
            int portBits = 0;
            int idHoles = 0;
            int portHoles = 0;
            for (uint seed = 1; seed <= 40; seed++)
            {
                var test = new TestResolver(seed * 2654435761u);
                test.Apply(TestResolver.Name);
                test.Pass(NameResolver.NewSpreadMs);
                int id = (test.Udp.Sent[0] << 8) | test.Udp.Sent[1];
                idBits |= id;
                idHoles |= ~id;
                portBits |= test.Udp.SentFromPort;
                portHoles |= ~test.Udp.SentFromPort;
            }

            Assert.AreEqual(0xFFFF, idBits);
            Assert.AreEqual(0xFFFF, idHoles & 0xFFFF);
            Assert.AreEqual(0xFFFF, portBits);
            Assert.AreEqual(0x3FFF, portHoles & 0xFFFF);
        }

        // §9.1: source address and port, id, question. Passed over and counted, and the true answer still counts.
        [TestMethod]
        [DataRow(TestResolver.Server2, 53, 0, 0, -1)]
        [DataRow(TestResolver.Server1, 54, 0, 0, -1)]
        [DataRow(TestResolver.Server1, 53, 0, 0x01, -1)]
        [DataRow(TestResolver.Server1, 53, 1, 0x01, -1)]
        [DataRow(TestResolver.Server1, 53, 2, 0x80, -1)]
        [DataRow(TestResolver.Server1, 53, 14, 0x01, -1)]
        [DataRow(TestResolver.Server1, 53, 31, 0x1D, -1)]
        [DataRow(TestResolver.Server1, 53, 0, 0, 0)]
        [DataRow(TestResolver.Server1, 53, 0, 0, 11)]
        [DataRow(TestResolver.Server1, 53, 0, 0, 33)]
        public void Rfc5452_S9_1_what_does_not_fit_is_passed_over(uint source, int sourcePort, int offset, int bits, int length)
        {
            TestResolver test = TestResolver.Asked();
            byte[] forged = DnsBuilder.Answer(test.Udp.Sent, DnsBuilder.A(TestResolver.Name, 60, Forged));
            forged[offset] ^= (byte)bits;
            if (length >= 0)
            {
                byte[] cut = new byte[length];
                System.Array.Copy(forged, 0, cut, 0, length);
                forged = cut;
            }

            test.Udp.Deliver(test.Udp.SentFromPort, source, sourcePort, forged);
            test.Resolver.Step();
            Assert.IsFalse(test.Resolver.IsResolved(0));
            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Mismatch));
            Assert.AreEqual(1, test.Udp.SentCount);

            test.Answer(DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay));
            Assert.AreEqual("c6336419", test.Relays());
        }

        // An answer to a question that was given up: its port is closed, and at the new port neither id nor server fit.
        [TestMethod]
        public void A_late_answer_is_not_taken()
        {
            TestResolver test = TestResolver.Asked();
            byte[] late = DnsBuilder.Answer(test.Udp.Sent, DnsBuilder.A(TestResolver.Name, 60, Forged));
            int oldPort = test.Udp.SentFromPort;
            test.Pass(2000);
            Assert.AreEqual(2, test.Udp.SentCount);
            test.Udp.Deliver(oldPort, TestResolver.Server1, 53, late);
            test.Resolver.Step();
            Assert.AreEqual(0L, test.Resolver.Counters.Of(DnsResult.Mismatch));
            test.Udp.Deliver(test.Udp.SentFromPort, TestResolver.Server2, 53, late);
            test.Udp.Deliver(test.Udp.SentFromPort, TestResolver.Server1, 53, late);
            test.Resolver.Step();

            Assert.AreEqual(2L, test.Resolver.Counters.Of(DnsResult.Mismatch));
            Assert.IsFalse(test.Resolver.IsResolved(0));
        }

        // The second copy of an answer finds no socket.
        [TestMethod]
        public void An_answer_counts_once()
        {
            TestResolver test = TestResolver.Asked();
            byte[] answer = DnsBuilder.Answer(test.Udp.Sent, DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay));
            test.Udp.Deliver(test.Udp.SentFromPort, TestResolver.Server1, 53, answer);
            test.Udp.Deliver(test.Udp.SentFromPort, TestResolver.Server1, 53, answer);
            test.Pass(1000);

            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Answer));
            Assert.AreEqual(0L, test.Resolver.Counters.Of(DnsResult.Mismatch));
        }

        // §9.3: somebody guesses. The same server is asked over TCP, where guessing is harder; datagrams count no more.
        [TestMethod]
        public void Rfc5452_S9_3_guesses_make_it_ask_over_TCP()
        {
            TestResolver test = TestResolver.Asked();
            int port = test.Udp.SentFromPort;
            byte[] forged = DnsBuilder.Answer(test.Udp.Sent, DnsBuilder.A(TestResolver.Name, 60, Forged));
            forged[0] ^= 0x55;
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual(0, test.Tcp.OpenedCount);
                test.Udp.Deliver(port, TestResolver.Server1, 53, forged);
                test.Resolver.Step();
            }

            Assert.AreEqual(4L, test.Resolver.Counters.Of(DnsResult.Mismatch));
            Assert.AreEqual(1, test.Tcp.OpenedCount);
            Assert.AreEqual(TestResolver.Server1, test.Tcp.Address);
            Assert.AreEqual(0, test.Udp.OpenCount);
            test.Tcp.Deliver(DnsBuilder.WithLength(DnsBuilder.Answer(test.Udp.Sent, DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay))));
            test.Resolver.Step();
            Assert.AreEqual("c6336419", test.Relays());
        }

        // The count begins anew with each question.
        [TestMethod]
        public void Mismatches_of_one_question_do_not_count_for_the_next()
        {
            TestResolver test = TestResolver.Asked();
            for (int attempt = 0; attempt < 3; attempt++)
            {
                for (int i = 0; i < 3; i++)
                {
                    test.Reply(new byte[1]);
                }

                test.Pass(2000);
            }

            Assert.AreEqual(9L, test.Resolver.Counters.Of(DnsResult.Mismatch));
            Assert.AreEqual(0, test.Tcp.OpenedCount);
        }
    }
}
