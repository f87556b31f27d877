namespace Gateway.Boards.Linux.Replay
{
    /// <summary>A host's address as captured, and as played.</summary>
    internal readonly record struct AddressChange(uint Captured, uint Played);
}
