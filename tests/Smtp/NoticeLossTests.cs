using Gateway.Tests.Support;
using Gateway.Wire;
using nanoFramework.TestFramework;

namespace Gateway.Tests.Smtp
{
    /// <summary>Answers that are lost, and segments that come before their turn: nothing is acknowledged that is not answered.</summary>
    [TestClass]
    public class NoticeLossTests
    {
        // The client speaks first; greeting and 503 come in one segment, which is lost. The greeting that comes again by itself
        // must not acknowledge the command: its answer would never come.
        [TestMethod]
        public void A_greeting_that_comes_again_does_not_acknowledge_a_command()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Open();
            client.IsDeaf = true;
            client.Say("EHLO a\r\n");
            client.IsDeaf = false;
            Assert.AreEqual(1, client.Wait(1000));
            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual("EHLO a\r\n", client.Pending);

            client.Resend();
            Assert.AreEqual(NoticeLines.After(1), client.Text);
            Assert.AreEqual("", client.Pending);
        }

        // The same with an ACK of nothing, which lies behind all that the client sent.
        [DataRow("EHLO a\r\n")]
        [DataRow("EHLO a")]
        [TestMethod]
        public void A_greeting_that_is_asked_for_again_does_not_either(string data)
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Open();
            client.IsDeaf = true;
            client.Say(data);
            client.IsDeaf = false;
            client.Acknowledge();

            Assert.AreEqual(NoticeLines.Greeting, client.Text);
            Assert.AreEqual(data, client.Pending);
        }

        // A line in two segments, without waiting (TCP_NODELAY): the second one is no line of its own.
        [TestMethod]
        public void The_rest_of_a_line_waits_for_its_beginning()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Say("EHLO a\r\nQU");
            client.Say("IT\r\n");
            Assert.AreEqual("EHLO a\r\nQUIT\r\n", client.Pending);

            client.Resend();
            Assert.AreEqual(NoticeLines.After(1) + NoticeLines.Goodbye, client.Text);
            Assert.IsTrue(client.IsFinished);
        }

        // Two lines in two segments, without waiting: the second one does not know of the first one's answer yet.
        [TestMethod]
        public void A_line_that_crosses_an_answer_comes_again()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            uint greeted = client.Expected;
            client.Say("EHLO a\r\n");
            client.Keep("QUIT\r\n");
            Assert.IsNull(client.Send(TcpFlags.Ack | TcpFlags.Psh, client.Sequence, greeted, "QUIT\r\n"));

            client.Resend();
            Assert.AreEqual(NoticeLines.After(1) + NoticeLines.Goodbye, client.Text);
            Assert.IsTrue(client.IsFinished);
        }

        // A FIN behind a gap ends all.
        [TestMethod]
        public void A_FIN_behind_a_gap_is_taken()
        {
            var client = new NoticeClient(new TestGateway(), 50000);
            client.Connect();
            client.Say("EHLO");
            client.Send(TcpFlags.Fin | TcpFlags.Ack, client.Sequence + 4, "");

            Assert.IsTrue(client.IsFinished);
            Assert.AreEqual("", client.Pending);
        }
    }
}
