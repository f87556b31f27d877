using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>What the SMTP notice leads to: first what to do, then what Outbound Port 25 Blocking is, with a figure.</summary>
    public sealed class ExplanationPage : HtmlPage
    {
        private const int TableStep = 1;
        private const int LinksStep = TableStep + SendingTable.Steps;
        private const int BannerStep = LinksStep + 1;
        private const int WhatStep = BannerStep + EnforcementBanner.Steps;
        private const int FigureStep = WhatStep + 1;
        private const int WhoStep = FigureStep + Figure.Steps;

        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.Explanation; }
        }

        /// <inheritdoc/>
        protected override int Title
        {
            get { return TextKey.ExplanationTitle; }
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return WhoStep + 2; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            if (step == 0)
            {
                to.Heading(TextKey.ShortHead);
                to.Paragraph(TextKey.ShortText);
            }
            else if (step < LinksStep)
            {
                SendingTable.Write(step - TableStep, to);
            }
            else if (step == LinksStep)
            {
                to.Paragraph(TextKey.OtherProvider);
                to.Own("<ul class=\"next\">\n<li>");
                to.Link(PagePath.MailApps, TextKey.LinkMailApps);
                to.Own("</li>\n<li>");
                to.Link(PagePath.Check, TextKey.LinkCheck);
                to.Own("</li>\n</ul>\n");
            }
            else if (step < WhatStep)
            {
                EnforcementBanner.Write(step - BannerStep, to);
            }
            else if (step == WhatStep)
            {
                to.Heading(TextKey.WhatHead);
                to.Paragraph(TextKey.WhatText);
            }
            else if (step < WhoStep)
            {
                Figure.Write(step - FigureStep, to);
            }
            else if (step == WhoStep)
            {
                to.Heading(TextKey.WhoHead);
                to.Paragraph(TextKey.WhoText);
                to.Heading(TextKey.AvoidHead);
            }
            else
            {
                Remedies.Write(to);
                CorporateLink.Write(to);
            }
        }
    }
}
