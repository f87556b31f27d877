using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>A page of the chart "am I affected?".</summary>
    public abstract class CheckPage : HtmlPage
    {
        private readonly string _path;

        /// <summary>Makes one.</summary>
        /// <param name="path">Where it is.</param>
        protected CheckPage(string path)
        {
            _path = path;
        }

        /// <inheritdoc/>
        public override string Path
        {
            get { return _path; }
        }

        /// <inheritdoc/>
        protected override string Section
        {
            get { return PagePath.Check; }
        }

        /// <inheritdoc/>
        protected override int Title
        {
            get { return TextKey.CheckTitle; }
        }
    }
}
