using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>The gateway's own stack is under OP25B as well: whoever takes it over gets no port 25 from it.</summary>
    [TestClass]
    public class Op25bHostTests
    {
        [DataRow((int)BlockAction.Redirect)]
        [DataRow((int)BlockAction.Reject)]
        [DataRow((int)BlockAction.Drop)]
        [TestMethod]
        public void Its_port_25_is_dropped_and_counted(int onBlock)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.OnBlock = (BlockAction)onBlock;
            var gateway = new TestGateway(settings, null);

            Assert.IsNull(gateway.Receive(Side.Host, Tcp(TestGateway.Foreign, 25, TcpFlags.Syn)));
            Assert.AreEqual((int)DropReason.Port25Blocked, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Host, Tcp(TestGateway.Foreign, 25, TcpFlags.Ack)));
            Assert.AreEqual(2, gateway.Engine.Op25b.HostPort25Dropped);
            Assert.AreEqual(2, gateway.Engine.Drops.Of(DropReason.Port25Blocked));
            Assert.AreEqual(0, gateway.Engine.Op25b.BlockedPackets);
        }

        // Under the fallback too.
        [TestMethod]
        public void Its_port_25_is_dropped_under_the_fallback()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b = new Op25bSettings();

            Assert.IsNull(new TestGateway(settings, null).Receive(Side.Host, Tcp(TestGateway.Relay, 25, TcpFlags.Syn)));
        }

        [TestMethod]
        public void A_relay_and_other_ports_are_reached_unchanged()
        {
            var gateway = new TestGateway();
            byte[] mail = Tcp(TestGateway.Relay, 25, TcpFlags.Syn);
            byte[] report = Tcp(TestGateway.Foreign, 443, TcpFlags.Syn);

            Assert.AreEqual(Hex.Format(mail), Hex.Format(gateway.Receive(Side.Host, mail).Bytes));
            Assert.AreEqual((int)Side.Wan, (int)gateway.Output.Last.To);
            Assert.AreEqual(Hex.Format(report), Hex.Format(gateway.Receive(Side.Host, report).Bytes));
            Assert.AreEqual((int)Side.Wan, (int)gateway.Output.Last.To);
        }

        // mode, reaches the WAN
        [DataRow((int)Op25bMode.Off, true)]
        [DataRow((int)Op25bMode.Monitor, true)]
        [DataRow((int)Op25bMode.Enforce, false)]
        [TestMethod]
        public void The_mode_counts_for_it(int mode, bool passes)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = (Op25bMode)mode;
            SentPacket sent = new TestGateway(settings, null).Receive(Side.Host, Tcp(TestGateway.Foreign, 25, TcpFlags.Syn));

            Assert.AreEqual(passes, sent != null && sent.To == Side.Wan);
        }

        // A mail server on the LAN is no business of the ISP.
        [TestMethod]
        public void A_LAN_host_s_port_25_is_reached()
        {
            byte[] packet = PacketBuilder.Tcp(TestGateway.Lan, 50000, TestGateway.HostB, 25, TcpFlags.Syn);

            Assert.AreEqual((int)Side.Lan, (int)new TestGateway().Receive(Side.Host, packet).To);
        }

        [TestMethod]
        public void Its_UDP_to_port_25_passes()
        {
            byte[] packet = PacketBuilder.Udp(TestGateway.Wan, 50000, TestGateway.Foreign, 25, new byte[1]);

            Assert.AreEqual((int)Side.Wan, (int)new TestGateway().Receive(Side.Host, packet).To);
        }

        // flags and offset: what would hide the port on the way
        [DataRow(0x2000, (int)DropReason.Fragment)]
        [DataRow(0x2001, (int)DropReason.FragmentEvasion)]
        [DataRow(0x0001, (int)DropReason.FragmentEvasion)]
        [DataRow(0x0003, (int)DropReason.Fragment)]
        [TestMethod]
        public void Fragments_do_not_hide_its_port(int fragmentField, int reason)
        {
            var gateway = new TestGateway();
            byte[] packet = PacketBuilder.WithIpv4Word(Tcp(TestGateway.Foreign, 25, TcpFlags.Syn), Ipv4Header.FragmentOffset, fragmentField);

            Assert.IsNull(gateway.Receive(Side.Host, packet));
            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
        }

        [TestMethod]
        public void IP_options_and_short_headers_do_not_hide_its_port()
        {
            var gateway = new TestGateway();

            Assert.IsNull(gateway.Receive(Side.Host, PacketBuilder.WithIpv4Options(Tcp(TestGateway.Foreign, 25, TcpFlags.Syn), Hex.Parse("01010100"))));
            Assert.AreEqual((int)DropReason.Ipv4Options, (int)gateway.Engine.LastDropReason);
            Assert.IsNull(gateway.Receive(Side.Host, PacketBuilder.WithIpv4Word(Tcp(TestGateway.Foreign, 25, TcpFlags.Syn), Ipv4Header.TotalLengthOffset, 32)));
            Assert.AreEqual((int)DropReason.TransportMalformed, (int)gateway.Engine.LastDropReason);
        }

        // UDP may be in fragments: the own stack's DNS and NTP.
        [TestMethod]
        public void Fragments_of_its_UDP_pass()
        {
            byte[] packet = PacketBuilder.Udp(TestGateway.Wan, 50000, TestGateway.Foreign, 53, new byte[8]);
            PacketBuilder.WithIpv4Word(packet, Ipv4Header.FragmentOffset, 0x2000);

            Assert.AreEqual((int)Side.Wan, (int)new TestGateway().Receive(Side.Host, packet).To);
        }

        // source, reason: a private source never leaves, and no other goes out in its place (nat.md); DHCP comes from 0.0.0.0
        [DataRow(TestGateway.Wan, (int)DropReason.None)]
        [DataRow(0x00000000u, (int)DropReason.None)]
        [DataRow(TestGateway.Lan, (int)DropReason.SpoofedSource)]
        [DataRow(TestGateway.HostA, (int)DropReason.SpoofedSource)]
        [DataRow(TestGateway.Foreign2, (int)DropReason.SpoofedSource)]
        [TestMethod]
        public void It_sends_nothing_to_the_WAN_from_another_source(uint source, int reason)
        {
            var gateway = new TestGateway();
            SentPacket sent = gateway.Receive(Side.Host, PacketBuilder.Udp(source, 68, TestGateway.Foreign, 67, new byte[1]));

            Assert.AreEqual(reason, (int)gateway.Engine.LastDropReason);
            Assert.AreEqual(reason == (int)DropReason.None, sent != null);
        }

        private static byte[] Tcp(uint destination, int port, int flags)
        {
            return PacketBuilder.Tcp(TestGateway.Wan, 50000, destination, port, flags);
        }
    }
}
