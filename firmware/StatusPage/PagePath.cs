namespace Gateway.StatusPage
{
    /// <summary>Where the pages are.</summary>
    public static class PagePath
    {
        /// <summary>State.</summary>
        public const string State = "/";

        /// <summary>What the SMTP notice names.</summary>
        public const string Explanation = "/op25b";

        /// <summary>The chart's first question.</summary>
        public const string Check = "/op25b/check";

        /// <summary>The chart's second question.</summary>
        public const string CheckSoftware = "/op25b/check/software";

        /// <summary>The chart's third question.</summary>
        public const string CheckServer = "/op25b/check/server";

        /// <summary>The chart's fourth question.</summary>
        public const string CheckPort = "/op25b/check/port";

        /// <summary>An end: a fixed address.</summary>
        public const string CheckedFixed = "/op25b/check/fixed-address";

        /// <summary>An end: web mail.</summary>
        public const string CheckedWebMail = "/op25b/check/web-mail";

        /// <summary>An end: the ISP's own server.</summary>
        public const string CheckedRelay = "/op25b/check/isp-server";

        /// <summary>An end: port 587 or 465.</summary>
        public const string CheckedSubmission = "/op25b/check/submission";

        /// <summary>An end: affected.</summary>
        public const string CheckedAffected = "/op25b/check/affected";

        /// <summary>Settings for each mail program.</summary>
        public const string MailApps = "/op25b/mail-apps";

        /// <summary>Questions and answers.</summary>
        public const string Faq = "/op25b/faq";

        /// <summary>Whom to ask.</summary>
        public const string Contact = "/op25b/contact";

        /// <summary>The style sheet.</summary>
        public const string Style = "/style.css";

        /// <summary>State for programs.</summary>
        public const string Status = "/api/status";

        /// <summary>Counters for Prometheus.</summary>
        public const string Metrics = "/metrics";
    }
}
