namespace Gateway.Smtp
{
    /// <summary>What a redirected mail client is told.</summary>
    public sealed class NoticeSettings
    {
        /// <summary>The longest host name (RFC 1035 §2.3.4).</summary>
        public const int SubmissionHostMaximumLength = 253;

        /// <summary>
        /// The ISP's host for Message Submission (ports 587 and 465): printable ASCII without spaces, at most
        /// <see cref="SubmissionHostMaximumLength"/> characters. Empty where not known: the notice then speaks of the provider's.
        /// </summary>
        public string SubmissionHost { get; set; } = "";
    }
}
