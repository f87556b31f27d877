using Gateway.Policy;
using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>Says at the top of a page what is in force, or will be.</summary>
    internal static class EnforcementBanner
    {
        /// <summary>How many steps it has.</summary>
        public const int Steps = 3;

        /// <summary>Writes one of its steps.</summary>
        public static void Write(int step, PageWriter to)
        {
            PageFacts facts = to.Facts;
            EngineStatus status = facts.Status;
            Enforcement enforcement = facts.Enforcement;
            switch (step)
            {
                case 0:
                    to.Own(enforcement == Enforcement.InForce ? "<div class=\"banner on\">\n<p><strong>"
                        : enforcement == Enforcement.Off ? "<div class=\"banner\">\n<p><strong>"
                        : "<div class=\"banner soon\">\n<p><strong>");
                    to.Text(HeadOf(enforcement));
                    to.Own("</strong></p>\n");
                    to.Paragraph(HeadOf(enforcement) + 1);
                    break;
                case 1:
                    WriteSince(enforcement, to);
                    if (status.IsHostExempt && enforcement != Enforcement.Off)
                    {
                        to.Paragraph(TextKey.ExemptText);
                    }

                    break;
                default:
                    if (enforcement == Enforcement.InForce && (status.IsFallback || status.IsRelayUnresolved))
                    {
                        to.Paragraph(status.IsFallback ? TextKey.FallbackText : TextKey.UnresolvedText);
                    }

                    if (facts.Isp.AnnouncementUrl.Length > 0)
                    {
                        to.Own("<p>");
                        to.OutsideLink(facts.Isp.AnnouncementUrl, TextKey.LinkAnnouncement);
                        to.Own("</p>\n");
                    }

                    to.Own("</div>\n");
                    break;
            }
        }

        // Each head is followed by its text.
        private static int HeadOf(Enforcement enforcement)
        {
            switch (enforcement)
            {
                case Enforcement.InForce:
                    return TextKey.EnforceHead;
                case Enforcement.FromDate:
                    return TextKey.NotYetHead;
                case Enforcement.Announced:
                    return TextKey.MonitorHead;
                default:
                    return TextKey.OffHead;
            }
        }

        private static void WriteSince(Enforcement enforcement, PageWriter to)
        {
            EngineStatus status = to.Facts.Status;
            if (enforcement != Enforcement.InForce)
            {
                return;
            }

            if (status.EffectiveFromUtcSeconds != Op25bSettings.EffectiveAtOnce)
            {
                to.Paragraph(TextKey.SinceDate);
                return;
            }

            to.Own("<p>");
            to.Text(TextKey.SinceStart);
            to.Own(to.Facts.SpanOf(status.NowS - status.InForceSinceS));
            to.Own("</p>\n");
        }
    }
}
