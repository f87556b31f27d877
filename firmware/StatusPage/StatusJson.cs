using Gateway.Policy;
using Gateway.Reporting;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.StatusPage
{
    /// <summary>State for programs (RFC 8259): what the state page tells, and no more. Names may be added; format grows when one changes.</summary>
    public sealed class StatusJson : Page
    {
        private const int AttemptStep = 4;
        private const int EndStep = AttemptStep + AttemptLog.MaximumRowsAHost;

        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.Status; }
        }

        /// <inheritdoc/>
        public override string ContentType
        {
            get { return "application/json"; }
        }

        /// <inheritdoc/>
        public override bool NeedsCounters
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public override bool Write(int step, PageWriter to)
        {
            EngineStatus status = to.Facts.Status;
            if (step == 0)
            {
                to.Own("{\"format\":1,\"version\":\"" + Release.Version + "\",\"uptimeSeconds\":");
                to.Number(status.NowS - status.StartedS);
                to.Own(",\"utc\":");
                WriteTime(status.IsUtcKnown, status.UtcSeconds, to);
                to.Own(",\"isp\":{\"name\":\"");
                to.Json(to.Facts.Isp.IspName);
                to.Own("\",\"submissionHost\":\"");
                to.Json(to.Facts.Isp.SubmissionHost);
                to.Own("\",\"submissionPorts\":[");
                WritePorts(to.Facts.Isp.SubmissionPorts, to);
                to.Own("]}");
            }
            else if (step == 1)
            {
                WriteReports(to.Facts.Reports, to);
            }
            else if (step == 2)
            {
                WriteEnforcement(status, to);
            }
            else if (step == 3)
            {
                WriteTotals(status, to);
            }
            else if (step < EndStep)
            {
                WriteAttempt(status, step - AttemptStep, to);
            }
            else if (step == EndStep)
            {
                to.Own("]}}\n");
            }

            return step <= EndStep;
        }

        private static void WriteReports(ReportStatus reports, PageWriter to)
        {
            bool fails = reports.State == ReportState.Failing || reports.State == ReportState.Refused;
            to.Own(",\"reports\":{\"state\":\"");
            to.Own(ReportLine.NameOf(reports.State));
            to.Own("\",\"lastSuccess\":");
            WriteTime(reports.LastSuccessUtc != 0, reports.LastSuccessUtc, to);
            to.Own(",\"failingSince\":");
            WriteTime(fails && reports.FailingSinceUtc != 0, reports.FailingSinceUtc, to);
            to.Own(fails ? ",\"failure\":\"" + ReportLine.NameOf(reports.Failure) + "\",\"statusCode\":" : ",\"failure\":null,\"statusCode\":");
            to.Own(fails && reports.StatusCode != 0 ? reports.StatusCode.ToString() : "null");
            to.Own("}");
        }

        private static void WriteEnforcement(EngineStatus status, PageWriter to)
        {
            to.Own(",\"op25b\":{\"mode\":\"");
            to.Own(status.Mode == Op25bMode.Off ? "off" : status.Mode == Op25bMode.Monitor ? "monitor" : "enforce");
            to.Own("\",\"inForce\":");
            to.Own(to.Facts.Enforcement == Enforcement.InForce ? "true" : "false");
            to.Own(",\"inForceSeconds\":");
            to.Number(to.Facts.Enforcement == Enforcement.InForce ? status.NowS - status.InForceSinceS : 0);
            to.Own(",\"effectiveFrom\":");
            WriteTime(status.EffectiveFromUtcSeconds != Op25bSettings.EffectiveAtOnce, status.EffectiveFromUtcSeconds, to);
            to.Own(status.IsFallback ? ",\"fallback\":true" : ",\"fallback\":false");
            to.Own(status.IsRelayUnresolved ? ",\"relayUnresolved\":true}" : ",\"relayUnresolved\":false}");
        }

        private static void WriteTotals(EngineStatus status, PageWriter to)
        {
            to.Own(",\"totals\":{");
            WriteTotal(Counter.RedirectedConnections, to);
            WriteTotal(Counter.RejectedConnections, to);
            WriteTotal(Counter.WouldBlockConnections, to);
            WriteTotal(Counter.AllowedConnections, to);
            WriteTotal(Counter.BlockedPackets, to);
            to.Own("\"flows\":");
            to.Number(status.FlowCount);
            to.Own(",\"hosts\":");
            to.Number(status.HostCount);
            to.Own("},\"you\":{\"address\":\"");
            to.Own(Ipv4Text.Format(status.LanHost));
            to.Own(status.IsHostExempt ? "\",\"exempt\":true,\"attempts\":[" : "\",\"exempt\":false,\"attempts\":[");
        }

        private static void WriteTotal(Counter counter, PageWriter to)
        {
            var entry = new CounterEntry();
            CounterCatalog.Read(counter, entry);
            to.Own("\"" + CounterCatalog.JsonNameOf(entry) + "\":");
            to.Number(to.Facts.Counters[(int)counter]);
            to.Own(",");
        }

        private static void WriteAttempt(EngineStatus status, int index, PageWriter to)
        {
            AttemptList attempts = status.Attempts;
            if (index >= attempts.Count)
            {
                return;
            }

            int ageS = status.NowS - attempts.LastS[index];
            to.Own(index == 0 ? "{\"server\":\"" : ",{\"server\":\"");
            to.Own(Ipv4Text.Format(attempts.Destinations[index]));
            to.Own("\",\"secondsAgo\":");
            to.Number(ageS);
            to.Own(",\"utc\":");
            WriteTime(status.IsUtcKnown, status.UtcSeconds - ageS, to);
            to.Own(",\"times\":");
            to.Number(attempts.Counts[index]);
            to.Own(",\"outcome\":\"");
            to.Own(OutcomeOf(attempts.Verdicts[index]));
            to.Own("\"}");
        }

        private static string OutcomeOf(Verdict verdict)
        {
            return verdict == Verdict.Redirect ? "redirected"
                : verdict == Verdict.Reject ? "rejected"
                : Op25bPolicy.WouldBlock(verdict) ? "wouldBlock"
                : "dropped";
        }

        private static void WriteTime(bool isKnown, long utcSeconds, PageWriter to)
        {
            if (isKnown)
            {
                to.Own("\"" + new CivilTime(utcSeconds).ToRfc3339() + "\"");
            }
            else
            {
                to.Own("null");
            }
        }

        private static void WritePorts(int[] ports, PageWriter to)
        {
            for (int i = 0; i < ports.Length; i++)
            {
                to.Own((i == 0 ? "" : ",") + ports[i].ToString());
            }
        }
    }
}
