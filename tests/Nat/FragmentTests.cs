using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Fragments, in and out of order, both ways (RFC 4787 REQ-14): what comes out is the translated datagram.</summary>
    [TestClass]
    public class FragmentTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Wan = TestGateway.Wan;
        private const uint Peer = TestGateway.Foreign;
        private const int Id = 0x4711;
        private const int Piece = 24; // bytes of data a fragment: a datagram here has three of them, the last one shorter
        private const int Data = 60;

        // protocol, the order of the three fragments
        [DataRow(17, "012")]
        [DataRow(17, "021")]
        [DataRow(17, "102")]
        [DataRow(17, "120")]
        [DataRow(17, "201")]
        [DataRow(17, "210")]
        [DataRow(1, "012")]
        [DataRow(1, "210")]
        [DataRow(6, "012")]
        [DataRow(6, "210")]
        [TestMethod]
        public void Rfc4787_Req14_a_datagram_goes_out_and_its_answer_comes_in(int protocol, string order)
        {
            // The port 5000 is not kept: the first fragment's transport header changes, too.
            var gateway = new TestGateway();
            byte[] whole = Send(gateway, Side.Lan, Outgoing(protocol), Id, order);
            var sent = new SentPacket(gateway.Output[0].To, whole);

            Assert.AreEqual((int)Side.Wan, (int)sent.To);
            Assert.AreEqual(Wan, sent.Source);
            Assert.AreEqual(Peer, sent.Destination);
            Assert.AreEqual(PacketBuilder.TimeToLive - 1, sent.TimeToLive);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(whole));
            Assert.AreEqual(DataOf(Outgoing(protocol)), DataOf(whole));

            byte[] answer = Answer(protocol, sent);
            byte[] got = Send(gateway, Side.Wan, answer, Id + 1, order);

            Assert.AreEqual((int)Side.Lan, (int)gateway.Output[0].To);
            Assert.AreEqual(A, gateway.Output[0].Destination);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(got));
            Assert.AreEqual(DataOf(answer), DataOf(got));
            Assert.AreEqual(5000, NetworkOrder.ReadUInt16(got, 20 + (protocol == IpProtocol.Icmp ? 4 : 2)));
            Assert.AreEqual("", TableWalk.CheckAccounts(gateway.Engine));
            Assert.AreEqual(0L, gateway.Engine.Traffic.FragmentsHeld);
            Assert.AreEqual(6L, gateway.Engine.Traffic.Forwarded);
            Assert.AreEqual(0L, gateway.Engine.Drops.Total);
        }

        [DataRow("012")]
        [DataRow("210")]
        [TestMethod]
        public void Rfc4787_Req14_a_hairpin_s_datagram_turns_back(string order)
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, Peer, 7);

            byte[] got = Send(gateway, Side.Lan, PacketBuilder.Udp(A, 5000, Wan, 30000, new byte[Data]), Id, order);

            Assert.AreEqual((int)Side.Lan, (int)gateway.Output[0].To);
            Assert.AreEqual(Wan, gateway.Output[0].Source);
            Assert.AreEqual(B, gateway.Output[0].Destination);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(got));
        }

        // An answer to our own resolver, and what a LAN host sends to us: as it came.
        [DataRow((int)Side.Wan, "012")]
        [DataRow((int)Side.Wan, "210")]
        [DataRow((int)Side.Lan, "210")]
        [TestMethod]
        public void What_is_for_our_own_stack_reaches_it(int from, string order)
        {
            var gateway = new TestGateway();
            byte[] packet = from == (int)Side.Wan
                ? PacketBuilder.Udp(Peer, 53, Wan, 50000, new byte[Data])
                : PacketBuilder.Udp(A, 5000, TestGateway.Lan, 53, new byte[Data]);

            byte[] got = Send(gateway, (Side)from, packet, Id, order);

            Assert.AreEqual((int)Side.Host, (int)gateway.Output[0].To);
            Assert.AreEqual(Hex.Format(packet, 20, packet.Length - 20), Hex.Format(got, 20, got.Length - 20));
            Assert.AreEqual(PacketBuilder.TimeToLive, gateway.Output[0].TimeToLive);
            Assert.AreEqual(3L, gateway.Engine.Traffic.ToHost);
        }

        [TestMethod]
        public void A_port_forward_opens_by_a_first_fragment()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = IpProtocol.Udp, ExternalPort = 5353, LanAddress = B, LanPort = 53 },
            };
            var gateway = new TestGateway(settings, null);

            byte[] got = Send(gateway, Side.Wan, PacketBuilder.Udp(Peer, 7, Wan, 5353, new byte[Data]), Id, "210");

            Assert.AreEqual(B, gateway.Output[0].Destination);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(got));
        }

        // Fragments that are too large for the WAN are cut again.
        [TestMethod]
        public void Rfc4787_Req13_fragments_are_fragmented()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.WanMtu = 576;
            var gateway = new TestGateway(settings, null);
            byte[] packet = PacketBuilder.Udp(A, 30000, Peer, 7, new byte[3000]);
            for (int begin = 0; begin < 3008; begin += 1480)
            {
                Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, begin, 1480));
            }

            Assert.AreEqual(3 + 3 + 1, gateway.Output.Count);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(Reassembly.Of(gateway.Output)));
        }

        // Two datagrams at a time, and one number twice: what differs in any part of the key is another one.
        [TestMethod]
        public void Datagrams_do_not_mix()
        {
            var gateway = new TestGateway();
            byte[][] packets =
            {
                PacketBuilder.Udp(A, 30000, Peer, 7, new byte[Data]),
                PacketBuilder.Udp(B, 30001, Peer, 7, new byte[Data]),
                PacketBuilder.Udp(A, 30000, TestGateway.Foreign2, 7, new byte[Data]),
                PacketBuilder.Icmp(A, Peer, IcmpHeader.EchoRequest, 30000, new byte[Data]),
            };
            for (int begin = 0; begin < 72; begin += Piece)
            {
                for (int i = 0; i < packets.Length; i++)
                {
                    Receive(gateway, Side.Lan, PacketBuilder.Fragment(packets[i], Id, begin, Piece));
                    Receive(gateway, Side.Lan, PacketBuilder.Fragment(packets[i], Id + 1, begin, Piece));
                }
            }

            Assert.AreEqual(24, gateway.Output.Count);
            Assert.AreEqual(4, gateway.Engine.FlowCount);
            Assert.AreEqual(0L, gateway.Engine.Drops.Total);
        }

        // A whole datagram is forgotten: its number may come again at once.
        [DataRow("012")]
        [DataRow("210")]
        [TestMethod]
        public void A_number_may_be_used_again(string order)
        {
            var gateway = new TestGateway();
            for (int i = 0; i < 3; i++)
            {
                Assert.IsNotNull(Send(gateway, Side.Lan, Outgoing(IpProtocol.Udp), Id, order));
            }
        }

        // the first one's fate is the others': it was refused for these reasons
        [DataRow((int)Side.Lan, TestGateway.Foreign, 25, 6, (int)DropReason.Port25Blocked)]
        [DataRow((int)Side.Wan, TestGateway.Wan, 30000, 17, (int)DropReason.Unsolicited)]
        [DataRow((int)Side.Wan, TestGateway.Wan, 30000, 6, (int)DropReason.Unsolicited)]
        [DataRow((int)Side.Wan, TestGateway.Lan, 30000, 17, (int)DropReason.NotForUs)]
        [DataRow((int)Side.Lan, 0x7F000001u, 7, 17, (int)DropReason.MartianDestination)]
        [DataRow((int)Side.Lan, TestGateway.Wan, 7, 17, (int)DropReason.HairpinNoMapping)]
        [TestMethod]
        public void Later_fragments_share_the_first_one_s_refusal(int from, uint destination, int port, int protocol, int reason)
        {
            string[] orders = { "012", "210", "102" };
            for (int i = 0; i < orders.Length; i++)
            {
                var gateway = new TestGateway();
                uint source = from == (int)Side.Lan ? A : Peer;
                byte[] packet = protocol == IpProtocol.Tcp
                    ? PacketBuilder.Tcp(source, 5000, destination, port, TcpFlags.Syn, 1, 0, new byte[Data])
                    : PacketBuilder.Udp(source, 5000, destination, port, new byte[Data]);

                Send(gateway, (Side)from, packet, Id, orders[i]);

                Assert.AreEqual(0, gateway.Output.Count);
                Assert.IsTrue(gateway.Engine.Drops.Of((DropReason)reason) > 0);
                Assert.AreEqual(3L, gateway.Engine.Drops.Total);
                Assert.AreEqual(0L, gateway.Engine.Traffic.FragmentsHeld);
                Assert.AreEqual(0, gateway.Engine.FlowCount);
            }
        }

        // time to live of the first and of the others
        [DataRow(1, 64, 0)]
        [DataRow(64, 1, 1)]
        [TestMethod]
        public void A_used_up_time_to_live_is_told_of_the_first_one_alone(int first, int others, int passed)
        {
            var gateway = new TestGateway();
            byte[] packet = Outgoing(IpProtocol.Udp);
            Receive(gateway, Side.Lan, PacketBuilder.WithTimeToLive(PacketBuilder.Fragment(packet, Id, 0, Piece), first));
            Receive(gateway, Side.Lan, PacketBuilder.WithTimeToLive(PacketBuilder.Fragment(packet, Id, Piece, Piece), others));

            Assert.AreEqual(passed, gateway.Output.CountTo(Side.Wan));
            Assert.AreEqual(first == 1 ? 1 : 0, gateway.Output.CountTo(Side.Lan));
            Assert.AreEqual(1L - passed, gateway.Engine.Traffic.IcmpErrorsSent);
        }

        // Other settings may refuse what was decided, and a new address is nobody's.
        [TestMethod]
        public void Other_settings_end_datagrams_under_way()
        {
            var gateway = new TestGateway();
            byte[] packet = Outgoing(IpProtocol.Udp);
            Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, 0, Piece));
            Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id + 1, Piece, Piece));
            Assert.AreEqual(1L, gateway.Engine.Traffic.FragmentsHeld);

            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0L, gateway.Engine.Traffic.FragmentsHeld);
            Receive(gateway, Side.Lan, PacketBuilder.Fragment(packet, Id, Piece, Piece));
            Assert.AreEqual((int)PacketFate.Held, (int)gateway.Engine.LastFate);
            Assert.AreEqual(1, gateway.Output.Count);
        }

        private static byte[] Send(TestGateway gateway, Side from, byte[] packet, int identification, string order)
        {
            gateway.Output.Clear();
            for (int i = 0; i < order.Length; i++)
            {
                int begin = (order[i] - '0') * Piece;
                Receive(gateway, from, PacketBuilder.Fragment(packet, identification, begin, begin == 2 * Piece ? packet.Length : Piece));
            }

            return Reassembly.Of(gateway.Output);
        }

        private static void Receive(TestGateway gateway, Side from, byte[] packet)
        {
            gateway.Engine.Receive(from, packet, 0, packet.Length);
        }

        private static byte[] Outgoing(int protocol)
        {
            byte[] data = new byte[Data];
            for (int i = 0; i < data.Length; i++)
            {
                data[i] = (byte)(i + 1);
            }

            switch (protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(A, 5000, Peer, 7, TcpFlags.Syn, 1, 0, data);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(A, 5000, Peer, 7, data);
                default:
                    return PacketBuilder.Icmp(A, Peer, IcmpHeader.EchoRequest, 5000, data);
            }
        }

        private static byte[] Answer(int protocol, SentPacket sent)
        {
            byte[] data = new byte[Data];
            data[Data - 1] = 9;
            switch (protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(Peer, 7, Wan, sent.SourcePort, TcpFlags.Syn | TcpFlags.Ack, 1, 1, data);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(Peer, 7, Wan, sent.SourcePort, data);
                default:
                    return PacketBuilder.Icmp(Peer, Wan, IcmpHeader.EchoReply, sent.Identifier, data);
            }
        }

        private static string DataOf(byte[] packet)
        {
            return Hex.Format(packet, packet.Length - Data, Data);
        }
    }
}
