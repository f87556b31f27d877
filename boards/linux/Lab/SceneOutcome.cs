namespace Gateway.Boards.Linux.Lab
{
    /// <summary>What became of one thing that the household did.</summary>
    /// <param name="Title">What it did.</param>
    /// <param name="IsAsItShould">Whether that came out which should.</param>
    /// <param name="Lines">What happened, in words.</param>
    internal sealed record SceneOutcome(string Title, bool IsAsItShould, IReadOnlyList<string> Lines);
}
