namespace Gateway.Collector
{
    /// <summary>A parameter's value in a report.</summary>
    /// <param name="Text">As it was written, a string without its quotes and escapes.</param>
    /// <param name="IsInteger">Whether it was a number.</param>
    internal sealed record ReportedValue(string Text, bool IsInteger)
    {
        /// <summary>The number; 0 for a text.</summary>
        public Int128 Number => IsInteger ? Int128.Parse(Text, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }
}
