using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>The pointer for corporate customers, where the ISP gives one.</summary>
    internal static class CorporateLink
    {
        /// <summary>Writes it.</summary>
        public static void Write(PageWriter to)
        {
            if (to.Facts.Isp.CorporateUrl.Length > 0)
            {
                to.Own("<p>");
                to.OutsideLink(to.Facts.Isp.CorporateUrl, TextKey.LinkCorporate);
                to.Own("</p>\n");
            }
        }
    }
}
