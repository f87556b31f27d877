using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Gateway.Collector
{
    /// <summary>What gateways meet: handshakes, reports, remote settings.</summary>
    internal sealed class ReportReceiver
    {
        private const int MaximumBodyLength = 1 << 20; // ours: some hundred reports
        private const string Accepted = "accepted"; // on a connection: it brought a report that was accepted
        private const string Shown = "certificate"; // on a connection: the certificate that it was shown

        private readonly CollectorOptions _options;
        private readonly string _serverName;
        private readonly Certificates _certificates;
        private readonly ReportStore _store;
        private readonly Journal _journal;
        private readonly Behaviour _behaviour;
        private readonly RequestRules _rules;
        private readonly ReportHistory _history;
        private readonly Answers _answers;
        private readonly Lock _lock = new();

        /// <summary>Makes it.</summary>
        public ReportReceiver(CollectorOptions options, Certificates certificates, ReportStore store, Journal journal, Behaviour behaviour)
        {
            _options = options;
            _serverName = IPAddress.TryParse(options.Name, out _) ? "" : options.Name; // RFC 6066 §3: an address is no server name
            _certificates = certificates;
            _store = store;
            _journal = journal;
            _behaviour = behaviour;
            _rules = new RequestRules(options);
            _history = new ReportHistory(options.Vendor);
            _answers = new Answers(options, behaviour, journal);
        }

        /// <summary>The remote settings that are served; null for none.</summary>
        public SettingsDocument? Settings { get; set; }

        /// <summary>Chooses what a handshake shows, or lets it hang.</summary>
        public async ValueTask<SslServerAuthenticationOptions> Shake(TlsHandshakeCallbackContext context)
        {
            Misbehaviour misbehaviour = _behaviour.Meet(isHandshake: true);
            _journal.Count("handshakes");
            if (context.ClientHelloInfo.ServerName != _serverName)
            {
                AddViolation($"SNI is '{context.ClientHelloInfo.ServerName}', not '{_serverName}'");
            }

            if (misbehaviour == Misbehaviour.HangInHandshake)
            {
                await Task.Delay(Timeout.Infinite, context.Connection.ConnectionClosed);
            }

            context.Connection.Items[Shown] = misbehaviour;
            return new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(_certificates.For(misbehaviour), null, offline: true),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            };
        }

        /// <summary>Takes a request and answers it.</summary>
        public async Task Serve(HttpContext context)
        {
            RequestFacts request;
            try
            {
                request = await Read(context);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                _journal.Count("brokenRequests"); // a gateway that was killed; what it sent is counted nowhere
                return;
            }

            IDictionary<object, object?> connection = context.Features.Get<IConnectionItemsFeature>()!.Items;
            if (connection.TryGetValue(Shown, out object? shown) && shown is Misbehaviour certificate && certificate != Misbehaviour.Well)
            {
                AddViolation($"a request came over a connection with a certificate that is wrong: {Behaviour.NameOf(certificate)}");
            }

            if (request.Method == HttpMethods.Get)
            {
                await ServeSettings(context, request, connection.ContainsKey(Accepted));
            }
            else if (await ServeReports(context, request))
            {
                connection[Accepted] = true;
            }
        }

        /// <summary>Takes what a server says of a request that was none.</summary>
        public void AddBadRequest(string what)
        {
            AddViolation($"a request that is no HTTP: {what}");
        }

        private static async Task<RequestFacts> Read(HttpContext context)
        {
            using MemoryStream body = new();
            byte[] piece = new byte[4096];
            int length;
            while (body.Length <= MaximumBodyLength && (length = await context.Request.Body.ReadAsync(piece, context.RequestAborted)) > 0)
            {
                body.Write(piece, 0, length);
            }

            return new RequestFacts(
                context.Request.Method,
                context.Features.Get<IHttpRequestFeature>()!.RawTarget,
                context.Request.Protocol,
                [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => new KeyValuePair<string, string>(header.Key, value ?? "")))],
                body.ToArray(),
                DateTimeOffset.UtcNow);
        }

        private async Task<bool> ServeReports(HttpContext context, RequestFacts request)
        {
            List<string> faults = [];
            IReadOnlyList<Report> reports;
            Misbehaviour misbehaviour = _behaviour.Meet(isHandshake: false);
            bool isAccepted;
            lock (_lock)
            {
                reports = _rules.JudgeReports(request, faults);
                foreach (Report report in reports)
                {
                    _history.Add(report, faults);
                }

                // Who is not known is told so, whatever the reports are like.
                misbehaviour = _rules.IsAuthorized(request) ? misbehaviour : Misbehaviour.Unauthorized;
                isAccepted = Answers.IsAcceptance(misbehaviour);
                _store.Add(request, reports, Behaviour.NameOf(misbehaviour), isAccepted);
            }

            faults.ForEach(AddViolation);
            _journal.Count("requests");
            _journal.Count("reports", reports.Count);
            _journal.Count("accepted", isAccepted ? reports.Count : 0);
            if (_options.IsTelling)
            {
                ReportText.Tell(_journal, request, reports, misbehaviour, _options.Vendor);
            }

            await _answers.Write(context, misbehaviour);
            return isAccepted;
        }

        private async Task ServeSettings(HttpContext context, RequestFacts request, bool isAfterReport)
        {
            List<string> faults = [];
            _rules.JudgeSettings(request, isAfterReport, faults);
            faults.ForEach(AddViolation);
            _journal.Count("settingsRequests");
            if (Settings is not SettingsDocument document)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.Headers.ETag = document.Tag;
            if (request.Find("If-None-Match") == document.Tag)
            {
                _journal.Count("settingsUnchanged");
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            _journal.Count("settingsSent");
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = document.Body.Length;
            await context.Response.Body.WriteAsync(document.Body, context.RequestAborted);
        }

        private void AddViolation(string text)
        {
            _store.AddViolation(DateTimeOffset.UtcNow, text);
            _journal.AddViolation(text);
        }
    }
}
