namespace Gateway.StatusPage
{
    /// <summary>Header fields that a request is judged by.</summary>
    internal enum RequestField
    {
        /// <summary>Any other: passed over.</summary>
        Other,

        /// <summary>Host.</summary>
        Host,

        /// <summary>Accept-Language.</summary>
        AcceptLanguage,

        /// <summary>Connection.</summary>
        Connection,

        /// <summary>Content-Length.</summary>
        ContentLength,

        /// <summary>Transfer-Encoding.</summary>
        TransferEncoding,
    }
}
