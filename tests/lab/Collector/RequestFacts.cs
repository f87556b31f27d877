namespace Gateway.Collector
{
    /// <summary>A request as it came.</summary>
    /// <param name="Method">Its method.</param>
    /// <param name="Target">As it was written, path and query.</param>
    /// <param name="Protocol">HTTP/1.1, or what it should not be.</param>
    /// <param name="Headers">Names and values in their order.</param>
    /// <param name="Body">All of it.</param>
    /// <param name="At">When it came.</param>
    internal sealed record RequestFacts(
        string Method, string Target, string Protocol, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, DateTimeOffset At)
    {
        /// <summary>A header's value; null where it is missing or there more than once.</summary>
        public string? Find(string name)
        {
            string? found = null;
            foreach (KeyValuePair<string, string> header in Headers)
            {
                if (!header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (found != null)
                {
                    return null;
                }

                found = header.Value;
            }

            return found;
        }
    }
}
