using System.Globalization;

namespace Gateway.Collector
{
    /// <summary>Tells people what came: a line a request, with what an ISP looks at first.</summary>
    internal static class ReportText
    {
        /// <summary>Tells it.</summary>
        public static void Tell(Journal journal, RequestFacts request, IReadOnlyList<Report> reports, Misbehaviour answer, string vendor)
        {
            if (reports.Count == 0)
            {
                journal.Tell($"no report, {request.Body.Length} bytes; answered: {Behaviour.NameOf(answer)}");
                return;
            }

            Report newest = reports[^1];
            string retained = reports.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {reports.Count - 1} retained") : "";
            journal.Tell(
                $"{newest.Find(ParameterList.SerialNumber)?.Text}: a report{retained}, {request.Body.Length} bytes; "
                + $"to relays {Op25b("AllowedConnections")}, told what to do {Op25b("RedirectedConnections")}, "
                + $"packets to port 25 stopped {Op25b("BlockedPackets")}; answered: {Behaviour.NameOf(answer)}");

            string Op25b(string name)
            {
                return newest.Find($"Device.X_{vendor}_OP25B.{name}")?.Text ?? "?";
            }
        }
    }
}
