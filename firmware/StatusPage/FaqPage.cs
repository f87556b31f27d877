using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>Questions and answers.</summary>
    public sealed class FaqPage : HtmlPage
    {
        // Each question is followed by its answer.
        private const int Questions = (TextKey.A13 - TextKey.F1 + 1) / 2;

        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.Faq; }
        }

        /// <inheritdoc/>
        protected override int Title
        {
            get { return TextKey.FaqTitle; }
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return Questions; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            int question = TextKey.F1 + (2 * step);
            to.Heading(question);
            to.Paragraph(question + 1);
        }
    }
}
