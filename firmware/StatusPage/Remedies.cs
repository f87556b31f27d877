using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>What affected customers can do.</summary>
    internal static class Remedies
    {
        /// <summary>Writes the list.</summary>
        public static void Write(PageWriter to)
        {
            to.Own("<ul>\n");
            to.Item(TextKey.Avoid587);
            to.Item(TextKey.Avoid465);
            to.Item(TextKey.AvoidRelay);
            to.Item(TextKey.AvoidFixed);
            to.Own("</ul>\n");
        }
    }
}
