using Gateway.Reporting;
using Gateway.StatusPage.Texts;

namespace Gateway.StatusPage
{
    /// <summary>How reporting goes, in the customer's words: what fails is no fault of the home's mail, and says what to do.</summary>
    internal static class ReportLine
    {
        /// <summary>How many steps it takes.</summary>
        public const int Steps = 2;

        /// <summary>Writes one step of the row.</summary>
        public static void Write(int step, PageWriter to)
        {
            if (step == 0)
            {
                to.Row(TextKey.ReportState);
                WriteState(to.Facts.Reports, to);
                return;
            }

            WriteCause(to.Facts.Reports, to);
            to.EndRow();
        }

        /// <summary>A state's name for programs.</summary>
        public static string NameOf(ReportState state)
        {
            switch (state)
            {
                case ReportState.Off:
                    return "off";
                case ReportState.NotYet:
                    return "notYet";
                case ReportState.WaitingForTime:
                    return "waitingForTime";
                case ReportState.Good:
                    return "good";
                case ReportState.Failing:
                    return "failing";
                default:
                    return "refused";
            }
        }

        /// <summary>A failure's name for programs.</summary>
        public static string NameOf(ReportFailure failure)
        {
            switch (failure)
            {
                case ReportFailure.Name:
                    return "name";
                case ReportFailure.Connection:
                    return "connection";
                case ReportFailure.Handshake:
                    return "handshake";
                case ReportFailure.Timeout:
                    return "timeout";
                case ReportFailure.Cut:
                    return "cut";
                case ReportFailure.Answer:
                    return "answer";
                default:
                    return "status";
            }
        }

        private static void WriteState(ReportStatus reports, PageWriter to)
        {
            switch (reports.State)
            {
                case ReportState.Off:
                    to.Text(TextKey.ReportNone);
                    return;
                case ReportState.NotYet:
                    to.Text(TextKey.ReportNotYet);
                    return;
                case ReportState.WaitingForTime:
                    to.Text(TextKey.ReportWaits);
                    return;
                case ReportState.Good:
                    to.Text(TextKey.ReportGood);
                    WriteWhen(TextKey.ReportLatest, reports.LastSuccessUtc, to);
                    return;
                default:
                    to.Text(reports.State == ReportState.Refused ? TextKey.ReportRefused : TextKey.ReportFails);
                    WriteWhen(TextKey.ReportSince, reports.FailingSinceUtc, to);
                    return;
            }
        }

        private static void WriteWhen(int key, long utcSeconds, PageWriter to)
        {
            if (utcSeconds != 0)
            {
                to.Text(key);
            }
        }

        private static void WriteCause(ReportStatus reports, PageWriter to)
        {
            if (reports.State == ReportState.Refused)
            {
                to.Text(TextKey.ReportTellProvider);
            }
            else if (reports.State == ReportState.Failing)
            {
                to.Text(CauseOf(reports.Failure));
                to.Text(TextKey.ReportNoHarm);
            }
        }

        private static int CauseOf(ReportFailure failure)
        {
            switch (failure)
            {
                case ReportFailure.Name:
                    return TextKey.ReportNoName;
                case ReportFailure.Connection:
                    return TextKey.ReportNoWay;
                case ReportFailure.Handshake:
                    return TextKey.ReportNoTrust;
                case ReportFailure.Timeout:
                case ReportFailure.Cut:
                case ReportFailure.Answer:
                    return TextKey.ReportNoAnswer;
                default:
                    return TextKey.ReportNoSuccess;
            }
        }
    }
}
