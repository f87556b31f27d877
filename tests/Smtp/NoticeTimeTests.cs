using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>What the notice says by itself, on a tick: a lost greeting again, and the end of an idle session.</summary>
    [TestClass]
    public class NoticeTimeTests
    {
        [TestMethod]
        public void A_lost_greeting_comes_again_after_1_2_and_4_seconds()
        {
            NoticeClient client = Deaf(new TestGateway(), 50000);

            // At 1, 3 and 7 s: exactly three times.
            Assert.AreEqual(0, client.Wait(999));
            Assert.AreEqual(1, client.Wait(1));
            Assert.AreEqual(0, client.Wait(1999));
            Assert.AreEqual(1, client.Wait(1));
            Assert.AreEqual(0, client.Wait(3999));
            Assert.AreEqual(1, client.Wait(1));
            Assert.AreEqual(0, client.Wait(8000));
            Assert.AreEqual(0, client.Wait(44999));
        }

        [TestMethod]
        public void A_greeting_that_comes_again_is_whole_and_in_its_place()
        {
            NoticeClient client = Deaf(new TestGateway(), 50000);
            client.IsDeaf = false;
            client.Wait(1000);

            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(0, client.Gaps);
            Assert.IsNull(client.Acknowledge());
            Assert.AreEqual(0, client.Wait(2000));
            Assert.AreEqual(0, client.Wait(4000));
        }

        [TestMethod]
        public void An_acknowledged_greeting_does_not_come_again()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Acknowledge();

            Assert.AreEqual(0, client.Wait(1000));
            Assert.AreEqual(0, client.Wait(2000));
            Assert.AreEqual(0, client.Wait(4000));
        }

        // A command acknowledges it too.
        [TestMethod]
        public void A_command_stops_the_greeting()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Say("EHLO a\r\n");

            Assert.AreEqual(0, client.Wait(1000));
            Assert.AreEqual(0, client.Wait(7000));
        }

        [TestMethod]
        public void Only_what_is_missing_comes_again()
        {
            var client = new NoticeClient(new TestGateway(), 50000) { Window = 100 };
            client.Open();
            client.Acknowledge();
            client.IsDeaf = true;
            client.Acknowledge();
            client.IsDeaf = false;
            client.Window = 8192;
            Assert.AreEqual(100, client.Text.Length);
            Assert.AreEqual(1, client.Wait(1000));

            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(0, client.Gaps);
        }

        // commands said before
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(9)]
        [TestMethod]
        public void A_session_ends_after_60_seconds_with_421(int commands)
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Acknowledge();
            client.Wait(30000);
            for (int i = 0; i < commands; i++)
            {
                client.Say("NOOP\r\n");
            }

            Assert.AreEqual(0, client.Wait(29999));
            Assert.AreEqual(1, client.Wait(1));
            Assert.AreEqual(NoticeLines.After(commands) + NoticeLines.Closing, client.Text);
            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual(0, client.Gaps);

            // The client answers with its own end: an ACK is all that comes.
            SentPacket answer = client.Close();
            Assert.AreEqual(TcpFlags.Ack, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(40, answer.Bytes.Length);
            Assert.AreEqual(0, client.Wait(61000));
        }

        [TestMethod]
        public void A_session_ends_once()
        {
            NoticeClient client = Deaf(new TestGateway(), 50000);
            client.Wait(1000);
            client.Wait(2000);
            client.Wait(4000);

            Assert.AreEqual(1, client.Wait(53000));
            Assert.AreEqual(0, client.Wait(60000));
        }

        // Its FIN is out: a second one behind a 421 would tear the stream.
        [TestMethod]
        public void A_session_whose_FIN_is_out_ends_silently()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Say("QUIT\r\n");

            Assert.AreEqual(0, client.Wait(60000));
            Assert.AreEqual(0, client.Wait(60000));
        }

        [TestMethod]
        public void A_session_that_said_421_ends_silently()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            for (int i = 0; i < 10; i++)
            {
                client.Say("NOOP\r\n");
            }

            client.Acknowledge();
            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual(0, client.Wait(60000));
        }

        // A board ticks four times a second, but may be late.
        [TestMethod]
        public void A_late_tick_does_no_more_than_one_in_time()
        {
            NoticeClient client = Deaf(new TestGateway(), 50000);

            Assert.AreEqual(1, client.Wait(30000));
            Assert.AreEqual(1, client.Wait(30000), "The end");
            Assert.AreEqual(0, client.Wait(30000));
        }

        [TestMethod]
        public void All_16_sessions_get_theirs_on_one_tick()
        {
            var gateway = new TestGateway();
            for (int i = 0; i < 16; i++)
            {
                Deaf(gateway, 50000 + i);
            }

            gateway.Output.Clear();
            gateway.Clock.Advance(1000);
            gateway.Engine.Tick();
            Assert.AreEqual(16, gateway.Output.Count);

            gateway.Output.Clear();
            gateway.Engine.Tick();
            Assert.AreEqual(0, gateway.Output.Count);
        }

        // Uptime in ms passes 32 bits after 49.7 days, and their sign after 24.8.
        [DataRow(2147483000L)]
        [DataRow(4294966000L)]
        [TestMethod]
        public void Time_is_kept_when_32_bits_of_milliseconds_wrap(long uptimeMs)
        {
            var gateway = new TestGateway();
            gateway.Clock.Advance(uptimeMs);
            NoticeClient client = Deaf(gateway, 50000);

            Assert.AreEqual(0, client.Wait(999));
            Assert.AreEqual(1, client.Wait(1));
            Assert.AreEqual(0, client.Wait(1999));
            Assert.AreEqual(1, client.Wait(1));
            Assert.AreEqual(1, client.Wait(4000));
            Assert.AreEqual(0, client.Wait(52999));
            Assert.AreEqual(1, client.Wait(1));
        }

        // Other texts make other streams: what is under way can't go on in them.
        [TestMethod]
        public void Other_settings_forget_the_sessions()
        {
            var gateway = new TestGateway();
            NoticeClient client = Deaf(gateway, 50000);
            gateway.Settings.Notice.SubmissionHost = "mail.isp.example";
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(0, client.Wait(1000));
            Assert.AreEqual(0, client.Wait(60000));
        }

        // Relays are refreshed every half minute: that is no reason to forget clients.
        [TestMethod]
        public void Settings_with_the_same_greeting_keep_the_sessions()
        {
            var gateway = new TestGateway();
            NoticeClient client = Deaf(gateway, 50000);
            gateway.Settings.Op25b.Relays = new Ipv4Prefix[0];
            gateway.Engine.Apply(gateway.Settings);

            Assert.AreEqual(1, client.Wait(1000));
        }

        // Connected, with the greeting lost.
        private static NoticeClient Deaf(TestGateway gateway, int port)
        {
            var client = new NoticeClient(gateway, port);
            client.Open();
            client.IsDeaf = true;
            Assert.IsNotNull(client.Acknowledge());
            return client;
        }
    }
}
