using Gateway.Lab;

namespace Gateway.LabTests.Mail
{
    /// <summary>Where a message goes.</summary>
    /// <param name="Name">For messages.</param>
    /// <param name="Address">The host's.</param>
    /// <param name="Port">Its port.</param>
    /// <param name="Recipient">Clients with a queue of their own choose the way by its domain.</param>
    public sealed record MailRoute(string Name, string Address, int Port, string Recipient)
    {
        /// <summary>To the ISP's relay, port 25: allowed.</summary>
        public static readonly MailRoute Relay = new("relay", LabPlan.Relay, LabPlan.SmtpPort, "friend@isp.example");

        /// <summary>To a mail host elsewhere, port 25: blocked.</summary>
        public static readonly MailRoute Direct = new("direct", LabPlan.Foreign, LabPlan.SmtpPort, LabPlan.Recipient);

        /// <summary>To a mail host elsewhere, port 587 with STARTTLS and AUTH: allowed.</summary>
        public static readonly MailRoute Submission = new("submission", LabPlan.Foreign, LabPlan.SubmissionPort, "friend@submission.example");

        /// <summary>Whether the client must use STARTTLS and AUTH.</summary>
        public bool IsSubmission => Port == LabPlan.SubmissionPort;

        /// <summary>The host and port in one word.</summary>
        public string HostAndPort => $"{Address}:{Port}";
    }
}
