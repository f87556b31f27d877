namespace Gateway.StatusPage
{
    /// <summary>The one style sheet: phone width first, light and dark, and fit for paper. No font is fetched.</summary>
    public sealed class StyleSheet : Page
    {
        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.Style; }
        }

        /// <inheritdoc/>
        public override string ContentType
        {
            get { return "text/css; charset=utf-8"; }
        }

        /// <inheritdoc/>
        public override bool IsConstant
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override bool Write(int step, PageWriter to)
        {
            switch (step)
            {
                case 0:
                    to.Own(Colours);
                    to.Own(Frame);
                    to.Own(Content);
                    return true;
                case 1:
                    to.Own(Parts);
                    to.Own(Wide);
                    to.Own(Paper);
                    return true;
                default:
                    return false;
            }
        }

        private const string Colours =
            ":root{--ground:#fff;--text:#1f2933;--soft:#52606d;--line:#d3dae1;--card:#f4f6f8;--link:#0b5cad;--good:#1b6e3c;--soon:#8a5300;"
            + "--stop:#b3261e;color-scheme:light dark}\n"
            + "@media (prefers-color-scheme:dark){:root{--ground:#14191f;--text:#e4e8ec;--soft:#a5b1bd;--line:#3a4652;--card:#1d252d;"
            + "--link:#8ec2ff;--good:#7fd6a2;--soon:#f0b45c;--stop:#ff9a90}}\n";

        private const string Frame =
            "*{box-sizing:border-box}\n"
            + "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
            + "body{margin:0 auto;max-width:44rem;padding:0 1rem 2rem;background:var(--ground);color:var(--text);font:1rem/1.65 system-ui,"
            + "-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;overflow-wrap:anywhere}\n"
            + "html:lang(ja) body{font-family:\"Hiragino Sans\",\"Hiragino Kaku Gothic ProN\",\"Yu Gothic UI\",\"Yu Gothic\",Meiryo,"
            + "\"Noto Sans JP\",\"Noto Sans CJK JP\",system-ui,sans-serif;line-height:1.8;line-break:strict}\n"
            + "a{color:var(--link);text-underline-offset:.15em}\n"
            + "a:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}\n"
            + ".skip{position:absolute;left:-99rem;top:0;padding:.5rem 1rem;background:var(--ground)}\n.skip:focus{left:0}\n"
            + "header{border-bottom:1px solid var(--line);padding:1rem 0 .5rem;display:flex;flex-wrap:wrap;justify-content:space-between;"
            + "gap:.25rem 1rem}\n"
            + "header p{margin:0}\n.brand{font-weight:700}\n.languages{font-size:.9rem}\n.languages span{color:var(--soft)}\n"
            + "nav{flex-basis:100%}\nnav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:0 1rem}\n"
            + "nav a{display:inline-block;padding:.35rem 0}\nnav .here a{color:inherit;font-weight:700;text-decoration:none;"
            + "border-bottom:3px solid var(--link)}\n";

        private const string Content =
            "h1{font-size:1.5rem;line-height:1.35;margin:1.25rem 0 .75rem}\nh2{font-size:1.15rem;line-height:1.4;margin:2rem 0 .5rem}\n"
            + "h1,h2{text-wrap:balance}\nhtml:lang(ja) :is(h1,h2){word-break:auto-phrase}\n"
            + "p,ul,ol{margin:.5rem 0}\nul,ol{padding-left:1.5rem}\nli{margin:.25rem 0}\n"
            + "code,pre{font-family:ui-monospace,Consolas,Menlo,\"Noto Sans Mono\",monospace;font-size:.95em}\n"
            + "pre{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.75rem;white-space:pre-wrap}\n"
            + "table{width:100%;border-collapse:collapse;margin:.75rem 0}\n"
            + "th,td{text-align:left;vertical-align:top;padding:.5rem .5rem .5rem 0;border-bottom:1px solid var(--line)}\n"
            + "th{font-weight:600}\nthead th{word-break:keep-all;overflow-wrap:normal}\ntbody code{font-size:.875em}\n"
            + ".facts th{width:42%;font-weight:400;color:var(--soft)}\n.counts th{width:75%}\n"
            + ".facts td code{font-size:1.05em;font-weight:600}\n";

        private const string Parts =
            ".banner,.card{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--soft);border-radius:6px;"
            + "padding:.5rem 1rem;margin:1rem 0}\n"
            + ".banner.on,.card.good{border-left-color:var(--good)}\n.banner.soon,.card.soon{border-left-color:var(--soon)}\n"
            + ".card h2{margin-top:.25rem}\n.label{color:var(--soft);font-size:.9rem;margin-bottom:0}\n"
            + ".answers{display:flex;gap:.75rem;margin:1rem 0 .5rem}\n"
            + ".answers a{flex:1;text-align:center;padding:.6rem 1rem;border:2px solid var(--link);border-radius:6px;font-weight:700;"
            + "text-decoration:none}\n.answers a:hover{text-decoration:underline}\n"
            + ".next a{display:inline-block;padding:.2rem 0}\n"
            + "figure{margin:1rem 0}\nsvg{display:block;width:100%;max-width:34rem;height:auto}\n"
            + "svg rect{fill:var(--card);stroke:var(--soft);stroke-width:1.5}\nsvg path{fill:none;stroke-width:3}\n"
            + "svg text{fill:var(--text);font-size:12px;text-anchor:middle}\nsvg .small{font-size:10px}\n"
            + ".line{stroke:var(--soft)}\n.pass{stroke:var(--good)}\n.stop{stroke:var(--stop)}\n"
            + "footer{margin-top:2.5rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}\n";

        private const string Wide =
            "@media (min-width:23rem){tbody code{white-space:nowrap}.facts code{white-space:normal}}\n"
            + "@media (min-width:40rem){body{padding:0 2rem 3rem}h1{font-size:1.75rem}}\n";

        private const string Paper =
            "@media print{:root{--ground:#fff;--text:#000;--soft:#333;--line:#999;--card:#fff;--link:#000;--good:#000;--soon:#000;--stop:#000}"
            + "body{max-width:none;padding:0;font-size:11pt}nav,.languages,.skip,.answers{display:none}h2,.card,figure,table{break-inside:avoid}"
            + "h2{break-after:avoid}}\n";
    }
}
