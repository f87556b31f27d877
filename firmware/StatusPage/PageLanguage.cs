namespace Gateway.StatusPage
{
    /// <summary>Languages of the page.</summary>
    public enum PageLanguage
    {
        /// <summary>Not chosen.</summary>
        None,

        /// <summary>English: what is shown to those who ask for neither.</summary>
        English,

        /// <summary>Japanese.</summary>
        Japanese,
    }
}
