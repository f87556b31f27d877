namespace Gateway.Collector
{
    /// <summary>How the collector answers.</summary>
    internal enum Misbehaviour
    {
        /// <summary>200, without a body.</summary>
        Well,

        /// <summary>204: as well as 200.</summary>
        NoContent,

        /// <summary>200 with a body in chunks: as well as 200.</summary>
        Chunked,

        /// <summary>A good answer, a byte at a time, that takes no other request behind it.</summary>
        Trickle,

        /// <summary>500.</summary>
        Error,

        /// <summary>503 with Retry-After in seconds.</summary>
        BusySeconds,

        /// <summary>503 with Retry-After as a date.</summary>
        BusyDate,

        /// <summary>401.</summary>
        Unauthorized,

        /// <summary>403.</summary>
        Forbidden,

        /// <summary>307 to a path of its own, where a request would be a violation.</summary>
        Redirect,

        /// <summary>The request is read, and nothing follows.</summary>
        HangBeforeAnswer,

        /// <summary>The answer ends in the middle of its head, and the connection stays.</summary>
        HangInHead,

        /// <summary>The TLS handshake never ends.</summary>
        HangInHandshake,

        /// <summary>200, and the connection breaks in the middle of the answer's body.</summary>
        CloseInAnswer,

        /// <summary>The connection breaks before the answer.</summary>
        CloseBeforeAnswer,

        /// <summary>500, with a body of a gigabyte.</summary>
        Huge,

        /// <summary>Random bytes in place of an answer.</summary>
        Garbage,

        /// <summary>A certificate of an authority that nobody provisioned.</summary>
        WrongAuthority,

        /// <summary>A certificate that was good until yesterday.</summary>
        Expired,

        /// <summary>A certificate with another name.</summary>
        WrongName,
    }
}
