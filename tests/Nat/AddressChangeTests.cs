using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Another address of ours: mappings made under the old one mean nothing any more (nat.md).</summary>
    [TestClass]
    public class AddressChangeTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const uint OtherWan = TestGateway.Wan + 1;

        [TestMethod]
        public void The_WAN_address_changes_all_mappings_go()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            Exchange.Establish(gateway, A, 30000, Peer, 80);
            Exchange.PingOut(gateway, A, Peer, 30000);

            SetWan(gateway, OtherWan);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
            Assert.IsNull(gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 80, OtherWan, 30000, new byte[4])));
            Assert.IsNull(Exchange.UdpIn(gateway, Peer, 80, 30000));
            Assert.AreEqual((int)DropReason.NotForUs, (int)gateway.Engine.LastDropReason);

            // What goes out next goes out under the new one, with right checksums.
            SentPacket sent = Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            Assert.AreEqual(OtherWan, sent.Source);
            Assert.AreEqual(30000, sent.SourcePort);
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(sent.Bytes));
            SentPacket reply = gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 80, OtherWan, 30000, new byte[4]));
            Assert.IsTrue(Exchange.IsTo(reply, A, 30000));
            Assert.IsTrue(PacketBuilder.AreChecksumsRight(reply.Bytes));
        }

        // A TCP client behind us learns at its next segment that its connection is gone.
        [TestMethod]
        public void The_WAN_address_changes_an_old_connection_gets_an_RST()
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, 30000, Peer, 80);

            SetWan(gateway, OtherWan);

            SentPacket reset = Exchange.TcpOut(gateway, A, 30000, Peer, 80, TcpFlags.Ack);
            Assert.IsTrue(Exchange.IsTo(reset, A, 30000));
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(reset.Bytes, Ipv4Header.MinimumLength));
        }

        [TestMethod]
        public void The_same_addresses_applied_again_keep_all_flows()
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, 30000, Peer, 80);

            gateway.Engine.Apply(TestGateway.MakeSettings());

            Assert.AreEqual(1, gateway.Engine.FlowCount);
            Assert.IsTrue(Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, 30000, TcpFlags.Ack), A, 30000));
        }

        [TestMethod]
        public void Without_a_WAN_address_nothing_is_forwarded()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            SetWan(gateway, EngineSettings.NoAddress);

            Assert.IsNull(Exchange.UdpOut(gateway, A, 30000, Peer, 80));
            Assert.AreEqual((int)DropReason.WanDown, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(Exchange.TcpOut(gateway, A, 30000, Peer, 80, TcpFlags.Syn));
            Assert.AreEqual((int)DropReason.WanDown, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(Exchange.UdpIn(gateway, Peer, 80, 30000));
            Assert.AreEqual((int)DropReason.WanDown, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(0, gateway.Engine.FlowCount);

            SetWan(gateway, TestGateway.Wan);
            Assert.IsTrue(Exchange.IsFromWan(Exchange.UdpOut(gateway, A, 30000, Peer, 80), 30000));
        }

        [TestMethod]
        public void The_LAN_s_prefix_changes_all_mappings_go()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            gateway.Settings.LanPrefixLength = 25;

            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            // 192.168.1.128 is behind the /25 now.
            Assert.IsNull(Exchange.UdpOut(gateway, TestGateway.Lan + 127, 30000, Peer, 80));
            Assert.AreEqual((int)DropReason.SpoofedSource, (int)gateway.Engine.LastDropReason);
        }

        [TestMethod]
        public void Our_LAN_address_changes_all_mappings_go()
        {
            var gateway = new TestGateway();
            Exchange.UdpOut(gateway, A, 30000, Peer, 80);
            gateway.Settings.LanAddress = TestGateway.Lan + 1;

            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual((int)Side.Host, (int)Exchange.UdpOut(gateway, A, 30000, TestGateway.Lan + 1, 80).To);
            Assert.IsNull(Exchange.UdpOut(gateway, A, 30000, TestGateway.Lan, 80));
        }

        [TestMethod]
        public void Port_forwards_stay()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Nat.PortForwards = new[]
            {
                new Gateway.Nat.PortForward { Protocol = IpProtocol.Udp, ExternalPort = 5000, LanAddress = A, LanPort = 5001 },
            };
            var gateway = new TestGateway(settings, null);
            Exchange.UdpIn(gateway, Peer, 40000, 5000);

            SetWan(gateway, OtherWan);

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.IsTrue(Exchange.IsTo(gateway.Receive(Side.Wan, PacketBuilder.Udp(Peer, 80, OtherWan, 5000, new byte[4])), A, 5001));
        }

        private static void SetWan(TestGateway gateway, uint address)
        {
            gateway.Settings.WanAddress = address;
            gateway.Engine.Apply(gateway.Settings);
        }
    }
}
