using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>What a redirected client says, and what it hears.</summary>
    [TestClass]
    public class NoticeDialogueTests
    {
        [DataRow("EHLO a\r\n")]
        [DataRow("HELO a\r\n")]
        [DataRow("NOOP\r\n")]
        [DataRow("\r\n")]
        [DataRow("QUI\r\n")]
        [DataRow("QUITE\r\n")]
        [DataRow(" QUIT\r\n")]
        [DataRow("EHLO QUIT\r\n")]
        [DataRow("a\nQUIT\r\n")] // a lone LF ends no line
        [DataRow("a\rQUIT\r\n")]
        [TestMethod]
        public void Every_command_but_QUIT_gets_503(string command)
        {
            NoticeClient client = Connected();
            client.Say(command);

            Assert.AreEqual(NoticeLines.After(1), client.Text);
            Assert.AreEqual("", client.Pending, "All is acknowledged");
            Assert.IsFalse(client.IsFinished);
        }

        [DataRow("QUIT\r\n")]
        [DataRow("quit\r\n")]
        [DataRow("QuIt\r\n")]
        [DataRow("QUIT \r\n")]
        [DataRow("QUIT\t\r\n")]
        [DataRow("QUIT now\r\n")]
        [DataRow("QUIT\r\nEHLO a\r\n")] // what stands behind it is not for anybody
        [DataRow("QUIT\r\nQUIT\r\n")]
        [TestMethod]
        public void QUIT_gets_221_and_the_end(string command)
        {
            NoticeClient client = Connected();
            client.Say(command);

            Assert.AreEqual(NoticeLines.Greeting + NoticeLines.Goodbye, client.Text);
            Assert.AreEqual("", client.Pending);
            Assert.IsTrue(client.IsFinished);
        }

        [TestMethod]
        public void After_QUIT_both_sides_close()
        {
            NoticeClient client = Connected();
            client.Say("EHLO a\r\n");
            client.Say("QUIT\r\n");
            Assert.IsNull(client.Acknowledge());
            uint fin = client.Sequence;
            SentPacket answer = client.Close();

            Assert.AreEqual(TcpFlags.Ack, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(40, answer.Bytes.Length);
            Assert.AreEqual(fin + 1, client.Sequence);
            Assert.AreEqual(0, client.Wait(61000), "The session is forgotten");
        }

        // Python's smtplib and curl do so.
        [TestMethod]
        public void A_client_that_closes_without_QUIT_is_closed()
        {
            NoticeClient client = Connected();
            uint fin = client.Sequence;
            SentPacket answer = client.Close();

            Assert.AreEqual(TcpFlags.Fin | TcpFlags.Ack, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(fin + 1, client.Sequence);
            Assert.IsTrue(client.IsFinished);
            Assert.IsNull(client.Acknowledge());
            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(0, client.Wait(61000));
        }

        // A scanner that connects and hangs up: FIN with the handshake's last ACK.
        [TestMethod]
        public void FIN_at_once_gets_greeting_and_FIN()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Open();
            client.Close();

            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual(NoticeClient.InitialSequence + 2, client.Sequence);
            Assert.IsNull(client.Acknowledge());
        }

        // data, what is heard behind the greeting
        [DataRow("EHLO a\r\n", NoticeLines.BadSequence)]
        [DataRow("QUIT\r\n", NoticeLines.Goodbye)]
        [DataRow("EHLO a", "")] // no line: it dies with its connection
        [TestMethod]
        public void FIN_with_data_answers_the_lines_and_closes(string data, string heard)
        {
            NoticeClient client = Connected();
            client.Keep(data);
            client.Close();

            Assert.AreEqual(NoticeLines.Greeting + heard, client.Text);
            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual(NoticeClient.InitialSequence + 2 + (uint)data.Length, client.Sequence);
        }

        [TestMethod]
        public void The_tenth_command_gets_421_and_the_end()
        {
            NoticeClient client = Connected();
            for (int i = 1; i <= 9; i++)
            {
                client.Say("NOOP\r\n");
                Assert.AreEqual(NoticeLines.After(i), client.Text);
                Assert.IsFalse(client.IsFinished);
            }

            client.Say("NOOP\r\n");
            Assert.AreEqual(NoticeLines.After(10) + NoticeLines.Closing, client.Text);
            Assert.IsTrue(client.IsFinished);
        }

        [TestMethod]
        public void QUIT_may_be_the_tenth()
        {
            NoticeClient client = Connected();
            for (int i = 1; i <= 9; i++)
            {
                client.Say("NOOP\r\n");
            }

            client.Say("QUIT\r\n");
            Assert.AreEqual(NoticeLines.After(9) + NoticeLines.Goodbye, client.Text);
            Assert.IsTrue(client.IsFinished);
        }

        [TestMethod]
        public void Lines_in_one_segment_are_answered_one_by_one()
        {
            NoticeClient client = Connected();
            client.Say("EHLO a\r\nMAIL FROM:<a@isp.example>\r\nRCPT TO:<b@isp.example>\r\nQUIT\r\n");

            Assert.AreEqual(NoticeLines.After(3) + NoticeLines.Goodbye, client.Text);
            Assert.AreEqual(2, client.Packets - 1, "Greeting and one answer");
            Assert.IsTrue(client.IsFinished);
        }

        // More answers than fit a segment: the rest of the lines is not acknowledged and comes again.
        [TestMethod]
        public void Many_lines_in_one_segment_end_in_421_all_the_same()
        {
            NoticeClient client = Connected();
            client.Say("1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7\r\n8\r\n9\r\n10\r\n11\r\n12\r\n");
            Assert.AreEqual(NoticeLines.After(9), client.Text);
            Assert.AreEqual("10\r\n11\r\n12\r\n", client.Pending);

            client.Resend();
            Assert.AreEqual(NoticeLines.After(10) + NoticeLines.Closing, client.Text);
            Assert.AreEqual("", client.Pending);
            Assert.IsTrue(client.IsFinished);
        }

        // nullmailer and bots do not wait for a greeting.
        [TestMethod]
        public void A_command_before_the_greeting_is_acknowledged_is_answered()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Open();
            client.Say("EHLO a\r\n");

            Assert.AreEqual(NoticeLines.After(1), client.Text);
            Assert.AreEqual("", client.Pending);

            client.Say("QUIT\r\n");
            Assert.AreEqual(NoticeLines.After(1) + NoticeLines.Goodbye, client.Text);
        }

        // The greeting is under way: the command comes with an acknowledgment of nothing, and again.
        [TestMethod]
        public void A_command_that_crosses_the_greeting_is_answered()
        {
            NoticeClient client = new NoticeClient(new TestGateway(), 50000);
            client.Open();
            uint nothing = client.Expected;
            client.Acknowledge();
            client.Send(TcpFlags.Ack | TcpFlags.Psh, client.Sequence, nothing, "EHLO a\r\n");

            Assert.AreEqual(NoticeLines.After(1), client.Text);
            Assert.AreEqual(NoticeClient.InitialSequence + 1 + 8, client.Sequence);
        }

        [DataRow("EHLO a\r\n")]
        [DataRow("QUIT\r\n")]
        [DataRow("EHLO a\r\nQUIT\r\n")]
        [TestMethod]
        public void A_command_whose_answer_was_lost_gets_the_same_answer(string command)
        {
            NoticeClient client = Connected();
            client.Keep(command);
            client.IsDeaf = true;
            byte[] first = client.Resend().Bytes;
            client.IsDeaf = false;
            byte[] second = client.Resend().Bytes;

            Assert.AreEqual(Hex.Format(first), Hex.Format(second));
            Assert.AreEqual("", client.Pending);

            // An answer that comes twice says nothing twice.
            string text = client.Text;
            client.Send(TcpFlags.Ack | TcpFlags.Psh, NoticeClient.InitialSequence + 1, client.ServerIsn + 1 + (uint)NoticeLines.Greeting.Length, command);
            Assert.AreEqual(text, client.Text);
        }

        // Somebody expects SMTPS here, and can't read a greeting.
        [TestMethod]
        public void A_TLS_ClientHello_gets_FIN_and_no_text()
        {
            NoticeClient client = Connected();
            SentPacket answer = client.Say("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");

            Assert.AreEqual(TcpFlags.Fin | TcpFlags.Ack, TcpHeader.Flags(answer.Bytes, 20));
            Assert.AreEqual(40, answer.Bytes.Length);
            Assert.AreEqual("", client.Pending);
            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(0, client.Wait(61000), "Nothing is left to say");
        }

        // It speaks first: greeting and FIN come together.
        [TestMethod]
        public void A_TLS_ClientHello_before_the_greeting_gets_FIN_behind_it()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Open();
            client.Say("\u0016\u0003\u0001\u0000\u0020");

            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.IsTrue(client.IsFinished);
        }

        [TestMethod]
        public void After_an_RST_nothing_comes()
        {
            NoticeClient client = Connected();

            Assert.IsNull(client.Reset());
            Assert.AreEqual(0, client.Wait(1000));
            Assert.AreEqual(0, client.Wait(60000));
        }

        // The lengths of 221, 421 and FIN are such that no place behind the end looks like one behind some answers: whoever
        // is there hears nothing more. For each number of commands, with and without our FIN acknowledged.
        [DataRow(false)]
        [DataRow(true)]
        [TestMethod]
        public void Behind_the_end_nothing_is_said(bool isFinAcknowledged)
        {
            for (int commands = 0; commands <= 10; commands++)
            {
                NoticeClient client = Connected();
                for (int i = 0; i < commands; i++)
                {
                    client.Say("NOOP\r\n");
                }

                string last = commands < 10 ? NoticeLines.Goodbye : NoticeLines.Closing;
                client.Say("QUIT\r\n");
                string text = NoticeLines.After(commands) + last;
                Assert.AreEqual(text, client.Text);

                SentPacket answer = client.Send(
                    TcpFlags.Ack | TcpFlags.Psh,
                    client.Sequence,
                    client.Expected - (isFinAcknowledged ? 0u : 1u),
                    "EHLO a\r\n");
                Assert.AreEqual(40, answer.Bytes.Length, "commands " + commands.ToString());
                Assert.AreEqual(TcpFlags.Ack, TcpHeader.Flags(answer.Bytes, 20));
                Assert.AreEqual(text, client.Text);
            }
        }

        private static NoticeClient Connected()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            return client;
        }
    }
}
