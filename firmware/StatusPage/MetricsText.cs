using Gateway.Policy;
using Gateway.Reporting;

namespace Gateway.StatusPage
{
    /// <summary>Counters for Prometheus, in its text format 0.0.4: HELP and TYPE once for each. All of the catalogue that has a name there.</summary>
    public sealed class MetricsText : Page
    {
        // A step a counter, then one a drop reason: the last counter is theirs.
        private const int DropsStep = CounterCatalog.Count;
        private const int EndStep = DropsStep + DropCounters.ReasonCount;

        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.Metrics; }
        }

        /// <inheritdoc/>
        public override string ContentType
        {
            get { return "text/plain; version=0.0.4; charset=utf-8"; }
        }

        /// <inheritdoc/>
        public override bool NeedsCounters
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override bool Write(int step, PageWriter to)
        {
            if (step < CounterCatalog.Count)
            {
                WriteCounter((Counter)step, to);
            }
            else if (step < EndStep && step != DropsStep + (int)DropReason.None)
            {
                WriteDrops((DropReason)(step - DropsStep), to);
            }

            return step < EndStep;
        }

        private static void WriteCounter(Counter counter, PageWriter to)
        {
            long value = to.Facts.Counters[(int)counter];
            var entry = new CounterEntry();
            CounterCatalog.Read(counter, entry);
            if (entry.MetricName == null || value == CounterCatalog.Unmeasured)
            {
                return;
            }

            string name = "gateway_" + entry.MetricName;
            to.Own("# HELP " + name + " " + entry.Help + "\n# TYPE " + name + (entry.Kind == CounterKind.Total ? " counter\n" : " gauge\n"));
            if (counter != Counter.DroppedPackets)
            {
                to.Own(name + " ");
                to.Number(value);
                to.Own("\n");
            }
        }

        private static void WriteDrops(DropReason reason, PageWriter to)
        {
            var entry = new CounterEntry();
            CounterCatalog.Read(Counter.DroppedPackets, entry);
            to.Own("gateway_" + entry.MetricName + "{reason=\"");
            to.Own(DropReasonName.Of(reason));
            to.Own("\"} ");
            to.Number(to.Facts.Status.Drops.Of(reason));
            to.Own("\n");
        }
    }
}
