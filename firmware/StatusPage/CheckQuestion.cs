using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>One question of the chart "am I affected?": two links answer it.</summary>
    public sealed class CheckQuestion : CheckPage
    {
        private readonly int _number;
        private readonly int _question;
        private readonly string _yes;
        private readonly string _no;

        /// <summary>Makes one.</summary>
        /// <param name="path">Where it is.</param>
        /// <param name="number">1 and up.</param>
        /// <param name="question">The question's text; the one behind it helps to answer.</param>
        /// <param name="yes">Where Yes leads.</param>
        /// <param name="no">Where No leads.</param>
        public CheckQuestion(string path, int number, int question, string yes, string no)
            : base(path)
        {
            _number = number;
            _question = question;
            _yes = yes;
            _no = no;
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return 2; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            if (step == 0)
            {
                if (_number == 1)
                {
                    to.Paragraph(TextKey.CheckIntro);
                }

                to.Own("<section class=\"card\">\n<p class=\"label\">");
                to.Text(TextKey.QuestionLabel);
                to.Own(" ");
                to.Number(_number);
                to.Own("</p>\n");
                to.Heading(_question);
                to.Paragraph(_question + 1);
                if (_question == TextKey.Q3 && to.Facts.Isp.SubmissionHost.Length > 0)
                {
                    to.Paragraph(TextKey.Q3Host);
                }

                return;
            }

            to.Own("<p class=\"answers\">");
            to.Link(_yes, TextKey.Yes);
            to.Own(" ");
            to.Link(_no, TextKey.No);
            to.Own("</p>\n</section>\n");
            if (_number > 1)
            {
                to.Own("<p>");
                to.Link(PagePath.Check, TextKey.StartAgain);
                to.Own("</p>\n");
            }
        }
    }
}
