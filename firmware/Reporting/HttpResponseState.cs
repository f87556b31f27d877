namespace Gateway.Reporting
{
    /// <summary>How far a response has come.</summary>
    public enum HttpResponseState
    {
        /// <summary>Its head is not whole yet.</summary>
        Head,

        /// <summary>Its head is there, and what the head says counts; its body is not whole yet.</summary>
        Body,

        /// <summary>It is whole.</summary>
        Complete,

        /// <summary>It is no response that can be relied on. What its head says counts where <see cref="HttpResponseReader.HasHead"/>.</summary>
        Malformed,

        /// <summary>Its body is longer than allowed; what its head says counts.</summary>
        TooLong,

        /// <summary>The connection ended before it did. What its head says counts where <see cref="HttpResponseReader.HasHead"/>.</summary>
        Cut,
    }
}
