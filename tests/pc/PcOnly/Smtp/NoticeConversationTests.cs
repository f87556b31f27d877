using System;
using System.Linq;
using Gateway.PcTests.Wire;
using Gateway.Tests.Support;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Gateway.PcTests.Smtp
{
    /// <summary>Random conversations with the notice, over a bad line: whatever is lost and however it is cut, the stream is the same.</summary>
    [TestClass]
    public class NoticeConversationTests
    {
        private const int Conversations = 5000;

        private static readonly string[] Lines =
            ["EHLO a\r\n", "\r\n", "MAIL FROM:<a@isp.example>\r\n", "x\ny\r\n", "QUITE\r\n", "QUIT\r\n", "AUTH PLAIN AGEAYg==\r\n"];

        private static readonly int[] Windows = [0, 10, 56, 57, 100, 536, 8192];

        [TestMethod]
        public void Losses_pieces_and_windows_change_nothing_of_what_is_said()
        {
            Random random = TestSeed.Next();
            for (int i = 0; i < Conversations; i++)
            {
                var gateway = new TestGateway();
                var client = new NoticeClient(gateway, 40000 + (i % 20000));
                string[] lines = [.. Enumerable.Range(0, random.Next(14)).Select(_ => Lines[random.Next(Lines.Length)])];
                Talk(random, client, string.Concat(lines));
                Finish(client);

                string said = string.Concat(lines).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
                Assert.AreEqual(Expected(lines, out bool ends), client.Text, said);
                Assert.AreEqual(ends, client.IsFinished, said);
                Assert.AreEqual(0, client.Gaps, said);
                Assert.IsFalse(client.IsReset, said);
                Assert.AreEqual(1, gateway.Engine.Op25b.RedirectedConnections, said);
                Assert.AreEqual(1, gateway.Engine.Op25b.NoticesDelivered, said);
            }
        }

        // TCP sends what is not acknowledged as one, and new data only behind it; any segment may be lost either way.
        private static void Talk(Random random, NoticeClient client, string all)
        {
            client.Open();
            int said = 0;
            int left = 20_000;
            for (int step = 0; said < all.Length || step < 10; step++)
            {
                if (random.Next(2) == 0)
                {
                    int length = Math.Min(all.Length - said, random.Next(12));
                    client.Keep(all.Substring(said, length));
                    said += length;
                }

                client.Window = random.Next(2) == 0 ? 8192 : Windows[random.Next(Windows.Length)];
                client.IsDeaf = random.Next(3) == 0;
                switch (random.Next(4))
                {
                    case 0:
                        break;
                    case 1:
                        client.Acknowledge();
                        break;
                    case 2 when left > 0:
                        int ms = random.Next(2000);
                        left -= ms;
                        client.Wait(ms);
                        break;
                    default:
                        client.Resend();
                        break;
                }
            }
        }

        private static void Finish(NoticeClient client)
        {
            client.IsDeaf = false;
            client.Window = 8192;
            client.Acknowledge();
            for (int i = 0; i < 20 && client.Pending.Length > 0; i++)
            {
                client.Resend();
            }

            // The first one may bring the greeting, the second one tells that it came.
            client.Acknowledge();
            client.Acknowledge();
            Assert.AreEqual(string.Empty, client.Pending);
        }

        private static string Expected(string[] lines, out bool ends)
        {
            int quit = Array.IndexOf(lines, "QUIT\r\n");
            int commands = quit >= 0 ? quit : lines.Length;
            ends = quit >= 0 || commands >= 10;
            return commands >= 10
                ? NoticeLines.After(10) + NoticeLines.Closing
                : NoticeLines.After(commands) + (quit >= 0 ? NoticeLines.Goodbye : string.Empty);
        }
    }
}
