using System.Linq;
using Gateway.Boards.Linux.Running;
using Gateway.Dns;
using Gateway.PcTests.Running;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Sockets
{
    /// <summary>The resolver on real sockets, against a server on this machine.</summary>
    [TestClass]
    public class ResolverOverSocketsTests
    {
        private const int TimeoutMs = 10_000;

        [TestMethod]
        public void Names_are_resolved_over_UDP()
        {
            using LoopbackDnsServer server = new((query, isTcp) => isTcp
                ? []
                : DnsBuilder.Answer(query, DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay)));
            using LoopbackNetwork network = new(server.Port);
            NameResolver resolver = Resolver(network);
            Assert.IsTrue(Poll.Until(() => Step(resolver), TimeoutMs));

            Assert.AreEqual(TestResolver.Relay, resolver.AddressOf(0, 0));
            Assert.AreEqual(0, resolver.Counters.TcpQuestions);
        }

        [TestMethod]
        public void Long_answers_are_fetched_over_TCP()
        {
            byte[][] records = [.. Enumerable.Range(0, 40).Select(i => DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay + (uint)i))];
            using LoopbackDnsServer server = new((query, isTcp) => isTcp
                ? DnsBuilder.Answer(query, records)
                : DnsBuilder.Failure(query, 0x8380));
            using LoopbackNetwork network = new(server.Port);
            NameResolver resolver = Resolver(network);
            Assert.IsTrue(Poll.Until(() => Step(resolver), TimeoutMs));

            Assert.HasCount(16, resolver.MakeRelays([], 0, 1));
            Assert.AreEqual(1, resolver.Counters.TcpQuestions);
            Assert.AreEqual(1, resolver.Counters.Of(DnsResult.Truncated));
        }

        // The server is silent twice: another port and id, and the third question is answered.
        [TestMethod]
        public void A_lost_question_is_asked_again()
        {
            int asked = 0;
            using LoopbackDnsServer server = new((query, _) => ++asked < 2
                ? null
                : DnsBuilder.Answer(query, DnsBuilder.A(TestResolver.Name, 60, TestResolver.Relay)));
            using LoopbackNetwork network = new(server.Port);
            NameResolver resolver = Resolver(network);
            Assert.IsTrue(Poll.Until(() => Step(resolver), TimeoutMs));

            Assert.AreEqual(2, resolver.Counters.UdpQuestions);
            Assert.AreEqual(1, resolver.Counters.Of(DnsResult.Timeout));
        }

        private static NameResolver Resolver(LoopbackNetwork network)
        {
            NameResolver resolver = new(network, network, new SystemClock(), new SystemRandom());
            resolver.Apply([TestResolver.Name], [TestResolver.Server1], new Ipv4Prefix(TestGateway.Lan, 24));
            return resolver;
        }

        private static bool Step(NameResolver resolver)
        {
            resolver.Step();
            return resolver.IsResolved(0);
        }
    }
}
