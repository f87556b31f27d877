using Gateway.Nat;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>Where a TCP flow stands after its segments, as a snapshot shows it.</summary>
    [TestClass]
    public class TcpStateTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const int Port = 30000;

        // The segments: S SYN, A SYN-ACK, a ACK, F FIN-ACK, R RST; < before it: inbound. The state, and the timeout.
        [DataRow("S", 2, 240)] // SynSent
        [DataRow("S S", 2, 240)]
        [DataRow("S a", 2, 240)]
        [DataRow("S <A", 3, 240)] // SynReceived
        [DataRow("S <S", 3, 240)]
        [DataRow("S <A <a", 3, 240)]
        [DataRow("S <A a", 4, 7440)] // Established
        [DataRow("S <S A <A a", 4, 7440)]
        [DataRow("S <A a <a a", 4, 7440)]
        [DataRow("S <A a F", 5, 7440)] // FinSent
        [DataRow("S <A a <F", 5, 7440)]
        [DataRow("S <A a F a <a", 5, 7440)]
        [DataRow("S <A F", 5, 7440)]
        [DataRow("S <A <F", 5, 240)]
        [DataRow("S F", 5, 240)]
        [DataRow("S <A a F <F", 6, 240)] // Closing
        [DataRow("S <A a F <F a", 6, 240)]
        [DataRow("S <A a <F F <a", 6, 240)]
        [DataRow("S R", 7, 240)] // Reset
        [DataRow("S <R", 7, 240)]
        [DataRow("S <A a R", 7, 240)]
        [DataRow("S <A a <R", 7, 240)]
        [DataRow("S <A a F <F <R", 7, 240)]
        [DataRow("S <A a <R a", 4, 7440)] // revived
        [DataRow("S <A a <R <a", 4, 7440)]
        [DataRow("S <A a R <a", 4, 7440)]
        [DataRow("S <A a F <R a", 5, 7440)]
        [DataRow("S <R S", 2, 240)] // the same ports again
        [DataRow("S <A a R S", 2, 240)]
        [DataRow("S <A a F <F S", 2, 240)]
        [DataRow("S <A a F <F a S <A a", 4, 7440)]
        [DataRow("S <A a F S", 5, 7440)] // not while one side still talks
        [TestMethod]
        public void The_state_after_segments(string segments, int state, int timeoutS)
        {
            var gateway = new TestGateway();

            Send(gateway, segments);

            FlowSnapshot flow = gateway.FindFlow(IpProtocol.Tcp, A, Port);
            Assert.AreEqual(state, (int)flow.State);
            Assert.AreEqual(timeoutS, flow.TimeoutS);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
        }

        // The connection on the same ports is another one, which the other side opened; the opener's segments establish it.
        [TestMethod]
        public void The_same_ports_again_opened_by_the_other_side()
        {
            var gateway = new TestGateway();
            Send(gateway, "S <A a F <F a");

            Send(gateway, "<S");
            Assert.IsTrue(gateway.FindFlow(IpProtocol.Tcp, A, Port).IsOpenedInbound);
            Send(gateway, "A a");
            Assert.AreEqual((int)FlowState.SynReceived, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);
            Send(gateway, "<a");
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port).State);
        }

        // A client that goes on with another port leaves the old flow to its time.
        [TestMethod]
        public void The_same_destination_again_from_another_port_is_another_flow()
        {
            var gateway = new TestGateway();
            Send(gateway, "S <A a F <F");

            Exchange.Establish(gateway, A, Port + 1, Peer, 80);

            Assert.AreEqual(2, gateway.Engine.FlowCount);
            gateway.Pass(241000);
            Assert.AreEqual(1, gateway.Engine.FlowCount);
            Assert.AreEqual((int)FlowState.Established, (int)gateway.FindFlow(IpProtocol.Tcp, A, Port + 1).State);
        }

        private static void Send(TestGateway gateway, string segments)
        {
            string[] names = segments.Split(' ');
            for (int i = 0; i < names.Length; i++)
            {
                bool isInbound = names[i].Length == 2;
                int flags = FlagsOf(names[i].Substring(names[i].Length - 1, 1));
                SentPacket sent = isInbound
                    ? Exchange.TcpIn(gateway, Peer, 80, Port, flags)
                    : Exchange.TcpOut(gateway, A, Port, Peer, 80, flags);
                Assert.IsNotNull(sent, "segment " + i);
            }
        }

        private static int FlagsOf(string name)
        {
            switch (name)
            {
                case "S":
                    return TcpFlags.Syn;
                case "A":
                    return TcpFlags.Syn | TcpFlags.Ack;
                case "F":
                    return TcpFlags.Fin | TcpFlags.Ack;
                case "R":
                    return TcpFlags.Rst | TcpFlags.Ack;
                default:
                    return TcpFlags.Ack;
            }
        }
    }
}
