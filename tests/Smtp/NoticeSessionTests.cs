using Gateway.Tests.Support;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>How many clients are served, how many remembered, and how they count.</summary>
    [TestClass]
    public class NoticeSessionTests
    {
        private const int Remembered = 16;

        // An infected PC opens hundreds: it must not starve the others.
        [TestMethod]
        public void More_clients_than_are_remembered_are_all_served()
        {
            var gateway = new TestGateway();
            var clients = new NoticeClient[40];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i] = new NoticeClient(gateway, TestGateway.HostA + (uint)(i % 3), 50000 + i, TestGateway.Foreign);
                clients[i].Open();
            }

            for (int i = clients.Length - 1; i >= 0; i--)
            {
                clients[i].Acknowledge();
            }

            for (int i = 0; i < clients.Length; i++)
            {
                clients[i].Say("EHLO a\r\n");
            }

            for (int i = 0; i < clients.Length; i++)
            {
                clients[i].Say("QUIT\r\n");
                Assert.AreEqual(NoticeLines.After(1) + NoticeLines.Goodbye, clients[i].Text, "client " + i.ToString());
                Assert.IsTrue(clients[i].IsFinished);
            }

            Assert.AreEqual(40, gateway.Engine.Op25b.RedirectedConnections);
            Assert.AreEqual(40, gateway.Engine.Op25b.NoticesDelivered);
        }

        // What only the 16 get: the greeting again, and the end after 60 s.
        [TestMethod]
        public void The_seventeenth_is_served_and_not_remembered()
        {
            var gateway = new TestGateway();
            Fill(gateway, Remembered);
            var client = new NoticeClient(gateway, 51000);
            client.Connect();

            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(0, client.Wait(1000));
            Assert.AreEqual(Remembered, gateway.Output.Count);
            client.Say("EHLO a\r\n");
            Assert.AreEqual(NoticeLines.After(1), client.Text);
            Assert.AreEqual(0, client.Wait(60000));
        }

        // how a place becomes free: FIN, RST, SYN of the same client, 60 s
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [TestMethod]
        public void A_place_that_becomes_free_is_the_next_client_s(int how)
        {
            var gateway = new TestGateway();
            NoticeClient leaver = Fill(gateway, Remembered);
            switch (how)
            {
                case 0:
                    leaver.Close();
                    break;
                case 1:
                    leaver.Reset();
                    break;
                case 2:
                    new NoticeClient(gateway, 50000 + Remembered - 1).Open();
                    break;
                default:
                    leaver.Wait(60000);
                    break;
            }

            var client = new NoticeClient(gateway, 51000);
            client.Connect();
            Assert.AreEqual(1, client.Wait(1000));
        }

        [TestMethod]
        public void An_attempt_counts_when_the_handshake_completes()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            Assert.AreEqual(0, gateway.Engine.Op25b.RedirectedConnections);

            client.Acknowledge();
            Assert.AreEqual(1, gateway.Engine.Op25b.RedirectedConnections);

            client.Acknowledge();
            client.Say("EHLO a\r\n");
            client.Say("QUIT\r\n");
            client.Close();
            client.Acknowledge();
            Assert.AreEqual(1, gateway.Engine.Op25b.RedirectedConnections);
        }

        // A handshake's ACK that comes twice, or with the first command behind it.
        [TestMethod]
        public void A_remembered_client_counts_once()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            client.IsDeaf = true;
            client.Acknowledge();
            client.Acknowledge();
            client.Say("EHLO a\r\n");

            Assert.AreEqual(1, gateway.Engine.Op25b.RedirectedConnections);
            Assert.AreEqual(0, gateway.Engine.Op25b.NoticesDelivered);
        }

        [TestMethod]
        public void A_notice_is_delivered_when_its_whole_greeting_is_acknowledged()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000) { Window = 100 };
            client.Connect();
            client.Acknowledge();
            client.Acknowledge();
            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(0, gateway.Engine.Op25b.NoticesDelivered, "12 bytes are not acknowledged");

            client.Acknowledge();
            Assert.AreEqual(1, gateway.Engine.Op25b.NoticesDelivered);

            client.Window = 8192;
            client.Acknowledge();
            client.Say("EHLO a\r\n");
            client.Say("QUIT\r\n");
            client.Close();
            Assert.AreEqual(1, gateway.Engine.Op25b.NoticesDelivered);
        }

        // The first segment that tells of the greeting may tell of more.
        [TestMethod]
        public void A_notice_counts_when_only_a_later_place_is_acknowledged()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            client.Say("QUIT\r\n");
            Assert.AreEqual(0, gateway.Engine.Op25b.NoticesDelivered);

            client.Close();
            Assert.AreEqual(1, gateway.Engine.Op25b.RedirectedConnections);
            Assert.AreEqual(1, gateway.Engine.Op25b.NoticesDelivered);
        }

        // The answer to its FIN is lost, and the FIN comes again: with the greeting unread (0), read (1), behind a QUIT (2), or
        // in the place of the handshake's ACK (3).
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(3)]
        [TestMethod]
        public void A_client_that_closes_twice_counts_once(int after)
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Open();
            if (after < 3)
            {
                client.IsDeaf = after == 0;
                client.Acknowledge();
            }

            if (after == 2)
            {
                client.Say("QUIT\r\n");
            }

            client.IsDeaf = true;
            client.Close();
            client.IsDeaf = false;
            client.Close();
            client.Acknowledge();
            client.Acknowledge();

            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual(after == 2 ? NoticeLines.Greeting + NoticeLines.Goodbye : NoticeLines.Greeting, client.Text);
            Assert.AreEqual(1L, gateway.Engine.Op25b.RedirectedConnections);
            Assert.AreEqual(1L, gateway.Engine.Op25b.NoticesDelivered);
            Assert.AreEqual(0, client.Wait(1000), "An ended session is told nothing more");
            Assert.AreEqual(0, client.Wait(60000));
        }

        // Every packet of a conversation is one that was blocked, and answered, from the LAN's side.
        [TestMethod]
        public void All_its_packets_count_as_blocked_and_answered()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Connect();
            client.Say("EHLO a\r\n");
            client.Say("QUIT\r\n");
            client.Close();
            client.Acknowledge();

            Assert.AreEqual(6, gateway.Engine.Traffic.LanPacketsReceived);
            Assert.AreEqual(6, gateway.Engine.Op25b.BlockedPackets);
            Assert.AreEqual(6, gateway.Engine.Traffic.Answered);
            Assert.AreEqual(5, gateway.Engine.Traffic.LanPacketsSent, "The last ACK needs no answer");
            Assert.AreEqual(0, gateway.Engine.Traffic.WanPacketsSent);
            Assert.AreEqual(0, gateway.Engine.Drops.Total);
        }

        // Clients whose greeting is lost; gives the last one.
        private static NoticeClient Fill(TestGateway gateway, int count)
        {
            NoticeClient client = null;
            for (int i = 0; i < count; i++)
            {
                client = new NoticeClient(gateway, 50000 + i);
                client.Open();
                client.IsDeaf = true;
                client.Acknowledge();
            }

            return client;
        }
    }
}
