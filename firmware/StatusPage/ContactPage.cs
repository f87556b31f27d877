using Gateway.Settings;
using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>Whom to ask, as the settings say.</summary>
    public sealed class ContactPage : HtmlPage
    {
        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.Contact; }
        }

        /// <inheritdoc/>
        protected override int Title
        {
            get { return TextKey.ContactTitle; }
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return 4; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            switch (step)
            {
                case 0:
                    to.Paragraph(TextKey.ContactIntro);
                    WriteFacts(to.Facts.Isp, to);
                    break;
                case 1:
                    to.Heading(TextKey.HaveReady);
                    to.Own("<ul>\n");
                    to.Item(TextKey.HaveReady1);
                    to.Item(TextKey.HaveReady2);
                    to.Item(TextKey.HaveReady3);
                    to.Own("</ul>\n");
                    break;
                case 2:
                    if (to.Facts.Isp.CorporateUrl.Length > 0)
                    {
                        to.Heading(TextKey.CorporateHead);
                        to.Paragraph(TextKey.CorporateText);
                        CorporateLink.Write(to);
                    }

                    break;
                default:
                    if (to.Facts.Isp.AnnouncementUrl.Length > 0)
                    {
                        to.Own("<p>");
                        to.OutsideLink(to.Facts.Isp.AnnouncementUrl, TextKey.LinkAnnouncement);
                        to.Own("</p>\n");
                    }

                    break;
            }
        }

        private static void WriteFacts(PageSettings isp, PageWriter to)
        {
            if (isp.Phone.Length == 0 && isp.Mail.Length == 0)
            {
                to.Paragraph(TextKey.ContactNone);
                return;
            }

            to.Own("<table class=\"facts\">\n");
            WriteRow(TextKey.Phone, isp.Phone, to);
            WriteRow(TextKey.OpeningHours, isp.Hours, to);
            if (isp.Mail.Length > 0)
            {
                to.Row(TextKey.MailAddress);
                to.Own("<a href=\"mailto:");
                to.Html(MailUri.Encode(isp.Mail));
                to.Own("\">");
                to.Html(isp.Mail);
                to.Own("</a>");
                to.EndRow();
            }

            to.Own("</table>\n");
        }

        private static void WriteRow(int key, string fact, PageWriter to)
        {
            if (fact.Length > 0)
            {
                to.Row(key);
                to.Html(fact);
                to.EndRow();
            }
        }
    }
}
