using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>Settings for each mail program, with the ISP's own server and port.</summary>
    public sealed class MailAppsPage : HtmlPage
    {
        private const int TableStep = 1;
        private const int NotesStep = TableStep + SendingTable.Steps;
        private const int AppStep = NotesStep + 1;
        private const int PostfixStep = AppStep + 6;
        private const int PrintersStep = PostfixStep + 2;

        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.MailApps; }
        }

        /// <inheritdoc/>
        protected override int Title
        {
            get { return TextKey.AppsTitle; }
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return PrintersStep + 1; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            if (step == 0)
            {
                to.Paragraph(TextKey.AppsIntro);
            }
            else if (step < NotesStep)
            {
                SendingTable.Write(step - TableStep, to);
            }
            else if (step == NotesStep)
            {
                if (to.Facts.Isp.SubmissionHost.Length > 0)
                {
                    to.Paragraph(TextKey.AppsOther);
                }

                to.Paragraph(TextKey.AppsNames);
            }
            else if (step < PostfixStep)
            {
                WriteSteps(AppOf(step - AppStep), to);
            }
            else if (step < PrintersStep)
            {
                WritePostfix(step - PostfixStep, to);
            }
            else
            {
                WriteSteps(TextKey.Printers, to);
            }
        }

        private static int AppOf(int app)
        {
            switch (app)
            {
                case 0:
                    return TextKey.OutlookNew;
                case 1:
                    return TextKey.OutlookClassic;
                case 2:
                    return TextKey.Thunderbird;
                case 3:
                    return TextKey.AppleMail;
                case 4:
                    return TextKey.AppleIos;
                default:
                    return TextKey.Gmail;
            }
        }

        // A program's name is followed by its three steps.
        private static void WriteSteps(int app, PageWriter to)
        {
            to.Heading(app);
            to.Own("<ol>\n");
            to.Item(app + 1);
            to.Item(app + 2);
            to.Item(app + 3);
            to.Own("</ol>\n");
        }

        // RFC 8314 §3.3: at 465 TLS is there from the beginning, which Postfix wants to be told.
        private static void WritePostfix(int step, PageWriter to)
        {
            if (step == 0)
            {
                to.Heading(TextKey.Postfix);
                to.Paragraph(TextKey.Postfix1);
                return;
            }

            int port = to.Facts.PreferredPort;
            to.Own("<pre><code>relayhost = [");
            to.Html(to.Facts.Isp.SubmissionHost.Length > 0 ? to.Facts.Isp.SubmissionHost : "smtp.example.com");
            to.Own("]:");
            to.Number(port);
            to.Own("\nsmtp_sasl_auth_enable = yes\nsmtp_sasl_security_options = noanonymous\n"
                + "smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd\nsmtp_tls_security_level = encrypt\n");
            to.Own(port == PageFacts.SubmissionsPort ? "smtp_tls_wrappermode = yes\n</code></pre>\n" : "</code></pre>\n");
            to.Paragraph(TextKey.Postfix2);
        }
    }
}
