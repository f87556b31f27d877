using Gateway.Policy;
using Gateway.StatusPage.Texts;
using Gateway.Time;
using Gateway.Wire;

namespace Gateway.StatusPage
{
    /// <summary>State: what is in force, the asking host's own attempts, totals of all, the gateway itself.</summary>
    public sealed class StatePage : HtmlPage
    {
        private const int AttemptStep = EnforcementBanner.Steps + 2;
        private const int TotalsStep = AttemptStep + AttemptLog.MaximumRowsAHost;
        private const int GatewayStep = TotalsStep + 4;

        /// <inheritdoc/>
        public override string Path
        {
            get { return PagePath.State; }
        }

        /// <inheritdoc/>
        protected override int Title
        {
            get { return TextKey.StateTitle; }
        }

        /// <inheritdoc/>
        protected override int BodySteps
        {
            get { return GatewayStep + 2 + ReportLine.Steps; }
        }

        /// <inheritdoc/>
        protected override void WriteBody(int step, PageWriter to)
        {
            if (step < EnforcementBanner.Steps)
            {
                EnforcementBanner.Write(step, to);
            }
            else if (step < AttemptStep)
            {
                WriteOwnHead(step - EnforcementBanner.Steps, to);
            }
            else if (step < TotalsStep)
            {
                WriteAttempt(step - AttemptStep, to);
            }
            else if (step < GatewayStep)
            {
                WriteTotals(step - TotalsStep, to);
            }
            else
            {
                WriteGateway(step - GatewayStep, to);
            }
        }

        private static void WriteOwnHead(int step, PageWriter to)
        {
            if (step == 0)
            {
                to.Heading(TextKey.OwnHead);
                to.Paragraph(TextKey.OwnIntro);
            }
            else if (to.Facts.Status.Attempts.Count == 0)
            {
                to.Paragraph(TextKey.OwnNone);
            }
            else
            {
                to.Own("<table>\n<thead><tr><th scope=\"col\">");
                to.Text(TextKey.ColWhen);
                to.Own("</th><th scope=\"col\">");
                to.Text(TextKey.ColServer);
                to.Own("</th><th scope=\"col\">");
                to.Text(TextKey.ColTimes);
                to.Own("</th><th scope=\"col\">");
                to.Text(TextKey.ColOutcome);
                to.Own("</th></tr></thead>\n<tbody>\n");
            }
        }

        private static void WriteAttempt(int index, PageWriter to)
        {
            EngineStatus status = to.Facts.Status;
            AttemptList attempts = status.Attempts;
            if (index >= attempts.Count)
            {
                return;
            }

            int ageS = status.NowS - attempts.LastS[index];
            to.Own("<tr><td>");
            if (status.IsUtcKnown)
            {
                to.Own("<time datetime=\"");
                to.Own(new CivilTime(status.UtcSeconds - ageS).ToRfc3339());
                to.Own("\">");
            }

            WriteAge(ageS, to);
            to.Own(status.IsUtcKnown ? "</time></td><td><code>" : "</td><td><code>");
            to.Own(Ipv4Text.Format(attempts.Destinations[index]));
            to.Own("</code></td><td>");
            to.Number(attempts.Counts[index]);
            to.Own("</td><td>");
            to.Text(OutcomeOf(attempts.Verdicts[index]));
            to.Own("</td></tr>\n");
        }

        private static void WriteAge(int ageS, PageWriter to)
        {
            if (ageS < PageFacts.SecondsAMinute)
            {
                to.Text(TextKey.JustNow);
                return;
            }

            to.Own(to.Facts.SpanOf(ageS));
            to.Text(TextKey.Ago);
        }

        private static int OutcomeOf(Verdict verdict)
        {
            return verdict == Verdict.Redirect ? TextKey.OutRedirect
                : Op25bPolicy.WouldBlock(verdict) ? TextKey.OutWouldBlock
                : TextKey.OutBlocked;
        }

        private static void WriteTotals(int step, PageWriter to)
        {
            Op25bCounters op25b = to.Facts.Status.Op25b;
            switch (step)
            {
                case 0:
                    if (to.Facts.Status.Attempts.Count > 0)
                    {
                        to.Own("</tbody>\n</table>\n<p>");
                        to.Text(TextKey.OwnHelp);
                        to.Own(" ");
                        to.Link(PagePath.MailApps, TextKey.LinkMailApps);
                        to.Own("</p>\n");
                        to.Paragraph(TextKey.OwnVirus);
                    }

                    break;
                case 1:
                    to.Heading(TextKey.TotalsHead);
                    to.Paragraph(TextKey.TotalsIntro);
                    to.Own("<table class=\"facts counts\">\n");
                    break;
                case 2:
                    WriteRow(TextKey.TotalRedirected, op25b.RedirectedConnections, to);
                    WriteRow(TextKey.TotalRejected, op25b.RejectedConnections, to);
                    WriteRow(TextKey.TotalBlockedPackets, op25b.BlockedPackets, to);
                    break;
                default:
                    WriteRow(TextKey.TotalWouldBlock, op25b.WouldBlockConnections, to);
                    WriteRow(TextKey.TotalAllowed, op25b.AllowedConnections, to);
                    to.Own("</table>\n");
                    break;
            }
        }

        private static void WriteGateway(int step, PageWriter to)
        {
            EngineStatus status = to.Facts.Status;
            if (step == 0)
            {
                to.Heading(TextKey.GatewayHead);
                to.Own("<table class=\"facts\">\n");
                to.Row(TextKey.Uptime);
                to.Own(to.Facts.SpanOf(status.NowS - status.StartedS));
                to.EndRow();
                WriteRow(TextKey.Connections, status.FlowCount, to);
                WriteRow(TextKey.Devices, status.HostCount, to);
                return;
            }

            if (step <= ReportLine.Steps)
            {
                ReportLine.Write(step - 1, to);
                return;
            }

            to.Row(TextKey.FirmwareVersion);
            to.Own(Release.Version);
            to.EndRow();
            to.Own("</table>\n");
        }

        private static void WriteRow(int key, long value, PageWriter to)
        {
            to.Row(key);
            to.Number(value);
            to.EndRow();
        }
    }
}
