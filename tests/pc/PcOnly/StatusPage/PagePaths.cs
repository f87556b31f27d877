namespace Gateway.PcTests.StatusPage
{
    /// <summary>Where the pages are.</summary>
    internal static class PagePaths
    {
        /// <summary>All pages for people, the one for what is not there with them.</summary>
        public static string[] All =>
        [
            "/", "/op25b", "/op25b/check", "/op25b/check/software", "/op25b/check/server", "/op25b/check/port", "/op25b/check/fixed-address",
            "/op25b/check/web-mail", "/op25b/check/isp-server", "/op25b/check/submission", "/op25b/check/affected", "/op25b/mail-apps", "/op25b/faq",
            "/op25b/contact", "/nothing",
        ];
    }
}
