using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using Gateway.Platform;
using Gateway.Tests.Reporting;
using Gateway.Tests.Support;
using Gateway.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Reporting
{
    /// <summary>
    /// No report tells whom a host talked to, nor who it is (reporting.md; RFC 6888 REQ-12): marked addresses, cards and names go
    /// through the gateway, and no body has one of them, however it is written.
    /// </summary>
    [TestClass]
    public class ReportPrivacyTests
    {
        private const int Rounds = 25;
        private const int PacketsARound = 400;

        [TestMethod]
        public void No_body_has_an_address_a_card_or_a_name()
        {
            Random random = new(25);
            for (int round = 0; round < Rounds; round++)
            {
                uint lan = 0x0A000000 | ((uint)random.Next(1 << 16) << 8);
                uint[] hosts = [.. Enumerable.Range(0, 8).Select(_ => lan | (uint)random.Next(16, 250))];
                uint[] servers = [.. Enumerable.Range(0, 8).Select(_ => (uint)random.Next(0x0B000000, 0x7E000000))];
                string relayName = $"relay-{random.Next():x}.example";
                byte[] card = new byte[6];
                random.NextBytes(card);

                TestReports test = MakeReports(lan, servers[0], relayName, card);
                for (int i = 0; i < PacketsARound; i++)
                {
                    Send(test.Gateway, random, hosts[random.Next(hosts.Length)], servers[random.Next(servers.Length)]);
                    test.Gateway.Pass(random.Next(2000));
                    if (i % 100 == 0)
                    {
                        test.Report(1, 1_700_000_000 + i);
                        test.Wait();
                    }
                }

                string body = test.Restart().ReadBody();
                Assert.IsGreaterThan(4000, body.Length);
                IEnumerable<string> marks = hosts.Concat(servers).SelectMany(NotationsOf).Concat(NotationsOf(card)).Append(relayName);
                Assert.AreEqual("", string.Join(' ', marks.Where(mark => body.Contains(mark, StringComparison.OrdinalIgnoreCase))));
            }
        }

        // The marks are found where they are.
        [TestMethod]
        [DataRow("198.51.100.25")]
        [DataRow("0xC6336419")]
        [DataRow("3325256729")]
        [DataRow("425997254")]
        [DataRow("c6:33:64:19")]
        [DataRow("-969710567")]
        public void An_address_has_these_notations(string notation)
        {
            Assert.IsTrue(NotationsOf(0xC6336419).Any(mark => notation.Contains(mark, StringComparison.OrdinalIgnoreCase)));
        }

        private static TestReports MakeReports(uint lan, uint relay, string relayName, byte[] card)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.LanAddress = lan | 1;
            settings.Nat.MaximumFlows = 64;
            settings.Op25b.Relays = [new Ipv4Prefix(relay, Ipv4Prefix.MaximumLength)];
            settings.Notice.SubmissionHost = relayName;
            MemoryStorage storage = new();

            // As other rooms keep them, in the same storage.
            storage.Put("leases.0", card);
            storage.Put("names.0", Encoding.ASCII.GetBytes(relayName));
            return new TestReports(new TestGateway(settings, null), storage, TestReports.MakeSettings());
        }

        private static void Send(TestGateway gateway, Random random, uint host, uint server)
        {
            int port = random.Next(1024, 65536);
            int[] ports = [25, 25, 587, 443];
            int remotePort = ports[random.Next(ports.Length)];
            byte[] packet = random.Next(6) switch
            {
                0 => PacketBuilder.Udp(host, port, server, 53, new byte[random.Next(64)]),
                1 => PacketBuilder.Tcp(server, port, host, remotePort, TcpFlags.Syn),
                2 => PacketBuilder.Icmp(host, server, IcmpHeader.EchoRequest, port, new byte[8]),
                3 => PacketBuilder.Fragment(PacketBuilder.Udp(host, port, server, 53, new byte[64]), port, 32, 32),
                _ => PacketBuilder.Tcp(host, port, server, remotePort, TcpFlags.Syn),
            };
            gateway.Receive(random.Next(8) == 0 ? Side.Wan : Side.Lan, packet);
        }

        private static IEnumerable<string> NotationsOf(uint address)
        {
            byte[] bytes = [(byte)(address >> 24), (byte)(address >> 16), (byte)(address >> 8), (byte)address];
            return NotationsOf(bytes)
                .Append(new IPAddress(bytes).ToString())
                .Append(address.ToString(CultureInfo.InvariantCulture))
                .Append(((int)address).ToString(CultureInfo.InvariantCulture))
                .Append(BitConverter.ToUInt32(bytes).ToString(CultureInfo.InvariantCulture));
        }

        private static string[] NotationsOf(byte[] bytes)
        {
            string hex = Convert.ToHexString(bytes);
            string dashed = BitConverter.ToString(bytes);
            return [hex, dashed, dashed.Replace('-', ':'), Convert.ToHexString([.. bytes.Reverse()]), Convert.ToBase64String(bytes)];
        }
    }
}
