namespace Gateway.Time
{
    /// <summary>
    /// When this firmware was made: no time before it is believed. A test holds <see cref="Version"/> to the project's, so that
    /// who raises the one comes past the other.
    /// </summary>
    public static class Release
    {
        /// <summary>The version that the date belongs to.</summary>
        public const string Version = "0.1.0";

        /// <summary>Its date, in seconds since 1970-01-01T00:00:00Z: 2026-11-24T00:00:00Z.</summary>
        public const long UtcSeconds = 1795478400;
    }
}
