using Gateway.Platform;
using Gateway.Policy;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Policy
{
    /// <summary>Monitor mode, and the time before the start date: all passes, and what would be blocked counts.</summary>
    [TestClass]
    public class Op25bMonitorTests
    {
        // mode, seconds to the start date, verdict
        [DataRow((int)Op25bMode.Monitor, 0, (int)Verdict.WouldBlockMonitor)]
        [DataRow((int)Op25bMode.Monitor, 60, (int)Verdict.WouldBlockMonitor)]
        [DataRow((int)Op25bMode.Enforce, 60, (int)Verdict.WouldBlockNotYetEffective)]
        [DataRow((int)Op25bMode.Enforce, 1, (int)Verdict.WouldBlockNotYetEffective)]
        [TestMethod]
        public void A_connection_passes_and_counts_as_would_block_once(int mode, int secondsToStart, int verdict)
        {
            TestGateway gateway = Make((Op25bMode)mode, secondsToStart);
            SentPacket sent = gateway.Receive(Side.Lan, Syn(TestGateway.Foreign));

            Assert.AreEqual((int)Side.Wan, (int)sent.To);
            Assert.AreEqual(verdict, (int)gateway.Engine.LastVerdict);
            Assert.AreEqual(verdict, (int)gateway.FindFlow(IpProtocol.Tcp, TestGateway.HostA, 50000).Verdict);

            byte[] reply = PacketBuilder.Tcp(TestGateway.Foreign, 25, TestGateway.Wan, TcpHeader.SourcePort(sent.Bytes, 20), TcpFlags.Syn | TcpFlags.Ack);
            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Wan, reply).To);
            gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack));

            Assert.AreEqual(1, gateway.Engine.Op25b.WouldBlockConnections);
            Assert.AreEqual(0, gateway.Engine.Op25b.AllowedConnections);
            Assert.AreEqual(0, gateway.Engine.Op25b.BlockedPackets);
            Assert.AreEqual(0, gateway.Engine.Op25b.InboundSourcePort25WouldDrop);
        }

        [TestMethod]
        public void A_relay_s_connection_is_none_that_would_be_blocked()
        {
            TestGateway gateway = Make(Op25bMode.Monitor, 0);
            gateway.Receive(Side.Lan, Syn(TestGateway.Relay));

            Assert.AreEqual(0, gateway.Engine.Op25b.WouldBlockConnections);
            Assert.AreEqual(1, gateway.Engine.Op25b.AllowedConnections);
        }

        // A connection that found no flow is none.
        [TestMethod]
        public void Without_a_WAN_nothing_counts()
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = Op25bMode.Monitor;
            settings.WanAddress = EngineSettings.NoAddress;
            var gateway = new TestGateway(settings, null);
            gateway.Receive(Side.Lan, Syn(TestGateway.Foreign));

            Assert.AreEqual(0, gateway.Engine.Op25b.WouldBlockConnections);
        }

        // Monitor lets a segment without a flow pass as little as any other port does.
        [TestMethod]
        public void A_segment_without_a_flow_gets_an_RST_here_too()
        {
            TestGateway gateway = Make(Op25bMode.Monitor, 0);
            SentPacket answer = gateway.Receive(Side.Lan, PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack));

            Assert.AreEqual((int)Side.Lan, (int)answer.To);
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(0, gateway.Engine.Op25b.WouldBlockConnections);
        }

        [TestMethod]
        public void An_unknown_time_enforces()
        {
            TestGateway gateway = Make(Op25bMode.Enforce, 60);
            gateway.Clock.ForgetUtc();

            Assert.AreEqual((int)Side.Lan, (int)gateway.Receive(Side.Lan, Syn(TestGateway.Foreign)).To);
            Assert.AreEqual((int)Verdict.Redirect, (int)gateway.Engine.LastVerdict);
        }

        // A new flow is judged by the clock itself, not by the last tick.
        [TestMethod]
        public void The_start_date_is_kept_to_the_second()
        {
            TestGateway gateway = Make(Op25bMode.Enforce, 10);
            gateway.Clock.Advance(9999);
            gateway.Receive(Side.Lan, Syn(TestGateway.Foreign));
            Assert.AreEqual((int)Verdict.WouldBlockNotYetEffective, (int)gateway.Engine.LastVerdict);

            gateway.Clock.Advance(1);
            gateway.Receive(Side.Lan, Syn(TestGateway.Foreign2));
            Assert.AreEqual((int)Verdict.Redirect, (int)gateway.Engine.LastVerdict);
        }

        private static TestGateway Make(Op25bMode mode, int secondsToStart)
        {
            EngineSettings settings = TestGateway.MakeSettings();
            settings.Op25b.Mode = mode;
            settings.Op25b.EffectiveFromUtcSeconds = TestGateway.NewYear2026;
            var gateway = new TestGateway(settings, null);
            gateway.Clock.SetUtc(TestGateway.NewYear2026 - secondsToStart);
            return gateway;
        }

        private static byte[] Syn(uint destination)
        {
            return PacketBuilder.Tcp(TestGateway.HostA, 50000, destination, 25, TcpFlags.Syn);
        }
    }
}
