using Gateway.Dns;
using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Dns
{
    /// <summary>Servers that are silent, refuse or fail, and a line that is down.</summary>
    [TestClass]
    public class NameResolverServerTests
    {
        private const int FormatError = 0x8181;
        private const int ServerFailure = 0x8182;
        private const int NameError = 0x8183;
        private const int Refused = 0x8185;

        // Three servers, twice each: 2 s, then 4 s (RFC 1035 §4.2.1).
        [TestMethod]
        public void Silent_servers_are_asked_in_turn_and_twice()
        {
            TestResolver test = TestResolver.Asked();
            for (int attempt = 0; attempt < 6; attempt++)
            {
                Assert.AreEqual(attempt + 1, test.Udp.SentCount);
                Assert.AreEqual(TestResolver.Server1 + (uint)(attempt % 3), test.Udp.SentAddress);
                int waitMs = attempt < 3 ? 2000 : 4000;
                test.Leap(waitMs - 1);
                Assert.AreEqual(attempt + 1, test.Udp.SentCount);
                test.Leap(1);
            }

            Assert.AreEqual(6, test.Udp.SentCount);
            Assert.AreEqual(0, test.Udp.OpenCount);
            Assert.AreEqual(6L, test.Resolver.Counters.Of(DnsResult.Timeout));
            Assert.AreEqual(1L, test.Resolver.Counters.FailedLookups);
            Assert.AreEqual((int)DnsResult.Timeout, (int)test.Resolver.ResultOf(0));
        }

        // It came while nobody looked: what counts is that it is there.
        [TestMethod]
        public void An_answer_that_waits_is_taken_even_when_the_step_is_late()
        {
            TestResolver test = TestResolver.Asked();
            test.Clock.Advance(60000);
            test.Answer(DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay));

            Assert.IsTrue(test.Resolver.IsResolved(0));
        }

        // RFC 9520 §3.1: who said no is not asked the same again at once.
        [TestMethod]
        [DataRow(FormatError, (int)DnsResult.OtherError)]
        [DataRow(ServerFailure, (int)DnsResult.ServerFailure)]
        [DataRow(Refused, (int)DnsResult.Refused)]
        public void A_server_that_fails_makes_room_for_the_next_at_once(int flags, int result)
        {
            TestResolver test = TestResolver.Asked();
            test.Fail(flags);
            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
            test.Pass(2000);
            Assert.AreEqual(TestResolver.Server3, test.Udp.SentAddress);
            test.Fail(flags);

            // The second round: the silent one only.
            Assert.AreEqual(4, test.Udp.SentCount);
            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
            test.Fail(flags);
            Assert.AreEqual(0, test.Udp.OpenCount);
            Assert.AreEqual(result, (int)test.Resolver.ResultOf(0));
            Assert.AreEqual(3L, test.Resolver.Counters.Of((DnsResult)result));
            Assert.AreEqual(1L, test.Resolver.Counters.FailedLookups);
        }

        [TestMethod]
        [DataRow(NameError, (int)DnsResult.NameError)]
        [DataRow(0x8180, (int)DnsResult.NoAddress)]
        public void A_name_that_is_not_there_is_asked_for_nowhere_else(int flags, int result)
        {
            TestResolver test = TestResolver.Asked();
            test.Fail(flags);

            Assert.AreEqual(1, test.Udp.SentCount);
            Assert.AreEqual(0, test.Udp.OpenCount);
            Assert.AreEqual(result, (int)test.Resolver.ResultOf(0));
            Assert.AreEqual(1L, test.Resolver.Counters.Of((DnsResult)result));
            Assert.IsFalse(test.Resolver.IsResolved(0));
        }

        [TestMethod]
        public void An_answer_that_cannot_be_read_is_a_failed_server()
        {
            TestResolver test = TestResolver.Asked();
            byte[] answer = DnsBuilder.Answer(test.Udp.Sent, DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay));
            answer[answer.Length - 5] = 3;
            test.Reply(answer);

            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
            Assert.AreEqual(1L, test.Resolver.Counters.Of(DnsResult.Malformed));
        }

        [TestMethod]
        public void The_server_that_answered_is_asked_first_the_next_time()
        {
            TestResolver test = TestResolver.Asked();
            test.Pass(2000);
            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
            test.Answer(DnsBuilder.A(TestResolver.Name, 30, TestResolver.Relay));
            Assert.IsTrue(test.PassUntilAsked(30000) > 0);

            Assert.AreEqual(TestResolver.Server2, test.Udp.SentAddress);
            test.Pass(2000);
            Assert.AreEqual(TestResolver.Server3, test.Udp.SentAddress);
            test.Pass(2000);
            Assert.AreEqual(TestResolver.Server1, test.Udp.SentAddress);
        }

        // 5 s and twice as long each time, to a minute while mail stands still, to 5 minutes else; up to a quarter more.
        [TestMethod]
        [DataRow(false, 60)]
        [DataRow(true, 300)]
        public void A_failed_lookup_is_tried_again_after_longer_and_longer(bool isResolved, int maximumS)
        {
            TestResolver test = isResolved ? TestResolver.Resolved(30) : TestResolver.Asked();
            if (isResolved)
            {
                Assert.IsTrue(test.PassUntilAsked(30000) > 0);
            }

            int delayMs = 5000;
            for (int i = 0; i < 10; i++)
            {
                test.Fail(NameError);
                long ms = test.PassUntilAsked(1000000);
                Assert.IsTrue(ms >= delayMs && ms <= delayMs + (delayMs / 4) + 250);
                delayMs = delayMs * 2 < maximumS * 1000 ? delayMs * 2 : maximumS * 1000;
            }

            Assert.AreEqual(10L, test.Resolver.Counters.FailedLookups);
            Assert.AreEqual(isResolved ? "c6336419" : "", test.Relays());

            // Success ends it.
            test.Answer(DnsBuilder.A(TestResolver.Name, 30, TestResolver.Relay));
            Assert.IsTrue(test.PassUntilAsked(30000) > 0);
            test.Fail(NameError);
            Assert.IsTrue(test.PassUntilAsked(6250) > 0);
        }

        // Retries are spread too.
        [TestMethod]
        public void Retries_of_many_gateways_are_spread()
        {
            long least = long.MaxValue;
            long most = 0;
            for (uint seed = 1; seed <= 20; seed++)
            {
                var test = new TestResolver(seed);
                test.Apply(TestResolver.Name);
                test.Pass(NameResolver.NewSpreadMs);
                test.Fail(NameError);
                long ms = test.PassUntilAsked(10000);
                least = ms < least ? ms : least;
                most = ms > most ? ms : most;
            }

            Assert.IsTrue(most - least >= 500);
        }

        // No line, no server, no socket: nothing to be had, and nobody burdened. It is tried every 5 s, without growing.
        [TestMethod]
        [DataRow(true, false, 3)]
        [DataRow(false, true, 3)]
        [DataRow(false, false, 0)]
        public void A_question_that_can_not_go_out_is_tried_again_soon(bool hasNoRoute, bool hasNoSocket, int servers)
        {
            var test = new TestResolver();
            test.Udp.HasNoRoute = hasNoRoute;
            test.Udp.HasNoSocket = hasNoSocket;
            uint[] addresses = new uint[servers];
            for (int i = 0; i < servers; i++)
            {
                addresses[i] = TestResolver.Server1 + (uint)i;
            }

            test.Resolver.Apply(new[] { TestResolver.Name }, addresses, TestResolver.Lan);
            test.Pass(61000);

            Assert.AreEqual(0, test.Udp.SentCount);
            Assert.AreEqual(0, test.Udp.OpenCount);
            Assert.AreEqual((int)DnsResult.NotSent, (int)test.Resolver.ResultOf(0));
            Assert.IsTrue(test.Resolver.Counters.FailedLookups >= 9 && test.Resolver.Counters.FailedLookups <= 13);

            // The line comes up.
            test.Udp.HasNoRoute = false;
            test.Udp.HasNoSocket = false;
            if (servers == 0)
            {
                test.Apply(TestResolver.Name);
            }

            Assert.IsTrue(test.PassUntilAsked(6250) >= 0);
        }

        [TestMethod]
        public void Only_the_first_three_servers_are_asked()
        {
            var test = new TestResolver();
            uint[] servers = { TestResolver.Server1, TestResolver.Server2, TestResolver.Server3, TestResolver.Server3 + 1 };
            test.Resolver.Apply(new[] { TestResolver.Name }, servers, TestResolver.Lan);
            test.Pass(NameResolver.NewSpreadMs);
            for (int i = 0; i < 6; i++)
            {
                Assert.IsTrue(test.Udp.SentAddress <= TestResolver.Server3);
                test.Leap(4000);
            }

            Assert.AreEqual(6, test.Udp.SentCount);
        }

        // No message can hold it: it is no name, and nobody is asked.
        [TestMethod]
        public void A_name_that_is_none_is_a_name_error()
        {
            var test = new TestResolver();
            test.Apply("a..example", TestResolver.Name);
            test.Pass(NameResolver.NewSpreadMs);

            Assert.AreEqual((int)DnsResult.NameError, (int)test.Resolver.ResultOf(0));
            Assert.AreEqual(TestResolver.Name, test.AskedName);
        }
    }
}
