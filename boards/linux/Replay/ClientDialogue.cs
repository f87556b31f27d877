namespace Gateway.Boards.Linux.Replay
{
    /// <summary>What was said between replay's mail clients and the gateway.</summary>
    /// <param name="Transcript">A line each, "S: " or "C: " before the text.</param>
    /// <param name="End">How it ended.</param>
    /// <param name="Clients">How many clients had this very dialogue.</param>
    internal sealed record ClientDialogue(string Transcript, MailClientState End, int Clients);
}
