using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Collector
{
    /// <summary>What a test asks and commands, in plain HTTP and JSON.</summary>
    internal sealed class ControlApi
    {
        private readonly ReportReceiver _receiver;
        private readonly ReportStore _store;
        private readonly Journal _journal;
        private readonly Behaviour _behaviour;

        /// <summary>Makes it.</summary>
        public ControlApi(ReportReceiver receiver, ReportStore store, Journal journal, Behaviour behaviour)
        {
            _receiver = receiver;
            _store = store;
            _journal = journal;
            _behaviour = behaviour;
        }

        /// <summary>Offers it.</summary>
        public void Map(IEndpointRouteBuilder routes)
        {
            routes.MapGet("/state", () => Results.Json(new { counts = _journal.Counts, met = _behaviour.Met(), violations = _journal.Violations }));
            routes.MapGet("/reports", (long? after) => Results.Json(_store.Query(
                "SELECT id, request, position, serial, time, accepted, parameters FROM report WHERE id > $0 ORDER BY id", after ?? 0)));
            routes.MapGet("/requests", (long? after) => Results.Json(_store.Query(
                "SELECT id, at, method, target, headers, CAST(body AS TEXT) AS body, answer FROM request WHERE id > $0 ORDER BY id", after ?? 0)));
            routes.MapPost("/behave", Behave);
            routes.MapPut("/settings", PutSettings);
            routes.MapDelete("/settings", () => { _receiver.Settings = null; });
        }

        private IResult Behave(string @as, int? times, int? retryAfterS)
        {
            foreach (Misbehaviour misbehaviour in Enum.GetValues<Misbehaviour>())
            {
                if (Behaviour.NameOf(misbehaviour) == @as)
                {
                    _behaviour.Set(misbehaviour, times ?? int.MaxValue, retryAfterS ?? 1);
                    return Results.Ok();
                }
            }

            return Results.BadRequest(string.Create(
                CultureInfo.InvariantCulture, $"no such behaviour; there are: {string.Join(", ", Enum.GetValues<Misbehaviour>().Select(Behaviour.NameOf))}"));
        }

        private async Task<IResult> PutSettings(HttpRequest request)
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            SettingsDocument document = new(body.ToArray());
            _receiver.Settings = document;
            return Results.Text(document.Tag);
        }
    }
}
