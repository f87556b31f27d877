namespace Gateway.Platform
{
    /// <summary>Why a TLS connection is over.</summary>
    public enum TlsFailure
    {
        /// <summary>It is not, or it was closed in order.</summary>
        None,

        /// <summary>The server could not be reached, or the connection broke.</summary>
        Connection,

        /// <summary>It stood, but there was no TLS on it: the certificate or its name was wrong, or no version was common.</summary>
        Handshake,
    }
}
