namespace Gateway.Reporting
{
    /// <summary>Why an attempt failed.</summary>
    public enum ReportFailure
    {
        /// <summary>It did not.</summary>
        None,

        /// <summary>The collector's name has no address.</summary>
        Name,

        /// <summary>The collector could not be reached, or the connection broke.</summary>
        Connection,

        /// <summary>There was no TLS with it that can be trusted: its certificate, its name, its version.</summary>
        Handshake,

        /// <summary>It took too long.</summary>
        Timeout,

        /// <summary>It closed the connection before its answer was there.</summary>
        Cut,

        /// <summary>What it answered is no answer.</summary>
        Answer,

        /// <summary>It answered with another status than success.</summary>
        Status,

        /// <summary>Other settings came meanwhile: it is begun anew at once.</summary>
        Changed,
    }
}
