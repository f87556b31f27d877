using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>The notice's SYN-ACK: made from the SYN alone, and nothing kept of it.</summary>
    [TestClass]
    public class NoticeHandshakeTests
    {
        [TestMethod]
        public void A_SYN_ACK_offers_an_MSS_and_no_other_option()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            byte[] packet = client.Open().Bytes;

            Assert.AreEqual(44, packet.Length);
            Assert.AreEqual(24, TcpHeader.HeaderLength(packet, 20));
            Assert.AreEqual("020405b4", Hex.Format(packet, 40, 4));
            Assert.AreEqual(TcpFlags.Syn | TcpFlags.Ack, TcpHeader.Flags(packet, 20));
            Assert.AreEqual(NoticeClient.InitialSequence + 1, TcpHeader.AcknowledgmentNumber(packet, 20));
            Assert.IsTrue(TcpHeader.Window(packet, 20) >= 512, "A command line fits (RFC 5321 4.5.3.1.4)");
        }

        // Window scale, timestamps and selective acknowledgments are offered by every client.
        [TestMethod]
        public void Options_of_the_SYN_change_nothing()
        {
            var gateway = new TestGateway();
            byte[] plain = new NoticeClient(gateway, 50000).Open().Bytes;
            byte[] syn = PacketBuilder.Tcp(
                TestGateway.HostA,
                50000,
                TestGateway.Foreign,
                25,
                TcpFlags.Syn,
                NoticeClient.InitialSequence,
                0,
                Hex.Parse("020405b4 0402080a 00000001 00000000 01030307"));
            PacketBuilder.WithTcpWord(syn, TcpHeader.DataOffsetOffset, 0xA002);

            Assert.AreEqual(Hex.Format(plain), Hex.Format(gateway.Receive(Side.Lan, syn).Bytes));
        }

        [TestMethod]
        public void Data_on_the_SYN_is_ignored_and_taken_when_it_comes_again()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            SentPacket answer = client.Send(TcpFlags.Syn, NoticeClient.InitialSequence, "QUIT\r\n");

            Assert.AreEqual(44, answer.Bytes.Length);
            Assert.AreEqual(NoticeClient.InitialSequence + 1, TcpHeader.AcknowledgmentNumber(answer.Bytes, 20));

            client.Acknowledge();
            client.Say("QUIT\r\n");
            Assert.AreEqual(NoticeLines.Greeting + NoticeLines.Goodbye, client.Text);
        }

        // The stream's length fits the 12 low bits: an acknowledgment tells its place in it.
        [TestMethod]
        public void The_ISN_s_12_low_bits_are_zero_and_the_rest_differs()
        {
            var gateway = new TestGateway();
            uint last = 0;
            for (int i = 0; i < 20; i++)
            {
                var client = new NoticeClient(gateway, TestGateway.HostA + (uint)(i % 2), 50000 + i, TestGateway.Foreign + (uint)(i % 3));
                client.Open();

                Assert.AreEqual(0u, client.ServerIsn & 0xFFF);
                Assert.AreNotEqual((int)last, (int)client.ServerIsn);
                last = client.ServerIsn;
            }
        }

        // port, address's and server's difference, seconds later, same
        [DataRow(0, 0, 0, 0, true)]
        [DataRow(1, 0, 0, 0, false)]
        [DataRow(0, 1, 0, 0, false)]
        [DataRow(0, 0, 1, 0, false)]
        [DataRow(0, 0, 0, 63, true)]
        [DataRow(0, 0, 0, 64, false)]
        [DataRow(0, 0, 0, 640, false)]
        [TestMethod]
        public void The_ISN_depends_on_addresses_ports_and_epoch(int port, int address, int server, int seconds, bool isSame)
        {
            var gateway = new TestGateway();
            var first = new NoticeClient(gateway, 50000);
            first.Open();
            gateway.Clock.Advance(seconds * 1000);
            var second = new NoticeClient(gateway, TestGateway.HostA + (uint)address, 50000 + port, TestGateway.Foreign + (uint)server);
            second.Open();

            Assert.AreEqual(isSame, first.ServerIsn == second.ServerIsn);
        }

        [TestMethod]
        public void A_SYN_that_comes_again_gets_the_same_answer()
        {
            var gateway = new TestGateway();
            byte[] first = new NoticeClient(gateway, 50000).Open().Bytes;
            byte[] second = new NoticeClient(gateway, 50000).Open().Bytes;

            Assert.AreEqual(Hex.Format(first), Hex.Format(second));
        }

        // A bot opens hundreds: nothing of them stays, and nothing is sent to them later.
        [TestMethod]
        public void Nothing_is_kept_of_a_SYN()
        {
            var gateway = new TestGateway();
            for (int i = 0; i < 50; i++)
            {
                Assert.IsNotNull(new NoticeClient(gateway, 40000 + i).Open());
            }

            Assert.AreEqual(0, gateway.Engine.FlowCount);
            Assert.AreEqual(0, gateway.Engine.HostCount);
            Assert.AreEqual(0, gateway.Engine.Op25b.RedirectedConnections);
            gateway.Output.Clear();
            gateway.Pass(8000);
            Assert.AreEqual(0, gateway.Output.Count);
        }

        // flags
        [DataRow(TcpFlags.Syn | TcpFlags.Ack)]
        [DataRow(TcpFlags.Rst)]
        [DataRow(TcpFlags.Rst | TcpFlags.Ack)]
        [TestMethod]
        public void Other_openings_get_no_answer(int flags)
        {
            var client = new NoticeClient(new TestGateway(), 50000);

            Assert.IsNull(client.Send(flags, 1, ""));
        }

        // Port 0 is reserved (RFC 6335 §6), and marks a free place.
        [TestMethod]
        public void A_client_on_port_0_gets_no_answer()
        {
            var gateway = new TestGateway();

            Assert.IsNull(new NoticeClient(gateway, 0).Open());
            Assert.IsNull(new NoticeClient(gateway, 0).Acknowledge());
            Assert.AreEqual(0, gateway.Engine.Op25b.RedirectedConnections);
        }

        // The same ports again, while the session before is still remembered.
        [TestMethod]
        public void A_new_SYN_begins_anew()
        {
            var gateway = new TestGateway();
            var first = new NoticeClient(gateway, 50000);
            first.Connect();
            first.Say("EHLO a\r\n");
            var second = new NoticeClient(gateway, 50000);
            second.Connect();
            second.Say("QUIT\r\n");

            Assert.AreEqual(NoticeLines.Greeting + NoticeLines.Goodbye, second.Text);
            Assert.AreEqual(2, gateway.Engine.Op25b.RedirectedConnections);
        }
    }
}
