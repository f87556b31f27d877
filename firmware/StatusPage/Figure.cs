using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>The figure: which way mail can take through the gateway. SVG in the page itself, in the page's colours.</summary>
    internal static class Figure
    {
        /// <summary>How many steps it has.</summary>
        public const int Steps = 4;

        /// <summary>Writes one of its steps.</summary>
        public static void Write(int step, PageWriter to)
        {
            switch (step)
            {
                case 0:
                    to.Own("<figure>\n<svg viewBox=\"0 0 350 200\" role=\"img\" aria-labelledby=\"way way-text\">\n<title id=\"way\">");
                    to.Text(TextKey.FigureTitle);
                    to.Own("</title>\n<desc id=\"way-text\">");
                    to.Text(TextKey.FigureAlt);
                    to.Own("</desc>\n<rect x=\"2\" y=\"70\" width=\"84\" height=\"60\" rx=\"6\"/>\n<text x=\"44\" y=\"104\">");
                    to.Text(TextKey.FigDevice);
                    to.Own("</text>\n");
                    break;
                case 1:
                    to.Own("<rect x=\"104\" y=\"10\" width=\"84\" height=\"180\" rx=\"6\"/>\n<text x=\"146\" y=\"104\">");
                    to.Text(TextKey.FigGateway);
                    to.Own("</text>\n<rect x=\"250\" y=\"10\" width=\"98\" height=\"56\" rx=\"6\"/>\n<text x=\"299\" y=\"34\">");
                    to.Text(TextKey.FigRelay);
                    to.Own("</text>\n<text x=\"299\" y=\"50\">");
                    to.Text(TextKey.FigRelay2);
                    to.Own("</text>\n<rect x=\"250\" y=\"84\" width=\"98\" height=\"106\" rx=\"6\"/>\n<text x=\"299\" y=\"141\">");
                    to.Text(TextKey.FigOther);
                    to.Own("</text>\n");
                    break;
                case 2:
                    to.Own("<path class=\"line\" d=\"M86 100H104\"/>\n"
                        + "<path class=\"pass\" d=\"M188 38H246m-7-5l7 5-7 5\"/>\n<text class=\"small\" x=\"218\" y=\"30\">25</text>\n"
                        + "<text class=\"small\" x=\"218\" y=\"54\">");
                    to.Text(TextKey.FigPasses);
                    to.Own("</text>\n<path class=\"pass\" d=\"M188 110H246m-7-5l7 5-7 5\"/>\n<text class=\"small\" x=\"218\" y=\"102\">587, 465</text>\n"
                        + "<text class=\"small\" x=\"218\" y=\"126\">");
                    to.Text(TextKey.FigPasses);
                    to.Own("</text>\n");
                    break;
                default:
                    to.Own("<path class=\"stop\" d=\"M188 166H210m0-8v16m6-14l12 12m0-12l-12 12\"/>\n<text class=\"small\" x=\"208\" y=\"154\">25</text>\n"
                        + "<text class=\"small\" x=\"218\" y=\"188\">");
                    to.Text(TextKey.FigStops);
                    to.Own("</text>\n</svg>\n</figure>\n");
                    break;
            }
        }
    }
}
