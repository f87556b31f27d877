namespace Gateway.StatusPage
{
    /// <summary>How a piece of text comes to stand in what is sent.</summary>
    internal enum PieceKind : byte
    {
        /// <summary>As it is: ours.</summary>
        Own,

        /// <summary>From outside, in HTML: text or an attribute's value in double quotes.</summary>
        Html,

        /// <summary>From outside, in a JSON string.</summary>
        Json,
    }
}
