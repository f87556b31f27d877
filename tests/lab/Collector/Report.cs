namespace Gateway.Collector
{
    /// <summary>One report of a body.</summary>
    /// <param name="CollectionTimeS">Seconds since 1970, UTC.</param>
    /// <param name="Values">All others, by name, in the order of the body.</param>
    internal sealed record Report(long CollectionTimeS, IReadOnlyList<KeyValuePair<string, ReportedValue>> Values)
    {
        /// <summary>A parameter's value; null where the report has none.</summary>
        public ReportedValue? Find(string name)
        {
            foreach (KeyValuePair<string, ReportedValue> value in Values)
            {
                if (value.Key == name)
                {
                    return value.Value;
                }
            }

            return null;
        }
    }
}
