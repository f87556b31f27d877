using Gateway.Nat;
using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>From a LAN host to our own WAN address and back into the LAN (RFC 4787 §6, RFC 5382 §7.2).</summary>
    [TestClass]
    public class HairpinTests
    {
        private const uint A = TestGateway.HostA;
        private const uint B = TestGateway.HostB;
        private const uint Wan = TestGateway.Wan;

        // protocol, the source's port: kept, and not kept
        [DataRow(17, 31000)]
        [DataRow(17, 5000)]
        [DataRow(6, 31000)]
        [DataRow(6, 5000)]
        [TestMethod]
        public void Rfc4787_Req9_Rfc5382_Req8_by_a_mapping_with_the_external_source(int protocol, int port)
        {
            var gateway = new TestGateway();
            Exchange.Open(gateway, protocol, B, 30000, TestGateway.Foreign, 80);

            CheckRoundTrip(gateway, protocol, port, 30000, 30000);
        }

        [DataRow(17, 31000, 8080, 80)]
        [DataRow(6, 31000, 8080, 80)]
        [DataRow(6, 5000, 443, 443)]
        [DataRow(6, 31000, 25, 25)]
        [TestMethod]
        public void Rfc4787_Req9_Rfc5382_Req8_by_a_port_forward(int protocol, int port, int externalPort, int lanPort)
        {
            var gateway = new TestGateway(Forward(protocol, externalPort, B, lanPort), null);

            CheckRoundTrip(gateway, protocol, port, externalPort, lanPort);
        }

        // It never leaves the house: op25b.md is about what does.
        [TestMethod]
        public void Rfc4787_Req9_a_forward_to_our_own_port_25_is_not_OP25B()
        {
            var gateway = new TestGateway(Forward(IpProtocol.Tcp, 25, B, 25), null);

            SentPacket syn = Exchange.TcpOut(gateway, A, 31000, Wan, 25, TcpFlags.Syn);

            Assert.IsTrue(Exchange.IsTo(syn, B, 25));
            Assert.AreEqual((int)Verdict.NotConcerned, (int)gateway.Engine.LastVerdict);
            Assert.AreEqual(0L, gateway.Engine.Op25b.BlockedPackets);

            // Nor does a judgement of living flows cut it.
            gateway.Engine.Apply(gateway.Settings);
            Assert.AreEqual(2, gateway.Engine.FlowCount);
            Assert.AreEqual(0L, gateway.Engine.Op25b.FlowsCutByPolicy);
        }

        [DataRow(17, 30000)]
        [DataRow(17, 49152)]
        [DataRow(6, 30000)]
        [DataRow(6, 25)]
        [DataRow(6, 80)]
        [TestMethod]
        public void Without_a_mapping_it_is_dropped(int protocol, int externalPort)
        {
            var gateway = new TestGateway();

            Assert.IsNull(Exchange.Open(gateway, protocol, A, 31000, Wan, externalPort));
            Assert.AreEqual((int)DropReason.HairpinNoMapping, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
        }

        // A mapping of the other protocol is none.
        [TestMethod]
        public void A_mapping_of_another_protocol_does_not_fit()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, TestGateway.Foreign, 80);

            Assert.IsNull(Exchange.TcpOut(gateway, A, 31000, Wan, 30000, TcpFlags.Syn));
            Assert.AreEqual((int)DropReason.HairpinNoMapping, (int)gateway.Engine.LastDropReason);
        }

        // Two flows through two NATs, but one router: as it comes, as it arrives.
        [DataRow(64, 63)]
        [DataRow(2, 1)]
        [TestMethod]
        public void The_time_to_live_goes_down_by_exactly_one(int before, int after)
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, TestGateway.Foreign, 80);
            byte[] packet = PacketBuilder.WithTimeToLive(PacketBuilder.Udp(A, 31000, Wan, 30000, new byte[4]), before);

            Assert.AreEqual(after, gateway.Receive(Side.Lan, packet).TimeToLive);
            Assert.AreEqual(after, gateway.Receive(Side.Lan, packet).TimeToLive);
        }

        [TestMethod]
        public void A_time_to_live_of_one_makes_no_flow()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, TestGateway.Foreign, 80);

            byte[] packet = PacketBuilder.WithTimeToLive(PacketBuilder.Udp(A, 31000, Wan, 30000, new byte[4]), 1);
            Assert.IsTrue(Exchange.IsError(gateway.Receive(Side.Lan, packet), Side.Lan, A, 11, 0));
            Assert.AreEqual((int)DropReason.TimeToLiveExceeded, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void A_whole_TCP_connection_turns_back()
        {
            var gateway = new TestGateway(Forward(IpProtocol.Tcp, 8080, B, 80), null);

            SentPacket syn = Exchange.TcpOut(gateway, A, 31000, Wan, 8080, TcpFlags.Syn);
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpOut(gateway, B, 80, Wan, syn.SourcePort, TcpFlags.Syn | TcpFlags.Ack), A, 31000));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpOut(gateway, A, 31000, Wan, 8080, TcpFlags.Ack), B, 80));
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, 31000).State);
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, B, 80).State);
            Assert.IsFalse(gateway.FindFlow(IpProtocol.Tcp, A, 31000).IsOpenedInbound);
            Assert.IsTrue(gateway.FindFlow(IpProtocol.Tcp, B, 80).IsOpenedInbound);

            Assert.IsTrue(Exchange.IsTo(Exchange.TcpOut(gateway, A, 31000, Wan, 8080, TcpFlags.Fin | TcpFlags.Ack), B, 80));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpOut(gateway, B, 80, Wan, syn.SourcePort, TcpFlags.Fin | TcpFlags.Ack), A, 31000));
            Assert.AreEqual((int)FlowState.Closing, (int)gateway.FindFlow(IpProtocol.Tcp, A, 31000).State);
            Assert.AreEqual((int)FlowState.Closing, (int)gateway.FindFlow(IpProtocol.Tcp, B, 80).State);
            gateway.Pass(241000);
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void A_segment_without_a_flow_gets_an_RST()
        {
            var gateway = new TestGateway(Forward(IpProtocol.Tcp, 8080, B, 80), null);

            SentPacket reset = Exchange.TcpOut(gateway, A, 31000, Wan, 8080, TcpFlags.Ack);

            Assert.IsTrue(Exchange.IsTo(reset, A, 31000));
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(reset.Bytes, Ipv4Header.MinimumLength));
            Assert.AreEqual(0, gateway.Engine.FlowCount);
        }

        // A host finds itself under its outside name.
        [TestMethod]
        public void A_host_reaches_its_own_forward()
        {
            var gateway = new TestGateway(Forward(IpProtocol.Tcp, 8080, A, 80), null);

            SentPacket syn = Exchange.TcpOut(gateway, A, 31000, Wan, 8080, TcpFlags.Syn);

            Assert.IsTrue(Exchange.IsTo(syn, A, 80));
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpOut(gateway, A, 80, Wan, syn.SourcePort, TcpFlags.Syn | TcpFlags.Ack), A, 31000));
        }

        [TestMethod]
        public void A_host_reaches_its_own_mapping()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, TestGateway.Foreign, 80);

            SentPacket sent = Exchange.UdpOut(gateway, A, 30000, Wan, 30000);

            Assert.IsTrue(Exchange.IsTo(sent, A, 30000));
            Assert.AreEqual(Wan, sent.Source);
            Assert.AreEqual(2, gateway.Engine.FlowCount);
        }

        // Nobody outside can pretend to be us.
        [TestMethod]
        public void From_the_WAN_our_own_address_finds_no_hairpin()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, TestGateway.Foreign, 80);
            Exchange.UdpOut(gateway, A, 31000, Wan, 30000);

            Assert.IsNull(Exchange.UdpIn(gateway, Wan, 31000, 30000));
            Assert.AreEqual((int)DropReason.MartianSource, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(Exchange.UdpIn(gateway, Wan, 30000, 31000));
        }

        [TestMethod]
        public void Both_flows_are_counted_once_and_the_packet_is_forwarded_once()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, TestGateway.Foreign, 80);
            long forwarded = gateway.Engine.Traffic.Forwarded;

            Exchange.UdpOut(gateway, A, 31000, Wan, 30000);
            Exchange.UdpOut(gateway, A, 31000, Wan, 30000);

            Assert.AreEqual(forwarded + 2, gateway.Engine.Traffic.Forwarded);
            Assert.AreEqual(2L, gateway.FindFlow(IpProtocol.Udp, A, 31000).OutboundPackets);
            Assert.AreEqual(0L, gateway.FindFlow(IpProtocol.Udp, A, 31000).InboundPackets);
            Assert.AreEqual(1L, gateway.Engine.Traffic.WanPacketsSent);
        }

        // the identifier of B's flow: kept outside, and not kept. A asks for the one outside.
        [DataRow(30000)]
        [DataRow(9)]
        [TestMethod]
        public void Rfc5508_Req7_an_echo_turns_back_by_its_identifier_and_so_does_the_reply(int identifier)
        {
            var gateway = new TestGateway();
            int external = Exchange.PingOut(gateway, B, TestGateway.Foreign, identifier).Identifier;
            for (int i = 0; i < 2; i++)
            {
                SentPacket request = Exchange.PingOut(gateway, A, Wan, external);
                CheckEcho(request, B);
                Assert.AreNotEqual((long)external, request.Identifier);

                SentPacket reply = gateway.Receive(
                    Side.Lan, PacketBuilder.Icmp(B, Wan, IcmpHeader.EchoReply, request.Identifier, new byte[3]));
                CheckEcho(reply, A);
                Assert.AreEqual(external, reply.Identifier);
            }

            Assert.AreEqual(2, gateway.Engine.FlowCount);
        }

        [TestMethod]
        public void Rfc5508_Req7_an_echo_without_a_mapping_or_a_question_goes_nowhere()
        {
            var gateway = new TestGateway();
            Exchange.PingOut(gateway, B, TestGateway.Foreign, 30000);

            Assert.IsNull(Exchange.PingOut(gateway, A, Wan, 30001));
            Assert.AreEqual((int)DropReason.HairpinNoMapping, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Lan, PacketBuilder.Icmp(B, Wan, IcmpHeader.EchoReply, 30000, new byte[3])));
            Assert.AreEqual((int)DropReason.NoFlow, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        // B's mapping is gone, A's flow is not.
        [TestMethod]
        public void Rfc5508_Req7_an_echo_ends_with_the_mapping_that_it_asked_for()
        {
            var gateway = new TestGateway();
            Exchange.PingOut(gateway, B, TestGateway.Foreign, 30000);
            gateway.Pass(40000);
            Exchange.PingOut(gateway, A, Wan, 30000);
            gateway.Pass(21000);

            Assert.IsNull(Exchange.PingOut(gateway, A, Wan, 30000));
            Assert.AreEqual((int)DropReason.HairpinNoMapping, (int)gateway.Engine.LastDropReason);
        }

        // protocol, whether B or another LAN host complains
        [DataRow(17, true)]
        [DataRow(17, false)]
        [DataRow(6, true)]
        [DataRow(1, true)]
        [DataRow(1, false)]
        [TestMethod]
        public void Rfc5508_Req7_an_error_about_a_hairpin_s_packet_turns_back_to_its_sender(int protocol, bool isOfB)
        {
            var gateway = new TestGateway();
            int external = protocol == IpProtocol.Icmp
                ? Exchange.PingOut(gateway, B, TestGateway.Foreign, 5001).Identifier
                : Exchange.Open(gateway, protocol, B, 5001, TestGateway.Foreign, 80).SourcePort;
            byte[] packet = protocol == IpProtocol.Icmp
                ? PacketBuilder.Icmp(A, Wan, IcmpHeader.EchoRequest, external, new byte[3])
                : protocol == IpProtocol.Tcp
                    ? PacketBuilder.Tcp(A, 5000, Wan, external, TcpFlags.Syn)
                    : PacketBuilder.Udp(A, 5000, Wan, external, new byte[3]);
            byte[] seen = gateway.Receive(Side.Lan, packet).Bytes;

            SentPacket error = gateway.Receive(Side.Lan, PacketBuilder.IcmpError(isOfB ? B : B + 1, Wan, 3, 1, seen, seen.Length));

            CheckEcho(error, A);
            PacketBuilder.WithTimeToLive(packet, PacketBuilder.TimeToLive - 1);
            Assert.AreEqual(Hex.Format(packet), Hex.Format(PacketBuilder.Embedded(error.Bytes)));
        }

        // From outside the same would tell of packets that were never there.
        [TestMethod]
        public void Rfc5508_Req7_from_the_WAN_no_error_is_about_a_hairpin()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, B, 30000, TestGateway.Foreign, 80);
            Exchange.UdpOut(gateway, A, 31000, Wan, 30000);
            byte[] between = PacketBuilder.Udp(Wan, 31000, Wan, 30000, new byte[8]);

            SentPacket sent = gateway.Receive(Side.Wan, PacketBuilder.IcmpError(TestGateway.Foreign, Wan, 3, 3, between, between.Length));

            Assert.AreEqual((int)Side.Host, (int)sent.To);
        }

        private static void CheckEcho(SentPacket sent, uint destination)
        {
            Assert.IsNotNull(sent);
            Assert.AreEqual((int)Side.Lan, (int)sent.To);
            Assert.AreEqual(Wan, sent.Source);
            Assert.AreEqual(destination, sent.Destination);
            Assert.AreEqual(PacketBuilder.TimeToLive - 1, sent.TimeToLive);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        private static void CheckRoundTrip(TestGateway gateway, int protocol, int port, int externalPort, int lanPort)
        {
            int flows = gateway.Engine.FlowCount;
            SentPacket sent = Exchange.Open(gateway, protocol, A, port, Wan, externalPort);
            Assert.IsTrue(Exchange.IsTo(sent, B, lanPort));
            Assert.AreEqual(1, gateway.Output.Count);
            Assert.AreEqual(Wan, sent.Source);
            Assert.IsTrue(sent.SourcePort >= 20000 && sent.SourcePort <= 49151);
            Assert.AreEqual(port == 31000, sent.SourcePort == port);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));

            SentPacket reply = protocol == IpProtocol.Tcp
                ? Exchange.TcpOut(gateway, B, lanPort, Wan, sent.SourcePort, TcpFlags.Syn | TcpFlags.Ack)
                : Exchange.UdpOut(gateway, B, lanPort, Wan, sent.SourcePort);
            Assert.IsTrue(Exchange.IsTo(reply, A, port));
            Assert.AreEqual(Wan, reply.Source);
            Assert.AreEqual(externalPort, reply.SourcePort);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(reply.Bytes));
            Assert.AreEqual(flows + 2, gateway.Engine.FlowCount);
        }

        private static EngineSettings Forward(int protocol, int externalPort, uint host, int lanPort)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new PortForward { Protocol = protocol, ExternalPort = externalPort, LanAddress = host, LanPort = lanPort },
            };
            return settings;
        }
    }
}
