using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Nat
{
    /// <summary>How long TCP flows live without segments (RFC 5382 §5, RFC 7857 §2).</summary>
    [TestClass]
    public class TcpTimeoutTests
    {
        private const uint A = TestGateway.HostA;
        private const uint Peer = TestGateway.Foreign;
        private const int Port = 30000;
        private const int SynAck = TcpFlags.Syn | TcpFlags.Ack;
        private const int FinAck = TcpFlags.Fin | TcpFlags.Ack;

        [DataRow(7439, true)]
        [DataRow(7440, true)]
        [DataRow(7441, false)]
        [TestMethod]
        public void Rfc5382_Req5_an_established_flow_lives_2_hours_4_minutes(int seconds, bool isAlive)
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, Port, Peer, 80);

            Check(gateway, seconds, isAlive);
        }

        // One side has nothing more to say; the other may for as long as it likes.
        [DataRow(true)]
        [DataRow(false)]
        [TestMethod]
        public void Rfc5382_Req5_a_half_closed_flow_is_established(bool isOutbound)
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, Port, Peer, 80);
            Finish(gateway, isOutbound);

            Check(gateway, 7439, true);
        }

        // segments after the SYN, seconds, whether the flow is alive then
        [DataRow("", 239, true)]
        [DataRow("", 240, true)]
        [DataRow("", 241, false)]
        [DataRow("sa", 239, true)]
        [DataRow("sa", 241, false)]
        [DataRow("sa ack fin-out fin-in", 239, true)]
        [DataRow("sa ack fin-out fin-in", 241, false)]
        [DataRow("sa ack fin-in fin-out ack", 239, true)]
        [DataRow("sa ack fin-in fin-out ack", 241, false)]
        [DataRow("fin-out", 241, false)]
        [TestMethod]
        public void Rfc5382_Req5_an_opening_or_closing_flow_lives_4_minutes(string segments, int seconds, bool isAlive)
        {
            var gateway = new TestGateway();
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);
            Send(gateway, segments);

            Check(gateway, seconds, isAlive);
        }

        [DataRow("rst-out", 239, true)]
        [DataRow("rst-out", 241, false)]
        [DataRow("rst-in", 239, true)]
        [DataRow("rst-in", 241, false)]
        [TestMethod]
        public void Rfc7857_S2_2_after_an_RST_a_flow_lives_4_minutes(string segment, int seconds, bool isAlive)
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, Port, Peer, 80);
            Send(gateway, segment);

            Check(gateway, seconds, isAlive);
        }

        // A forged RST must not cut a living connection.
        [DataRow("rst-in", "ack")]
        [DataRow("rst-in", "ack-in")]
        [DataRow("rst-out", "ack")]
        [DataRow("rst-out", "ack-in")]
        [TestMethod]
        public void Rfc7857_S2_2_traffic_after_an_RST_revives_a_flow(string reset, string after)
        {
            var gateway = new TestGateway();
            Exchange.Establish(gateway, A, Port, Peer, 80);
            Send(gateway, reset);
            gateway.Pass(200000);
            Send(gateway, after);

            Check(gateway, 7439, true);
        }

        // Without an answer, traffic of the opener alone makes nothing established.
        [TestMethod]
        public void Rfc5382_Req5_only_a_SYN_from_both_sides_makes_a_flow_established()
        {
            var gateway = new TestGateway();
            Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Syn);
            Send(gateway, "ack ack ack");

            Check(gateway, 241, false);
        }

        private static void Send(TestGateway gateway, string segments)
        {
            string[] names = segments.Split(' ');
            for (int i = 0; i < names.Length; i++)
            {
                switch (names[i])
                {
                    case "sa":
                        Exchange.TcpIn(gateway, Peer, 80, Port, SynAck);
                        break;
                    case "ack":
                        Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Ack);
                        break;
                    case "ack-in":
                        Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Ack);
                        break;
                    case "fin-out":
                        Finish(gateway, true);
                        break;
                    case "fin-in":
                        Finish(gateway, false);
                        break;
                    case "rst-out":
                        Exchange.TcpOut(gateway, A, Port, Peer, 80, TcpFlags.Rst);
                        break;
                    case "rst-in":
                        Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Rst);
                        break;
                    default:
                        break;
                }
            }
        }

        private static void Finish(TestGateway gateway, bool isOutbound)
        {
            if (isOutbound)
            {
                Exchange.TcpOut(gateway, A, Port, Peer, 80, FinAck);
            }
            else
            {
                Exchange.TcpIn(gateway, Peer, 80, Port, FinAck);
            }
        }

        // Without ticks the packet itself finds its flow over: the end must not hang on the board's timer.
        private static void Check(TestGateway gateway, int seconds, bool isAlive)
        {
            gateway.Clock.Advance(seconds * 1000L);
            Assert.AreEqual(isAlive, Exchange.IsTo(Exchange.TcpIn(gateway, Peer, 80, Port, TcpFlags.Ack), A, Port));
            Assert.AreEqual(isAlive ? 1 : 0, gateway.Engine.FlowCount);
        }
    }
}
