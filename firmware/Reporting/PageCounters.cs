namespace Gateway.Reporting
{
    /// <summary>What the page's server did. Plain fields, written by the one thread that serves.</summary>
    public sealed class PageCounters
    {
        /// <summary>Requests that were answered, refused ones included.</summary>
        public long Requests;

        /// <summary>Requests that were refused (4xx and 5xx).</summary>
        public long Refused;

        /// <summary>Views of the page that the SMTP notice names.</summary>
        public long NoticePageViews;

        /// <summary>Connections that were closed before their time, for others to have room.</summary>
        public long Evicted;
    }
}
