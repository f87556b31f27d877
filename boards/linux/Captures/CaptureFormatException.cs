namespace Gateway.Boards.Linux.Captures
{
    /// <summary>A file that is no capture, or one of a kind that is not read. The message says what to do about it.</summary>
    /// <param name="message">A whole sentence for the user.</param>
    internal sealed class CaptureFormatException(string message) : Exception(message);
}
