using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>A page for people: head, navigation and foot, which are every page's, and its own steps between them.</summary>
    public abstract class HtmlPage : Page
    {
        private const int NavigationStep = 2;
        private const int NavigationEntries = 6;
        private const int BodyStep = NavigationStep + NavigationEntries + 1;

        /// <inheritdoc/>
        public override string ContentType
        {
            get { return "text/html; charset=utf-8"; }
        }

        /// <inheritdoc/>
        public override bool HasLanguage
        {
            get { return true; }
        }

        /// <summary>The text that is its title.</summary>
        protected abstract int Title { get; }

        /// <summary>How many steps its body has.</summary>
        protected abstract int BodySteps { get; }

        /// <summary>The entry of the navigation that it stands under.</summary>
        protected virtual string Section
        {
            get { return Path; }
        }

        /// <inheritdoc/>
        public override bool Write(int step, PageWriter to)
        {
            int bodyEnd = BodyStep + BodySteps;
            if (step < BodyStep)
            {
                WriteHead(step, to);
            }
            else if (step < bodyEnd)
            {
                WriteBody(step - BodyStep, to);
            }
            else if (step == bodyEnd)
            {
                WriteFoot(to);
            }

            return step <= bodyEnd;
        }

        /// <summary>Writes one step of the body.</summary>
        protected abstract void WriteBody(int step, PageWriter to);

        private void WriteHead(int step, PageWriter to)
        {
            if (step == 0)
            {
                to.Own("<!DOCTYPE html>\n<html lang=\"");
                to.Own(to.Facts.IsJapanese ? "ja" : "en");
                to.Own("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
                to.Text(Title);
                to.Own("</title>\n<link rel=\"stylesheet\" href=\"" + PagePath.Style + "\">\n</head>\n<body>\n<a class=\"skip\" href=\"#text\">");
                to.Text(TextKey.SkipToText);
                to.Own("</a>\n");
            }
            else if (step == 1)
            {
                to.Own("<header>\n<p class=\"brand\">");
                to.Text(TextKey.Brand);
                to.Own("</p>\n");
                WriteLanguages(to);
                to.Own("<nav aria-label=\"");
                to.Text(TextKey.NavLabel);
                to.Own("\">\n<ul>\n");
            }
            else if (step < NavigationStep + NavigationEntries)
            {
                WriteEntry(step - NavigationStep, to);
            }
            else
            {
                to.Own("</ul>\n</nav>\n</header>\n<main id=\"text\">\n<h1>");
                to.Text(Title);
                to.Own("</h1>\n");
            }
        }

        // The language in use as text, the other as a link to the same page.
        private void WriteLanguages(PageWriter to)
        {
            bool isJapanese = to.Facts.IsJapanese;
            string path = Path.Length > 0 ? Path : PagePath.State;
            to.Own("<p class=\"languages\">");
            if (isJapanese)
            {
                to.Own("<span aria-current=\"true\">日本語</span> <a lang=\"en\" hreflang=\"en\" href=\"");
                to.Own(path);
                to.Own("?lang=en\">English</a>");
            }
            else
            {
                to.Own("<a lang=\"ja\" hreflang=\"ja\" href=\"");
                to.Own(path);
                to.Own("?lang=ja\">日本語</a> <span aria-current=\"true\">English</span>");
            }

            to.Own("</p>\n");
        }

        private void WriteEntry(int entry, PageWriter to)
        {
            string path = PathOf(entry);
            to.Own(Section == path ? "<li class=\"here\">" : "<li>");
            to.Link(path, TextKey.NavState + entry);
            to.Own("</li>\n");
        }

        private static string PathOf(int entry)
        {
            switch (entry)
            {
                case 0:
                    return PagePath.State;
                case 1:
                    return PagePath.Explanation;
                case 2:
                    return PagePath.Check;
                case 3:
                    return PagePath.MailApps;
                case 4:
                    return PagePath.Faq;
                default:
                    return PagePath.Contact;
            }
        }

        private static void WriteFoot(PageWriter to)
        {
            to.Own("</main>\n<footer>\n");
            to.Paragraph(TextKey.Footer);
            to.Own("</footer>\n</body>\n</html>\n");
        }
    }
}
