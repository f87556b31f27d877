using System;
using System.Linq;
using System.Text;
using Gateway.Lab;

namespace Gateway.LabTests.Mail
{
    /// <summary>
    /// A message with what mail software likes to break: dots, 8-bit text, spaces at a line's end, the longest lines, and many
    /// segments.
    /// </summary>
    public sealed class TestMail
    {
        private const int LongestLine = 990; // RFC 5321 §4.5.3.1.6: 1000 octets with CRLF, and a dot may come before
        private const int NoiseLines = 1500; // ours: some 110 kB, far more than one window
        private const int NoiseLength = 72;
        private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

        private static int _count;

        /// <summary>Makes one that no other equals.</summary>
        /// <param name="client">Who sends it.</param>
        /// <param name="route">Where to.</param>
        /// <param name="hasFromLine">Whether a line begins with "From ", which some programs rewrite.</param>
        public TestMail(string client, MailRoute route, bool hasFromLine = true)
        {
            Id = $"lab-{++_count:D3}-{client.ToLowerInvariant()}-{route.Name}@home.example";
            StringBuilder text = new();
            string[] headers =
            [
                $"From: Member <{LabPlan.Sender}>",
                $"To: Friend <{route.Recipient}>",
                $"Subject: {client} by {route.Name}",
                "Date: Tue, 6 Jan 2026 12:00:00 +0900",
                $"Message-ID: <{Id}>",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
            ];
            string[] lines =
            [
                "A line.", ".", "..", ".A line with a dot before it", "spaces and a tab at the end  \t", "", "",
                "Grüße, 日本語のメール",
                hasFromLine ? "From here on: some take this for an mbox's" : "no such line here",
                new string('L', LongestLine),
            ];
            Random random = new(_count);
            string[] noise = [.. Enumerable.Range(0, NoiseLines).Select(_ => Noise(random))];
            foreach (string line in (string[])[.. headers, "", .. lines, .. noise, "The end."])
            {
                text.Append(line).Append('\n');
            }

            Text = Encoding.UTF8.GetBytes(text.ToString());
            Wire = Encoding.UTF8.GetBytes(text.ToString().ReplaceLineEndings("\r\n"));
        }

        /// <summary>Its Message-ID, without brackets.</summary>
        public string Id { get; }

        /// <summary>The message, with LF.</summary>
        public byte[] Text { get; }

        /// <summary>The message as it goes over the wire, with CRLF.</summary>
        public byte[] Wire { get; }

        /// <summary>
        /// Compares the message with what arrived: the body byte for byte, and each header that it had, unchanged. Servers add
        /// headers of their own.
        /// </summary>
        /// <returns>Null, or the first difference.</returns>
        public string? DifferenceFrom(byte[] arrived)
        {
            (string[] sentHeaders, string sentBody) = Split(Text);
            (string[] headers, string body) = Split(arrived);
            foreach (string header in sentHeaders)
            {
                if (!headers.Contains(header))
                {
                    return $"the header '{header}' is missing or changed; there are: {string.Join(" | ", headers)}";
                }
            }

            int at = 0;
            while (at < Math.Min(sentBody.Length, body.Length) && sentBody[at] == body[at])
            {
                at++;
            }

            return at == sentBody.Length && at == body.Length
                ? null
                : $"the bodies ({sentBody.Length} bytes sent, {body.Length} arrived) differ from byte {at} on: "
                    + $"sent '{Around(sentBody, at)}', arrived '{Around(body, at)}'";
        }

        private static string Noise(Random random)
        {
            return string.Create(NoiseLength, random, (line, source) => source.GetItems(Letters, line));
        }

        // Latin-1 keeps every byte as one letter.
        private static (string[] Headers, string Body) Split(byte[] message)
        {
            string text = Encoding.Latin1.GetString(message).Replace("\r\n", "\n");
            int end = text.IndexOf("\n\n", StringComparison.Ordinal);
            return end < 0 ? (text.Split('\n'), "") : (text[..end].Split('\n'), text[(end + 2)..]);
        }

        private static string Around(string text, int at)
        {
            const int Shown = 40;
            return text.Substring(at, Math.Min(Shown, text.Length - at)).Replace("\n", "\\n");
        }
    }
}
