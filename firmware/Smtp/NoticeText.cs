using Gateway.Wire;

namespace Gateway.Smtp
{
    /// <summary>
    /// What a redirected mail client is told (op25b.md, "The SMTP notice"), as bytes made once. ASCII, every line at most 512
    /// octets with CRLF (RFC 5321 §4.5.3.1.5).
    /// </summary>
    public sealed class NoticeText
    {
        /// <summary>The whole greeting fits a segment that every host must take (RFC 9293 §3.7.1: 536 bytes).</summary>
        public const int GreetingMaximumLength = 536;

        private const string CrLf = "\r\n";

        /// <summary>Makes the texts.</summary>
        /// <param name="settings">Names the submission host.</param>
        /// <param name="lanAddress">Our LAN address, where the help page is.</param>
        public NoticeText(NoticeSettings settings, uint lanAddress)
        {
            string host = IsPrintable(settings.SubmissionHost) ? settings.SubmissionHost : "your provider's server,";
            Greeting = ToBytes(
                "554-5.7.1 Outbound port 25 is blocked by your ISP (OP25B). This mail was NOT sent." + CrLf
                + "554-5.7.1 Set your mail software to " + host + " port 587 or 465 with SMTP AUTH." + CrLf
                + "554 5.7.1 Help: http://" + Ipv4Text.Format(lanAddress) + "/op25b" + CrLf);
            BadSequence = ToBytes("503 5.5.1 Outbound port 25 is blocked: see the greeting" + CrLf);
            Goodbye = ToBytes("221 2.0.0 Goodbye" + CrLf);
            Closing = ToBytes("421 4.7.0 Outbound port 25 is blocked: closing" + CrLf);
        }

        /// <summary>554: says why, and what to do.</summary>
        public byte[] Greeting { get; }

        /// <summary>503: to every command but QUIT (RFC 5321 §3.1).</summary>
        public byte[] BadSequence { get; }

        /// <summary>221: to QUIT.</summary>
        public byte[] Goodbye { get; }

        /// <summary>421: after too many commands, or too long.</summary>
        public byte[] Closing { get; }

        /// <summary>Tells whether a greeting is this one.</summary>
        public bool HasGreeting(byte[] other)
        {
            bool isEqual = other != null && Greeting.Length == other.Length;
            for (int i = 0; isEqual && i < other.Length; i++)
            {
                isEqual = Greeting[i] == other[i];
            }

            return isEqual;
        }

        // Validated where settings are read; a last guard here, since a CR or LF would let a setting write SMTP lines.
        private static bool IsPrintable(string host)
        {
            if (host == null || host.Length == 0 || host.Length > NoticeSettings.SubmissionHostMaximumLength)
            {
                return false;
            }

            for (int i = 0; i < host.Length; i++)
            {
                if (host[i] <= ' ' || host[i] > '~')
                {
                    return false;
                }
            }

            return true;
        }

        private static byte[] ToBytes(string ascii)
        {
            var bytes = new byte[ascii.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)ascii[i];
            }

            return bytes;
        }
    }
}
