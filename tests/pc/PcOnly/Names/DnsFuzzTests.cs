using System;
using System.Linq;
using Gateway.Dns;
using Gateway.PcTests.Wire;
using Gateway.Tests.Support;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Names
{
    /// <summary>Random answers near the edges: whatever comes, there is a result and no exception, and nothing forged gets in.</summary>
    [TestClass]
    public class DnsFuzzTests
    {
        private const int Messages = 50_000;
        private const int Conversations = 3000;
        private const string Name = TestResolver.Name;

        private static readonly string[] Names = [Name, "a.example", "b.example", "c.isp.example", "example"];

        private static readonly DnsResult[] Judgements =
        [
            DnsResult.Answer, DnsResult.NoAddress, DnsResult.NameError, DnsResult.ServerFailure, DnsResult.Refused, DnsResult.OtherError,
            DnsResult.Truncated, DnsResult.Malformed, DnsResult.Mismatch,
        ];

        [TestMethod]
        public void Any_bytes_give_a_result()
        {
            Random random = TestSeed.Next();
            DnsResponse response = new();
            byte[] query = DnsBuilder.Query(Name, 0x1234);
            int[] seen = new int[(int)DnsResult.NotSent + 1];
            for (int i = 0; i < Messages; i++)
            {
                byte[] message = Next(random, query);
                DnsResult result = response.Parse(message, message.Length, query, query.Length);

                CollectionAssert.Contains(Judgements, result);
                Assert.AreEqual(result == DnsResult.Answer, response.AddressCount > 0);
                Assert.IsGreaterThanOrEqualTo(0, response.TimeToLiveS);
                seen[(int)result]++;
            }

            // Or the messages are not near the edges at all.
            foreach (DnsResult result in Judgements)
            {
                Assert.IsGreaterThan(Messages / 2000, seen[(int)result], result.ToString());
            }
        }

        // Who can't see the questions can't answer them: not with any id but the right one, nor from elsewhere.
        [TestMethod]
        public void Nothing_forged_resolves_a_name()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < Conversations; i++)
            {
                TestResolver test = new((uint)random.Next());
                test.Apply(Name);
                test.Tcp.ChunkLength = random.Next(1, 50);
                for (int step = 0; step < 30; step++)
                {
                    if (test.Udp.SentCount > 0)
                    {
                        byte[] message = Next(random, test.Udp.Sent);
                        bool isFromElsewhere = random.Next(2) == 0;
                        if (!isFromElsewhere && message.Length > 0 && message.AsSpan().StartsWith(test.Udp.Sent.AsSpan(0, 2)))
                        {
                            message[0] ^= (byte)random.Next(1, 256);
                        }

                        test.Udp.Deliver(
                            test.Udp.SentFromPort,
                            isFromElsewhere ? (uint)random.Next() | 1u << 31 | 1u : test.Udp.SentAddress,
                            53,
                            message);
                        if (test.Tcp.OpenCount > 0)
                        {
                            byte[] bytes = OraclePackets.Bytes(random, random.Next(200));
                            test.Tcp.Deliver(bytes);
                            if (random.Next(4) == 0)
                            {
                                test.Tcp.End();
                            }
                        }
                    }

                    test.Leap(random.Next(3000));
                }

                Assert.IsFalse(test.Resolver.IsResolved(0));
                Assert.AreEqual(0L, test.Resolver.Counters.Of(DnsResult.Answer));
                Assert.IsLessThanOrEqualTo(1, test.Udp.OpenCount + test.Tcp.OpenCount);
            }
        }

        // Records that were kept: any bytes load or don't, and what loads can be saved and loaded again.
        [TestMethod]
        public void Any_kept_record_loads_or_does_not()
        {
            Random random = TestSeed.Next();
            byte[] good = new byte[200];
            TestResolver source = TestResolver.Resolved(60);
            int goodLength = source.Resolver.Save(good);
            int loaded = 0;
            for (int i = 0; i < Conversations * 10; i++)
            {
                byte[] record = good[..goodLength];
                for (int mutations = random.Next(4); mutations > 0; mutations--)
                {
                    record[random.Next(record.Length)] = (byte)random.Next(256);
                }

                record = [.. record.Take(random.Next(4) == 0 ? random.Next(record.Length + 1) : record.Length)];
                TestResolver test = new();
                test.Apply(Name);
                if (test.Resolver.Load(record, record.Length) && test.Resolver.IsResolved(0))
                {
                    loaded++;
                    byte[] again = new byte[200];
                    int length = test.Resolver.Save(again);
                    TestResolver other = new();
                    other.Apply(Name);
                    Assert.IsTrue(other.Resolver.Load(again, length));
                    Assert.AreEqual(test.Relays(), other.Relays());
                }
            }

            Assert.IsGreaterThan(Conversations, loaded);
        }

        [TestMethod]
        public void A_step_allocates_nothing_while_nothing_happens()
        {
            TestResolver test = TestResolver.Resolved(3600);
            Leap(test, 1000);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Leap(test, 10_000);

            Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        private static void Leap(TestResolver test, int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                test.Leap(250);
            }
        }

        // Mostly an answer to the question, of random records with and without compression, and then some bytes of it changed.
        private static byte[] Next(Random random, byte[] query)
        {
            if (random.Next(20) == 0)
            {
                return OraclePackets.Bytes(random, random.Next(100));
            }

            byte[][] records = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Record(random))];
            byte[] message = DnsBuilder.Answer(query, records);
            if (random.Next(4) == 0)
            {
                message[3] = (byte)(0x80 | random.Next(7));
                message[2] = (byte)(0x81 | (random.Next(3) == 0 ? 2 : 0));
            }

            for (int changes = random.Next(3); changes > 0; changes--)
            {
                // Beyond the question mostly: what hits it is a mismatch.
                int from = random.Next(8) == 0 ? 0 : Math.Min(query.Length, message.Length - 1);
                message[random.Next(from, message.Length)] = (byte)(random.Next(4) == 0 ? 0xC0 : random.Next(256));
            }

            return random.Next(6) == 0 ? message[..random.Next(message.Length + 1)] : message;
        }

        private static byte[] Record(Random random)
        {
            byte[] record = random.Next(3) switch
            {
                0 => DnsBuilder.Cname(AnyName(random), random.Next(100), AnyName(random)),
                1 => DnsBuilder.Record(AnyName(random), random.Next(30), random.Next(3), (uint)random.Next(), OraclePackets.Bytes(random, random.Next(8))),
                _ => DnsBuilder.A(AnyName(random), random.Next(100), (uint)random.Next()),
            };
            if (random.Next(3) == 0)
            {
                // The owner's name becomes a pointer: to the question mostly.
                int end = Array.IndexOf(record, (byte)0) + 1;
                int target = random.Next(3) == 0 ? random.Next(120) : 12;
                return [(byte)0xC0, (byte)target, .. record[end..]];
            }

            return record;
        }

        private static string AnyName(Random random)
        {
            return Names[random.Next(2) == 0 ? 0 : random.Next(Names.Length)];
        }
    }
}
