namespace Gateway.LabTests.Mail
{
    /// <summary>What a client made of a message.</summary>
    /// <param name="IsAccepted">Whether it reports success, or has handed the message on.</param>
    /// <param name="Text">What its user sees: what it printed, or what its log says.</param>
    public sealed record MailOutcome(bool IsAccepted, string Text);
}
