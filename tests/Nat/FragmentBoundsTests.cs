using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>
    /// Fragments that are not what they seem, and more of them than there is room for (RFC 4787 REQ-14, RFC 1858, RFC 3128). Beside
    /// 512 flows there are 16 datagrams, 12 a side and 8 a source, and 2 fragments wait; beside 1024 flows 32, 24 and 16, and 4 wait,
    /// 3 of a side and 2 of a source.
    /// </summary>
    [TestClass]
    public class FragmentBoundsTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Peer = TestGateway.Foreign;
        private const int Id = 0x4711;
        private const int More = Ipv4Header.MoreFragments;

        // protocol, flags and offset, bytes of data, reason
        [DataRow(17, More, 12, (int)DropReason.FragmentMalformed)] // not in units of 8 bytes
        [DataRow(17, More | 2, 7, (int)DropReason.FragmentMalformed)]
        [DataRow(17, 0x1FFF, 8, (int)DropReason.FragmentMalformed)] // behind what an IP packet can hold
        [DataRow(17, 0x1FFD, 4, (int)DropReason.FragmentMalformed)]
        [DataRow(17, 2, 0, (int)DropReason.FragmentMalformed)]
        [DataRow(17, More | 2, 0, (int)DropReason.FragmentMalformed)]
        [DataRow(1, More, 0, (int)DropReason.FragmentMalformed)]
        [DataRow(6, 1, 8, (int)DropReason.FragmentEvasion)] // RFC 3128
        [DataRow(6, More | 1, 16, (int)DropReason.FragmentEvasion)]
        [DataRow(6, More, 16, (int)DropReason.FragmentEvasion)] // RFC 1858
        [DataRow(6, More, 8, (int)DropReason.FragmentEvasion)]
        [DataRow(47, More, 16, (int)DropReason.ProtocolNotForwarded)]
        [DataRow(47, 2, 16, (int)DropReason.ProtocolNotForwarded)]
        [TestMethod]
        public void What_no_fragment_can_be_is_dropped(int protocol, int field, int length, int reason)
        {
            for (int side = 0; side < 2; side++)
            {
                var gateway = new TestGateway();
                byte[] packet = side == 0
                    ? PacketBuilder.Ip(protocol, A, Peer, length)
                    : PacketBuilder.Ip(protocol, Peer, TestGateway.Wan, length);

                Assert.IsNull(gateway.Receive((Side)side, PacketBuilder.WithIpv4Word(packet, Ipv4Header.FragmentOffset, field)));
                Assert.AreEqual((int)PacketFate.Dropped, (int)gateway.Engine.LastFate);
                Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            }
        }

        // what is written where a first fragment's transport header is, reason
        [DataRow(6, "0102030405060708090a0b0c40020000000000000000000000000000", (int)DropReason.TransportMalformed)] // header length 16
        [DataRow(6, "75300050000000010000000060020000000000000000000000000000", (int)DropReason.None)]
        [DataRow(6, "753000500000000100000000800200000000000000000000", (int)DropReason.TransportMalformed)] // 32 of 24
        [DataRow(17, "7530005000070000", (int)DropReason.TransportMalformed)] // UDP length 7
        [DataRow(17, "7530005000080000", (int)DropReason.TransportMalformed)] // no more than this part
        [DataRow(17, "7530005000090000", (int)DropReason.None)]
        [DataRow(1, "0300000000000000", (int)DropReason.TransportMalformed)] // no echo
        [DataRow(1, "0800000000010000", (int)DropReason.None)]
        [TestMethod]
        public void A_first_fragment_has_its_whole_transport_header(int protocol, string header, int reason)
        {
            var gateway = new TestGateway();
            byte[] bytes = Hex.Parse(header);
            byte[] packet = PacketBuilder.Ip(protocol, A, Peer, (bytes.Length + 7) / 8 * 8);
            System.Array.Copy(bytes, 0, packet, 20, bytes.Length);

            SentPacket sent = gateway.Receive(Side.Lan, PacketBuilder.WithIpv4Word(packet, Ipv4Header.FragmentOffset, More));

            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(reason == 0, sent != null && sent.To == Side.Wan);
        }

        // fragments of one datagram, each begin+length in bytes and "." for the last one; how many go on
        [DataRow("0+24 24+24 48+8.", 3)]
        [DataRow("0+24 16+24 48+8.", 1)] // RFC 1858 §3.2: over the first one's end
        [DataRow("0+24 24+24 24+24", 2)] // the same again
        [DataRow("0+24 0+24 24+24", 1)] // two first ones
        [DataRow("24+24 16+24 0+16", 0)] // before the first one came
        [DataRow("16+24 0+24 40+8.", 0)] // the first one lies over what waits
        [DataRow("0+24 48+8. 56+8", 2)] // behind the end
        [DataRow("0+24 48+8. 24+32", 2)] // over the end
        [DataRow("0+24 48+8. 40+8.", 2)] // two ends
        [DataRow("0+24 64+8 48+8.", 2)] // an end before what was there
        [DataRow("0+24 32+8 48+8 64+8 24+8", 3)] // three parts with gaps between them are remembered
        [DataRow("0+24 32+8 48+8 40+8 24+8 64+8 56+8 72+8.", 8)]
        [TestMethod]
        public void Overlaps_and_too_many_gaps_end_the_datagram(string parts, int passed)
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 7, new byte[200]);
            string[] part = parts.Split(' ');
            for (int i = 0; i < part.Length; i++)
            {
                bool isLast = part[i][part[i].Length - 1] == '.';
                string[] numbers = (isLast ? part[i].Substring(0, part[i].Length - 1) : part[i]).Split('+');
                int begin = int.Parse(numbers[0]);
                byte[] fragment = PacketBuilder.Fragment(packet, Id, begin, int.Parse(numbers[1]));
                int field = (begin / 8) | (isLast ? 0 : More);
                Receive(gateway, Side.Lan, PacketBuilder.WithIpv4Word(fragment, Ipv4Header.FragmentOffset, field));
            }

            Assert.AreEqual(passed, gateway.Output.Count);
            Assert.AreEqual("", TableWalk.CheckAccounts(gateway.Engine));
            if (passed < part.Length)
            {
                // Nothing more of it, whatever fits.
                int before = gateway.Output.Count;
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, 96, 8));
                Assert.AreEqual(before, gateway.Output.Count);
                Assert.AreEqual(0L, gateway.Engine.Traffic.FragmentsHeld);
                Assert.AreEqual((int)DropReason.Fragment, (int)gateway.Engine.LastDropReason);
            }
        }

        // seconds, whether the first one still finds what waits, and whether what follows still finds the first one
        [DataRow(15, true)]
        [DataRow(16, false)]
        [TestMethod]
        public void Rfc791_after_15_seconds_a_datagram_is_forgotten(int seconds, bool isThere)
        {
            for (int ticks = 0; ticks < 2; ticks++)
            {
                var gateway = new TestGateway();
                byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 7, new byte[60]);
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, 24, 24));
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id + 1, 0, 24));
                Assert.AreEqual((int)PacketFate.Forwarded, (int)gateway.Engine.LastFate);
                gateway.Clock.Advance(seconds * 1000L);
                if (ticks == 1)
                {
                    gateway.Engine.Tick();
                }

                gateway.Output.Clear();
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, 0, 24));
                Assert.AreEqual(isThere ? 2 : 1, gateway.Output.Count);
                Assert.AreEqual(isThere ? 0L : 1L, gateway.Engine.Drops.Of(DropReason.FragmentTimeout));
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id + 1, 24, 24));
                Assert.AreEqual((int)(isThere ? PacketFate.Forwarded : PacketFate.Held), (int)gateway.Engine.LastFate);
            }
        }

        // Of one host two wait, and a third one ends the older datagram; another host is not concerned.
        [TestMethod]
        public void A_host_s_waiting_fragments_make_room_for_its_own()
        {
            TestGateway gateway = Make(1024);
            HoldOne(gateway, Side.Lan, B, Peer, 1);
            for (int i = 1; i <= 5; i++)
            {
                HoldOne(gateway, Side.Lan, A, Peer, i);
                Assert.AreEqual(1L + (i < 2 ? i : 2), gateway.Engine.Traffic.FragmentsHeld);
            }

            Assert.AreEqual(3L, gateway.Engine.Drops.Of(DropReason.FragmentTableFull));
            Assert.AreEqual(2, Complete(gateway, Side.Lan, B, Peer, 1));
            Assert.AreEqual(1, Complete(gateway, Side.Lan, A, Peer, 3));
            Assert.AreEqual(2, Complete(gateway, Side.Lan, A, Peer, 5));
        }

        // A fragment that has no room in its own host's share ends its datagram: it can't be whole any more.
        [TestMethod]
        public void More_of_one_datagram_than_may_wait_end_it()
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 7, new byte[100]);
            for (int begin = 24; begin <= 72; begin += 24)
            {
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, begin, 24));
            }

            Assert.AreEqual(0L, gateway.Engine.Traffic.FragmentsHeld);
            Assert.AreEqual(3L, gateway.Engine.Drops.Of(DropReason.FragmentTableFull));
            Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, 0, 24));
            Assert.AreEqual((int)DropReason.Fragment, (int)gateway.Engine.LastDropReason);
        }

        // No place is as large: it ends its own datagram, and nobody else's.
        [TestMethod]
        public void A_fragment_larger_than_a_place_makes_no_room()
        {
            var gateway = new TestGateway();
            HoldOne(gateway, Side.Lan, A, Peer, 1);
            HoldOne(gateway, Side.Lan, B, Peer, 2);
            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 7, new byte[3000]);

            Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, 3, 24, 1488));

            Assert.AreEqual((int)DropReason.FragmentTableFull, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(2L, gateway.Engine.Traffic.FragmentsHeld);
        }

        // Strangers with any addresses fill what a side may have, and nothing of the other side's.
        [TestMethod]
        public void A_flood_from_outside_leaves_room_for_the_LAN()
        {
            TestGateway gateway = Make(1024);
            for (int i = 0; i < 1000; i++)
            {
                HoldOne(gateway, Side.Wan, 0x08000000 + (uint)i, TestGateway.Wan, i);
                Assert.IsTrue(gateway.Engine.Traffic.FragmentsHeld <= 3);
            }

            HoldOne(gateway, Side.Lan, A, Peer, Id);
            Assert.AreEqual(4L, gateway.Engine.Traffic.FragmentsHeld);
            Assert.AreEqual(2, Complete(gateway, Side.Lan, A, Peer, Id));
            Assert.AreEqual("", TableWalk.CheckAccounts(gateway.Engine));
        }

        // What flows is not driven out by what waits or was refused.
        [TestMethod]
        public void A_flood_does_not_end_a_datagram_that_flows()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 7);
            byte[] answer = PacketBuilder.Udp(Peer, 7, TestGateway.Wan, 30000, new byte[60]);
            Receive(gateway, Side.Wan, PacketBuilder.Fragment(answer, Id, 0, 24));
            for (int i = 0; i < 1000; i++)
            {
                uint stranger = 0x08000000 + (uint)i;
                HoldOne(gateway, Side.Wan, stranger, TestGateway.Wan, i);
                byte[] refused = PacketBuilder.Udp(stranger, 7, TestGateway.Wan, 30001, new byte[60]);
                Receive(gateway, Side.Wan, PacketBuilder.Fragment(refused, i + 1, 0, 24));
            }

            gateway.Output.Clear();
            Receive(gateway, Side.Wan, PacketBuilder.Fragment(answer, Id, 24, 24));
            Assert.AreEqual(A, gateway.Output.Last.Destination);
        }

        // A host that begins datagrams and never ends them takes half of the table.
        [TestMethod]
        public void A_host_s_unfinished_datagrams_end_only_its_own()
        {
            var gateway = new TestGateway();
            for (int i = 0; i < 3; i++)
            {
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(PacketBuilder.Udp(B, 30000, Peer, 7, new byte[60]), i, 0, 24));
            }

            byte[] packet = PacketBuilder.Udp(A, 31000, Peer, 7, new byte[60]);
            for (int i = 0; i < 100; i++)
            {
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, i, 0, 24));
                Assert.AreEqual((int)PacketFate.Forwarded, (int)gateway.Engine.LastFate);
            }

            for (int i = 0; i < 3; i++)
            {
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(PacketBuilder.Udp(B, 30000, Peer, 7, new byte[60]), i, 24, 24));
                Assert.AreEqual((int)PacketFate.Forwarded, (int)gateway.Engine.LastFate);
            }

            // Its own latest 8 are there.
            Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, 92, 24, 24));
            Assert.AreEqual((int)PacketFate.Forwarded, (int)gateway.Engine.LastFate);
            Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, 91, 24, 24));
            Assert.AreEqual((int)PacketFate.Held, (int)gateway.Engine.LastFate);
        }

        // When all that a side may have flows, a new datagram has no room.
        [TestMethod]
        public void A_table_of_datagrams_that_flow_takes_no_more()
        {
            var gateway = new TestGateway();
            for (int i = 0; i < 13; i++)
            {
                byte[] packet = PacketBuilder.Udp(A + (uint)(i / 6), 30000, Peer, 7, new byte[60]);
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, i, 0, 24));
                Assert.AreEqual((int)(i < 12 ? PacketFate.Forwarded : PacketFate.Dropped), (int)gateway.Engine.LastFate);
            }

            Assert.AreEqual((int)DropReason.FragmentTableFull, (int)gateway.Engine.LastDropReason);

            // The other side has its own share.
            Receive(gateway, Side.Wan, PacketBuilder.Fragment(PacketBuilder.Udp(Peer, 7, TestGateway.Wan, 30000, new byte[60]), 1, 0, 24));
            Assert.AreEqual((int)PacketFate.Forwarded, (int)gateway.Engine.LastFate);
        }

        // Small tables work as well: flows, in any of which a reversed datagram of two fragments passes.
        [DataRow(1)]
        [DataRow(128)]
        [DataRow(4096)]
        [DataRow(10000)]
        [TestMethod]
        public void Every_size_of_table_takes_a_datagram(int flows)
        {
            TestGateway gateway = Make(flows);

            HoldOne(gateway, Side.Lan, A, Peer, Id);
            Assert.AreEqual(2, Complete(gateway, Side.Lan, A, Peer, Id));
        }

        // Where two wait at most, the oldest gives way, whoever comes.
        [TestMethod]
        public void In_a_small_table_the_oldest_waiting_fragment_gives_way()
        {
            var gateway = new TestGateway();
            HoldOne(gateway, Side.Lan, A, Peer, 1);
            HoldOne(gateway, Side.Wan, Peer, TestGateway.Wan, 2);
            HoldOne(gateway, Side.Lan, B, Peer, 3);

            Assert.AreEqual(2L, gateway.Engine.Traffic.FragmentsHeld);
            Assert.AreEqual(1L, gateway.Engine.Drops.Of(DropReason.FragmentTableFull));
            Assert.AreEqual(1, Complete(gateway, Side.Lan, A, Peer, 1));
            Assert.AreEqual(2, Complete(gateway, Side.Lan, B, Peer, 3));
        }

        private static TestGateway Make(int flows)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = flows;
            return new TestGateway(settings, null);
        }

        private static void HoldOne(TestGateway gateway, Side from, uint source, uint destination, int identification)
        {
            Receive(gateway, from, PacketBuilder.Fragment(PacketBuilder.Udp(source, 30000, destination, 7, new byte[60]), identification, 24, 999));
        }

        // The first one comes: how many packets go out.
        private static int Complete(TestGateway gateway, Side from, uint source, uint destination, int identification)
        {
            gateway.Output.Clear();
            Receive(gateway, from, PacketBuilder.Fragment(PacketBuilder.Udp(source, 30000, destination, 7, new byte[60]), identification, 0, 24));
            return gateway.Output.Count;
        }

        private static void Receive(TestGateway gateway, Side from, byte[] packet)
        {
            gateway.Engine.Receive(from, packet, 0, packet.Length);
        }
    }
}
