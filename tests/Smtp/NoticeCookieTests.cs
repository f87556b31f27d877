using Gateway.Smtp;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>The ISN is a cookie: who acknowledges another one, or too late, gets an RST.</summary>
    [TestClass]
    public class NoticeCookieTests
    {
        // what the acknowledgment lies off the ISN: the stream has the 4096 places behind it
        [DataRow(0u)]
        [DataRow(0xFFFFFFFFu)]
        [DataRow(4097u)]
        [DataRow(0x10000u)]
        [DataRow(0x80000000u)]
        [TestMethod]
        public void An_acknowledgment_outside_the_stream_gets_an_RST(uint offset)
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Open();
            uint acknowledgment = client.ServerIsn + offset;
            SentPacket answer = client.Send(TcpFlags.Ack, client.Sequence, acknowledgment, "");

            Assert.IsTrue(client.IsReset);
            Assert.AreEqual(TcpFlags.Rst, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(acknowledgment, TcpHeader.SequenceNumber(answer.Bytes, 20));
        }

        [DataRow("")]
        [DataRow("EHLO a\r\n")]
        [TestMethod]
        public void A_guessed_acknowledgment_gets_an_RST_and_counts_nothing(string data)
        {
            var gateway = new TestGateway();
            var random = new SequenceRandom(5);
            for (int i = 0; i < 50; i++)
            {
                var client = new NoticeClient(gateway, 50000 + i);
                client.Send(TcpFlags.Ack, 1, random.NextUInt32(), data);

                Assert.IsTrue(client.IsReset);
            }

            Assert.AreEqual(0, gateway.Engine.Op25b.RedirectedConnections);
        }

        // port's, address's and server's difference
        [DataRow(1, 0, 0)]
        [DataRow(0, 1, 0)]
        [DataRow(0, 0, 1)]
        [TestMethod]
        public void A_cookie_is_good_for_one_client_only(int port, int address, int server)
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            var other = new NoticeClient(gateway, TestGateway.HostA + (uint)address, 50000 + port, TestGateway.Foreign + (uint)server);
            other.Send(TcpFlags.Ack, client.Sequence, client.Expected, "");

            Assert.IsTrue(other.IsReset);
            Assert.AreEqual(0, gateway.Engine.Op25b.RedirectedConnections);
        }

        // when the SYN comes and when the ACK, in ms; taken: an epoch has 64 s, this one and the one before count
        [DataRow(0, 0, true)]
        [DataRow(0, 63999, true)]
        [DataRow(0, 64000, true)]
        [DataRow(0, 127999, true)]
        [DataRow(0, 128000, false)]
        [DataRow(0, 192000, false)]
        [DataRow(63999, 64000, true)]
        [DataRow(63999, 127999, true)]
        [DataRow(63999, 128000, false)]
        [DataRow(6400000, 6527999, true)]
        [DataRow(6400000, 6528000, false)]
        [TestMethod]
        public void A_cookie_is_good_for_its_epoch_and_the_next(int synMs, int ackMs, bool isTaken)
        {
            var gateway = new TestGateway();
            gateway.Clock.Advance(synMs);
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            gateway.Clock.Advance(ackMs - synMs);
            client.Acknowledge();

            Assert.AreEqual(!isTaken, client.IsReset);
            Assert.AreEqual(isTaken ? NoticeLines.Greeting : "", client.Text);
            Assert.AreEqual(isTaken ? 1 : 0, gateway.Engine.Op25b.RedirectedConnections);
        }

        // It began in time: its later segments are its own, whatever the epoch.
        [TestMethod]
        public void A_remembered_session_outlives_its_cookie()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            gateway.Clock.Advance(127000);
            client.Acknowledge();
            gateway.Clock.Advance(50000);
            client.Say("EHLO a\r\n");
            client.Say("QUIT\r\n");

            Assert.IsFalse(client.IsReset);
            Assert.AreEqual(NoticeLines.After(1) + NoticeLines.Goodbye, client.Text);
        }

        // Two gateways, or one before and after a restart.
        [TestMethod]
        public void Another_key_makes_another_cookie()
        {
            uint isn = IsnOf(1, 2);

            Assert.AreEqual(isn, IsnOf(1, 2));
            Assert.IsTrue(isn != IsnOf(3, 2));
            Assert.IsTrue(isn != IsnOf(1, 4));
        }

        private static uint IsnOf(uint key1, uint key2)
        {
            var server = new NoticeServer(new NoticeSettings(), TestGateway.Lan, key1, key2);
            byte[] syn = PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Syn);
            var packet = new Packet();
            packet.Parse(syn, 0, syn.Length, true);
            byte[] reply = new byte[NoticeServer.MaximumReplyLength];
            Assert.AreEqual(44, server.Receive(packet, 0, reply));
            return TcpHeader.SequenceNumber(reply, 20);
        }
    }
}
