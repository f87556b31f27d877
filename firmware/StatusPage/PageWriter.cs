namespace Gateway.StatusPage
{
    /// <summary>What a page's step writes with: markup of ours, texts in the answer's language, facts from outside.</summary>
    public sealed class PageWriter
    {
        private readonly PieceQueue _queue;

        /// <summary>Makes a writer into a queue.</summary>
        internal PageWriter(PieceQueue queue)
        {
            _queue = queue;
            Facts = new PageFacts();
        }

        /// <summary>What the answer tells.</summary>
        public PageFacts Facts { get; }

        /// <summary>Writes what is ours, as it is.</summary>
        public void Own(string text)
        {
            _queue.Add(text);
        }

        /// <summary>Writes a number.</summary>
        public void Number(long number)
        {
            _queue.Add(number.ToString());
        }

        /// <summary>Writes what comes from outside, for HTML.</summary>
        public void Html(string text)
        {
            _queue.Add(text, 0, text.Length, PieceKind.Html);
        }

        /// <summary>Writes what comes from outside, for a JSON string.</summary>
        public void Json(string text)
        {
            _queue.Add(text, 0, text.Length, PieceKind.Json);
        }

        /// <summary>Writes a text in the answer's language, with its facts.</summary>
        public void Text(int key)
        {
            const int FactLength = 3; // {i}
            string text = Facts.TextOf(key);
            int begin = 0;
            int brace = text.IndexOf('{');
            while (brace >= 0)
            {
                _queue.Add(text, begin, brace, PieceKind.Own);
                Html(Facts.FactOf(text[brace + 1]));
                begin = brace + FactLength;
                brace = text.IndexOf('{', begin);
            }

            _queue.Add(text, begin, text.Length, PieceKind.Own);
        }

        /// <summary>Writes a paragraph.</summary>
        public void Paragraph(int key)
        {
            Own("<p>");
            Text(key);
            Own("</p>\n");
        }

        /// <summary>Writes a heading of the second level.</summary>
        public void Heading(int key)
        {
            Own("<h2>");
            Text(key);
            Own("</h2>\n");
        }

        /// <summary>Writes an item of a list.</summary>
        public void Item(int key)
        {
            Own("<li>");
            Text(key);
            Own("</li>\n");
        }

        /// <summary>Writes a link to a page of ours, which keeps the language.</summary>
        public void Link(string path, int key)
        {
            Own("<a href=\"");
            Own(path);
            Query();
            Own("\">");
            Text(key);
            Own("</a>");
        }

        /// <summary>Writes a link to elsewhere.</summary>
        public void OutsideLink(string url, int key)
        {
            Own("<a href=\"");
            Html(url);
            Own("\" rel=\"noopener\">");
            Text(key);
            Own("</a>");
        }

        /// <summary>Writes a row of two cells: what, and begins the second cell.</summary>
        public void Row(int key)
        {
            Own("<tr><th scope=\"row\">");
            Text(key);
            Own("</th><td>");
        }

        /// <summary>Ends a row.</summary>
        public void EndRow()
        {
            Own("</td></tr>\n");
        }

        private void Query()
        {
            if (Facts.IsLanguageChosen)
            {
                Own(Facts.IsJapanese ? "?lang=ja" : "?lang=en");
            }
        }
    }
}
