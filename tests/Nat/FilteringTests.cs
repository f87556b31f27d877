using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Who may answer (address-and-port-dependent filtering, nat.md), and which checksums count.</summary>
    [TestClass]
    public class FilteringTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const uint Other = TestGateway.Foreign2;
        private const int Port = 30000;

        // remote address, remote port, external port, whether it passes
        [DataRow(Peer, 80, Port, true)]
        [DataRow(Peer, 81, Port, false)]
        [DataRow(Other, 80, Port, false)]
        [DataRow(Other, 81, Port, false)]
        [DataRow(Peer, 80, Port + 1, false)]
        [DataRow(Peer, Port, 80, false)]
        [DataRow(A, 80, Port, false)]
        [DataRow(TestGateway.Wan, 80, Port, false)]
        [TestMethod]
        public void Only_the_peer_s_own_address_and_port_pass_to_a_mapping(uint remote, int remotePort, int externalPort, bool passes)
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);

            SentPacket udp = Exchange.UdpIn(gateway, remote, remotePort, externalPort);
            SentPacket tcp = Exchange.TcpIn(gateway, remote, remotePort, externalPort, TcpFlags.Syn | TcpFlags.Ack);

            Assert.AreEqual(passes, Exchange.IsTo(udp, A, Port));
            Assert.AreEqual(passes, Exchange.IsTo(tcp, A, Port));
            Assert.IsTrue(passes || (udp == null && tcp == null));
        }

        // Of one flow, whose table has one bucket: every key meets the flow, and only its own may fit.
        [DataRow(Peer, 80, Port, true)]
        [DataRow(Peer, 81, Port, false)]
        [DataRow(Other, 80, Port, false)]
        [DataRow(Peer, 80, Port + 1, false)]
        [TestMethod]
        public void Only_the_peer_s_own_address_and_port_pass_a_table_of_one_bucket(uint remote, int remotePort, int externalPort, bool passes)
        {
            TestGateway gateway = MakeOfOneFlow();
            Exchange.UdpOut(gateway, A, Port, Peer, 80);

            Assert.AreEqual(passes, Exchange.UdpIn(gateway, remote, remotePort, externalPort) != null);
            Assert.IsNull(Exchange.TcpIn(gateway, remote, remotePort, externalPort, TcpFlags.Ack));
        }

        // protocol, host, port, remote address, remote port, whether it is the flow
        [DataRow(17, A, Port, Peer, 80, true)]
        [DataRow(6, A, Port, Peer, 80, false)]
        [DataRow(17, A + 1, Port, Peer, 80, false)]
        [DataRow(17, A, Port + 1, Peer, 80, false)]
        [DataRow(17, A, Port, Other, 80, false)]
        [DataRow(17, A, Port, Peer, 81, false)]
        [TestMethod]
        public void Only_the_flow_s_own_packets_go_its_way(int protocol, uint host, int port, uint remote, int remotePort, bool isFlow)
        {
            TestGateway gateway = MakeOfOneFlow();
            Exchange.UdpOut(gateway, A, Port, Peer, 80);

            Assert.IsNotNull(Exchange.Open(gateway, protocol, host, port, remote, remotePort));
            Assert.AreEqual(isFlow ? 1L : 2L, gateway.Engine.Nat.SessionsCreated);
        }

        // A second peer becomes one as soon as the host has sent to it.
        [TestMethod]
        public void Another_peer_passes_after_the_host_sent_to_it()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            Assert.IsNull(Exchange.UdpIn(gateway, Other, 80, Port));

            Exchange.UdpOut(gateway, A, Port, Other, 80);

            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Other, 80, Port), A, Port));
            Assert.IsTrue(Exchange.IsTo(Exchange.UdpIn(gateway, Peer, 80, Port), A, Port));
        }

        // A flow of one protocol lets nothing of another in.
        [TestMethod]
        public void A_UDP_flow_lets_no_TCP_in()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, Port, Peer, 80);

            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Syn | TcpFlags.Ack));
            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Syn));
        }

        // Another LAN host with the flow's port is not in the flow.
        [TestMethod]
        public void Another_host_s_packets_are_another_flow()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, Port, Peer, 80);

            Assert.AreNotEqual((long)Port, Exchange.UdpOut(gateway, TestGateway.HostB, Port, Peer, 80).SourcePort);
            Assert.AreEqual(2, gateway.Engine.FlowCount);
        }

        // Each bit of the header counts; the last byte of the source is chosen so that a sum of zero is met, too.
        [DataRow(1)] // type of service
        [DataRow(4)] // identification
        [DataRow(8)] // time to live
        [DataRow(10)] // the checksum itself
        [DataRow(11)]
        [DataRow(15)] // source
        [DataRow(19)] // destination
        [TestMethod]
        public void The_IPv4_header_checksum_is_verified(int offset)
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, Port, Peer, 80);
            byte[] outbound = PacketBuilder.Udp(A, Port, Peer, 80, new byte[4]);
            byte[] inbound = PacketBuilder.Udp(Peer, 80, TestGateway.Wan, Port, new byte[4]);
            outbound[offset] ^= 0x04;
            inbound[offset] ^= 0x04;

            Assert.IsNull(gateway.Receive(Side.Lan, outbound));
            Assert.AreEqual((int)DropReason.Ipv4ChecksumWrong, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Wan, inbound));
            Assert.AreEqual((int)DropReason.Ipv4ChecksumWrong, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(2L, gateway.Engine.Drops.Of(DropReason.Ipv4ChecksumWrong));
        }

        // protocol, offset of the checksum behind the IP header
        [DataRow(17, 6)]
        [DataRow(6, 16)]
        [DataRow(1, 2)]
        [TestMethod]
        public void The_transport_checksum_is_not_judged_and_stays_as_wrong_as_it_was(int protocol, int checksumOffset)
        {
            const int Error = 0x0101;
            var gateway = new TestGateway();
            byte[] packet = Packet(protocol);
            int place = Ipv4Header.MinimumLength + checksumOffset;
            int right = NetworkOrder.ReadUInt16(gateway.Receive(Side.Lan, packet).Bytes, place);
            NetworkOrder.WriteUInt16(packet, place, ~InternetChecksum.Fold((~NetworkOrder.ReadUInt16(packet, place) & 0xFFFF) + Error));

            SentPacket sent = gateway.Receive(Side.Lan, packet);

            int wrong = ~InternetChecksum.Fold((~right & 0xFFFF) + Error) & 0xFFFF;
            Assert.AreEqual(wrong, NetworkOrder.ReadUInt16(sent.Bytes, place));
            Assert.IsFalse(PacketBuilder.AreChecksumsRight(sent.Bytes));
        }

        // Addresses and ports in the data are the application's business: what FTP, SIP or RTSP say goes through as it is.
        [DataRow(6, 21)]
        [DataRow(6, 554)]
        [DataRow(17, 5060)]
        [DataRow(17, 69)]
        [DataRow(6, 1723)]
        [TestMethod]
        public void Rfc4787_Req10_Rfc5382_Req6_no_ALG_touches_the_data(int protocol, int remotePort)
        {
            // PORT 192,168,1,100,117,48: this host's address and port 30000, in FTP's way.
            byte[] data = Hex.Parse("504f5254203139322c3136382c312c3130302c3131372c34380d0a" + "c0a801647530");
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, Port, Peer, remotePort);
            byte[] packet = protocol == IpProtocol.Tcp
                ? PacketBuilder.Tcp(A, Port, Peer, remotePort, TcpFlags.Ack | TcpFlags.Psh, 1, 1, data)
                : PacketBuilder.Udp(A, Port, Peer, remotePort, data);

            SentPacket sent = gateway.Receive(Side.Lan, packet);

            Assert.AreEqual((int)Side.Wan, (int)sent.To);
            int begin = sent.Bytes.Length - data.Length;
            Assert.AreEqual(Hex.Format(data), Hex.Format(sent.Bytes, begin, data.Length));
            Assert.AreEqual(packet.Length, sent.Bytes.Length);

            // And none opens a port for what was said.
            Assert.IsNull(Exchange.TcpIn(gateway, Peer, 20, Port, TcpFlags.Syn));
            Assert.IsNull(Exchange.UdpIn(gateway, Peer, remotePort + 1, Port));
        }

        private static TestGateway MakeOfOneFlow()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.MaximumFlows = 1;
            return new TestGateway(settings, null);
        }

        private static byte[] Packet(int protocol)
        {
            switch (protocol)
            {
                case IpProtocol.Tcp:
                    return PacketBuilder.Tcp(A, Port, Peer, 80, TcpFlags.Syn);
                case IpProtocol.Udp:
                    return PacketBuilder.Udp(A, Port, Peer, 80, new byte[4]);
                default:
                    return PacketBuilder.Icmp(A, Peer, IcmpHeader.EchoRequest, Port, new byte[4]);
            }
        }
    }
}
