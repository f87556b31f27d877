namespace Gateway.Boards.Linux.Configuration
{
    /// <summary>Facts about the ISP. Null is not known, and then not told.</summary>
    internal sealed class PageSettings
    {
        /// <summary>What the ISP is called.</summary>
        public string? IspName { get; set; }

        /// <summary>Its host for Message Submission.</summary>
        public string? SubmissionHost { get; set; }

        /// <summary>The ports that host serves.</summary>
        public IReadOnlyList<int> SubmissionPorts { get; set; } = [];

        /// <summary>The support's telephone number.</summary>
        public string? Phone { get; set; }

        /// <summary>When it is answered.</summary>
        public string? Hours { get; set; }

        /// <summary>The support's mail address.</summary>
        public string? Mail { get; set; }

        /// <summary>Where corporate customers find what concerns them.</summary>
        public string? CorporateUrl { get; set; }

        /// <summary>Where the ISP announced the blocking.</summary>
        public string? AnnouncementUrl { get; set; }
    }
}
