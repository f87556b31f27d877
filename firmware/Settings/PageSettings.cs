namespace Gateway.Settings
{
    /// <summary>
    /// Facts about the ISP that the help page tells. Empty is not known, and then not told. Texts are of any script, in one
    /// line of at most <see cref="MaximumTextLength"/> characters, without control characters; a page must still escape them.
    /// </summary>
    public sealed class PageSettings
    {
        /// <summary>The longest text in characters (code points). Ours: it stands in one line of the page.</summary>
        public const int MaximumTextLength = 200;

        /// <summary>The most ports of the submission host. Ours: RFC 6409 and RFC 8314 know one each.</summary>
        public const int MaximumSubmissionPorts = 8;

        /// <summary>The furthest that a clock is from UTC, in minutes either way: UTC+14.</summary>
        public const int MaximumUtcOffsetMinutes = 840;

        /// <summary>The gateway's name in the home, which the page answers to besides the LAN address: a host name.</summary>
        public string HostName { get; set; } = "";

        /// <summary>The ISP's time, for dates on the page: minutes that it is before UTC.</summary>
        public int UtcOffsetMinutes { get; set; }

        /// <summary>What the ISP is called. Text.</summary>
        public string IspName { get; set; } = "";

        /// <summary>Its host for Message Submission: a host name.</summary>
        public string SubmissionHost { get; set; } = "";

        /// <summary>The ports that host serves; never null.</summary>
        public int[] SubmissionPorts { get; set; } = new int[0];

        /// <summary>The support's telephone number. Text.</summary>
        public string Phone { get; set; } = "";

        /// <summary>When it is answered. Text.</summary>
        public string Hours { get; set; } = "";

        /// <summary>The support's mail address: printable ASCII without spaces.</summary>
        public string Mail { get; set; } = "";

        /// <summary>Where corporate customers find what concerns them: an http or https URL, printable ASCII without spaces.</summary>
        public string CorporateUrl { get; set; } = "";

        /// <summary>Where the ISP announced the blocking: an http or https URL, printable ASCII without spaces.</summary>
        public string AnnouncementUrl { get; set; } = "";
    }
}
