using System;
using System.Collections.Generic;
using System.Linq;
using Gateway.Lan;
using Gateway.PcTests.Wire;
using Gateway.Tests.Lan;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Lan
{
    /// <summary>Random messages: no exception, no address outside the range, and none with two clients, over restarts too.</summary>
    [TestClass]
    public class DhcpFuzzTests
    {
        private const int Messages = 200_000;
        private const int Lives = 40;
        private const int StepsALife = 3000;
        private const int Pool = 12;
        private const int Clients = 20;

        [TestMethod]
        public void Any_bytes_are_answered_with_the_range_s_addresses_or_not_at_all()
        {
            Random random = TestSeed.Next();
            TestDhcp test = new(TestDhcp.Range(Pool));
            int[] types = new int[9];
            for (int i = 0; i < Messages; i++)
            {
                byte[] answer = test.Send(random.Next(20) == 0 ? (uint)random.Next() : 0, Spoiled(random));
                if (answer.Length > 0)
                {
                    uint address = DhcpBuilder.AddressOf(answer);
                    Assert.IsTrue(address == 0 || (address >= TestDhcp.First && address < TestDhcp.First + Pool), $"{address:x8}");
                    Assert.IsTrue(answer.Length is >= 300 and <= 548);
                    Assert.IsTrue(test.Server.AnswerTo == uint.MaxValue || test.Server.AnswerTo >> 8 == TestDhcp.Gateway >> 8);
                    types[DhcpBuilder.TypeOf(answer)]++;
                }

                if (random.Next(50) == 0)
                {
                    test.Clock.Advance(random.Next(100_000));
                    test.Server.Step();
                }
            }

            // Or the messages are all of one kind.
            Assert.IsGreaterThan(Messages / 1000, types[DhcpBuilder.Offer]);
            Assert.IsGreaterThan(Messages / 1000, types[DhcpBuilder.Ack]);
            Assert.IsGreaterThan(Messages / 1000, types[DhcpBuilder.Nak]);
            Assert.IsGreaterThan(Messages / 1000, (int)test.Count(DhcpResult.Malformed));
            Assert.IsGreaterThan(Messages / 1000, (int)test.Count(DhcpResult.UnknownLease));
        }

        // What each client believes to have, by its own clock: no two the same, whatever they do, and whenever power fails.
        [TestMethod]
        public void No_address_has_two_clients()
        {
            Random random = TestSeed.Next();
            long leases = 0;
            long restarts = 0;
            for (int life = 0; life < Lives; life++)
            {
                TestDhcp test = new(random.Next(2) == 0 ? TestDhcp.Range(Pool) : TestDhcp.Reserved(Pool, random.Next(Clients), TestDhcp.First + (uint)random.Next(Pool)));
                Dictionary<int, (uint Address, long UntilS)> held = [];
                long now = 0;
                void Pass(int seconds)
                {
                    now += seconds;
                    test.Clock.Advance(seconds * 1000L);
                    test.Server.Step();
                }

                for (int step = 0; step < StepsALife; step++)
                {
                    int client = random.Next(Clients);
                    held.TryGetValue(client, out (uint Address, long UntilS) own);
                    bool has = own.UntilS > now;
                    byte[] answer = [];
                    switch (random.Next(12))
                    {
                        case 0 or 1 or 2:
                            uint offered = test.Discover(client, TestDhcp.First + (uint)random.Next(Pool));
                            answer = offered == 0 || random.Next(4) == 0 ? [] : test.Select(client, offered);
                            break;
                        case 3 or 4 when has:
                            answer = test.Renew(client, own.Address);
                            break;
                        case 5 or 6 when own.Address != 0:
                            // It was switched off, perhaps for long.
                            answer = test.Reboot(client, own.Address);
                            break;
                        case 7 when has:
                            test.Release(client, own.Address);
                            held.Remove(client);
                            break;
                        case 8 when has && random.Next(4) == 0:
                            test.Decline(client, own.Address);
                            held.Remove(client);
                            break;
                        case 9:
                            Pass(random.Next(random.Next(10) == 0 ? 50_000 : 600));
                            break;
                        case 10 when random.Next(10) == 0:
                            // Leases that could not be stored last ten minutes: those that a restart may forget.
                            Pass(TestDhcp.ShortLease);
                            test.Start();
                            restarts++;
                            break;
                        case 11:
                            test.Server.IsWanUp = random.Next(2) == 0;
                            break;
                    }

                    switch (DhcpBuilder.TypeOf(answer))
                    {
                        case DhcpBuilder.Ack:
                            uint address = DhcpBuilder.AddressOf(answer);
                            (int Client, (uint Address, long UntilS) Lease)[] others =
                                [.. held.Where(other => other.Key != client && other.Value.Address == address && other.Value.UntilS > now).Select(other => (other.Key, other.Value))];
                            Assert.IsEmpty(others, $"life {life}, step {step}: {address:x8} is client {client}'s and another's");
                            held[client] = (address, now + DhcpBuilder.LeaseOf(answer));
                            leases++;
                            break;
                        case DhcpBuilder.Nak:
                            held.Remove(client);
                            break;
                    }
                }
            }

            Assert.IsGreaterThan(Lives * StepsALife / 10, (int)leases);
            Assert.IsGreaterThan(Lives * 5, (int)restarts);
        }

        [TestMethod]
        public void A_message_allocates_nothing()
        {
            TestDhcp test = new();
            uint address = test.Obtain(1);
            byte[] discover = DhcpBuilder.Message(DhcpBuilder.Discover, 2, string.Empty);
            byte[] renew = DhcpBuilder.Message(DhcpBuilder.Request, 1, address, string.Empty);
            Run(test, discover, renew);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(test, discover, renew);

            Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        private static void Run(TestDhcp test, byte[] discover, byte[] renew)
        {
            for (int i = 0; i < 1000; i++)
            {
                test.Server.Receive(0, discover, discover.Length);
                test.Server.Receive(0, renew, renew.Length);
                test.Server.Step();
            }
        }

        // Mostly a message as a client may send it, and then some bits of it turned, or its end cut off.
        private static byte[] Spoiled(Random random)
        {
            if (random.Next(20) == 0)
            {
                return OraclePackets.Bytes(random, random.Next(600));
            }

            uint address = TestDhcp.First + (uint)random.Next(Pool + 2);
            string options = random.Next(3) == 0 ? string.Empty : DhcpBuilder.Option(50, address);
            options += random.Next(3) switch
            {
                0 => DhcpBuilder.Option(54, TestDhcp.Gateway),
                1 => DhcpBuilder.Option(61, OraclePackets.Bytes(random, random.Next(random.Next(10) == 0 ? 256 : 5))),
                _ => string.Empty,
            };
            options += random.Next(8) == 0 ? DhcpBuilder.Option(52, [(byte)random.Next(5)]) : string.Empty;
            byte[] message = DhcpBuilder.Message(random.Next(9), random.Next(Clients), random.Next(3) == 0 ? address : 0, options);
            for (int changes = random.Next(4) - 1; changes > 0; changes--)
            {
                int at = random.Next(3) == 0 ? random.Next(message.Length) : random.Next(DhcpBuilder.Options, message.Length);
                message[at] ^= (byte)(1 << random.Next(8));
            }

            return random.Next(10) == 0 ? message[..random.Next(message.Length + 1)] : message;
        }
    }
}
