namespace Gateway.Lab
{
    /// <summary>What a browsing host felt.</summary>
    /// <param name="Pages">How long pages took, those that came.</param>
    /// <param name="FailedPages">Pages that did not come.</param>
    /// <param name="Probes">Round trips of single datagrams, those that came back.</param>
    /// <param name="SentProbes">Datagrams sent.</param>
    public sealed record BrowsingFigures(Samples Pages, int FailedPages, Samples Probes, int SentProbes)
    {
        private const double Hundred = 100;

        /// <summary>Datagrams that did not come back, in percent.</summary>
        public double LossPercent => SentProbes == 0 ? 0 : Hundred * (SentProbes - Probes.Count) / SentProbes;
    }
}
