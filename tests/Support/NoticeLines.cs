namespace Gateway.Tests.Support
{
    /// <summary>What the notice of a <see cref="TestGateway"/> says, piece by piece.</summary>
    public static class NoticeLines
    {
        /// <summary>The greeting's first line.</summary>
        public const string FirstLine = "554-5.7.1 Outbound port 25 is blocked by your ISP (OP25B). This mail was NOT sent.\r\n";

        /// <summary>The greeting (op25b.md, "The SMTP notice").</summary>
        public const string Greeting = FirstLine
            + "554-5.7.1 Set your mail software to smtp.isp.example port 587 or 465 with SMTP AUTH.\r\n"
            + "554 5.7.1 Help: http://192.168.1.1/op25b\r\n";

        /// <summary>To every command but QUIT.</summary>
        public const string BadSequence = "503 5.5.1 Outbound port 25 is blocked: see the greeting\r\n";

        /// <summary>To QUIT.</summary>
        public const string Goodbye = "221 2.0.0 Goodbye\r\n";

        /// <summary>After too many commands, or too long.</summary>
        public const string Closing = "421 4.7.0 Outbound port 25 is blocked: closing\r\n";

        /// <summary>The greeting, and the answers to some commands.</summary>
        public static string After(int commands)
        {
            string text = Greeting;
            for (int i = 0; i < commands; i++)
            {
                text += BadSequence;
            }

            return text;
        }
    }
}
