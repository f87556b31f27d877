using Gateway.Control;
using Gateway.Platform;

namespace Gateway.Boards.Linux.Running
{
    /// <summary>What reports need of the board.</summary>
    /// <param name="Storage">Keeps totals and reports over a restart.</param>
    /// <param name="Remote">Tries and keeps settings from afar.</param>
    /// <param name="Tls">Connections to the collector.</param>
    internal sealed record ReportParts(IStorage Storage, RemoteSettings Remote, ITlsExchange Tls);
}
