using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>What a refused request is answered with. Nothing of the request stands in it.</summary>
    public sealed class ErrorPage : HtmlPage
    {
        private readonly int _status;

        /// <summary>Makes it for a status.</summary>
        public ErrorPage(int status)
        {
            _status = status;
        }

        /// <inheritdoc/>
        public override string Path
        {
            get { return ""; }
        }

        /// <inheritdoc/>
        public override int Status
        {
            get { return _status; }
        }

        /// <inheritdoc/>
        protected override int Title
        {
            get
            {
                return _status == HttpStatus.NotFound ? TextKey.NotFoundTitle
                    : _status == HttpStatus.MisdirectedRequest ? TextKey.MisdirectedTitle
                    : TextKey.BadRequestTitle;
            }
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            to.Paragraph(_status == HttpStatus.NotFound ? TextKey.NotFoundText : TextKey.MisdirectedText);
            to.Own("<p class=\"label\">");
            to.Own(HttpStatus.LineOf(_status));
            to.Own("</p>\n");
        }
    }
}
