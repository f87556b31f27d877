using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>The values to set for sending: server, ports, encryption, authentication.</summary>
    internal static class SendingTable
    {
        /// <summary>How many steps it has.</summary>
        public const int Steps = 2;

        /// <summary>Writes one of its steps.</summary>
        public static void Write(int step, PageWriter to)
        {
            if (step == 0)
            {
                to.Own("<table class=\"facts\">\n");
                to.Row(TextKey.RowServer);
                WriteHost(to);
                to.EndRow();
                to.Row(TextKey.RowPort);
                WritePorts(to);
                to.EndRow();
                return;
            }

            to.Row(TextKey.RowAuth);
            to.Text(TextKey.AuthText);
            to.EndRow();
            to.Own("</table>\n");
        }

        private static void WriteHost(PageWriter to)
        {
            string host = to.Facts.Isp.SubmissionHost;
            if (host.Length == 0)
            {
                to.Text(TextKey.HostUnknown);
                return;
            }

            to.Own("<code>");
            to.Html(host);
            to.Own("</code>");
        }

        private static void WritePorts(PageWriter to)
        {
            int[] ports = to.Facts.Isp.SubmissionPorts;
            if (ports.Length == 0)
            {
                WritePort(PageFacts.SubmissionPort, to);
                to.Text(TextKey.Or);
                WritePort(PageFacts.SubmissionsPort, to);
            }

            for (int i = 0; i < ports.Length; i++)
            {
                if (i > 0)
                {
                    to.Text(TextKey.Or);
                }

                WritePort(ports[i], to);
            }
        }

        private static void WritePort(int port, PageWriter to)
        {
            to.Own(port.ToString() + " (" + PageFacts.SecurityAt(port) + ")");
        }
    }
}
