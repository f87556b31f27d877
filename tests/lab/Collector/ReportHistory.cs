namespace Gateway.Collector
{
    /// <summary>What each gateway has reported so far. Counters never fall, and a report that is sent again is the same.</summary>
    internal sealed class ReportHistory
    {
        private const int Kept = 64; // ours: more than a gateway retains, so that memory ends with a fleet of gateways

        private readonly ParameterList _parameters;
        private readonly Dictionary<string, SortedList<long, Report>> _gateways = [];

        /// <summary>Makes an empty one.</summary>
        public ReportHistory(string vendor)
        {
            _parameters = new ParameterList(vendor);
        }

        /// <summary>Holds a report against the earlier ones of its gateway, and keeps it.</summary>
        /// <param name="report">The report.</param>
        /// <param name="faults">Takes what does not fit.</param>
        public void Add(Report report, List<string> faults)
        {
            string serial = report.Find(ParameterList.SerialNumber)?.Text ?? "";
            if (!_gateways.TryGetValue(serial, out SortedList<long, Report>? reports))
            {
                reports = [];
                _gateways.Add(serial, reports);
            }

            if (reports.TryGetValue(report.CollectionTimeS, out Report? same))
            {
                if (!same.Values.SequenceEqual(report.Values))
                {
                    faults.Add($"the report of {report.CollectionTimeS} came before, with other values");
                }

                return;
            }

            reports.Add(report.CollectionTimeS, report);
            int at = reports.IndexOfKey(report.CollectionTimeS);
            if (at > 0)
            {
                Compare(reports.Values[at - 1], report, faults);
            }

            if (at + 1 < reports.Count)
            {
                Compare(report, reports.Values[at + 1], faults);
            }

            if (reports.Count > Kept)
            {
                reports.RemoveAt(0);
            }
        }

        private void Compare(Report earlier, Report later, List<string> faults)
        {
            foreach ((string name, ReportedValue value) in later.Values)
            {
                if (_parameters.KindOf(name) == ParameterKind.Counter && earlier.Find(name) is ReportedValue before && value.Number < before.Number)
                {
                    faults.Add($"{name} fell from {before.Text} at {earlier.CollectionTimeS} to {value.Text} at {later.CollectionTimeS}");
                }
            }
        }
    }
}
