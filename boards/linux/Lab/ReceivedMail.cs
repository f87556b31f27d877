namespace Gateway.Boards.Linux.Lab
{
    /// <summary>A mail that a server took.</summary>
    /// <param name="From">Who handed it over, as the server saw it.</param>
    /// <param name="User">As whom the client signed on; null where it did not.</param>
    /// <param name="IsEncrypted">Whether it came over TLS.</param>
    /// <param name="Content">Its bytes, the dots of SMTP undone.</param>
    internal sealed record ReceivedMail(Peer From, string? User, bool IsEncrypted, byte[] Content);
}
