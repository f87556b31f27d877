using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>One end of the chart "am I affected?", with what to do.</summary>
    public sealed class CheckResult : CheckPage
    {
        private readonly int _result;

        /// <summary>Makes one.</summary>
        /// <param name="path">Where it is.</param>
        /// <param name="result">The result's text; the one behind it explains.</param>
        public CheckResult(string path, int result)
            : base(path)
        {
            _result = result;
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return 4; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            bool isAffected = _result == TextKey.R5;
            switch (step)
            {
                case 0:
                    to.Own(isAffected ? "<section class=\"card soon\">\n<p class=\"label\">" : "<section class=\"card good\">\n<p class=\"label\">");
                    to.Text(TextKey.ResultLabel);
                    to.Own("</p>\n");
                    to.Heading(_result);
                    to.Paragraph(_result + 1);
                    break;
                case 1:
                    if (isAffected)
                    {
                        Remedies.Write(to);
                    }

                    break;
                case 2:
                    to.Own("</section>\n<ul class=\"next\">\n<li>");
                    to.Link(PagePath.MailApps, TextKey.LinkMailApps);
                    to.Own("</li>\n<li>");
                    to.Link(PagePath.Contact, TextKey.NavContact);
                    to.Own("</li>\n<li>");
                    to.Link(PagePath.Check, TextKey.StartAgain);
                    to.Own("</li>\n</ul>\n");
                    break;
                default:
                    if (_result == TextKey.R1 || isAffected)
                    {
                        CorporateLink.Write(to);
                    }

                    break;
            }
        }
    }
}
