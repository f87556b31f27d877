namespace Gateway.StatusPage
{
    /// <summary>Request methods, as far as they matter here.</summary>
    public enum HttpMethod
    {
        /// <summary>Not read yet.</summary>
        None,

        /// <summary>GET.</summary>
        Get,

        /// <summary>HEAD: the same head, and no body.</summary>
        Head,

        /// <summary>One of RFC 9110 §9 and RFC 5789 that nothing here allows.</summary>
        NotAllowed,

        /// <summary>Any other.</summary>
        Unknown,
    }
}
