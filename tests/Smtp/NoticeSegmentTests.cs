using Gateway.Platform;
using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>The same conversation in other segments: small windows, lines that come in pieces.</summary>
    [TestClass]
    public class NoticeSegmentTests
    {
        // window, segments that the greeting comes in (212 bytes)
        [DataRow(10, 22)]
        [DataRow(1, 212)]
        [DataRow(211, 2)]
        [DataRow(212, 1)]
        [DataRow(65535, 1)]
        [TestMethod]
        public void A_small_window_gets_the_greeting_in_pieces(int window, int segments)
        {
            var client = new NoticeClient(new TestGateway(), 50000) { Window = window };
            client.Open();
            int count = 0;
            while (client.Text.Length < NoticeLines.Greeting.Length && count < 300)
            {
                int before = client.Text.Length;
                client.Acknowledge();
                count++;
                Assert.IsTrue(client.Text.Length - before <= window);
            }

            Assert.AreEqual(212, NoticeLines.Greeting.Length);
            Assert.AreEqual(segments, count);
            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(0, client.Gaps);
            Assert.IsNull(client.Acknowledge());
        }

        [TestMethod]
        public void A_closed_window_gets_nothing_until_it_opens()
        {
            var client = new NoticeClient(new TestGateway(), 50000) { Window = 0 };
            client.Open();

            Assert.IsNull(client.Acknowledge());
            client.Window = 8192;
            client.Acknowledge();
            Assert.AreEqual(NoticeLines.Greeting, client.Text);
        }

        // The answer has 57 bytes: until they fit, the command is not acknowledged and comes again.
        [DataRow(0)]
        [DataRow(10)]
        [DataRow(56)]
        [TestMethod]
        public void A_command_waits_until_its_answer_fits_the_window(int window)
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Window = window;

            Assert.IsNull(client.Say("EHLO a\r\n"));
            client.Window = 57;
            client.Resend();
            Assert.AreEqual(NoticeLines.After(1), client.Text);
            Assert.AreEqual("", client.Pending);
        }

        // A command while the greeting is still coming in pieces.
        [TestMethod]
        public void A_command_waits_for_the_greeting_s_end()
        {
            var client = new NoticeClient(new TestGateway(), 50000) { Window = 100 };
            client.Open();
            client.Say("QUIT\r\n");
            Assert.AreEqual("QUIT\r\n", client.Pending);

            for (int i = 0; i < 5 && !client.IsFinished; i++)
            {
                client.Resend();
            }

            Assert.AreEqual(NoticeLines.Greeting + NoticeLines.Goodbye, client.Text);
            Assert.AreEqual("", client.Pending);
            Assert.IsTrue(client.IsFinished);
        }

        [TestMethod]
        public void A_FIN_waits_for_the_greeting_s_end_too()
        {
            var client = new NoticeClient(new TestGateway(), 50000) { Window = 100 };
            client.Open();
            for (int i = 0; i < 5 && !client.IsFinished; i++)
            {
                client.Close();
            }

            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(NoticeClient.InitialSequence + 2, client.Sequence);
            Assert.IsTrue(client.IsFinished);
        }

        [DataRow("E")]
        [DataRow("EHLO a")]
        [DataRow("EHLO a\r")]
        [DataRow("EHLO a\n")]
        [DataRow("EHLO a\r\nQUI")]
        [DataRow("\n\r")]
        [TestMethod]
        public void Input_without_CRLF_at_its_end_is_not_acknowledged(string data)
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();

            Assert.IsNull(client.Say(data));
            Assert.AreEqual(data, client.Pending);
        }

        // An Ethernet frame has 46 bytes of IP at least.
        [TestMethod]
        public void Ethernet_s_padding_is_no_data()
        {
            var gateway = new TestGateway();
            var client = new NoticeClient(gateway, 50000);
            client.Connect();
            byte[] ack = PacketBuilder.Tcp(TestGateway.HostA, 50000, TestGateway.Foreign, 25, TcpFlags.Ack, client.Sequence, client.Expected, new byte[0]);
            byte[] frame = new byte[14 + 46];
            System.Array.Copy(ack, 0, frame, 14, ack.Length);
            frame[58] = (byte)'\r';
            frame[59] = (byte)'\n';
            gateway.Output.Clear();
            gateway.Engine.Receive(Side.Lan, frame, 14, 46);

            Assert.AreEqual(0, gateway.Output.Count);
        }

        // What a client says in two segments: the second one waits while the first is not acknowledged (Nagle), and then comes
        // with it, whole.
        [TestMethod]
        public void Every_split_in_two_segments_ends_in_the_same_stream()
        {
            const string Lines = "EHLO a\r\nQUIT\r\n";
            for (int split = 1; split < Lines.Length; split++)
            {
                var client = new NoticeClient(new TestGateway(), 50000);
                client.Connect();
                client.Say(Lines.Substring(0, split));
                client.Keep(Lines.Substring(split));
                HasEnded(client, split);
            }
        }

        // Each answer is lost once.
        [TestMethod]
        public void Every_split_ends_in_the_same_stream_with_losses_too()
        {
            const string Lines = "EHLO a\r\nQUIT\r\n";
            for (int split = 1; split < Lines.Length; split++)
            {
                var client = new NoticeClient(new TestGateway(), 50000);
                client.Connect();
                client.IsDeaf = true;
                client.Say(Lines.Substring(0, split));
                client.Resend();
                client.IsDeaf = false;
                client.Resend();
                client.Keep(Lines.Substring(split));
                client.IsDeaf = true;
                client.Resend();
                client.IsDeaf = false;
                HasEnded(client, split);
            }
        }

        // The greeting was lost, and the client speaks first.
        [TestMethod]
        public void Every_split_ends_in_the_same_stream_without_a_greeting_before()
        {
            const string Lines = "EHLO a\r\nQUIT\r\n";
            for (int split = 1; split < Lines.Length; split++)
            {
                var client = new NoticeClient(new TestGateway(), 50000);
                client.Open();
                client.Say(Lines.Substring(0, split));
                client.Keep(Lines.Substring(split));
                HasEnded(client, split);
            }
        }

        private static void HasEnded(NoticeClient client, int split)
        {
            for (int i = 0; i < 5 && client.Pending.Length > 0; i++)
            {
                client.Resend();
            }

            Assert.AreEqual(NoticeLines.After(1) + NoticeLines.Goodbye, client.Text, "split at " + split.ToString());
            Assert.AreEqual("", client.Pending);
            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual(0, client.Gaps);
        }
    }
}
