namespace Gateway.Boards.Linux.Replay
{
    /// <summary>Where replay's mail client stands.</summary>
    internal enum MailClientState
    {
        /// <summary>The SYN is out.</summary>
        Connecting,

        /// <summary>Connected; it reads the greeting.</summary>
        Greeting,

        /// <summary>It said EHLO, and reads the answer.</summary>
        Ehlo,

        /// <summary>It said QUIT, and reads the answer.</summary>
        Quit,

        /// <summary>It sent its FIN.</summary>
        Closing,

        /// <summary>The connection was closed in order.</summary>
        Closed,

        /// <summary>The connection was reset.</summary>
        Reset,

        /// <summary>No answer came, or none that an SMTP client understands.</summary>
        GaveUp,
    }
}
