using Gateway.Reporting;

namespace Gateway.StatusPage
{
    /// <summary>Copies the engine's status, and how reporting goes, under the board's lock: once a request, before its first byte goes out.</summary>
    /// <param name="lanHost">The host that asks, in host order.</param>
    /// <param name="into">Takes the copy.</param>
    /// <param name="reports">Takes how reporting goes; left as it is where there is none.</param>
    /// <param name="counters">Takes the counters, as <see cref="CounterSource.Read"/> gives them; null where they are not asked for.</param>
    public delegate void StatusReader(uint lanHost, EngineStatus into, ReportStatus reports, long[] counters);
}
